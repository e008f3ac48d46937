"""Rows to content files and back. Each pair of functions is the other's inverse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from education.content_files import schema
from education.models import (
    CareSign,
    Claim,
    Clinic,
    DotArray,
    FactToConfirm,
    Figure,
    GlossaryTerm,
    Milestone,
    OpeningHours,
    Option,
    OtherOption,
    Outcome,
    Page,
    Point,
    Price,
    Procedure,
    Reference,
    Section,
    SectionLink,
    Step,
    Study,
)
from education.models.procedure import PointList

PAGE_FIELDS = (
    "kind", "slug", "title", "short_title", "description", "lead", "summary", "position", "earns"
)  # fmt: skip
PROCEDURE_FIELDS = (
    "name", "evidence_grade", "grade_reason", "regulatory_status", "status_note",
    "contains_isolated_cells", "cost_note",
)  # fmt: skip
OUTCOME_FIELDS = (
    "name", "result", "comparator", "comparison", "count", "out_of", "compared_count",
    "compared_out_of", "period", "group", "certainty",
)  # fmt: skip
STUDY_FIELDS = ("name", "design", "people", "comparator", "result", "funder", "grade")
PRICE_FIELDS = (
    "label", "amount", "currency", "unit", "included", "excluded", "repeats", "valid_on",
    "is_example",
)  # fmt: skip
REFERENCE_FIELDS = (
    "key", "authors", "title", "source", "year", "doi", "pmid", "pmcid", "url", "checked",
    "unconfirmed",
)  # fmt: skip
OPTION_FIELDS = ("key", "name", "path", "involves", "benefit", "harm", "fda", "grade")
TERM_FIELDS = ("key", "term", "plain", "also_called")
CLINIC_FIELDS = (
    "name", "physician_name", "street", "city", "state", "postal_code", "phone", "email",
    "time_zone",
)  # fmt: skip
HOURS_FIELDS = ("weekday", "opens_at", "closes_at")


def fields_of(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


# Rows to files


def page_file(page: Page) -> schema.PageFile:
    """Describe a page fetched by ``with_rows`` as its content file."""
    return schema.PageFile(
        **fields_of(page, PAGE_FIELDS),
        procedure=_procedure_file(page),
        sections=[_section_file(row) for row in page.sections.all()],
        points=schema.Points(
            **{
                name.value: [row.text for row in page.points.all() if row.list == name]
                for name in PointList
            }
        ),
        outcomes=schema.Outcomes(
            benefits=[
                schema.BenefitFile(**_outcome_values(row))
                for row in page.outcomes.all()
                if row.kind == Outcome.Kind.BENEFIT
            ],
            harms=[
                schema.HarmFile(**{**_outcome_values(row), "frequency": row.frequency})
                for row in page.outcomes.all()
                if row.kind == Outcome.Kind.HARM
            ],
        ),
        studies=[
            schema.StudyFile(**fields_of(row, STUDY_FIELDS), reference=row.reference.key)
            for row in page.studies.all()
        ],
        claims=[
            schema.ClaimFile(**fields_of(row, ("claim", "verdict", "answer")))
            for row in page.claims.all()
        ],
        steps=schema.Steps(
            **{
                phase.value: [
                    schema.StepFile(**fields_of(row, ("title", "body", "done_by")))
                    for row in page.steps.all()
                    if row.phase == phase
                ]
                for phase in Step.Phase
            }
        ),
        timeline=[
            schema.MilestoneFile(when=row.when, expect=row.expect) for row in page.milestones.all()
        ],
        care_signs=schema.CareSigns(
            **{
                level.value: [row.text for row in page.care_signs.all() if row.level == level]
                for level in CareSign.Level
            }
        ),
        prices=[schema.PriceFile(**fields_of(row, PRICE_FIELDS)) for row in page.prices.all()],
        to_confirm=[
            schema.FactFile(section=row.section_id, fact=row.fact)
            for row in page.facts_to_confirm.all()
        ],
    )


def _procedure_file(page: Page) -> schema.ProcedureFile | None:
    procedure = getattr(page, "procedure", None)
    if procedure is None:
        return None
    return schema.ProcedureFile(
        **fields_of(procedure, PROCEDURE_FIELDS),
        other_options=[row.option.key for row in page.other_options.all()],
    )


def _section_file(row: Section) -> schema.SectionFile:
    return schema.SectionFile(
        id=row.section_id,
        heading=row.heading,
        body=row.body,
        figures=[
            schema.FigureFile(**fields_of(figure, ("name", "alt", "caption")))
            for figure in row.figures.all()
        ],
        dots=[
            schema.Dots(**fields_of(dots, ("title", "groups", "text", "caption")))
            for dots in row.dot_arrays.all()
        ],
        links=[
            schema.Link(**fields_of(link, ("path", "label", "text"))) for link in row.links.all()
        ],
    )


def _outcome_values(row: Outcome) -> dict[str, Any]:
    keys = sorted(reference.key for reference in row.references.all())
    return {**fields_of(row, OUTCOME_FIELDS), "references": keys}


def reference_file(row: Reference) -> schema.ReferenceFile:
    return schema.ReferenceFile(**fields_of(row, REFERENCE_FIELDS))


def option_file(row: Option) -> schema.OptionFile:
    return schema.OptionFile(**fields_of(row, OPTION_FIELDS))


def term_file(row: GlossaryTerm) -> schema.TermFile:
    return schema.TermFile(**fields_of(row, TERM_FIELDS))


def clinic_file(row: Clinic) -> schema.ClinicFile:
    return schema.ClinicFile(
        **fields_of(row, CLINIC_FIELDS),
        hours=[
            schema.HoursFile(**fields_of(hours, HOURS_FIELDS)) for hours in row.opening_hours.all()
        ],
    )


# Files to rows


def save_page(item: schema.PageFile, *, language: str) -> Page:
    """Make the page's rows equal to ``item``; the page row itself and its history stay."""
    page, _made = Page.objects.update_or_create(
        slug=item.slug, language=language, defaults=fields_of(item, PAGE_FIELDS)
    )
    confirmed = {
        (row.section_id, row.fact): (row.confirmed_at, row.confirmed_by_id)
        for row in page.facts_to_confirm.all()
        if row.confirmed_at
    }
    for rows in (
        page.sections, page.points, page.outcomes, page.studies, page.claims, page.steps,
        page.milestones, page.care_signs, page.prices, page.other_options, page.facts_to_confirm,
    ):  # fmt: skip
        rows.all().delete()
    Procedure.objects.filter(page=page).delete()
    if item.procedure:
        _save_procedure(page, item.procedure)
    for position, section in enumerate(item.sections):
        _save_section(page, section, position)
    _save_lists(page, item)
    _save_evidence(page, item)
    for position, fact in enumerate(item.to_confirm):
        at, by = confirmed.get((fact.section, fact.fact), (None, None))
        FactToConfirm.objects.create(
            page=page,
            position=position,
            section_id=fact.section,
            fact=fact.fact,
            confirmed_at=at,
            confirmed_by_id=by,
        )
    return page


