"""Rows an editor changes, and the publications made from them."""

from education.models.clinic import Clinic, Clinician, OpeningHours
from education.models.evidence import Claim, Outcome, Reference, Study
from education.models.gallery import Case, CaseConsent
from education.models.glossary import GlossaryTerm, Question
from education.models.loading import LoadedItem
from education.models.offer import Offer, Price
from education.models.page import DotArray, Figure, Page, Section, SectionLink
from education.models.procedure import (
    CareSign,
    Milestone,
    Option,
    OtherOption,
    Point,
    Procedure,
    Step,
)
from education.models.publication import FactToConfirm, MedicalReview, Publication

__all__ = [
    "CareSign",
    "Case",
    "CaseConsent",
    "Claim",
    "Clinic",
    "Clinician",
    "DotArray",
    "FactToConfirm",
    "Figure",
    "GlossaryTerm",
    "LoadedItem",
    "MedicalReview",
    "Milestone",
    "Offer",
    "OpeningHours",
    "Option",
    "OtherOption",
    "Outcome",
    "Page",
    "Point",
    "Price",
    "Procedure",
    "Publication",
    "Question",
    "Reference",
    "Section",
    "SectionLink",
    "Step",
    "Study",
]
