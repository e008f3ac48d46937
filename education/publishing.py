"""Publishing: rows become a numbered, digested document that patients can read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from education.documents import compose, digest
from education.models import Page, Publication, Reference


class CannotPublishError(Exception):
    """The page must not be published; the message says why."""


def compose_draft(page_id: int) -> dict[str, Any]:
    """Compose the document that publishing the page now would make."""
    page = Page.objects.with_rows().get(pk=page_id)
    references = {row.key: row for row in Reference.objects.all()}
    return compose(page, references)


@transaction.atomic
def publish(page: Page, *, at: datetime, change_note: str, by: Any = None) -> Publication | None:
    """Publish ``page`` under the next number; None when nothing changed since the last one.

    ``at`` is timezone-aware; ``change_note`` is shown to readers.
    Raises CannotPublishError, publishing nothing, when the page must not be public.
    """
    locked = Page.objects.select_for_update().get(pk=page.pk)
    procedure = getattr(locked, "procedure", None)
    if procedure is not None and procedure.contains_isolated_cells:
        raise CannotPublishError(
            _("This procedure is marked as containing isolated cells. Ask counsel first.")
        )
    document = compose_draft(locked.pk)
    newest = locked.publications.order_by("-number").first()
    new_digest = digest(document)
    if newest is not None and newest.digest == new_digest:
        return None
    number = newest.number + 1 if newest else 1
    change = {"number": number, "published_at": at.isoformat(), "change_note": change_note}
    return Publication.objects.create(
        page=locked,
        number=number,
        document=document,
        digest=new_digest,
        published_at=at,
        published_by=by,
        change_note=change_note,
        changes=[change, *(newest.changes if newest else [])],
    )
