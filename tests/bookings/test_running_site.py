"""The promises of a request, kept by the running server: once, durable, private."""

import json
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest

from tests.databases import fresh_database
from tests.fetching import fetch
from tests.programs import Server, free_port, manage
from tests.visitor import OpenForm, reference_in

COUNT = """
import json
from bookings import audit
from bookings.models import ConsultationRequest as R
print(json.dumps({
    "references": list(R.objects.values_list("reference", flat=True)),
    "incomplete": [
        r.reference for r in R.objects.all()
        if (r.consents.count(), r.audit_events.filter(action="submitted").count()) != (2, 1)
        or r.status_events.filter(from_status="").count() != 1
    ],
    "chain": audit.first_broken(),
}))
"""


@pytest.fixture
def site(tmp_path):
    """A demonstration of its own: these tests kill parts of it."""
    with fresh_database() as database:
        settings = {
            "VAR_DIR": str(tmp_path / "var"),
            "DEMO_STAFF_PASSWORD": "only-for-tests",
            **database,
        }
        with Server("demo", f"127.0.0.1:{free_port()}", **settings) as server:
            server.url = server.wait_ready()
            server.settings = settings
            yield server


def stored(site):
    settings = site.settings | {"DJANGO_SETTINGS_MODULE": "clinic_site.settings.demo"}
    result = manage("shell", "--no-imports", "-c", COUNT, **settings)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def stored_form(reference):
    return reference.replace("-", "")


def test_fifty_at_once_store_one_request_and_all_get_its_reference(site):
    before = len(stored(site)["references"])
    form = OpenForm(site.url)

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: form.send(), range(50)))

    references = {reference_in(answer, site.url) for answer in answers}
    assert len(references) == 1
    after = stored(site)
    assert len(after["references"]) == before + 1
    assert stored_form(references.pop()) in after["references"]
    assert (after["incomplete"], after["chain"]) == ([], None)


def test_fifty_different_people_at_once_are_all_stored(site):
    forms = [OpenForm(site.url) for _ in range(50)]

    with ThreadPoolExecutor(16) as pool:
        answers = list(
            pool.map(lambda pair: pair[1].send(full_name=f"Person {pair[0]}"), enumerate(forms))
        )

    references = [stored_form(reference_in(answer, site.url)) for answer in answers]
    assert len(set(references)) == 50
    after = stored(site)
    assert set(references) <= set(after["references"])
    assert (after["incomplete"], after["chain"]) == ([], None)


def test_a_killed_worker_loses_nothing_it_acknowledged(site):
    """The short form: a worker dies every third of a second while people send."""
    acknowledged, ended = [], threading.Event()

    def send_until_acknowledged(number):
        form, deadline = None, time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                form = form or OpenForm(site.url)
                answer = form.send(full_name=f"Person {number}")
                acknowledged.append(stored_form(reference_in(answer, site.url)))
                return
            except (OSError, HTTPException, AssertionError, IndexError, TypeError):
                # As a person would: the same page, the same button, once more.
                time.sleep(0.05)

    def kill():
        while not ended.wait(0.3):
            for worker in site.workers()[:1]:
                os.kill(worker, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(send_until_acknowledged, range(40)))
    finally:
        ended.set()
        killer.join()

    after = stored(site)
    assert len(acknowledged) == len(set(acknowledged)) == 40
    assert set(acknowledged) <= set(after["references"])
    assert len(after["references"]) == 12 + 40
    assert (after["incomplete"], after["chain"]) == ([], None)


def test_nothing_a_person_wrote_lies_readable_anywhere(site, tmp_path):
    secrets = {
        "full_name": "Canaria Wingfeather",
        "email": "canary.nest@example.com",
        "phone": "619 555 0177",
        "message": "My canary sings about thinning hair",
    }
    OpenForm(site.url).send(**secrets)
    # Refusals and errors are written to logs more readily than what goes well.
    OpenForm(site.url).send(**(secrets | {"consent_health": ""}))
    OpenForm(site.url).send(**(secrets | {"submission_key": "canary.nest@example.com"}))
    OpenForm(site.url).send(**(secrets | {"csrfmiddlewaretoken": "Canaria Wingfeather"}))
    fetch(f"{site.url}/consultation/?email=canary.nest@example.com")
    fetch(f"{site.url}/canary.nest@example.com/")
    fetch(f"{site.url}/admin/login/?next=/Canaria-Wingfeather/")

    scanned = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    scanned["what the server printed"] = site.output.encode()

    assert len(stored(site)["references"]) == 13
    words = ["Canaria", "Wingfeather", "canary", "5550177", "555 0177", "555-0177"]
    found = [
        (name, word)
        for name, content in scanned.items()
        for word in words
        if word.encode() in content or word.encode("utf-16-le") in content
    ]
    assert found == []
    if "DATABASE_URL" not in site.settings:
        assert "var/clinic.sqlite3" in scanned
        # Negative control: what is stored readably is found by the same scan.
        assert any(b"bookings_consultationrequest" in content for content in scanned.values())
