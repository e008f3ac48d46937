"""Pages as drafts: what is saved here reaches patients only through “Publish”."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from education.documents import UnknownReferenceError
from education.models import (
    CareSign,
    Claim,
    FactToConfirm,
    Milestone,
    OtherOption,
    Outcome,
    Page,
    Point,
    Price,
    Procedure,
    Section,
    Step,
    Study,
)
from education.models.page import PageQuerySet
from education.publishing import CannotPublishError, compose_draft, publish


class ProcedureInline(admin.StackedInline[Procedure, Page]):
    model = Procedure
    extra = 0


class RowsInline(admin.StackedInline[Any, Page]):
    """Rows in reading order, folded away until somebody wants them."""

    extra = 0
    classes = ["collapse"]


def _inline(row_model: type[Any], **options: Any) -> type[RowsInline]:
    return type(f"{row_model.__name__}Inline", (RowsInline,), {"model": row_model, **options})


@admin.register(Page)
class PageAdmin(admin.ModelAdmin[Page]):
    """One page in one language, its parts in the order a reader meets them."""

    list_display = ["title", "kind", "language", "published_version"]
    list_filter = ["kind", "language"]
    search_fields = ["title", "slug"]
    actions = ["publish_selected"]
    inlines = [
        ProcedureInline,
        _inline(Point),
        _inline(Section),
        _inline(OtherOption, autocomplete_fields=["option"]),
        _inline(Outcome, autocomplete_fields=["references"]),
        _inline(Study, autocomplete_fields=["reference"]),
        _inline(Claim),
        _inline(Step),
        _inline(Milestone),
        _inline(CareSign),
        _inline(Price),
    ]

    def get_queryset(self, request: HttpRequest) -> PageQuerySet:
        return Page.objects.with_published_number()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A page keeps its history, so it is not deleted. There is no way to withdraw one yet."""
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Say what saving did not do, and what would stop the page from being published."""
        super().save_related(request, form, formsets, change)
        try:
            compose_draft(form.instance.pk)
        except UnknownReferenceError as error:
            self.message_user(request, unknown_reference(form.instance, error), messages.WARNING)
        else:
            text = _("Saved as a draft. Readers see it after “Publish the selected pages”.")
            self.message_user(request, text, messages.INFO)

    @admin.display(description=gettext_lazy("published version"), empty_value="–")
    def published_version(self, obj: Page) -> int | None:
        return getattr(obj, "published_number", None)

    @admin.action(description=gettext_lazy("Publish the selected pages"), permissions=["change"])
    def publish_selected(self, request: HttpRequest, queryset: PageQuerySet) -> None:
        published = 0
        for page in queryset:
            try:
                done = publish(
                    page, at=timezone.now(), change_note=_("Edited by the clinic"), by=request.user
                )
            except CannotPublishError as error:
                self.message_user(request, f"{page}: {error}", messages.ERROR)
                continue
            except UnknownReferenceError as error:
                self.message_user(request, unknown_reference(page, error), messages.ERROR)
                continue
            published += done is not None
        text = ngettext("%d page published.", "%d pages published.", published) % published
        self.message_user(request, text, messages.SUCCESS if published else messages.INFO)


def unknown_reference(page: Page, error: UnknownReferenceError) -> str:
    return _(
        "%(page)s cites “%(key)s”, which is not among the references. "
        "Add it there, or correct the key; the page cannot be published before."
    ) % {"page": page, "key": error}


@admin.register(FactToConfirm)
class FactToConfirmAdmin(admin.ModelAdmin[FactToConfirm]):
    """Everything only the clinic can say, with the page and section that wait for it."""

    list_display = ["fact", "page", "section_id", "confirmed_at", "confirmed_by"]
    list_filter = [("confirmed_at", admin.EmptyFieldListFilter), "page"]
    list_select_related = ["page", "confirmed_by"]
    search_fields = ["fact"]
    readonly_fields = ["page", "section_id", "fact", "position", "confirmed_at", "confirmed_by"]
    actions = ["mark_confirmed"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description=gettext_lazy("Mark as confirmed"), permissions=["change"])
    def mark_confirmed(self, request: HttpRequest, queryset: Any) -> None:
        marked = queryset.filter(confirmed_at=None).update(
            confirmed_at=timezone.now(), confirmed_by=request.user
        )
        text = ngettext(
            "%d fact marked as confirmed. Now change the page's words and publish it.",
            "%d facts marked as confirmed. Now change the pages' words and publish them.",
            marked,
        )
        self.message_user(request, text % marked, messages.SUCCESS)
