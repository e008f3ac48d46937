"""What every page shows beside its own words: the clinic's facts and the menus."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from functools import cached_property
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from education.models import Clinic, OpeningHours, Publication
from education.models.page import PageKind

CLINIC_FIELDS = (
    "name", "physician_name", "street", "city", "state", "postal_code", "phone", "email",
    "time_zone",
)  # fmt: skip
HOURS_FIELDS = (
    "opening_hours__weekday", "opening_hours__opens_at", "opening_hours__closes_at",
)  # fmt: skip


# For pages that say that something failed: they still show the clinic's phone number.
_last_known: list[ClinicFacts] = []


@dataclass(frozen=True)
class ClinicFacts:
    """The clinic as templates show it. What the clinic has not given is ''."""

    name: str = ""
    physician_name: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    phone: str = ""
    phone_href: str = ""
    email: str = ""
    time_zone: str = "America/Los_Angeles"
    hours: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def read(cls) -> ClinicFacts:
        """Read the clinic and its hours in one query; empty facts when there is no clinic."""
        rows = list(
            Clinic.objects.order_by("opening_hours__weekday", "opening_hours__opens_at").values(
                *CLINIC_FIELDS, *HOURS_FIELDS
            )
        )
        if not rows:
            return cls()
        facts = {name: rows[0][name] for name in CLINIC_FIELDS}
        hours = [tuple(row[name] for name in HOURS_FIELDS) for row in rows]
        known = [one for one in hours if one[0] is not None]
        read = cls(
            **facts, phone_href=Clinic(phone=facts["phone"]).phone_href, hours=hours_in_words(known)
        )
        _last_known[:] = [read]
        return read

    @classmethod
    def last_known(cls) -> ClinicFacts:
        """What this process read last, without the database; empty facts before that."""
        return _last_known[0] if _last_known else cls()


def hours_in_words(hours: list[tuple[int, time, time]]) -> list[dict[str, str]]:
    """Join neighboring days with the same hours: {"days", "hours"}, both in words.

    ``hours`` is sorted (weekday, opens, closes); Monday is 0.
    """
    runs: list[tuple[int, int, time, time]] = []
    for weekday, opens, closes in hours:
        if runs and runs[-1][1] == weekday - 1 and runs[-1][2:] == (opens, closes):
            runs[-1] = (runs[-1][0], weekday, opens, closes)
        else:
            runs.append((weekday, weekday, opens, closes))
    names = {day.value: str(day.label) for day in OpeningHours.Weekday}
    span = _("%(first)s to %(last)s")
    described = []
    for first, last, opens, closes in runs:
        days = names[first]
        if first != last:
            days = span % {"first": names[first], "last": names[last]}
        hours_of_day = span % {"first": time_format(opens, "P"), "last": time_format(closes, "P")}
        described.append({"days": days, "hours": hours_of_day})
    return described


class SiteFacts:
    """Reads the clinic and the menus at most once per page, one query each."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def clinic(self) -> ClinicFacts:
        return ClinicFacts.read()

    @cached_property
    def menus(self) -> dict[str, list[dict[str, Any]]]:
        """{"procedures": cards, "guides": cards}, in reading order."""
        cards = Publication.objects.live_cards([PageKind.PROCEDURE, PageKind.GUIDE], self.language)
        return {
            "procedures": [card for card in cards if card["kind"] == PageKind.PROCEDURE],
            "guides": [card for card in cards if card["kind"] == PageKind.GUIDE],
        }
