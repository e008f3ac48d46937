"""Ways to narrow the list of requests."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bookings import page_facts
from bookings.models import CLOSED_STATUSES, OPEN_STATUSES, ConsultationRequest

Requests = QuerySet[ConsultationRequest]


def subject_titles(request: HttpRequest) -> dict[str, str]:
    """Return the procedures' titles by slug, read once for the filter and the rows."""
    titles: dict[str, str] | None = getattr(request, "_subject_titles", None)
    if titles is None:
        titles = page_facts.procedure_titles(get_language() or "en")
        request._subject_titles = titles  # type: ignore[attr-defined]
    return titles


class StageFilter(admin.SimpleListFilter):
    """Who waits for us, what is under way, what is done."""

    title = _("stage")
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", _("Waiting for an answer")),
            ("open", _("Open")),
            ("closed", _("Closed")),
        ]

    def queryset(self, request: HttpRequest, queryset: Requests) -> Requests:
        match self.value():
            case "waiting":
                return queryset.filter(awaits_answer=True)
            case "open":
                return queryset.filter(status__in=OPEN_STATUSES)
            case "closed":
                return queryset.filter(status__in=CLOSED_STATUSES)
        return queryset


class ProcedureFilter(admin.SimpleListFilter):
    """What the person asks about, by the pages published now."""

    title = _("subject")
    parameter_name = "subject"
    NOT_SURE = "not-sure"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(self.NOT_SURE, _("Not sure")), *subject_titles(request).items()]

    def queryset(self, request: HttpRequest, queryset: Requests) -> Requests:
        value = self.value()
        if value is None:
            return queryset
        return queryset.filter(procedure="" if value == self.NOT_SURE else value)
