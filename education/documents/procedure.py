"""A procedure page: the fixed sections of PAGES §1.1, each from its own rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from education.documents import blocks
from education.documents.blocks import Block
from education.documents.prose import Citations, render_blocks, render_markdown
from education.documents.section_ids import PROCEDURE_SECTIONS
from education.models.evidence import Outcome
from education.models.grades import Grade
from education.models.page import Page, Section
from education.models.procedure import Point, PointList, RegulatoryStatus, Step


class ProcedureComposer:
    """Builds the sections of one procedure page. Reads prefetched rows only."""

    def __init__(self, page: Page, citations: Citations) -> None:
        self.page = page
        self.procedure = page.procedure
        self.citations = citations
        self.written: dict[str, Section] = {row.section_id: row for row in page.sections.all()}

    def evidence(self) -> dict[str, str]:
        grade = Grade(self.procedure.evidence_grade)
        return {
            **blocks.code_and_label(grade),
            "meaning": grade.meaning,
            "reason_html": render_markdown(self.procedure.grade_reason, self.citations),
        }

    def sections(self) -> list[dict[str, Any]]:
        """Every section that has something to say, in the fixed order."""
        found = []
        for section_id, default_heading in PROCEDURE_SECTIONS.items():
            written = self.written.get(section_id)
            # In reading order: citations are numbered as they are met, once each.
            content = [] if section_id == "status" else blocks.prose(written, self.citations)
            content += self._made_blocks(section_id)
            if content:
                heading = (written.heading if written else "") or str(default_heading)
                found.append({"id": section_id, "heading": heading, "blocks": content})
        return found

    def _made_blocks(self, section_id: str) -> list[Block]:
        makers: dict[str, Callable[[], list[Block]]] = {
            "key-points": self._key_points,
            "status": self._status,
            "on-this-page": lambda: [{"type": "contents"}],
            "who-it-suits": self._suits,
            "other-options": lambda: blocks.options(self.page.other_options.all(), self.citations),
            "benefits": lambda: self._outcomes(Outcome.Kind.BENEFIT),
            "risks": lambda: self._outcomes(Outcome.Kind.HARM),
            "evidence": self._evidence,
            "claims": lambda: blocks.claims(self.page.claims.all(), self.citations),
            "before": lambda: self._phase(
                Step.Phase.BEFORE, PointList.DO_BEFORE, PointList.DONT_BEFORE
            ),
            "on-the-day": lambda: blocks.steps(self._steps(Step.Phase.ON_THE_DAY), self.citations),
            "after": self._after,
            "get-help": lambda: blocks.care(self.page.care_signs.all(), self.citations),
            "cost": lambda: [
                blocks.price(self.page.prices.all(), self.procedure.cost_note, self.citations)
            ],
            "questions": lambda: blocks.questions(self._points(PointList.QUESTIONS)),
            "next-step": lambda: [blocks.next_step()],
            "references": lambda: [{"type": "references"}],
            "review": lambda: [{"type": "review"}],
        }
        return makers.get(section_id, list)()

    def _points(self, which: PointList) -> list[Point]:
        return [row for row in self.page.points.all() if row.list == which]

    def _steps(self, phase: Step.Phase) -> list[Step]:
        return [row for row in self.page.steps.all() if row.phase == phase]

    def _key_points(self) -> list[Block]:
        badge: list[Block] = [{"type": "evidence"}]
        return badge + blocks.points(
            self._points(PointList.KEY_POINTS), self.citations, style="plain"
        )

    def _status(self) -> list[Block]:
        written = self.written.get("status")
        notes = [self.procedure.status_note, written.body if written else ""]
        note = "\n\n".join(part for part in notes if part)
        return [
            {
                "type": "status",
                "sentences": RegulatoryStatus(self.procedure.regulatory_status).sentences,
                "note_html": render_blocks(note, self.citations) if note else "",
            }
        ]

    def _suits(self) -> list[Block]:
        suits = blocks.points(
            self._points(PointList.SUITS),
            self.citations,
            style="suits",
            heading=_("It may suit you if"),
        )
        not_suits = blocks.points(
            self._points(PointList.DOES_NOT_SUIT),
            self.citations,
            style="not_suits",
            heading=_("It may not suit you if"),
        )
        return suits + not_suits

    def _outcomes(self, kind: Outcome.Kind) -> list[Block]:
        rows = [row for row in self.page.outcomes.all() if row.kind == kind]
        return blocks.outcomes(rows, self.citations, kind=kind)

    def _evidence(self) -> list[Block]:
        return blocks.studies(self.page.studies.all(), self.citations)

    def _do_and_dont(self, do: PointList, dont: PointList) -> list[Block]:
        return [
            *blocks.points(self._points(do), self.citations, style="do", heading=_("Do")),
            *blocks.points(self._points(dont), self.citations, style="dont", heading=_("Do not")),
        ]

    def _phase(self, phase: Step.Phase, do: PointList, dont: PointList) -> list[Block]:
        return [
            *blocks.steps(self._steps(phase), self.citations),
            *self._do_and_dont(do, dont),
        ]

    def _after(self) -> list[Block]:
        return [
            *blocks.timeline(self.page.milestones.all(), self.citations),
            *self._do_and_dont(PointList.DO_AFTER, PointList.DONT_AFTER),
        ]
