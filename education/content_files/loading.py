"""Load the content files into rows without ever overwriting what staff changed."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from education.content_files import rows, schema
from education.content_files.folder import Content
from education.content_files.writing import content_of
from education.models import Clinic, GlossaryTerm, LoadedItem, Option, Page, Reference


class Result(enum.StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept: changed by staff since it was loaded"


@dataclass(frozen=True)
class _Item:
    """One loadable thing: its name, what the file says, what the database says, how to save."""

    name: str
    wanted: schema.Strict
    stored: schema.Strict | None
    save: Callable[[], object]


def load(content: Content) -> dict[str, Result]:
    """Bring the database up to ``content``; returns what happened to each item, by name.

    An item that staff changed since it was last loaded, or made themselves, is left alone.
    All or nothing: an error changes no row.
    """
    with transaction.atomic():
        loaded = dict(LoadedItem.objects.values_list("name", "digest"))
        results = {}
        for item in _shared_items(content):
            results[item.name] = _load_item(item, loaded.get(item.name))
        # Pages point at references and options, so those are read again after the shared ones.
        for item in _page_items(content):
            results[item.name] = _load_item(item, loaded.get(item.name))
        return results


def fingerprint(item: schema.Strict) -> str:
    """Digest of an item's content; equal content gives equal digests."""
    spelled = json.dumps(content_of(item), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(spelled.encode()).hexdigest()


def _load_item(item: _Item, loaded_digest: str | None) -> Result:
    wanted = fingerprint(item.wanted)
    stored = fingerprint(item.stored) if item.stored else None
    if stored == wanted:
        result = Result.UNCHANGED
    elif stored is not None and stored != loaded_digest:
        return Result.KEPT
    else:
        item.save()
        result = Result.UPDATED if stored else Result.CREATED
    if loaded_digest != wanted:
        LoadedItem.objects.update_or_create(name=item.name, defaults={"digest": wanted})
    return result


def _shared_items(content: Content) -> Iterator[_Item]:
    clinic = Clinic.objects.prefetch_related("opening_hours").first()
    yield _Item(
        name="clinic",
        wanted=content.clinic,
        stored=rows.clinic_file(clinic) if clinic else None,
        save=partial(rows.save_clinic, content.clinic),
    )
    references = {row.key: row for row in Reference.objects.all()}
    for position, reference in enumerate(content.references):
        row = references.get(reference.key)
        yield _Item(
            name=f"reference {reference.key}",
            wanted=reference,
            stored=rows.reference_file(row) if row else None,
            save=partial(rows.save_reference, reference, position=position),
        )
    for language, found in content.languages.items():
        options = {row.key: row for row in Option.objects.filter(language=language)}
        for position, option in enumerate(found.options):
            stored = options.get(option.key)
            yield _Item(
                name=f"option {option.key} ({language})",
                wanted=option,
                stored=rows.option_file(stored) if stored else None,
                save=partial(rows.save_option, option, position=position, language=language),
            )
        terms = {row.key: row for row in GlossaryTerm.objects.filter(language=language)}
        for position, term in enumerate(found.terms):
            known = terms.get(term.key)
            yield _Item(
                name=f"term {term.key} ({language})",
                wanted=term,
                stored=rows.term_file(known) if known else None,
                save=partial(rows.save_term, term, position=position, language=language),
            )


def _page_items(content: Content) -> Iterator[_Item]:
    for language, found in content.languages.items():
        query = Page.objects.filter(language=language).with_rows()
        pages = {page.slug: page for page in query.prefetch_related("facts_to_confirm")}
        for item in found.pages:
            page = pages.get(item.slug)
            yield _Item(
                name=f"page {item.slug} ({language})",
                wanted=item,
                stored=rows.page_file(page) if page else None,
                save=partial(rows.save_page, item, language=language),
            )
