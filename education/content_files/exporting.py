"""Write the database back to content files, byte for byte as the shipped ones are spelled."""

from __future__ import annotations

from pathlib import Path

from education.content_files import rows, schema
from education.content_files.folder import LANGUAGES
from education.content_files.writing import to_yaml
from education.models import Clinic, GlossaryTerm, Option, Page, Reference


def export(root: Path) -> list[Path]:
    """Write every content file below ``root``; returns the paths, made or rewritten."""
    written: list[Path] = []

    def write(name: str, item: schema.Strict) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_yaml(item), encoding="utf-8")
        written.append(path)

    clinic = Clinic.objects.prefetch_related("opening_hours").first()
    if clinic:
        write("clinic.yaml", rows.clinic_file(clinic))
    references = [rows.reference_file(row) for row in Reference.objects.all()]
    write("references.yaml", schema.ReferencesFile(references=references))
    for language in LANGUAGES:
        options = [rows.option_file(row) for row in Option.objects.filter(language=language)]
        write(f"{language}/options.yaml", schema.OptionsFile(options=options))
        terms = [rows.term_file(row) for row in GlossaryTerm.objects.filter(language=language)]
        write(f"{language}/glossary.yaml", schema.GlossaryFile(terms=terms))
        pages = Page.objects.filter(language=language).with_rows()
        for page in pages.prefetch_related("facts_to_confirm"):
            write(f"{language}/pages/{page.slug}.yaml", rows.page_file(page))
    return written
