"""Template variables of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from education.site_facts import SiteFacts


def site(request: HttpRequest) -> dict[str, Any]:
    """``clinic`` and ``site_nav``, read from the database only when a template asks."""
    facts = SiteFacts(get_language() or "en")
    menus = SimpleLazyObject(lambda: facts.menus)
    return {"clinic": SimpleLazyObject(lambda: facts.clinic), "site_nav": menus, "cards": menus}
