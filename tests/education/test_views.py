"""A public page is one publication, read with few queries, and honest about its review."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from education.models import Clinic, Clinician, MedicalReview, Page
from tests.education.factories import make_page, make_procedure_page, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return make_publication(make_page(slug="a-guide", title="A guide to hair"))


def sign(publication, **overrides):
    clinician = Clinician.objects.create(name="Test Clinician", credentials="example credentials")
    today = timezone.localdate()
    values = {
        "publication": publication,
        "digest": publication.digest,
        "clinician": clinician,
        "statement": "I have read this page.",
        "signed_at": timezone.now(),
        "next_due_on": today + timedelta(days=300),
    }
    return MedicalReview.objects.create(**(values | overrides))


def read(client):
    return client.get("/guides/a-guide/").content.decode()


def test_a_cold_page_costs_at_most_three_queries(client, guide, django_assert_max_num_queries):
    Clinic.objects.create(pk=1, name="Test clinic", phone="(619) 555-0142")
    assert connection.features.supports_json_field  # Django asks the database once per process.

    with django_assert_max_num_queries(3):
        assert client.get("/guides/a-guide/").status_code == 200


def test_a_page_without_a_publication_does_not_exist(client):
    make_page(slug="a-guide")

    assert client.get("/guides/a-guide/").status_code == 404


def test_a_page_is_found_only_under_its_own_kind(client, guide):
    assert client.get("/procedures/a-guide/").status_code == 404


def test_an_unsigned_page_says_so(client, guide):
    html = read(client)

    assert "Not yet medically reviewed" in html
    assert "Medically reviewed by" not in html


def test_a_signed_page_names_who_signed_these_words(client, guide):
    sign(guide)

    html = read(client)

    assert "Medically reviewed by" in html
    assert "Test Clinician, example credentials" in html
    assert "Not yet medically reviewed" not in html


def test_one_changed_comma_takes_the_signature_away(client, guide):
    sign(guide)
    Page.objects.filter(pk=guide.page_id).update(lead="A short, lead.")
    make_publication(guide.page, change_note="One comma")

    html = read(client)

    assert "Medically reviewed by" not in html
    assert "Changed since the last medical review" in html


def test_an_overdue_review_is_said_to_be_overdue(client, guide):
    sign(guide, next_due_on=timezone.localdate() - timedelta(days=1))

    assert "The next medical review is overdue" in read(client)


def test_readers_see_what_changed_and_when(client, guide):
    Page.objects.filter(pk=guide.page_id).update(lead="Another lead.")
    make_publication(guide.page, change_note="The lead says more")

    html = read(client)

    assert html.index("The lead says more") < html.index("First version")


def test_only_offered_treatments_say_that_they_earn_money(client, guide):
    make_publication(make_procedure_page(slug="sold", earns=True))
    earns = "so we earn money if you choose it"

    assert earns not in read(client)
    assert earns in client.get("/procedures/sold/").content.decode()


def test_what_the_clinic_has_not_given_is_left_out(client, guide):
    Clinic.objects.create(pk=1, name="Test clinic")

    html = read(client)

    for gap in ('href="tel:"', 'href="mailto:"', "None", "()"):
        assert gap not in html
