"""Spell content as YAML in the one way the shipped files use, so that files compare by byte."""

from __future__ import annotations

from typing import Any

import yaml

from education.content_files.schema import Strict


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists inside mappings: easier to read, easier to compare."""
        super().increase_indent(flow, indentless=False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def content_of(item: Strict) -> dict[str, Any]:
    """The item as plain values, without what is left out of files."""
    return item.model_dump(mode="json", exclude_defaults=True)


def to_yaml(item: Strict) -> str:
    return yaml.dump(
        content_of(item),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=10**6,
        default_flow_style=False,
    )
