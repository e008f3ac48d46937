"""Read content files; say file, line and reason for whatever is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from education.content_files.schema import Strict

# The C loader, where the package brings it, reads five times faster.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Model = TypeVar("Model", bound=Strict)
Path_ = tuple[int | str, ...]


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one file. ``line`` counts from 1."""

    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class ContentError(Exception):
    """The content files are wrong; ``faults`` names every place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class ContentFile:
    """A parsed file and the lines its values stand on."""

    path: Path
    node: yaml.Node | None

    def line(self, at: Path_) -> int:
        """Find the line of the value at ``at``, or of the nearest thing around it."""
        node, line = self.node, 1
        if node is not None:
            line = node.start_mark.line + 1
        for step in at:
            if isinstance(node, yaml.MappingNode):
                pair = next((pair for pair in node.value if pair[0].value == step), None)
                if pair is None:
                    return line
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                if step >= len(node.value):
                    return line
                node = node.value[step]
                line = node.start_mark.line + 1
        return line

    def fault(self, at: Path_, reason: str) -> Fault:
        return Fault(self.path, self.line(at), reason)


def read_file(path: Path, model: type[Model]) -> tuple[Model, ContentFile]:
    """Parse and validate one file. Raises ContentError with every fault found."""
    try:
        source = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError([Fault(path, 1, f"not UTF-8 text: {error.reason}")]) from error
    try:
        loader = _Loader(source)
        node = loader.get_single_node()
        value = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "not YAML"
        raise ContentError([Fault(path, mark.line + 1 if mark else 1, str(reason))]) from error
    content = ContentFile(path, node)
    faults = [Fault(path, line, f"“{key}” stands here twice") for key, line in _repeated_keys(node)]
    try:
        parsed = model.model_validate(value)
    except ValidationError as error:
        faults += [
            content.fault(one["loc"], _reason(one["loc"], one["msg"], one["type"]))
            for one in error.errors()
        ]
        raise ContentError(faults) from error
    if faults:
        raise ContentError(faults)
    return parsed, content


def _reason(at: Path_, message: str, kind: str) -> str:
    where = ".".join(str(step) for step in at)
    if kind == "extra_forbidden":
        return f"unknown field “{where}”"
    if kind == "missing":
        return f"“{where}” is missing"
    return f"“{where}”: {message}"


def _repeated_keys(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[Any] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(key.value)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)
