"""Carry the reference to the received page in a short-lived signed cookie, not in the address."""

from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

_SALT: Final = "bookings.receipt"
MAX_AGE_SECONDS: Final = 30 * 60


def cookie_name() -> str:
    """Browsers bind a ``__Host-`` cookie to this host; without HTTPS they refuse the prefix."""
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}consultation_receipt"


def hand_out(response: HttpResponse, reference: str) -> None:
    response.set_cookie(
        cookie_name(),
        signing.dumps(reference, salt=_SALT),
        max_age=MAX_AGE_SECONDS,
        path="/",
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def read(request: HttpRequest) -> str | None:
    """Return the reference this browser was given within the last half hour, or None."""
    try:
        reference = signing.loads(
            request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=MAX_AGE_SECONDS
        )
    except signing.BadSignature:
        return None
    return reference if isinstance(reference, str) else None
