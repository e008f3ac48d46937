"""Secret keys in files only their owner can read, made on first use."""

import base64
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def read_or_create(var_dir: Path, name: str) -> str:
    """Return the key kept in ``var_dir/keys/<name>.key``: 32 random bytes, URL-safe base64.

    That form is also what Fernet takes. Raises ImproperlyConfigured when the folder or the
    file cannot be used.
    """
    path = var_dir / "keys" / f"{name}.key"
    try:
        # One by one: "parents" would leave the outer folder open to everyone.
        var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        return _read(path) or _create(path)
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot keep keys in {path.parent}: {error.strerror}. "
            "Set VAR_DIR to a folder this user can write to."
        ) from error
    except UnicodeDecodeError as error:
        raise ImproperlyConfigured(f"{path} holds no key. Put the right file back.") from error


def generate() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _read(path: Path) -> str:
    return path.read_text().strip() if path.exists() else ""


def _create(path: Path) -> str:
    """Write a whole new file and link it into place, so that two starts agree on one key."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(generate() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _read(path)
