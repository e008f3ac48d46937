"""Headers that belong on every response, whoever made it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

# Everything a browser can be asked for, denied: no page of this site uses any of it.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "publickey-credentials-get",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
)


class EveryResponseHeaders:
    """Add the site's fixed headers, and keep personal answers out of shared caches.

    Stands first, so that redirects, static files and errors pass through it too; the settings
    it repeats reach only what comes from behind Django's own middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.fixed = {
            "Permissions-Policy": PERMISSIONS_POLICY,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
            "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in self.fixed.items():
            response.headers.setdefault(name, value)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = cache_control(request, response)
        return response


def cache_control(request: HttpRequest, response: HttpResponseBase) -> str:
    """Choose how long an answer may be kept when its view did not say.

    A public page is stored but asked after each time, so that a correction is seen at once. A
    page made for one person is kept by that person's browser alone, which "back" needs to show
    what was typed. Answers to a sent form are kept by nobody.
    """
    if request.method not in {"GET", "HEAD"}:
        return "no-store"
    if is_personal(response):
        return "private, no-cache"
    return "public, no-cache"


def is_personal(response: HttpResponseBase) -> bool:
    """Whether the answer sets a cookie, was made from one, or says itself that it is private."""
    if isinstance(response, HttpResponse) and response.cookies:
        return True
    said = response.headers.get("Cache-Control", "").lower()
    if "no-store" in said or "private" in said:
        return True
    return "cookie" in response.headers.get("Vary", "").lower()
