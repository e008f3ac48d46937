"""What every answer tells the browser."""

import pytest

from tests.fetching import fetch

REQUIRED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/consultation/", 200),
        ("GET", "/admin/", 302),
        ("GET", "/admin/login/", 200),
        ("GET", "/procedures", 301),
        ("GET", "/no-such-page/", 404),
        ("GET", "/%00", 400),
        ("DELETE", "/", 405),
        ("GET", "/healthz", 200),
        ("GET", "/static/no-such-file.css", 404),
    ],
)
def test_every_answer_carries_the_fixed_headers(live_site, method, path, status):
    answer = fetch(live_site.url + path, method=method)

    assert answer.status == status
    assert {name: answer.headers[name] for name in REQUIRED} == REQUIRED
    assert "camera=()" in answer.headers["Permissions-Policy"]
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy


@pytest.mark.parametrize("path", ["/", "/procedures/prp/", "/guides/", "/privacy/"])
def test_public_pages_set_no_cookie_and_are_the_same_for_everyone(live_site, path):
    plain = fetch(live_site.url + path)
    other = fetch(
        live_site.url + path,
        headers={"Cookie": "sessionid=abc; theme=x", "Accept-Language": "es", "User-Agent": "x"},
    )

    for answer in (plain, other):
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Vary"] == "Accept-Encoding"
    assert plain.body == other.body
    assert plain.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["Cache-Control"] == "public, no-cache"


def test_the_form_page_is_kept_by_the_browser_alone(live_site):
    answer = fetch(f"{live_site.url}/consultation/")

    assert "public" not in answer.headers["Cache-Control"]
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]


def test_answers_to_a_sent_form_are_kept_by_nobody(live_site):
    answer = fetch(f"{live_site.url}/consultation/", method="POST", body="a=1")

    assert "no-store" in answer.headers["Cache-Control"]


def test_another_host_name_is_refused(live_site):
    assert fetch(f"{live_site.url}/", headers={"Host": "evil.example"}).status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/../clinic.sqlite3",
        "/static/%2e%2e/clinic.sqlite3",
        "/static/..%2fkeys%2fsecret.key",
        "/static//etc/passwd",
        "/static/staticfiles.json/../../demo.json",
    ],
)
def test_static_addresses_lead_nowhere_else(live_site, path):
    answer = fetch(live_site.url + path)

    assert answer.status in {400, 404}
    assert b"SQLite" not in answer.body


def test_static_files_are_hashed_immutable_and_ready_compressed(live_site):
    import json

    manifest = json.loads((live_site.var_dir / "static" / "staticfiles.json").read_text())
    path = f"{live_site.url}/static/{manifest['paths']['admin/css/base.css']}"

    answer = fetch(path, headers={"Accept-Encoding": "br, gzip"})

    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert fetch(path, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in fetch(path).headers
