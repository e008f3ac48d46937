"""Find requests by what a person says on the phone: reference, e-mail address or number."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException

from bookings import reference
from bookings.models import ConsultationRequest

Kind = Literal["reference", "mistyped", "email", "phone", "unknown"]


@dataclass(frozen=True)
class Found:
    """Keys of the requests that match exactly, newest first, and how the term was read."""

    kind: Kind
    keys: list[int]


def find(term: str) -> Found:
    """Look for ``term``. Names and messages are encrypted and cannot be searched."""
    requests = ConsultationRequest.objects.order_by("-created_at")
    if "@" in term:
        return Found("email", _keys(requests.reached_by_email(term)))
    try:
        stored = reference.parse(term)
    except reference.MistypedReferenceError:
        return Found("mistyped", [])
    if stored:
        return Found("reference", _keys(requests.filter(reference=stored)))
    if number := _e164(term):
        return Found("phone", _keys(requests.reached_by_phone(number)))
    return Found("unknown", [])


def _keys(requests: QuerySet[ConsultationRequest]) -> list[int]:
    return list(requests.values_list("pk", flat=True)[:50])


def _e164(term: str) -> str:
    try:
        number = PhoneNumber.from_string(term, region="US")
    except NumberParseException:
        return ""
    return number.as_e164 if number.is_valid() else ""
