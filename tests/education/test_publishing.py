"""A publication is composed once, numbered, digested, and final."""

import hashlib
import json

import pytest
from django.db import DatabaseError, connection, transaction

from education.documents import canonical_form, digest
from education.models import MedicalReview, Page, Publication
from education.models.publication import PublicationIsFinalError
from education.publishing import CannotPublishError, compose_draft, publish
from tests.education.factories import (
    NOW,
    make_page,
    make_procedure_page,
    make_publication,
    make_section,
)

pytestmark = pytest.mark.django_db


def test_digest_is_sha256_of_the_canonical_document():
    publication = make_publication()

    spelled = json.dumps(
        publication.document, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )

    assert publication.digest == hashlib.sha256(spelled.encode()).hexdigest()
    assert Publication.objects.get(pk=publication.pk).digest == digest(publication.document)


def test_canonical_form_does_not_depend_on_key_order():
    assert canonical_form({"a": 1, "b": "é"}) == canonical_form({"b": "é", "a": 1})


def test_publishing_again_without_a_change_makes_no_new_number():
    page = make_page()
    make_publication(page)

    assert publish(page, at=NOW, change_note="Again") is None
    assert page.publications.count() == 1


def test_one_changed_comma_makes_the_next_number_and_another_digest():
    page = make_page()
    first = make_publication(page)
    Page.objects.filter(pk=page.pk).update(lead="A short, lead.")

    second = publish(page, at=NOW, change_note="One comma")

    assert (first.number, second.number) == (1, 2)
    assert first.digest != second.digest
    assert [change["number"] for change in second.changes] == [2, 1]


def test_an_edit_is_not_public_before_it_is_published(client):
    page = make_page(slug="draft-guide", title="Before the edit")
    make_publication(page)
    Page.objects.filter(pk=page.pk).update(title="After the edit")

    html = client.get("/guides/draft-guide/").content.decode()

    assert "Before the edit" in html
    assert "After the edit" not in html


def test_a_page_with_isolated_cells_is_never_published():
    page = make_procedure_page(contains_isolated_cells=True)

    with pytest.raises(CannotPublishError):
        publish(page, at=NOW, change_note="No")

    assert not page.publications.exists()


def test_compose_reads_nothing_beyond_its_rows(django_assert_num_queries):
    from education.documents import compose
    from education.models import Reference

    make_section(make_procedure_page(slug="counted"), section_id="what-it-is")
    page = Page.objects.with_rows().get(slug="counted")
    references = {row.key: row for row in Reference.objects.all()}

    with django_assert_num_queries(0):
        compose(page, references)


def test_composing_twice_gives_the_same_bytes():
    page = make_procedure_page()

    assert canonical_form(compose_draft(page.pk)) == canonical_form(compose_draft(page.pk))


def test_the_orm_refuses_to_change_or_delete_a_publication():
    publication = make_publication()

    for attempt in (
        publication.save,
        publication.delete,
        Publication.objects.all().delete,
        lambda: Publication.objects.update(change_note="x"),
    ):
        with pytest.raises(PublicationIsFinalError):
            attempt()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE education_publication SET change_note = 'x'",
        "DELETE FROM education_publication",
        "UPDATE education_medicalreview SET statement = 'x'",
        "DELETE FROM education_medicalreview",
    ],
)
def test_the_database_refuses_to_change_or_delete_what_is_final(sql):
    publication = make_publication()
    make_review(publication)

    with pytest.raises(DatabaseError, match="final"), transaction.atomic():
        connection.cursor().execute(sql)

    assert Publication.objects.get(pk=publication.pk).change_note == "First version"


@pytest.mark.parametrize(
    ("table", "column"),
    [("education_publication", "change_note"), ("education_medicalreview", "statement")],
)
def test_what_is_final_cannot_be_replaced_by_a_new_row(table, column):
    publication = make_publication()
    make_review(publication)
    again = f"{table} SELECT * FROM {table} WHERE true"
    attempts = [f"INSERT INTO {again} ON CONFLICT (id) DO UPDATE SET {column} = 'x'"]
    if connection.vendor == "sqlite":
        attempts.append(f"INSERT OR REPLACE INTO {again}")

    for sql in attempts:
        with pytest.raises(DatabaseError, match="final"), transaction.atomic():
            connection.cursor().execute(sql)


def test_the_trigger_is_what_refuses():
    """Negative control: without the trigger the same statement goes through."""
    publication = make_publication()
    table = " ON education_publication" if connection.vendor == "postgresql" else ""
    cursor = connection.cursor()

    with transaction.atomic():
        cursor.execute(f"DROP TRIGGER education_publication_no_update{table}")
        cursor.execute("UPDATE education_publication SET change_note = 'x'")
        changed = Publication.objects.get(pk=publication.pk).change_note
        transaction.set_rollback(True)

    assert changed == "x"


def test_two_publications_of_one_page_never_share_a_number():
    publication = make_publication()
    twin = Publication(
        page=publication.page,
        number=publication.number,
        document={},
        digest="0" * 64,
        published_at=NOW,
        change_note="Twin",
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        twin.save()


def make_review(publication, **overrides):
    from education.models import Clinician

    clinician, _ = Clinician.objects.get_or_create(name="Test Clinician", credentials="MD")
    values = {
        "publication": publication,
        "digest": publication.digest,
        "clinician": clinician,
        "statement": "Read and approved.",
        "signed_at": NOW,
        "next_due_on": NOW.date().replace(year=2027),
    }
    return MedicalReview.objects.create(**(values | overrides))


@pytest.mark.parametrize(
    ("overrides", "state"),
    [
        ({}, "signed"),
        ({"digest": "0" * 64}, "changed"),
        ({"next_due_on": NOW.date().replace(year=2025)}, "overdue"),
    ],
)
def test_review_holds_only_for_the_words_it_names_and_until_its_day(overrides, state):
    from education.reading import review_state

    publication = make_publication()
    make_review(publication, **overrides)
    annotated = Publication.objects.with_newest_review().get(pk=publication.pk)

    review = review_state(annotated, on=NOW.date())

    assert review["state"] == state
    assert review["reviewer"] == "Test Clinician"
    assert review["reviewed_on"] == NOW.date()


def test_a_page_nobody_signed_claims_no_review():
    from education.reading import review_state

    publication = make_publication()
    annotated = Publication.objects.with_newest_review().get(pk=publication.pk)

    assert review_state(annotated, on=NOW.date()) == {"state": "unsigned"}
