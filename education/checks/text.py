"""The words of a document, as a reader meets them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

CITATION_MARK = re.compile(r'<sup class="cite">.*?</sup>')
BLOCK_END = re.compile(r"</(?:p|li|h3|h4|blockquote)>|<br>")
TAG = re.compile(r"<[^>]+>")
# Tables and lists of sources are read cell by cell, not as sentences (PAGES B01).
NOT_PROSE = frozenset({"outcomes", "studies", "options", "references"})
# These name things to the program, not to the reader.
NOT_WORDS = frozenset(
    {"type", "id", "name", "code", "path", "style", "level", "source", "currency", "shade"}
)


def plain(fragment: str) -> str:
    """Strip the markup of an HTML fragment; each block ends a line."""
    text = CITATION_MARK.sub("", fragment)
    text = TAG.sub("", BLOCK_END.sub("\n", text))
    return html.unescape(text).strip()


def words_of(value: Any, key: str = "") -> Iterator[str]:
    """Every text below ``value`` that a reader sees, in order."""
    if isinstance(value, str):
        if value and key not in NOT_WORDS:
            yield plain(value)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from words_of(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from words_of(one, key)


def prose_of(document: dict[str, Any]) -> str:
    """The running text of a document: lead, headings, prose and lists, one item a line."""
    lines = [document["title"], document["lead"]]
    for section in document["sections"]:
        lines.append(section["heading"])
        for block in section["blocks"]:
            if block["type"] not in NOT_PROSE:
                lines += words_of(block)
    return "\n".join(line for line in lines if line)


def all_text_of(document: dict[str, Any]) -> str:
    """Everything a reader sees but the list of sources, table cells included."""
    lines = [document["title"], document["lead"], *words_of(document["sections"])]
    return "\n".join(line for line in lines if line)
