"""Turn bare refusals into pages that say what happened."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

READING: Final = {"GET", "HEAD", "OPTIONS"}
# Everything else on this site is only ever read.
ACCEPTS_FORMS: Final = {"admin", "bookings"}


class ReadableErrors:
    """Refuse what no view could use, before cookies and form tokens are looked at.

    Otherwise a wrong method or a flood would be answered with a talk about form tokens, and a
    NUL byte, which PostgreSQL cannot hold, in a made-up cookie would be our error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if has_nul(request):
            raise BadRequest("NUL byte")
        if content_length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig
        if request.method == "POST" and not request.META.get("CONTENT_LENGTH"):
            # Django would read a body of unknown length as an empty form, and lose what it says.
            return render(request, "411.html", status=411)
        if request.method not in READING | {"POST"}:
            return method_not_allowed(request, allow="GET, HEAD, POST")
        response = self.get_response(request)
        if response.status_code == 405 and not getattr(response, "content", b""):
            return method_not_allowed(request, allow=response["Allow"])
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.method in READING or (match and ACCEPTS_FORMS.intersection(match.app_names)):
            return None
        return method_not_allowed(request, allow="GET, HEAD")


def method_not_allowed(request: HttpRequest, *, allow: str) -> HttpResponse:
    page = render(request, "405.html", status=405)
    page["Allow"] = allow
    return page


def has_nul(request: HttpRequest) -> bool:
    return (
        "\0" in request.path_info
        or "%00" in request.META.get("QUERY_STRING", "")
        or any("\0" in value for value in request.COOKIES.values())
    )


def content_length(request: HttpRequest) -> int:
    """Return how many bytes the request says it carries; 0 when it does not say."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
