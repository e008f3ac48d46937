"""The list of requests and the page of one. Staff read what a person wrote; nobody rewrites it."""

import logging
import re
from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from phonenumber_field.phonenumber import PhoneNumber

from bookings import audit, workflow
from bookings.admin.filters import ProcedureFilter, StageFilter, subject_titles
from bookings.admin.forms import MoveForm, NoteForm
from bookings.models import CLOSED_STATUSES, AuditEvent, ConsultationRequest, Status
from bookings.notes import add_note
from bookings.search import find

logger = logging.getLogger(__name__)

DETAIL_TEMPLATE = "admin/bookings/consultationrequest/detail.html"
UNREADABLE_TEMPLATE = "admin/bookings/consultationrequest/unreadable.html"
# At most fifty keys, each of a size a database can hold: what a search links to.
FOUND_KEYS = re.compile(r"\d{1,18}(,\d{1,18}){0,49}")
PROBLEMS = {
    workflow.NotAllowedError: _("That step is not possible from here any more."),
    workflow.ReasonMissingError: _("Write a reason for this step."),
    workflow.StaleError: _("Somebody changed this request while you looked at it. Look again."),
}


@admin.register(ConsultationRequest)
class ConsultationRequestAdmin(admin.ModelAdmin[ConsultationRequest]):
    """Who waits longest stands on top. Every look at a list or a request is recorded."""

    list_display = ["waiting", "name", "shown_reference", "subject", "status"]
    list_display_links = ["name"]
    list_filter = [StageFilter, ProcedureFilter, "status"]
    list_per_page = 50
    ordering = ["-awaits_answer", "created_at", "pk"]
    # One order: who waits longest comes first, and one index serves it.
    sortable_by = ()
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        """Only what exists: Django's add, delete, history and edit pages would not be recorded."""
        name = "bookings_consultationrequest"
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.changelist_view), name=f"{name}_changelist"),
            path("search/", wrap(self.search_view), name=f"{name}_search"),
            path("<int:key>/change/", wrap(self.detail_view), name=f"{name}_change"),
            path("<int:key>/move/", wrap(self.move_view), name=f"{name}_move"),
            path("<int:key>/note/", wrap(self.note_view), name=f"{name}_note"),
        ]

    # The list

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only what this page links to. Anything else would let an address ask the database."""
        if lookup == "id__in":
            return bool(FOUND_KEYS.fullmatch(str(value)))
        ours = {StageFilter.parameter_name, ProcedureFilter.parameter_name, "status__exact"}
        return lookup in ours

    @admin.display(description=_("waiting"))
    def waiting(self, obj: ConsultationRequest) -> str:
        now = timezone.now()
        if obj.awaits_answer:
            return format_html("<strong>{}</strong>", timesince(obj.created_at, now, depth=1))
        return str(_("answered after %s")) % timesince(obj.created_at, obj.answered_at, depth=1)

    @admin.display(description=_("name"))
    def name(self, obj: ConsultationRequest) -> SafeString:
        if not obj.is_readable:
            return format_html("<strong>{}</strong>", _("Cannot be read"))
        return format_html("<bdi>{}</bdi>", obj.full_name)

    @admin.display(description=_("reference"))
    def shown_reference(self, obj: ConsultationRequest) -> str:
        return obj.reference_display

    @admin.display(description=_("subject"))
    def subject(self, obj: ConsultationRequest) -> str:
        return obj.subject_title  # type: ignore[attr-defined,no-any-return]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().changelist_view(
            request, {"title": _("Consultation requests"), **(extra_context or {})}
        )
        if isinstance(response, TemplateResponse) and response.context_data:
            shown = list(response.context_data["cl"].result_list)
            _add_subjects(shown, subject_titles(request))
            response.context_data["cl"].result_list = shown
            audit.record(
                AuditEvent.Action.LISTED,
                actor=_staff(request),
                at=timezone.now(),
                details={"requests": [row.pk for row in shown]},
            )
        return response

    @method_decorator([require_POST, sensitive_post_parameters()])
    def search_view(self, request: HttpRequest) -> HttpResponse:
        """Look for one person. By POST: an e-mail address has no place in an address bar."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = find(request.POST.get("term", "")[:254].strip())
        audit.record(
            AuditEvent.Action.SEARCHED,
            actor=_staff(request),
            at=timezone.now(),
            details={"kind": found.kind, "found": len(found.keys)},
        )
        changelist = reverse("admin:bookings_consultationrequest_changelist")
        if len(found.keys) == 1:
            target = reverse("admin:bookings_consultationrequest_change", args=found.keys)
        elif found.keys:
            target = f"{changelist}?id__in={','.join(map(str, found.keys))}"
        else:
            target = changelist
            self.message_user(request, _nothing_found(found.kind), messages.WARNING)
        return HttpResponseRedirect(target, status=HTTPStatus.SEE_OTHER)

    # One request

    @method_decorator(require_safe)
    def detail_view(self, request: HttpRequest, key: int) -> HttpResponse:
        consultation = self.readable(request, key)
        return self.detail_page(request, consultation, note_form=NoteForm())

    @method_decorator([require_POST, sensitive_post_parameters()])
    def move_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Take one step of the workflow, or say why not and keep the typed reason."""
        consultation = self.readable(request, key)
        form = MoveForm(request.POST)
        if not form.is_valid():
            problem = form.errors.get("reason") or [PROBLEMS[workflow.NotAllowedError]]
            return self.refused(request, consultation, form, str(problem[0]))
        consultation.version = form.cleaned_data["version"]
        to = Status(form.cleaned_data["to"])
        try:
            workflow.move(
                consultation,
                to=to,
                actor=_staff(request),
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except workflow.WorkflowError as error:
            return self.refused(request, consultation, form, str(PROBLEMS[type(error)]))
        except PermissionDenied:
            self.record_refusal(request, consultation, to.value)
            raise
        self.message_user(
            request, _("Status: %s") % consultation.get_status_display(), messages.SUCCESS
        )
        return HttpResponseRedirect(consultation.get_absolute_url(), status=HTTPStatus.SEE_OTHER)

    @method_decorator([require_POST, sensitive_post_parameters()])
    def note_view(self, request: HttpRequest, key: int) -> HttpResponse:
        consultation = self.readable(request, key)
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self.detail_page(request, consultation, note_form=form, status=422)
        add_note(
            consultation,
            author=_staff(request),
            body=form.cleaned_data["body"],
            at=timezone.now(),
        )
        self.message_user(request, _("The note is stored."), messages.SUCCESS)
        return HttpResponseRedirect(consultation.get_absolute_url(), status=HTTPStatus.SEE_OTHER)

    def readable(self, request: HttpRequest, key: int) -> ConsultationRequest:
        """Return the request, once it is recorded that this person reads it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        consultation = self.get_queryset(request).select_related("assignee").filter(pk=key).first()
        if consultation is None:
            raise Http404
        audit.record(
            AuditEvent.Action.VIEWED,
            actor=_staff(request),
            at=timezone.now(),
            consultation=consultation,
        )
        return consultation

    def refused(
        self, request: HttpRequest, consultation: ConsultationRequest, form: MoveForm, problem: str
    ) -> HttpResponse:
        self.record_refusal(request, consultation, str(form.data.get("to", ""))[:12])
        consultation.refresh_from_db()
        return self.detail_page(
            request,
            consultation,
            note_form=NoteForm(),
            problem=problem,
            reason=str(form.data.get("reason", "")),
            status=HTTPStatus.CONFLICT,
        )

    def record_refusal(
        self, request: HttpRequest, consultation: ConsultationRequest, wanted: str
    ) -> None:
        audit.record(
            AuditEvent.Action.REFUSED,
            actor=_staff(request),
            at=timezone.now(),
            consultation=consultation,
            details={"from": consultation.status, "to": wanted},
        )

    def detail_page(
        self,
        request: HttpRequest,
        consultation: ConsultationRequest,
        *,
        note_form: NoteForm,
        problem: str = "",
        reason: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """Show everything about one request, in the order the desk needs it."""
        if not consultation.is_readable:
            logger.error("Request %d cannot be decrypted.", consultation.pk)
            return self.unreadable_page(request, consultation)
        actor = _staff(request)
        _add_subjects([consultation], subject_titles(request))
        steps = workflow.steps_for(consultation, actor)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Request %s") % consultation.reference_display,
            "consultation": consultation,
            "waited": timesince(
                consultation.created_at, consultation.answered_at or timezone.now(), depth=2
            ),
            "phone": PhoneNumber.from_string(consultation.phone) if consultation.phone else None,
            "preferred_times": consultation.preferred_times.all(),
            "closing": CLOSED_STATUSES,
            "steps": [(target, Status(target).label, step) for target, step in steps],
            "reason_needed_for": [
                Status(target).label for target, step in steps if step.needs_reason
            ],
            "problem": problem,
            "reason": reason,
            "notes": consultation.notes.select_related("author")
            if actor.has_perm("bookings.view_note")
            else None,
            "note_form": note_form if actor.has_perm("bookings.add_note") else None,
            "consents": consultation.consents.all(),
            "status_events": consultation.status_events.select_related("actor"),
            "reads": consultation.audit_events.filter(action=AuditEvent.Action.VIEWED)
            .select_related("actor")
            .order_by("-sequence")[:20],
        }
        return TemplateResponse(request, DETAIL_TEMPLATE, context, status=status)

    def unreadable_page(
        self, request: HttpRequest, consultation: ConsultationRequest
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Request %s cannot be read") % consultation.reference_display,
            "consultation": consultation,
        }
        return TemplateResponse(request, UNREADABLE_TEMPLATE, context, status=500)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ConsultationRequest]:
        return super().get_queryset(request).exclude(status=Status.PURGED)


def _add_subjects(consultations: list[ConsultationRequest], titles: dict[str, str]) -> None:
    """Give each request ``subject_title``: the page's title, the bare slug of one now gone."""
    for one in consultations:
        title = titles.get(one.procedure, one.procedure) or _("Not sure")
        one.subject_title = title  # type: ignore[attr-defined]


def _staff(request: HttpRequest) -> Any:
    """The signed-in person; ``admin_view`` lets nobody else in."""
    return request.user


def _nothing_found(kind: str) -> str:
    match kind:
        case "mistyped":
            return str(
                _("This looks like a reference, but one or more characters are wrong. Ask again.")
            )
        case "unknown":
            return str(
                _(
                    "Search for a whole reference, e-mail address or phone number. "
                    "Names and messages are encrypted and cannot be searched."
                )
            )
    return str(_("Nothing found."))
