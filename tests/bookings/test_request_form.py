"""Asking for a consultation: what the form is, what it takes and what it refuses."""

import pytest
from django.test import Client
from django.urls import reverse

from bookings.models import AuditEvent, Consent, ConsultationRequest, StatusEvent
from tests.bookings.form import ADDRESS, ANSWERS, key_in
from tests.html import text_of, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prp")]


def stored():
    return ConsultationRequest.objects.count()


# What the form is


def test_nothing_is_ticked_for_the_person(client):
    ticked = [
        element.get("name")
        for element in tree(client.get(ADDRESS)).iter("input")
        if element.get("type") == "checkbox" and "checked" in element.attrib
    ]

    assert ticked == []


def test_every_field_has_a_label_and_its_hint_is_tied_to_it(client):
    page = tree(client.get(ADDRESS))
    ids = {element.get("id") for element in page.iter()}
    labelled = {element.get("for") for element in page.iter("label")}

    fields = [
        element
        for name in ("input", "textarea", "select")
        for element in page.iter(name)
        if element.get("type") != "hidden"
    ]

    assert len(fields) > 15
    for field in fields:
        assert field.get("id") in labelled
    for element in page.iter():
        for described in (element.get("aria-describedby") or "").split():
            assert described in ids


@pytest.mark.parametrize(
    ("name", "purpose"), [("full_name", "name"), ("email", "email"), ("phone", "tel")]
)
def test_browsers_know_what_to_fill_in(client, name, purpose):
    (field,) = [one for one in tree(client.get(ADDRESS)).iter("input") if one.get("name") == name]

    assert field.get("autocomplete") == purpose


def test_published_procedures_and_not_sure_may_be_chosen(client):
    values = [
        one.get("value")
        for one in tree(client.get(ADDRESS)).iter("input")
        if one.get("name") == "procedure"
    ]

    assert values == ["", "prp"]


def test_opening_the_form_costs_at_most_four_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(ADDRESS)


def test_opening_the_form_stores_nothing(client):
    client.get(ADDRESS)
    client.get(ADDRESS + "?full_name=Somebody&message=hello")

    assert stored() == AuditEvent.objects.count() == 0


def test_an_address_fills_in_nothing(client):
    response = client.get(ADDRESS + "?message=prefilled-by-a-link&procedure=prp")

    assert "prefilled-by-a-link" not in response.content.decode()


# Sending it


def test_a_sent_request_is_stored_and_answered_with_its_reference(client, send):
    response = send()

    assert response.status_code == 303
    assert response["Location"] == reverse("bookings:request_received")
    made = ConsultationRequest.objects.get()
    assert (made.full_name, made.email) == ("Test Person", "test.person@example.com")
    assert (made.phone, made.procedure) == ("+16195550142", "prp")
    assert made.message == "How many visits does it take?"
    assert [(one.day, one.part) for one in made.preferred_times.all()] == [
        ("mon", "morning"),
        ("fri", "morning"),
    ]
    receipt = client.get(response["Location"])
    assert text_of(receipt, "receipt__reference") == made.reference_display


def test_the_receipt_is_for_the_browser_that_sent_it(send):
    send()

    elsewhere = Client().get(reverse("bookings:request_received"))

    assert elsewhere.status_code == 200
    assert ConsultationRequest.objects.get().reference_display not in elsewhere.content.decode()


def test_the_receipt_is_kept_by_nobody_and_its_cookie_tells_little(client, send):
    cookie = send().cookies["consultation_receipt"]
    response = client.get(reverse("bookings:request_received"))

    assert "no-store" in response["Cache-Control"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 1800)
    assert "test.person" not in cookie.value


def test_a_tampered_receipt_cookie_shows_no_reference(client, send):
    send()
    client.cookies["consultation_receipt"] = client.cookies["consultation_receipt"].value + "x"

    response = client.get(reverse("bookings:request_received"))

    assert text_of(response, "receipt__reference") is None


@pytest.mark.parametrize(
    "changes",
    [
        {"phone": ""},
        {"email": ""},
        {"phone": "", "contact_preference": "email"},
        {"email": "", "contact_preference": "phone"},
        {"message": ""},
        {"procedure": ""},
        {"days": None, "parts": None},
        {"days": ["mon", "mon"], "parts": ["morning", "morning"]},
        {"full_name": "عمر"},
        {"message": "Emoji 🙂, עברית and \u202eright to left"},
        {"message": "x" * 4000},
        {"message": "ab\r\n" * 1333},
        {"phone": "+44 20 7946 0018"},
        {"email": "name+tag@example.co.uk"},
    ],
)
def test_what_people_really_send_is_accepted(send, changes):
    response = send(**changes)

    assert response.status_code == 303
    assert stored() == 1


