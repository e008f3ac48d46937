"""The one spelling of a document that its digest stands for."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical_form(document: dict[str, Any]) -> bytes:
    """Spell ``document`` as UTF-8 JSON with sorted keys and no spare space."""
    return json.dumps(
        document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def digest(document: dict[str, Any]) -> str:
    """SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_form(document)).hexdigest()
