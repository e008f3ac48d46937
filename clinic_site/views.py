"""Answers for machines (health, robots) and pages for when something went wrong."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from clinic_site.stylesheet import site_stylesheet
from education.site_facts import ClinicFacts

# What arrives of a refused upload is read and thrown away, up to this: an answer sent before
# the browser has finished sending shows there as a broken connection, not as a page.
DRAIN_BYTES = 20 * 1024 * 1024
DRAIN_STEP_BYTES = 64 * 1024


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers, whatever the state of its database."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether this process can serve people now: 200, or 503 without its database."""
    headers = {"Cache-Control": "no-store"}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain", headers=headers)
    return HttpResponse("ok\n", content_type="text/plain", headers=headers)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Invite search engines to all but the staff's pages and the receipts."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('bookings:request_received')}",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        drain(request)
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Render without context processors: what they ask for may be what just failed.

    Without its database the site is closed for a while, which is no fault in a page.
    """
    context = {"site_css": site_stylesheet().text, "clinic": ClinicFacts.last_known()}
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        closed = HttpResponse(render_to_string("503.html", context), status=503)
        closed["Retry-After"] = "60"
        return closed
    return HttpResponse(render_to_string("500.html", context), status=500)


def drain(request: HttpRequest) -> None:
    left = DRAIN_BYTES
    try:
        while left > 0 and request.read(min(left, DRAIN_STEP_BYTES)):
            left -= DRAIN_STEP_BYTES
    except OSError:
        # The sender has gone; so has the reason to read on.
        return
