"""The blocks that sections are made of. Each builder turns rows into plain JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from education.documents.prose import Citations, cited_keys, render_blocks, render_markdown
from education.illustrations import ILLUSTRATIONS
from education.models.evidence import Claim, Outcome, Study
from education.models.grades import Grade
from education.models.offer import Price
from education.models.page import DotArray, Figure, Section
from education.models.procedure import CareSign, Milestone, OtherOption, Point, Step

Block = dict[str, Any]


def code_and_label(choice: Any) -> dict[str, str]:
    return {"code": choice.value, "label": str(choice.label)}


def prose(section: Section | None, citations: Citations) -> list[Block]:
    """The section's own words, then its pictures and dots, then its links."""
    if section is None:
        return []
    found: list[Block] = []
    if section.body.strip():
        found.append({"type": "prose", "html": render_blocks(section.body, citations)})
    found += [figure(row, citations) for row in section.figures.all()]
    found += [
        dots(row, citations, id=f"{section.section_id}-dots-{number}")
        for number, row in enumerate(section.dot_arrays.all(), start=1)
    ]
    links = [
        {"path": link.path, "label": link.label, "text": link.text} for link in section.links.all()
    ]
    return [*found, {"type": "link_list", "items": links}] if links else found


def figure(row: Figure, citations: Citations) -> Block:
    drawing = ILLUSTRATIONS[row.name]
    return {
        "type": "figure",
        "name": row.name,
        "width": drawing.width,
        "height": drawing.height,
        "alt": row.alt,
        "caption_html": render_markdown(row.caption, citations),
    }


def dots(row: DotArray, citations: Citations, *, id: str) -> Block:
    groups = [
        {"count": group["count"], "label": group["label"], "shade": shade}
        for shade, group in enumerate(row.groups, start=1)
    ]
    return {
        "type": "dots",
        "id": id,
        "title": row.title,
        "out_of": sum(group["count"] for group in groups),
        "groups": groups,
        "text_twin": row.text,
        "caption_html": render_markdown(row.caption, citations),
    }


def points(
    rows: Iterable[Point], citations: Citations, *, style: str, heading: str = ""
) -> list[Block]:
    items = [render_markdown(row.text, citations) for row in rows]
    return [{"type": "points", "style": style, "heading": heading, "items": items}] if items else []


def options(rows: Iterable[OtherOption], citations: Citations) -> list[Block]:
    described = [
        {
            "name": row.option.name,
            "path": row.option.path,
            "involves_html": render_markdown(row.option.involves, citations),
            "benefit_html": render_markdown(row.option.benefit, citations),
            "harm_html": render_markdown(row.option.harm, citations),
            "fda": row.option.fda,
            "grade": code_and_label(Grade(row.option.grade)) if row.option.grade else None,
        }
        for row in rows
    ]
    if not described:
        return []
    return [
        {
            "type": "options",
            "caption": _("Other options side by side"),
            "how_to_read": _(
                "Read across for one option. “How sure” tells how much we can trust the figures."
            ),
            "rows": described,
        }
    ]


def outcomes(rows: list[Outcome], citations: Citations, *, kind: Outcome.Kind) -> list[Block]:
    described = [_outcome(row, citations) for row in rows]
    if not described:
        return []
    caption = (
        _("Benefits that studies measured")
        if kind == Outcome.Kind.BENEFIT
        else _("Harms that studies and reports describe")
    )
    how_to_read = _(
        "Each row says what happened, compared with what, in whom, and how sure we can be."
    )
    return [
        {
            "type": "outcomes",
            "kind": kind.value,
            "caption": caption,
            "how_to_read": how_to_read,
            "rows": described,
        }
    ]


