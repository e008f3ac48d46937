"""Rows to documents: one plain JSON value per page and language. Pure: no query, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation

from education.documents import article
from education.documents.canonical import canonical_form, digest
from education.documents.procedure import ProcedureComposer
from education.documents.prose import Citations, UnknownReferenceError
from education.models.evidence import Reference
from education.models.page import Page, PageKind

SCHEMA = 1

__all__ = ["UnknownReferenceError", "canonical_form", "compose", "digest"]


def compose(page: Page, references: Mapping[str, Reference]) -> dict[str, Any]:
    """Turn ``page``, fetched by ``Page.objects.with_rows()``, into its document.

    ``references`` are all that may be cited, by key.
    Raises UnknownReferenceError when the page cites anything else.
    """
    citations = Citations(references)
    with translation.override(page.language):
        if page.kind == PageKind.PROCEDURE:
            composer = ProcedureComposer(page, citations)
            evidence = composer.evidence()  # read first, so its citations count from 1
            sections = composer.sections()
        else:
            sections = article.sections(page, citations)
            evidence = None
        path = page.get_absolute_url()
        return {
            "schema": SCHEMA,
            "kind": page.kind,
            "slug": page.slug,
            "language": page.language,
            "path": path,
            "title": page.title,
            "short_title": page.short_title,
            "description": page.description,
            "lead": page.lead,
            "summary": page.summary,
            "earns": page.earns,
            "evidence": evidence,
            "card": _card(page, path, evidence),
            "sections": sections,
            "contents": _contents(sections),
            "references": citations.listed(),
        }


def _card(page: Page, path: str, evidence: dict[str, str] | None) -> dict[str, Any]:
    badge = {"code": evidence["code"], "label": evidence["label"]} if evidence else None
    return {
        "kind": page.kind,
        "slug": page.slug,
        "title": page.short_title,
        "path": path,
        "summary": page.summary,
        "evidence": badge,
    }


def _contents(sections: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The headings below the contents list, word for word."""
    ids = [section["id"] for section in sections]
    start = ids.index("on-this-page") + 1 if "on-this-page" in ids else 0
    return [{"id": one["id"], "heading": one["heading"]} for one in sections[start:]]
