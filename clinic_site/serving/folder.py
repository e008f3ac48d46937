"""The folder for run-time data."""

import tempfile
from pathlib import Path


class FolderError(Exception):
    """The folder cannot be used. The message is one line for the person who chose it."""


def prepare(folder: Path) -> None:
    """Make ``folder``, readable by its owner alone. Raises FolderError when it cannot be used."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise FolderError(
            f"Cannot write to {folder}: {error.strerror}. "
            "Set VAR_DIR to a folder this user can write to."
        ) from error
