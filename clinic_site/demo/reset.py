"""Starting over: everything a demonstration stored, and nothing else."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from clinic_site.demo import state


def describe() -> str:
    """Say what would be deleted, for a question."""
    database = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        return f"every request, account and page edit in {settings.VAR_DIR}"
    return f'every table of the database "{database["NAME"]}" and the uploads in {settings.VAR_DIR}'


def erase() -> None:
    """Delete the database and uploads. Keys stay: without data they open nothing."""
    state.forget()
    if connection.vendor == "sqlite":
        connection.close()
        name = Path(connection.settings_dict["NAME"])
        for suffix in ("", "-wal", "-shm", "-journal", "-queue"):
            name.with_name(name.name + suffix).unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connection.close()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
