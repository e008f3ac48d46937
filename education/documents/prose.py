"""Markdown to clean HTML, with citation marks turned into numbered links and back.

Raw HTML in the source is text, never markup. Done once, when a page is published.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from education.models.evidence import Reference

CITATION = re.compile(r"\s*\[(@[a-z0-9-]+(?:;\s*@[a-z0-9-]+)*)\]")
CITED_KEY = re.compile(r"@([a-z0-9-]+)")
UNCONFIRMED = "[to be confirmed]"
TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "h3", "h4", "blockquote", "br"}

_markdown = MarkdownIt("commonmark", {"html": False})


class UnknownReferenceError(LookupError):
    """A citation names a reference that does not exist."""


def cited_keys(source: str) -> list[str]:
    """List the reference keys that Markdown ``source`` cites, in order, with repeats."""
    return [key for marks in CITATION.findall(source) for key in CITED_KEY.findall(marks)]


class Citations:
    """Numbers references in the order a reader meets them and remembers every mark.

    Raises UnknownReferenceError when a mark names a key that ``references`` lacks.
    """

    def __init__(self, references: Mapping[str, Reference]) -> None:
        self._references = references
        self._marks: dict[str, list[str]] = {}

    def mark(self, key: str) -> SafeString:
        """Return the link for one more citation of ``key``."""
        if key not in self._references:
            raise UnknownReferenceError(key)
        marks = self._marks.setdefault(key, [])
        number = list(self._marks).index(key) + 1
        marks.append(f"cite-{number}-{len(marks) + 1}")
        return format_html(
            '<a id="{}" href="#ref-{}" aria-label="{}">{}</a>',
            marks[-1],
            number,
            _("Reference %(number)d") % {"number": number},
            number,
        )

    def listed(self) -> list[dict[str, Any]]:
        """Describe every cited reference, in number order, as the document's ``references``."""
        return [
            describe_reference(self._references[key], number=number, backlinks=marks)
            for number, (key, marks) in enumerate(self._marks.items(), start=1)
        ]


def describe_reference(
    reference: Reference, *, number: int, backlinks: list[str]
) -> dict[str, Any]:
    parts = (reference.authors, reference.title, reference.source)
    checked = Reference.Checked(reference.checked)
    return {
        "number": number,
        "key": reference.key,
        "text": " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part),
        "links": reference.links,
        "checked": checked.value,
        "checked_label": str(checked.label),
        "unconfirmed": reference.unconfirmed,
        "backlinks": backlinks,
    }


def render_markdown(source: str, citations: Citations) -> str:
    """Render ``source`` to HTML; one paragraph alone comes without its ``<p>``."""
    html = nh3.clean(
        _markdown.render(source),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "mailto", "tel"},
        link_rel=None,
    ).strip()
    if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>"):
        html = html.removeprefix("<p>").removesuffix("</p>")
    html = html.replace(
        UNCONFIRMED, format_html('<span class="unconfirmed">{}</span>', _("to be confirmed"))
    )

    def link(match: re.Match[str]) -> str:
        marks = ", ".join(citations.mark(key) for key in CITED_KEY.findall(match[1]))
        return f'<sup class="cite">{marks}</sup>'

    return CITATION.sub(link, html)


def render_blocks(source: str, citations: Citations) -> str:
    """Render ``source`` to HTML whose every paragraph is a ``<p>``."""
    html = render_markdown(source, citations)
    if html and not html.startswith(("<p>", "<ul>", "<ol>", "<h3>", "<h4>", "<blockquote>")):
        return mark_safe(f"<p>{html}</p>")  # noqa: S308 - sanitised above
    return html
