"""Send pages small, and not at all when the browser already has them."""

import gzip
from collections.abc import Callable
from hashlib import sha256

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from clinic_site.bounded import BoundedCache
from clinic_site.middleware.headers import is_personal

COMPRESSIBLE = {"text/html", "text/plain", "application/xml"}
# Below this a compressed answer is no shorter in packets.
MINIMUM_BYTES = 512


class PageCompression:
    """Public pages are compressed as hard as possible, once; personal ones lightly or never.

    Public means: neither made from a cookie nor setting one. Such a page is the same for
    everyone, so its compressed bytes are kept, and a strong validator names them. A page with a
    form token is compressed lightly each time (Django masks the token anew in every answer, so
    its length gives nothing away). Once somebody has a session, and for whatever answers a sent
    form, nothing is compressed: there a secret and a stranger's words could share one page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.compressed = BoundedCache[tuple[bytes, str], bytes](max_items=256)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not self._suits(request, response):
            return response
        if not is_personal(response):
            return self._public(request, response)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            self._lightly(request, response)
        return response

    def _suits(self, request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.method in {"GET", "HEAD"}
            and not response.has_header("Content-Encoding")
            and response.get("Content-Type", "").partition(";")[0] in COMPRESSIBLE
        )

    def _public(self, request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
        patch_vary_headers(response, ("Accept-Encoding",))
        body = response.content
        digest = sha256(body).digest()
        encoding = negotiate(request.headers.get("Accept-Encoding", ""))
        if encoding and len(body) >= MINIMUM_BYTES:
            response.content = self.compressed.get_or_make(
                (digest, encoding), lambda: compress(body, encoding, hard=True)
            )
            response["Content-Encoding"] = encoding
            response["Content-Length"] = str(len(response.content))
        else:
            encoding = ""
        if response.status_code != 200:
            return response
        etag = f'"{digest.hex()[:32]}{encoding and "-"}{encoding}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    def _lightly(self, request: HttpRequest, response: HttpResponse) -> None:
        patch_vary_headers(response, ("Accept-Encoding",))
        encoding = negotiate(request.headers.get("Accept-Encoding", ""))
        if encoding and len(response.content) >= MINIMUM_BYTES:
            response.content = compress(response.content, encoding, hard=False)
            response["Content-Encoding"] = encoding
            response["Content-Length"] = str(len(response.content))


def negotiate(accept_encoding: str) -> str:
    """Choose "br", "gzip" or "" (as it is) by what the browser says it can read."""
    accepted = dict(map(_weight, accept_encoding.lower().split(",")))
    anything = accepted.get("*", 0.0)
    return next((name for name in ("br", "gzip") if accepted.get(name, anything) > 0), "")


def _weight(item: str) -> tuple[str, float]:
    name, _, parameters = item.partition(";")
    quality = parameters.strip().removeprefix("q=").strip()
    try:
        return name.strip(), float(quality) if quality else 1.0
    except ValueError:
        return name.strip(), 0.0


def compress(body: bytes, encoding: str, *, hard: bool) -> bytes:
    """Compress with "br" or "gzip"; the same body always gives the same bytes."""
    if encoding == "br":
        shorter: bytes = brotli.compress(body, quality=11 if hard else 4, mode=brotli.MODE_TEXT)
        return shorter
    return gzip.compress(body, compresslevel=9 if hard else 5, mtime=0)