def _outcome(row: Outcome, citations: Citations) -> dict[str, Any]:
    already = set(cited_keys(f"{row.result} {row.comparison}"))
    missing = [key for key in sorted(r.key for r in row.references.all()) if key not in already]
    marks = f" [{'; '.join(f'@{key}' for key in missing)}]" if missing else ""
    comparison = ": ".join(part for part in (row.comparator, row.comparison) if part)
    return {
        "name": row.name,
        "frequency": code_and_label(Outcome.Frequency(row.frequency)) if row.frequency else None,
        "result_html": render_markdown(row.result + marks, citations),
        "comparison_html": render_markdown(comparison, citations),
        "period": row.period,
        "group": row.group,
        "certainty": code_and_label(Grade(row.certainty)),
        "count": row.count,
        "out_of": row.out_of,
        "compared_count": row.compared_count,
        "compared_out_of": row.compared_out_of,
    }


def studies(rows: Iterable[Study], citations: Citations) -> list[Block]:
    described = [
        {
            "name": row.name,
            "cite_html": render_markdown(f"[@{row.reference.key}]", citations),
            "design": row.design,
            "people": row.people,
            "comparator": row.comparator,
            "result_html": render_markdown(row.result, citations),
            "funder": row.funder,
            "grade": code_and_label(Grade(row.grade)),
        }
        for row in rows
    ]
    if not described:
        return []
    return [
        {
            "type": "studies",
            "caption": _("The studies, one by one"),
            "how_to_read": _(
                "A study with a comparison group tells you more. So does a study of more people."
            ),
            "rows": described,
        }
    ]


def claims(rows: Iterable[Claim], citations: Citations) -> list[Block]:
    described = [
        {
            "claim": row.claim,
            "verdict": code_and_label(Claim.Verdict(row.verdict)),
            "answer_html": render_markdown(row.answer, citations),
        }
        for row in rows
    ]
    return [{"type": "claims", "rows": described}] if described else []


def steps(rows: Iterable[Step], citations: Citations) -> list[Block]:
    items = [
        {
            "title": row.title,
            "body_html": render_markdown(row.body, citations),
            "done_by": row.done_by,
        }
        for row in rows
    ]
    return [{"type": "steps", "items": items}] if items else []


def timeline(rows: Iterable[Milestone], citations: Citations) -> list[Block]:
    described = [
        {"when": row.when, "expect_html": render_markdown(row.expect, citations)} for row in rows
    ]
    if not described:
        return []
    return [{"type": "timeline", "caption": _("What to expect, and when"), "rows": described}]


def care(rows: Iterable[CareSign], citations: Citations) -> list[Block]:
    """One card per level, the most pressing first."""
    by_level: dict[str, list[str]] = {level.value: [] for level in CareSign.Level}
    for row in rows:
        by_level[row.level].append(render_markdown(row.text, citations))
    headings = {
        CareSign.Level.EMERGENCY: _("Call 911 now"),
        CareSign.Level.URGENT: _("Call the clinic the same day"),
        CareSign.Level.ROUTINE: _("Not urgent, but have it checked"),
    }
    return [
        {"type": "care", "level": level.value, "heading": headings[level], "items": items}
        for level in CareSign.Level
        if (items := by_level[level.value])
    ]


def price(rows: Iterable[Price], cost_note: str, citations: Citations) -> Block:
    described = [
        {
            "label": row.label,
            "amount": number_format(row.amount, decimal_pos=2, use_l10n=True, force_grouping=True),
            "currency": row.currency,
            "unit": row.unit,
            "included_html": render_markdown(row.included, citations),
            "excluded_html": render_markdown(row.excluded, citations),
            "repeats_html": render_markdown(row.repeats, citations),
            "valid_on": date_format(row.valid_on, "F j, Y"),
            "is_example": row.is_example,
        }
        for row in rows
    ]
    return {
        "type": "price",
        "rows": described,
        "note_html": render_blocks(cost_note, citations) if cost_note else "",
    }


def questions(rows: Iterable[Point]) -> list[Block]:
    items = [row.text for row in rows]
    return [{"type": "questions", "items": items}] if items else []


def next_step() -> Block:
    return {
        "type": "next_step",
        "text": _("Asking does not commit you. Take the time you need."),
        "link_label": _("Ask for a consultation"),
    }
