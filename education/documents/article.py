"""Every page that is not a procedure: sections as written, with a few made from rows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from education.documents import blocks
from education.documents.blocks import Block
from education.documents.prose import Citations
from education.models.page import Page, PageKind, Section
from education.models.procedure import PointList

REVIEWED_KINDS = {PageKind.GUIDE}
CARD_KINDS = {PageKind.HOME, PageKind.PROCEDURE_LIST, PageKind.GUIDE_LIST}
CONTENTS_FROM = 4


def sections(page: Page, citations: Citations) -> list[dict[str, Any]]:
    """The written sections, then the references if any are cited, then who checked the page."""
    found = [
        {
            "id": row.section_id,
            "heading": row.heading,
            "blocks": [*blocks.prose(row, citations), *_made_blocks(page, row, citations)],
        }
        for row in page.sections.all()
    ]
    if page.kind == PageKind.GUIDE and len(found) >= CONTENTS_FROM:
        contents = {
            "id": "on-this-page",
            "heading": _("On this page"),
            "blocks": [{"type": "contents"}],
        }
        found.insert(1 if found[0]["id"] == "key-points" else 0, contents)
    if citations.listed():
        found.append(
            {"id": "references", "heading": _("References"), "blocks": [{"type": "references"}]}
        )
    if page.kind in REVIEWED_KINDS:
        found.append(
            {
                "id": "review",
                "heading": _("Who checked this page"),
                "blocks": [{"type": "review"}],
            }
        )
    return found


def _made_blocks(page: Page, section: Section, citations: Citations) -> list[Block]:
    if page.kind in CARD_KINDS and section.section_id in ("procedures", "guides"):
        return [{"type": "cards", "source": section.section_id}]
    if section.section_id in ("ask", "next-step"):
        return [blocks.next_step()]
    if section.section_id == "get-help":
        return blocks.care(page.care_signs.all(), citations)
    if section.section_id == "key-points":
        rows = [row for row in page.points.all() if row.list == PointList.KEY_POINTS]
        return blocks.points(rows, citations, style="plain")
    if section.section_id == "questions":
        return blocks.questions(row for row in page.points.all() if row.list == PointList.QUESTIONS)
    return []