def test_a_name_is_one_line(send):
    send(full_name="Test\r\nBcc: somebody@example.com")

    assert ConsultationRequest.objects.get().full_name == "Test Bcc: somebody@example.com"


def test_an_extension_is_kept_and_the_number_found_without_it(send):
    send(phone="619 555 0142 ext 5")

    made = ConsultationRequest.objects.reached_by_phone("+16195550142").get()
    assert made.phone == "+16195550142;ext=5"


def test_text_is_stored_as_typed(send):
    typed = "First line\r\n\r\n<b>not bold</b> & 'quoted' 🙂 \u200fעברית"

    send(message=typed)

    assert ConsultationRequest.objects.get().message == typed.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"full_name": ""}, "Enter your name"),
        ({"full_name": "   "}, "Enter your name"),
        ({"full_name": "x" * 201}, "Shorten your name to 200"),
        ({"email": "", "phone": ""}, "Enter an e-mail address or a phone number"),
        ({"email": "not-an-address"}, "It should look like name@example.com"),
        ({"email": "a@example.com\r\nBcc: b@example.com"}, "Check the e-mail address"),
        ({"email": "a\u202e@example.com"}, "Check the e-mail address"),
        ({"phone": "12"}, "Check the phone number"),
        ({"phone": "", "contact_preference": "phone"}, "You chose phone. Enter a phone number"),
        ({"email": "", "contact_preference": "email"}, "You chose e-mail. Enter an e-mail"),
        ({"contact_preference": "pigeon"}, "Choose one of the options"),
        ({"procedure": "no-such-procedure"}, "Choose one of the options"),
        ({"days": ["sun"]}, "Choose one of the options"),
        ({"message": "x" * 4001}, "It now has 4001"),
        ({"message": "NUL \0 byte"}, "cannot be read"),
        ({"full_name": "\u200b\u200d\u2060"}, "Enter your name"),
        ({"message": "broken \ufffd encoding"}, "cannot be read"),
        ({"full_name": "bell \a"}, "cannot be read"),
        ({"consent_contact": None}, "Tick this box if we may contact you"),
        ({"consent_health": None}, "Tick this box if we may store"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_plain_words(send, changes, said):
    response = send(**changes)

    assert response.status_code == 422
    assert said in text_of(response, "error-summary")
    assert stored() == Consent.objects.count() == StatusEvent.objects.count() == 0


def test_each_error_links_to_its_field_and_is_tied_to_it(send):
    page = tree(send(full_name="", email="", phone="", consent_contact=None))
    by_id = {element.get("id"): element for element in page.iter() if element.get("id")}

    (summary,) = [one for one in page.iter("ul") if "error-summary__list" in one.get("class", "")]
    links = [link.get("href").removeprefix("#") for link in summary.iter("a")]

    assert links == ["id_full_name", "id_email", "id_consent_contact"]
    for target in links:
        field = by_id[target]
        assert field.get("aria-invalid") == "true"
        assert f"{target}_error" in field.get("aria-describedby").split()
        assert by_id[f"{target}_error"] is not None


def test_the_title_says_that_something_is_wrong(send):
    assert "<title>Error: " in send(full_name="").content.decode()


def test_everything_typed_is_kept_when_something_is_wrong(send):
    page = tree(send(full_name="", message="My <long> story\n& more", days=["tue"]))
    inputs = list(page.iter("input"))

    assert next(page.iter("textarea")).text.lstrip("\n") == "My <long> story\n& more"
    values = {one.get("name"): one.get("value") for one in inputs}
    assert values["email"] == ANSWERS["email"]
    assert values["phone"] == ANSWERS["phone"]
    chosen = {(one.get("name"), one.get("value")) for one in inputs if "checked" in one.attrib}
    assert chosen == {
        ("procedure", "prp"),
        ("contact_preference", "either"),
        ("days", "tue"),
        ("parts", "morning"),
        ("consent_contact", None),
        ("consent_health", None),
    }


def test_typed_markup_never_becomes_markup(send):
    html = send(full_name="", message="</textarea><script>alert(1)</script>").content.decode()

    assert "<script>alert" not in html


def test_fields_of_the_stored_row_cannot_be_set_from_outside(send):
    send(
        status="booked",
        reference="23456789C",
        version="9",
        assignee="1",
        legal_hold="on",
        purge_after="2020-01-01",
        created_at="2020-01-01",
        full_name="Test Person",
    )

    made = ConsultationRequest.objects.get()
    assert (made.status, made.version, made.assignee) == ("new", 1, None)
    assert (made.legal_hold, made.purge_after) == (False, None)
    assert made.reference != "23456789C"
    assert made.created_at.year > 2020


def test_sending_costs_few_queries(client, django_assert_max_num_queries):
    answers = ANSWERS | {"submission_key": key_in(client.get(ADDRESS))}

    with django_assert_max_num_queries(20):
        assert client.post(ADDRESS, answers).status_code == 303
