"""The folder of content files as a whole: read it, and hold its parts against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from education.content_files import schema
from education.content_files.reading import ContentError, ContentFile, Fault, Path_, read_file
from education.documents.prose import cited_keys
from education.documents.section_ids import MADE_SECTIONS, OWN_HEADING, PROCEDURE_SECTIONS
from education.illustrations import ILLUSTRATIONS

SHIPPED = Path(__file__).resolve().parents[1] / "content"
LANGUAGES = ("en",)

Model = TypeVar("Model", bound=schema.Strict)


@dataclass
class LanguageContent:
    """What one language's folder holds."""

    options: list[schema.OptionFile]
    terms: list[schema.TermFile]
    pages: list[schema.PageFile]


@dataclass
class Content:
    """Everything in the folder, valid and consistent."""

    clinic: schema.ClinicFile
    references: list[schema.ReferenceFile]
    languages: dict[str, LanguageContent] = field(default_factory=dict)


class _FolderReader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.pages: list[tuple[schema.PageFile, ContentFile]] = []

    def read(self, name: str, model: type[Model]) -> tuple[Model, ContentFile] | None:
        path = self.root / name
        try:
            return read_file(path, model)
        except FileNotFoundError:
            self.faults.append(Fault(path, 1, "the file is missing"))
        except ContentError as error:
            self.faults += error.faults
        return None


def read_folder(root: Path = SHIPPED) -> Content:
    """Read and check every file below ``root``.

    Raises ContentError with every fault of every file: file, line, reason.
    """
    reader = _FolderReader(root)
    clinic = reader.read("clinic.yaml", schema.ClinicFile)
    references = reader.read("references.yaml", schema.ReferencesFile)
    languages: dict[str, LanguageContent] = {}
    checked: list[tuple[schema.PageFile, ContentFile]] = []
    sources: list[tuple[schema.Strict, ContentFile]] = []
    option_keys: dict[str, set[str]] = {}
    for language in LANGUAGES:
        options = reader.read(f"{language}/options.yaml", schema.OptionsFile)
        terms = reader.read(f"{language}/glossary.yaml", schema.GlossaryFile)
        pages = [
            page
            for path in sorted((root / language / "pages").glob("*.yaml"))
            if (page := reader.read(f"{language}/pages/{path.name}", schema.PageFile))
        ]
        checked += pages
        sources += [found for found in (options, terms) if found]
        option_keys[language] = {one.key for one in options[0].options} if options else set()
        languages[language] = LanguageContent(
            options=options[0].options if options else [],
            terms=terms[0].terms if terms else [],
            pages=[page for page, _file in pages],
        )
    if references:
        sources.append(references)
    known = {one.key for one in references[0].references} if references else set()
    if references:
        for item, content in [*sources, *checked]:
            reader.faults += _unknown_citations(item, content, known)
    for page_file, content in checked:
        language = content.path.parents[1].name
        reader.faults += _page_faults(page_file, content, option_keys[language])
    for item, content in sources:
        reader.faults += _repeated(item, content)
    if reader.faults or clinic is None or references is None:
        raise ContentError(reader.faults)
    return Content(clinic=clinic[0], references=references[0].references, languages=languages)


def _texts(value: Any, at: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every text in a parsed file with where it stands."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, (*at, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _texts(one, (*at, number))


def _unknown_citations(
    item: schema.Strict, content: ContentFile, known: set[str]
) -> Iterator[Fault]:
    for at, text in _texts(item.model_dump(mode="json")):
        named = list(cited_keys(text))
        if ("references" in at[:-1] and isinstance(item, schema.PageFile)) or at[-1] == "reference":
            named = [text]
        for key in named:
            if key not in known:
                yield content.fault(at, f"unknown reference “{key}”")


def _page_faults(page: schema.PageFile, content: ContentFile, options: set[str]) -> Iterator[Fault]:
    if content.path.stem != page.slug:
        yield content.fault(("slug",), f"the file is named “{content.path.name}”")
    seen: set[str] = set()
    for number, section in enumerate(page.sections):
        at: Path_ = ("sections", number, "id")
        if section.id in seen:
            yield content.fault(at, f"section “{section.id}” stands here twice")
        seen.add(section.id)
        if page.kind == "procedure":
            yield from _procedure_section_faults(section, content, number)
        elif not section.heading:
            yield content.fault(at, f"section “{section.id}” has no heading")
        for place, figure in enumerate(section.figures):
            if figure.name not in ILLUSTRATIONS:
                where: Path_ = ("sections", number, "figures", place, "name")
                yield content.fault(where, f"unknown drawing “{figure.name}”")
        for place, dots in enumerate(section.dots):
            if sum(group.count for group in dots.groups) != 100:
                where = ("sections", number, "dots", place, "groups")
                yield content.fault(where, "the counts do not add up to 100")
    if page.kind == "procedure":
        yield from _procedure_faults(page, content, seen, options)
    elif page.procedure:
        yield content.fault(("procedure",), "only a procedure page has this")


def _procedure_section_faults(
    section: schema.SectionFile, content: ContentFile, number: int
) -> Iterator[Fault]:
    at: Path_ = ("sections", number, "id")
    if section.id not in PROCEDURE_SECTIONS:
        yield content.fault(at, f"unknown section id “{section.id}”")
    elif section.id in MADE_SECTIONS:
        yield content.fault(at, f"section “{section.id}” is made by the site; write nothing here")
    if section.id in OWN_HEADING and not section.heading:
        yield content.fault(at, f"section “{section.id}” needs a heading of its own")


def _procedure_faults(
    page: schema.PageFile, content: ContentFile, seen: set[str], options: set[str]
) -> Iterator[Fault]:
    if page.procedure is None:
        yield content.fault(("kind",), "a procedure page needs “procedure”")
        return
    order = [one.id for one in page.sections if one.id in PROCEDURE_SECTIONS]
    if order != sorted(order, key=list(PROCEDURE_SECTIONS).index):
        yield content.fault(("sections",), "the sections are not in the fixed order")
    for section_id in sorted(OWN_HEADING - seen - MADE_SECTIONS):
        yield content.fault(("sections",), f"section “{section_id}” is missing")
    for number, key in enumerate(page.procedure.other_options):
        if key not in options:
            at: Path_ = ("procedure", "other_options", number)
            yield content.fault(at, f"unknown option “{key}”")
    every_outcome: list[tuple[str, Sequence[schema.BenefitFile]]] = [
        ("benefits", page.outcomes.benefits),
        ("harms", page.outcomes.harms),
    ]
    for kind, outcomes in every_outcome:
        for number, outcome in enumerate(outcomes):
            for part, whole in (("count", "out_of"), ("compared_count", "compared_out_of")):
                some, all_ = getattr(outcome, part), getattr(outcome, whole)
                if (some is None) != (all_ is None) or (some or 0) > (all_ or 0):
                    where: Path_ = ("outcomes", kind, number, part)
                    yield content.fault(where, f"“{part}” and “{whole}” do not fit together")


def _repeated(item: schema.Strict, content: ContentFile) -> Iterator[Fault]:
    for name, rows in item:
        seen: set[str] = set()
        for number, row in enumerate(rows):
            if row.key in seen:
                yield content.fault((name, number, "key"), f"“{row.key}” stands here twice")
            seen.add(row.key)
