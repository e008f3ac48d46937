"""What was published, when and by whom: to read, never to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from education.models import MedicalReview, Publication
from education.models.publication import PublicationQuerySet


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = ["page", "number", "published_at", "published_by", "change_note", "digest"]
    list_filter = ["page"]
    list_select_related = ["page", "published_by"]
    exclude = ["document", "changes"]

    def get_queryset(self, request: HttpRequest) -> PublicationQuerySet:
        return Publication.objects.defer("document", "changes")


@admin.register(MedicalReview)
class MedicalReviewAdmin(ReadOnlyAdmin):
    list_display = ["publication", "clinician", "signed_at", "next_due_on"]
    list_select_related = ["publication__page", "clinician"]
