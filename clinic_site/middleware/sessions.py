"""Sessions for whoever needs one: staff who sign in."""

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


class OnlyWhereUsed(SessionMiddleware):
    """Django's own also answers a made-up session cookie, by deleting it; that would make a
    public page differ for whoever sends one."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not request.session.accessed:
            return response
        return super().process_response(request, response)
