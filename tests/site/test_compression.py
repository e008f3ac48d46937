"""Pages travel small, and not at all when the browser has them already."""

import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from clinic_site.bounded import BoundedCache
from clinic_site.middleware.compression import PageCompression, negotiate

TEXT = "<p>Plain words about hair.</p>" * 100


def ask(view, method="get", **headers):
    request = getattr(RequestFactory(), method)("/", headers=headers)
    return PageCompression(view)(request)


def public_page(request):
    return HttpResponse(TEXT)


def form_page(request):
    response = HttpResponse(TEXT)
    response.set_cookie("csrftoken", get_token(request))
    return response


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate, br;q=0.5", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("BR", "br"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("br;q=nonsense", ""),
        ("", ""),
    ],
)
def test_encoding_follows_what_the_browser_can_read(accepted, chosen):
    assert negotiate(accepted) == chosen


@pytest.mark.parametrize(
    ("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_public_pages_are_compressed_under_a_strong_validator(encoding, decode):
    response = ask(public_page, **{"Accept-Encoding": encoding})

    assert decode(response.content).decode() == TEXT
    assert response["Content-Encoding"] == encoding
    assert response["Content-Length"] == str(len(response.content))
    assert response["Vary"] == "Accept-Encoding"
    assert response["ETag"].endswith(f'-{encoding}"')


def test_each_encoding_has_a_validator_of_its_own():
    tags = {ask(public_page, **{"Accept-Encoding": name})["ETag"] for name in ("br", "gzip", "")}

    assert len(tags) == 3


def test_a_browser_that_has_the_page_gets_304_without_a_body():
    etag = ask(public_page, **{"Accept-Encoding": "br"})["ETag"]

    same = ask(public_page, **{"Accept-Encoding": "br", "If-None-Match": etag})
    other = ask(public_page, **{"Accept-Encoding": "gzip", "If-None-Match": etag})

    assert (same.status_code, same.content) == (304, b"")
    assert same["Vary"] == "Accept-Encoding"
    assert other.status_code == 200


def test_form_pages_are_compressed_without_a_validator():
    response = ask(form_page, **{"Accept-Encoding": "br"})

    assert brotli.decompress(response.content).decode() == TEXT
    assert "ETag" not in response


def test_pages_for_somebody_with_a_session_are_left_as_they_are():
    response = ask(form_page, **{"Accept-Encoding": "br", "Cookie": "sessionid=abc"})

    assert response.content.decode() == TEXT


def test_answers_to_a_sent_form_are_left_as_they_are():
    response = ask(public_page, method="post", **{"Accept-Encoding": "br"})

    assert response.content.decode() == TEXT
    assert "Content-Encoding" not in response


def test_an_error_page_has_no_validator():
    response = ask(lambda request: HttpResponse(TEXT, status=404), **{"Accept-Encoding": "br"})

    assert response["Content-Encoding"] == "br"
    assert "ETag" not in response


def test_the_memory_of_compressed_pages_is_bounded():
    memory = BoundedCache(max_items=2)
    for key in ("a", "b", "a", "c"):
        memory.get_or_make(key, lambda: key)  # noqa: B023 - called at once

    assert len(memory) == 2
    assert memory.get_or_make("a", lambda: "made again") == "a"
    assert memory.get_or_make("b", lambda: "made again") == "made again"
