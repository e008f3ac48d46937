"""What an earlier start has already done, so that the next one is quick."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from education import content_files


def path() -> Path:
    return Path(settings.VAR_DIR) / "demo.json"


def read() -> dict[str, Any]:
    try:
        state: dict[str, Any] = json.loads(path().read_text())
    except (OSError, ValueError):
        return {}
    return state


def write(state: dict[str, Any]) -> None:
    path().write_text(json.dumps(state, indent=2) + "\n")


def forget() -> None:
    path().unlink(missing_ok=True)


def owns_database() -> bool:
    """Whether a demonstration made the database that the settings name now."""
    return bool(read().get("database") == current()["database"])


def is_complete() -> bool:
    """Whether a start on this database once came to its end."""
    return owns_database() and "content" in read()


def claim_database() -> None:
    """Note, before the first table is made, that this database is a demonstration's own."""
    write({"database": current()["database"]})


def current() -> dict[str, Any]:
    """Describe what the state is true of: this database, these content files, this code."""
    database = settings.DATABASES["default"]
    return {
        "database": [str(database.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME")],
        "content": content_fingerprint(),
    }


def content_fingerprint() -> str:
    """Name the state of everything a published page is made from."""
    education = Path(content_files.__file__).parents[1]
    files = sorted(
        file
        for folder, pattern in (("content", "*.yaml"), (".", "*.py"))
        for file in (education / folder).rglob(pattern)
    )
    stats = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return sha256(json.dumps(stats).encode()).hexdigest()
