"""The clinic's own facts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from education.models import Clinic, Clinician, OpeningHours


class OpeningHoursInline(admin.StackedInline[OpeningHours, Clinic]):
    model = OpeningHours
    extra = 0


@admin.register(Clinic)
class ClinicAdmin(admin.ModelAdmin[Clinic]):
    """One row: it can be changed, never added twice or deleted."""

    inlines = [OpeningHoursInline]
    list_display = ["name", "city", "phone", "email"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Clinic.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Clinician)
class ClinicianAdmin(admin.ModelAdmin[Clinician]):
    list_display = ["name", "credentials", "licence_state", "board"]
    search_fields = ["name"]
