"""Whatever is thrown at the site, a person gets a readable page and nothing is stored."""

import logging
import re
import socket
from contextlib import ExitStack
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import path

from clinic_site import urls, views
from education.models import Clinic, Publication
from education.site_facts import ClinicFacts
from tests.fetching import fetch

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def form_token(live_site):
    """The cookie and the hidden field that let a form through."""
    answer = fetch(f"{live_site.url}/consultation/")
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.body.decode()))
    return {"Cookie": cookie} | FORM, token


def is_page(answer) -> bool:
    text = answer.body.decode()
    return (
        "<h1" in text and "Traceback" not in text and "text/html" in answer.headers["Content-Type"]
    )


@pytest.mark.parametrize("size", [600_000, 2_000_000, 10_000_000])
def test_a_flood_of_text_gets_413(live_site, size):
    answer = fetch(f"{live_site.url}/consultation/", method="POST", body=b"x" * size, headers=FORM)

    assert answer.status == 413
    assert is_page(answer)


def test_ten_thousand_fields_get_400(live_site, form_token):
    headers, token = form_token
    fields = "&".join(f"field{number}=1" for number in range(10_000))

    answer = fetch(
        f"{live_site.url}/consultation/",
        method="POST",
        body=f"csrfmiddlewaretoken={token}&{fields}",
        headers=headers,
    )

    assert answer.status == 400
    assert is_page(answer)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/", "GET, HEAD"),
        ("POST", "/procedures/prp/", "GET, HEAD"),
        ("POST", "/healthz", "GET, HEAD"),
        ("PUT", "/consultation/", "GET, HEAD, POST"),
        ("DELETE", "/admin/", "GET, HEAD, POST"),
        ("PATCH", "/guides/", "GET, HEAD, POST"),
        ("BREW", "/", "GET, HEAD, POST"),
    ],
)
def test_a_wrong_method_gets_a_readable_405(live_site, method, path, allowed):
    answer = fetch(live_site.url + path, method=method)

    assert answer.status == 405
    assert answer.headers["Allow"] == allowed
    assert is_page(answer)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/%00", {}),
        ("/procedures/%00/", {}),
        ("/?q=%00", {}),
        ("/admin/", {"Cookie": 'sessionid="\\000"'}),
    ],
)
def test_a_nul_byte_gets_400(live_site, path, headers):
    answer = fetch(live_site.url + path, headers=headers)

    assert answer.status == 400
    assert is_page(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/no-such-page/",
        "/procedures/no-such-procedure/",
        "/guides/%F0%9F%92%A9/",
        "/%ff%fe/",
        "/%E2%80%AEfdp/",
        "/es/",
        "/" + "a" * 5000,
    ],
)
def test_an_unknown_address_gets_a_404_that_leads_on(live_site, path):
    answer = fetch(live_site.url + path)

    assert answer.status == 404
    assert is_page(answer)
    assert b'href="/procedures/"' in answer.body


def test_a_form_in_an_unknown_encoding_gets_a_page(live_site, form_token):
    headers, token = form_token

    answer = fetch(
        f"{live_site.url}/consultation/",
        method="POST",
        body=f"csrfmiddlewaretoken={token}",
        headers=headers | {"Content-Type": "application/x-www-form-urlencoded; charset=utf-7"},
    )

    assert answer.status == 400
    assert is_page(answer)


def test_a_form_without_a_length_gets_a_readable_411(live_site, form_token):
    headers, token = form_token

    answer = fetch(
        f"{live_site.url}/consultation/",
        method="POST",
        body=iter([f"csrfmiddlewaretoken={token}".encode()]),
        headers=headers | {"Transfer-Encoding": "chunked"},
    )

    assert answer.status == 411
    assert is_page(answer)


def test_who_sends_slowly_does_not_keep_others_waiting(live_site):
    place = urlsplit(live_site.url)
    head = b"POST /consultation/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf"
    with ExitStack() as slow:
        for _ in range(4):
            sender = slow.enter_context(socket.create_connection((place.hostname, place.port)))
            sender.sendall(head)

        assert fetch(f"{live_site.url}/").status == 200


@pytest.mark.django_db
def test_without_its_database_the_site_says_that_it_is_closed_and_gives_the_phone(client):
    Clinic.objects.create(pk=1, name="Test clinic", phone="(619) 555-0142")
    ClinicFacts.read()
    browser = Client(raise_request_exception=False)

    with patch.object(
        Publication.objects, "of_page", side_effect=OperationalError("connection refused")
    ):
        response = browser.get("/procedures/prp/")

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    html = response.content.decode()
    assert "closed for a short time" in html
    assert "(619) 555-0142" in html
    assert "refused" not in html


class Failing:
    """Addresses whose one view fails with a message that quotes somebody."""

    handler500 = urls.handler500

    @staticmethod
    def fail(request, name):
        raise RuntimeError("jane@example.com could not be stored")

    urlpatterns = [path("people/<str:name>/", fail)]


def test_a_failure_shows_a_page_and_logs_the_place_but_no_word_of_it(settings, caplog, capsys):
    settings.ROOT_URLCONF = Failing
    client = Client(raise_request_exception=False)
    with capture_like_production() as lines:
        response = client.get("/people/jane@example.com/?phone=6195550199")

    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    logged = "\n".join(lines)
    assert "500 GET /people/<str:name>/" in logged
    assert "RuntimeError" in logged
    assert "test_errors.py" in logged
    for secret in ("jane", "6195550199"):
        assert secret not in logged + response.content.decode()


def test_the_failure_page_needs_neither_database_nor_context(client):
    response = views.server_error(None)

    assert response.status_code == 500
    assert b"<style>" in response.content


class capture_like_production:  # noqa: N801 - used as a statement
    """Collect what Django's loggers print through the production formatter and filter."""

    def __enter__(self):
        self.lines = []
        self.handler = next(
            handler
            for handler in logging.getLogger("django").handlers
            if isinstance(handler, logging.StreamHandler)
        )
        self.emit, self.handler.emit = self.handler.emit, self._keep
        return self.lines

    def _keep(self, record):
        self.lines.append(self.handler.format(record))

    def __exit__(self, *error):
        self.handler.emit = self.emit
