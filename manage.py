#!/usr/bin/env python3
"""The site's command line. This file alone must parse on old Pythons, to say so plainly."""

import os
import sys

# Each command starts with the settings it is about; DJANGO_SETTINGS_MODULE overrides.
SETTINGS_BY_COMMAND = {
    "demo": "clinic_site.settings.demo",
    "runserver": "clinic_site.settings.development",
}


def main():  # type: () -> int
    """Run one command; what a person can mend gives one line and status 1, no traceback.

    With --traceback in the command line nothing is caught.
    """
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE",
        SETTINGS_BY_COMMAND.get(command, "clinic_site.settings.production"),
    )
    try:
        from django.conf import settings
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import OperationalError
    except ImportError as error:
        message = "A package is missing ({}). Install: .venv/bin/pip install -r requirements.txt\n"
        sys.stderr.write(message.format(error.name))
        return 1
    try:
        # Read now: Django itself would hide the reason behind "Unknown command".
        settings.INSTALLED_APPS  # noqa: B018
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.stderr.write("{}\n".format(error))
        return 1
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        # The first line alone: the rest would be a traceback's worth of SQL.
        reason = str(error).partition("\n")[0]
        sys.stderr.write("The database cannot be used: {}\n".format(reason))
        return 1
    except OSError as error:
        if "--traceback" in sys.argv:
            raise
        where = error.filename or "the disk"
        sys.stderr.write("Cannot use {}: {}.\n".format(where, error.strerror or error))
        return 1
    return 0


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.stderr.write(
            "This site needs Python 3.11 or newer; this is Python {}.{}.\n".format(
                *sys.version_info[:2]
            )
        )
        sys.exit(1)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        # Ctrl-C before a command had its own way to end: also an end somebody wanted.
        sys.exit(130)
