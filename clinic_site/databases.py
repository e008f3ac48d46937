"""Turn DATABASE_URL into Django's database settings."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"postgres", "postgresql", "sqlite"}


def configure(url: str, *, var_dir: Path) -> dict[str, Any]:
    """Describe the database at ``url``; an empty ``url`` means SQLite under ``var_dir``."""
    if not url:
        return sqlite(var_dir / "clinic.sqlite3")
    settings = _parse(url)
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(Path(settings["NAME"]))
    # A connection lives as long as its thread; a check before use survives a database restart.
    return settings | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}


def _parse(url: str) -> dict[str, Any]:
    """Read ``url``; never repeat it, since it may hold a password."""
    scheme = url.partition("://")[0]
    try:
        settings: dict[str, Any] = environ.Env.db_url_config(url) if scheme in SCHEMES else {}
    except ValueError:
        settings = {}
    # A database in memory would be another one in every process.
    if not settings.get("NAME") or settings["NAME"] == ":memory:":
        raise ImproperlyConfigured(
            "DATABASE_URL: write it as postgres://user:password@host:5432/name, or as "
            "sqlite:////folder/file.sqlite3; leave it out for SQLite under VAR_DIR."
        )
    return settings


def sqlite(path: Path) -> dict[str, Any]:
    """Describe SQLite so that an acknowledged write survives a power cut.

    IMMEDIATE takes the write lock when a transaction begins: one that reads first and writes
    later otherwise fails under load, whatever the timeout. Connections stay open because the
    last one to close makes SQLite fold its log back into the file.
    """
    return {
        "ENGINE": "clinic_site.sqlite",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
        },
    }
