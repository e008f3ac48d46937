"""Turn bare refusals into pages that say what happened."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render


class ReadableErrors:
    """Give "method not allowed" a page, and refuse NUL bytes before anything stores them.

    PostgreSQL cannot hold a NUL; without this a made-up cookie or address would be our error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if has_nul(request):
            raise BadRequest("NUL byte")
        response = self.get_response(request)
        if response.status_code == 405 and isinstance(response, HttpResponse):
            return self._explain(request, response)
        return response

    def _explain(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


def has_nul(request: HttpRequest) -> bool:
    return (
        "\0" in request.path_info
        or "%00" in request.META.get("QUERY_STRING", "")
        or any("\0" in value for value in request.COOKIES.values())
    )
