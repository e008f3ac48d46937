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
    """Run one command; a setting that is missing or unsafe gives its line and status 1."""
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE",
        SETTINGS_BY_COMMAND.get(command, "clinic_site.settings.production"),
    )
    try:
        from django.conf import settings
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
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
    return 0


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.stderr.write(
            "This site needs Python 3.11 or newer; this is Python {}.{}.\n".format(
                *sys.version_info[:2]
            )
        )
        sys.exit(1)
    sys.exit(main())
