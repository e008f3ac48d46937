"""What several pages use: references, options, glossary terms."""

from __future__ import annotations

from django.contrib import admin

from education.models import GlossaryTerm, Option, Reference


@admin.register(Reference)
class ReferenceAdmin(admin.ModelAdmin[Reference]):
    list_display = ["key", "title", "year", "checked", "unconfirmed"]
    list_filter = ["checked"]
    search_fields = ["key", "authors", "title"]


@admin.register(Option)
class OptionAdmin(admin.ModelAdmin[Option]):
    list_display = ["name", "language", "fda", "grade"]
    list_filter = ["language", "grade"]
    search_fields = ["name"]


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(admin.ModelAdmin[GlossaryTerm]):
    list_display = ["term", "language", "plain"]
    list_filter = ["language"]
    search_fields = ["term", "plain"]
