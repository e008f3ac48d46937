"""A request is stored whole, once, or not at all."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from bookings import audit, submission
from bookings.consents import CONTACT, HEALTH
from bookings.models import (
    AuditEvent,
    Consent,
    ConsultationRequest,
    PreferredTime,
    Status,
    StatusEvent,
)
from bookings.submission import KeyReusedError, new_key_token, read_key_token, submit
from tests.bookings.factories import NOW, make_answers, make_request

STORED = (ConsultationRequest, PreferredTime, Consent, StatusEvent, AuditEvent)


def counts():
    return [model.objects.count() for model in STORED]


@pytest.mark.django_db
def test_everything_that_belongs_to_a_request_is_stored_with_it():
    made = make_request(preferred_times=(("tue", "morning"), ("", "afternoon")))

    assert (made.status, made.version, made.awaits_answer) == (Status.NEW, 1, True)
    assert made.message == "How many visits does it take?"
    assert [(one.day, one.part) for one in made.preferred_times.all()] == [
        ("tue", "morning"),
        ("", "afternoon"),
    ]
    (event,) = made.status_events.all()
    assert (event.from_status, event.to_status, event.actor) == ("", "new", None)
    (recorded,) = made.audit_events.all()
    assert recorded.action == AuditEvent.Action.SUBMITTED


@pytest.mark.django_db
def test_each_consent_keeps_the_exact_text_and_its_version():
    consents = {row.purpose: row for row in make_request().consents.all()}

    assert set(consents) == {"contact", "health"}
    for statement in (CONTACT, HEALTH):
        row = consents[statement.purpose]
        assert row.text == str(statement.text)
        assert row.text_hash == statement.digest
        assert row.text_version == statement.version
        assert row.given_at == NOW


def test_a_changed_consent_text_has_another_hash():
    assert replace(CONTACT, text=str(CONTACT.text) + ".").digest != CONTACT.digest


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken", ["PreferredTime.objects.bulk_create", "Consent.objects.bulk_create", "audit.record"]
)
def test_when_any_part_fails_nothing_is_stored(monkeypatch, broken):
    def fail(*args, **kwargs):
        raise DatabaseError("disk full")

    target, _, name = broken.rpartition(".")
    owner = audit if target == "audit" else getattr(submission, target.partition(".")[0]).objects
    monkeypatch.setattr(owner, name, fail)

    with pytest.raises(DatabaseError), transaction.atomic():
        make_request()

    assert counts() == [0, 0, 0, 0, 0]


@pytest.mark.django_db
def test_the_same_key_and_answers_give_the_request_stored_before():
    key = uuid.uuid4()
    first = make_request(key=key)
    before = counts()

    again = make_request(key=key, at=NOW + timedelta(seconds=9))

    assert again.reference == first.reference
    assert counts() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [{"message": "Something else"}, {"email": "other@example.com"}, {"preferred_times": ()}],
)
def test_the_same_key_with_other_answers_is_refused(change):
    key = uuid.uuid4()
    make_request(key=key)
    before = counts()

    with pytest.raises(KeyReusedError):
        make_request(key=key, **change)

    assert counts() == before
    assert ConsultationRequest.objects.get().message == "How many visits does it take?"


@pytest.mark.django_db
def test_an_integrity_error_that_is_not_about_the_key_is_not_hidden():
    answers = make_answers(email="", phone="")

    with pytest.raises(IntegrityError):
        submit(answers, key=uuid.uuid4(), language="en", at=NOW)


@pytest.mark.django_db
def test_a_reference_in_use_is_never_given_twice(monkeypatch):
    taken = make_request().reference
    offers = iter([taken, taken, "23456789C"])
    monkeypatch.setattr("bookings.reference.generate", lambda: next(offers))

    assert make_request().reference == "23456789C"


def test_a_key_token_gives_its_key_back():
    token = new_key_token()

    assert isinstance(read_key_token(token), uuid.UUID)
    assert new_key_token() != token


@pytest.mark.parametrize(
    "token",
    ["", "x", "0f8fad5bd9cb469fa16570867728950e", "0f8fad5bd9cb469fa16570867728950e:1:forged"],
)
def test_a_forged_key_token_is_none(token):
    assert read_key_token(token) is None


def test_a_key_token_expires(time_machine_at):
    with time_machine_at(NOW):
        token = new_key_token()
    with time_machine_at(NOW + timedelta(days=13)):
        assert read_key_token(token) is not None
    with time_machine_at(NOW + timedelta(days=15)):
        assert read_key_token(token) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "approved"),
        ("version", 0),
        ("answered_at", NOW),
        ("contact_preference", "phone"),
    ],
)
def test_the_database_itself_refuses_an_impossible_row(field, value):
    made = make_request(phone="")

    with pytest.raises(IntegrityError), transaction.atomic():
        ConsultationRequest.objects.filter(pk=made.pk).update(**{field: value})
