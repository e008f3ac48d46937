"""Valid rows for tests; override what the test is about."""

from datetime import UTC, datetime

from education.models import Page, Procedure, Reference, Section
from education.publishing import publish

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def make_reference(**overrides):
    number = Reference.objects.count()
    values = {
        "key": f"author-{number}",
        "position": number,
        "title": "A study of hair",
        "checked": Reference.Checked.SOURCE,
    }
    return Reference.objects.create(**(values | overrides))


def make_page(**overrides):
    number = Page.objects.count()
    values = {
        "kind": "guide",
        "slug": f"guide-{number}",
        "title": f"Guide {number}",
        "short_title": f"Guide {number}",
        "description": f"What guide {number} says.",
        "lead": "A short lead.",
        "summary": "A short summary.",
    }
    return Page.objects.create(**(values | overrides))


def make_procedure_page(**overrides):
    number = Page.objects.count()
    head = {
        "name": "A procedure",
        "evidence_grade": "low",
        "regulatory_status": "prp_off_label",
    }
    head |= {key: overrides.pop(key) for key in list(overrides) if hasattr(Procedure, key)}
    page = make_page(**({"kind": "procedure", "slug": f"procedure-{number}"} | overrides))
    Procedure.objects.create(page=page, **head)
    return page


def make_section(page, **overrides):
    values = {
        "position": page.sections.count(),
        "section_id": f"part-{page.sections.count()}",
        "heading": "A heading",
        "body": "Some words.",
    }
    return Section.objects.create(page=page, **(values | overrides))


def make_publication(page=None, **overrides):
    values = {"at": NOW, "change_note": "First version"}
    return publish(page or make_page(), **(values | overrides))
