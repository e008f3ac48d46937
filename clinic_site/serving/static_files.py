"""Hashed, ready-compressed static files, made again only when a source changed."""

import json
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """Bring STATIC_ROOT up to date; return whether there was anything to do."""
    root = Path(settings.STATIC_ROOT)
    # Beside the folder, not in it: everything inside is served.
    stamp = root.with_name(f"{root.name}.stamp")
    current = fingerprint()
    if root.is_dir() and stamp.exists() and stamp.read_text() == current:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(current)
    return True


def fingerprint() -> str:
    """Name the state of all sources by their paths, sizes and times of change."""
    sources = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            sources.append([name, status.st_size, status.st_mtime_ns])
    backend = settings.STORAGES["staticfiles"]["BACKEND"]
    return sha256(json.dumps([backend, sorted(sources)]).encode()).hexdigest()
