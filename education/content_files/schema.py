"""The shape of the shipped content files. Field order here is key order in the files.

Every model refuses keys it does not know. A field with a default is left out of the file
when it has that value.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Text = Annotated[
    str, StringConstraints(min_length=1, strict=True, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$")
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", strict=True)]
GradeCode = Literal["high", "moderate", "low", "very_low"]


def _line(limit: int, *, least: int = 1) -> StringConstraints:
    """One line of ``least`` to ``limit`` characters, no control characters."""
    return StringConstraints(
        min_length=least, max_length=limit, strict=True, pattern=r"^[^\x00-\x1f\x7f]*$"
    )


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DotGroup(Strict):
    count: int = Field(ge=0, le=100, strict=True)
    label: Text


class Dots(Strict):
    title: Annotated[str, _line(100)]
    groups: list[DotGroup] = Field(min_length=2, max_length=4)
    text: Text
    caption: str = ""


class FigureFile(Strict):
    name: Slug
    alt: Annotated[str, _line(125)]
    caption: str = ""


class Link(Strict):
    path: Annotated[str, StringConstraints(pattern=r"^/([^/].*)?$", max_length=120)]
    label: Annotated[str, _line(80)]
    text: Annotated[str, _line(200, least=0)] = ""


class SectionFile(Strict):
    id: Slug
    heading: Annotated[str, _line(100, least=0)] = ""
    body: str = ""
    figures: list[FigureFile] = []
    dots: list[Dots] = []
    links: list[Link] = []


class ProcedureFile(Strict):
    name: Annotated[str, _line(80)]
    evidence_grade: GradeCode
    grade_reason: str = ""
    regulatory_status: Literal["fat_not_approved", "prp_off_label", "surgery_not_approved"]
    status_note: str = ""
    contains_isolated_cells: bool = False
    other_options: list[Slug] = []
    cost_note: str = ""


class Points(Strict):
    key_points: list[Text] = []
    suits: list[Text] = []
    does_not_suit: list[Text] = []
    do_before: list[Text] = []
    dont_before: list[Text] = []
    do_after: list[Text] = []
    dont_after: list[Text] = []
    questions: list[Text] = []


class BenefitFile(Strict):
    name: Annotated[str, _line(120)]
    result: Text
    comparator: Annotated[str, _line(120, least=0)] = ""
    comparison: str = ""
    count: int | None = Field(default=None, ge=0, strict=True)
    out_of: int | None = Field(default=None, gt=0, strict=True)
    compared_count: int | None = Field(default=None, ge=0, strict=True)
    compared_out_of: int | None = Field(default=None, gt=0, strict=True)
    period: Annotated[str, _line(80)]
    group: Annotated[str, _line(160)]
    certainty: GradeCode
    references: list[Slug] = []


class HarmFile(BenefitFile):
    frequency: Literal["common", "less_common", "serious", "unknown"]


class Outcomes(Strict):
    benefits: list[BenefitFile] = []
    harms: list[HarmFile] = []


class StudyFile(Strict):
    name: Annotated[str, _line(80)]
    reference: Slug
    design: Annotated[str, _line(200)]
    people: Annotated[str, _line(160)]
    comparator: Annotated[str, _line(120)]
    result: Text
    funder: Annotated[str, _line(120)]
    grade: GradeCode


class ClaimFile(Strict):
    claim: Annotated[str, _line(240)]
    verdict: Literal["supported", "partly", "not_shown", "wrong_word"]
    answer: Text


class StepFile(Strict):
    title: Annotated[str, _line(80)]
    body: Text
    done_by: Annotated[str, _line(120, least=0)] = ""


class Steps(Strict):
    before: list[StepFile] = []
    on_the_day: list[StepFile] = []


class MilestoneFile(Strict):
    when: Annotated[str, _line(60)]
    expect: Text


class CareSigns(Strict):
    emergency: list[Text] = []
    urgent: list[Text] = []
    routine: list[Text] = []


class PriceFile(Strict):
    label: Annotated[str, _line(120)]
    amount: Annotated[Decimal, BeforeValidator(str), Field(gt=0, max_digits=9, decimal_places=2)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"
    unit: Annotated[str, _line(120)]
    included: str = ""
    excluded: str = ""
    repeats: str = ""
    valid_on: date
    is_example: bool = False


class FactFile(Strict):
    section: Slug
    fact: Text


class PageFile(Strict):
    kind: Literal["home", "procedure_list", "procedure", "guide_list", "guide", "information"]
    slug: Slug
    title: Annotated[str, _line(60)]
    short_title: Annotated[str, _line(40)]
    description: Annotated[str, _line(155)]
    lead: Text
    summary: Text
    position: int = Field(default=0, ge=0, le=999, strict=True)
    earns: bool = False
    procedure: ProcedureFile | None = None
    sections: list[SectionFile] = []
    points: Points = Points()
    outcomes: Outcomes = Outcomes()
    studies: list[StudyFile] = []
    claims: list[ClaimFile] = []
    steps: Steps = Steps()
    timeline: list[MilestoneFile] = []
    care_signs: CareSigns = CareSigns()
    prices: list[PriceFile] = []
    to_confirm: list[FactFile] = []


class ReferenceFile(Strict):
    key: Slug
    authors: Annotated[str, _line(300, least=0)] = ""
    title: Annotated[str, _line(400)]
    source: Annotated[str, _line(300, least=0)] = ""
    year: int | None = Field(default=None, ge=1900, le=2100, strict=True)
    doi: Annotated[str, StringConstraints(pattern=r"^(10\.\S+/\S+)?$", max_length=120)] = ""
    pmid: Annotated[str, StringConstraints(pattern=r"^\d*$", max_length=12)] = ""
    pmcid: Annotated[str, StringConstraints(pattern=r"^(PMC\d+)?$", max_length=16)] = ""
    url: Annotated[str, StringConstraints(pattern=r"^(https://\S+)?$", max_length=200)] = ""
    checked: Literal["source", "second_hand", "from_memory"]
    unconfirmed: Annotated[str, _line(300, least=0)] = ""


class OptionFile(Strict):
    key: Slug
    name: Annotated[str, _line(60)]
    path: Annotated[str, StringConstraints(pattern=r"^(/([^/\s]\S*)?)?$", max_length=120)] = ""
    involves: Text
    benefit: Text
    harm: Text
    fda: Annotated[str, _line(80, least=0)] = ""
    grade: GradeCode | Literal[""] = ""


class TermFile(Strict):
    key: Slug
    term: Annotated[str, _line(80)]
    plain: Annotated[str, _line(240)]
    also_called: Annotated[str, _line(120, least=0)] = ""


class HoursFile(Strict):
    weekday: int = Field(ge=0, le=6, strict=True)
    opens_at: Annotated[time, BeforeValidator(str)]
    closes_at: Annotated[time, BeforeValidator(str)]


class ClinicFile(Strict):
    name: Annotated[str, _line(120)]
    physician_name: Annotated[str, _line(120, least=0)] = ""
    street: Annotated[str, _line(160, least=0)] = ""
    city: Annotated[str, _line(80, least=0)] = ""
    state: Annotated[str, _line(40, least=0)] = ""
    postal_code: Annotated[str, _line(12, least=0)] = ""
    phone: Annotated[str, _line(32, least=0)] = ""
    email: Annotated[str, _line(254, least=0)] = ""
    time_zone: Annotated[str, _line(64, least=0)] = ""
    hours: list[HoursFile] = []


class ReferencesFile(Strict):
    references: list[ReferenceFile]


class OptionsFile(Strict):
    options: list[OptionFile]


class GlossaryFile(Strict):
    terms: list[TermFile]
