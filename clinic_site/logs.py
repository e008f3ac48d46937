"""Logs that say what failed and where, and nothing about whom."""

import logging
import traceback
from types import TracebackType
from typing import Any

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutAddress(logging.Filter):
    """Replace the address in Django's request messages by the pattern that matched it.

    An address can carry what somebody typed; the pattern is this project's own text.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request: Any = getattr(record, "request", None)
        if request is not None and hasattr(request, "method"):
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else "an unknown address"
            status = getattr(record, "status_code", "")
            record.msg, record.args = "%s %s %s", (status, request.method, route)
        return True


class PlainFormatter(logging.Formatter):
    """Print exceptions by type and place. Their messages can quote a row or a form."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name is logging's
        kind, error, trace = ei
        if kind is None or error is None:
            return ""
        places = [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(trace)
        ]
        causes = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        because = f" (after {type(causes).__name__})" if causes else ""
        # Only an error that vouches for its own text may say more than its name.
        text = f": {error.log_text}" if hasattr(error, "log_text") else ""
        return "\n".join([f"{kind.__module__}.{kind.__qualname__}{text}{because}", *places])


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_address": {"()": "clinic_site.logs.WithoutAddress"}},
    "formatters": {
        "plain": {
            "()": "clinic_site.logs.PlainFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["without_address"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Replaces Django's own handlers, one of which mails whole requests to administrators.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Wrong addresses and refused forms are daily life on the open web.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.security.RequestDataTooBig": {"level": "CRITICAL"},
        "django.security.TooManyFieldsSent": {"level": "CRITICAL"},
        "django.security.TooManyFilesSent": {"level": "CRITICAL"},
        "django.security.DisallowedModelAdminLookup": {"level": "CRITICAL"},
        "django.security.DisallowedModelAdminToField": {"level": "CRITICAL"},
        # The value that did not resolve may be personal; Django logs it at DEBUG.
        "django.template": {"level": "INFO"},
        "django.db.backends": {"level": "INFO"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
