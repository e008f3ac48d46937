"""The statements a person may tick, word for word. A changed text gets a new version."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from bookings.models import Consent

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Statement:
    """One consent as shown. ``version`` counts up whenever the English text changes."""

    purpose: Consent.Purpose
    version: int
    text: str | _StrPromise

    @property
    def digest(self) -> str:
        """SHA-256 of the text in the active language, 64 hex digits."""
        return hashlib.sha256(str(self.text).encode()).hexdigest()


CONTACT: Final = Statement(
    purpose=Consent.Purpose.CONTACT,
    version=1,
    text=_("The clinic may contact me about this request, by the e-mail or phone I gave."),
)
HEALTH: Final = Statement(
    purpose=Consent.Purpose.HEALTH,
    version=1,
    text=_(
        "The clinic may store what I write here, including what I say about my health, "
        "so that it can answer me."
    ),
)
REQUIRED: Final = (CONTACT, HEALTH)
