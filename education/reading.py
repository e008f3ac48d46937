"""How a publication stands with its medical review, in the five states a reader can see."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from education.models import Publication


def review_state(publication: Publication, *, on: date) -> dict[str, Any]:
    """Say who stands behind these exact words on day ``on``.

    ``publication`` comes annotated by ``with_newest_review``. ``state`` is unsigned, changed,
    overdue or signed; the other keys (reviewer, credentials, reviewed_on, next_due_on) are
    absent when unsigned.
    """
    newest = getattr(publication, "newest_review", None)
    if not newest:
        return {"state": "unsigned"}
    due = parse_date(str(newest["next_due_on"]))
    signed = parse_datetime(str(newest["signed_at"]).replace(" ", "T", 1))
    state = "signed"
    if newest["digest"] != publication.digest:
        state = "changed"
    elif due is not None and due < on:
        state = "overdue"
    return {
        "state": state,
        "reviewer": newest["name"],
        "credentials": newest["credentials"],
        "reviewed_on": signed.date() if signed else None,
        "next_due_on": due,
    }


def change_log(publication: Publication) -> list[dict[str, Any]]:
    """The page's versions, newest first: {"number", "published_at", "change_note"}."""
    return [
        {**change, "published_at": parse_datetime(change["published_at"])}
        for change in publication.changes
    ]