def _save_procedure(page: Page, item: schema.ProcedureFile) -> None:
    Procedure.objects.create(page=page, **fields_of(item, PROCEDURE_FIELDS))
    options = {row.key: row for row in Option.objects.filter(language=page.language)}
    OtherOption.objects.bulk_create(
        OtherOption(page=page, option=options[key], position=position)
        for position, key in enumerate(item.other_options)
    )


def _save_section(page: Page, item: schema.SectionFile, position: int) -> None:
    section = Section.objects.create(
        page=page,
        position=position,
        section_id=item.id,
        heading=item.heading,
        body=item.body,
    )
    _numbered(Figure, item.figures, section=section)
    _numbered(DotArray, item.dots, section=section)
    _numbered(SectionLink, item.links, section=section)


def _numbered(model: type[models.Model], items: Iterable[schema.Strict], **owner: Any) -> None:
    """Store ``items``, whose fields are the model's, in their order."""
    manager: models.Manager[Any] = model._default_manager
    manager.bulk_create(
        model(**owner, position=position, **item.model_dump())
        for position, item in enumerate(items)
    )


def _save_lists(page: Page, item: schema.PageFile) -> None:
    lists: Mapping[str, list[str]] = item.points.model_dump()
    Point.objects.bulk_create(
        Point(page=page, list=name, position=position, text=text)
        for name, texts in lists.items()
        for position, text in enumerate(texts)
    )
    levels: Mapping[str, list[str]] = item.care_signs.model_dump()
    CareSign.objects.bulk_create(
        CareSign(page=page, level=level, position=position, text=text)
        for level, texts in levels.items()
        for position, text in enumerate(texts)
    )
    _numbered(Step, item.steps.before, page=page, phase=Step.Phase.BEFORE)
    _numbered(Step, item.steps.on_the_day, page=page, phase=Step.Phase.ON_THE_DAY)
    _numbered(Milestone, item.timeline, page=page)
    _numbered(Claim, item.claims, page=page)
    _numbered(Price, item.prices, page=page)


def _save_evidence(page: Page, item: schema.PageFile) -> None:
    references = {row.key: row for row in Reference.objects.all()}
    kinds: tuple[tuple[Outcome.Kind, Iterable[schema.BenefitFile]], ...] = (
        (Outcome.Kind.BENEFIT, item.outcomes.benefits),
        (Outcome.Kind.HARM, item.outcomes.harms),
    )
    for kind, outcomes in kinds:
        for position, outcome in enumerate(outcomes):
            row = Outcome.objects.create(
                page=page,
                kind=kind,
                position=position,
                frequency=getattr(outcome, "frequency", ""),
                **fields_of(outcome, OUTCOME_FIELDS),
            )
            row.references.set(references[key] for key in outcome.references)
    Study.objects.bulk_create(
        Study(
            page=page,
            position=position,
            reference=references[study.reference],
            **fields_of(study, STUDY_FIELDS),
        )
        for position, study in enumerate(item.studies)
    )


def save_reference(item: schema.ReferenceFile, *, position: int) -> None:
    Reference.objects.update_or_create(
        key=item.key, defaults={**item.model_dump(), "position": position}
    )


def save_option(item: schema.OptionFile, *, position: int, language: str) -> None:
    Option.objects.update_or_create(
        key=item.key, language=language, defaults={**item.model_dump(), "position": position}
    )


def save_term(item: schema.TermFile, *, position: int, language: str) -> None:
    GlossaryTerm.objects.update_or_create(
        key=item.key, language=language, defaults={**item.model_dump(), "position": position}
    )


def save_clinic(item: schema.ClinicFile) -> None:
    clinic, _made = Clinic.objects.update_or_create(pk=1, defaults=fields_of(item, CLINIC_FIELDS))
    clinic.opening_hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(clinic=clinic, **fields_of(hours, HOURS_FIELDS)) for hours in item.hours
    )
