"""The clinic's facts and the procedures a form offers, with the last known ones kept in memory.

When the database is away, the page that says so still shows the clinic's phone number and the
options the person chose from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError

from education.models import Publication
from education.models.page import PageKind
from education.site_facts import ClinicFacts, SiteFacts

_last_known: dict[str, PageFacts] = {}


@dataclass(frozen=True)
class PageFacts:
    """``menus`` is {"procedures": cards, "guides": cards}, as every page's frame takes it."""

    clinic: ClinicFacts = field(default_factory=ClinicFacts)
    menus: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def procedures(self) -> list[tuple[str, str]]:
        """(slug, title) of each published procedure page, in reading order."""
        return [(card["slug"], card["title"]) for card in self.menus.get("procedures", [])]


def read(language: str) -> PageFacts:
    """Read both with two queries; raises DatabaseError when that fails."""
    site = SiteFacts(language)
    facts = PageFacts(clinic=site.clinic, menus=site.menus)
    _last_known[language] = facts
    return facts


def read_or_last_known(language: str) -> PageFacts:
    """Like read, but never fails: stale facts, or none, are better than no page."""
    try:
        return read(language)
    except DatabaseError:
        return _last_known.get(language, PageFacts())


def procedure_titles(language: str) -> dict[str, str]:
    """Return the title of each published procedure page by its slug; one query."""
    cards = Publication.objects.live_cards(PageKind.PROCEDURE, language)
    return {card["slug"]: card["title"] for card in cards}
