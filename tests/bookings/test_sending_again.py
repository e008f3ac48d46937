"""Sending twice, late, from elsewhere, or while something fails: nothing is lost or doubled."""

import re
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client

from bookings import submission
from bookings.models import ConsultationRequest
from tests.bookings.factories import NOW
from tests.bookings.form import ADDRESS, ANSWERS, key_in
from tests.html import text_of, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prp")]


def stored():
    return ConsultationRequest.objects.count()


def test_sending_twice_gives_the_same_reference(client, send):
    key = key_in(client.get(ADDRESS))

    first = send(submission_key=key)
    one = client.get(first["Location"]).content
    second = send(submission_key=key)

    assert (first.status_code, second.status_code) == (303, 303)
    assert client.get(second["Location"]).content == one
    assert stored() == 1


def test_other_answers_under_the_same_key_are_kept_on_the_page_and_not_stored(client, send):
    key = key_in(client.get(ADDRESS))
    send(submission_key=key)

    response = send(submission_key=key, message="A second thought")

    assert response.status_code == 409
    assert "already sent a request" in text_of(response, "error-summary")
    assert next(tree(response).iter("textarea")).text.strip() == "A second thought"
    assert ConsultationRequest.objects.get().message == ANSWERS["message"]
    again = send(submission_key=key_in(response), message="A second thought")
    assert again.status_code == 303
    assert stored() == 2


def test_going_back_and_sending_the_same_again_stores_nothing_new(client, send):
    first = send()

    again = send()

    assert (first.status_code, again.status_code) == (303, 303)
    assert stored() == 1


def test_going_back_and_sending_something_else_is_another_request(client, send):
    send()

    send(message="And one more question")

    assert stored() == 2


def test_the_same_answers_from_another_browser_are_another_request(client, send):
    send()
    client.cookies.clear()

    send()

    assert stored() == 2


@pytest.mark.parametrize("token", ["", "forged", None])
def test_a_form_without_a_good_key_needs_one_more_click(send, token):
    response = send(submission_key=token)

    assert response.status_code == 400
    assert "Please send your request once more" in text_of(response, "error-summary")
    assert stored() == 0
    again = send(submission_key=key_in(response))
    assert again.status_code == 303


def test_an_old_form_needs_one_more_click(send, time_machine_at):
    with time_machine_at(NOW):
        old = submission.new_key_token()

    with time_machine_at(NOW.replace(month=12, day=25)):
        response = send(submission_key=old)

    assert response.status_code == 400
    assert "What you typed is still here" in text_of(response, "error-summary")


def test_without_a_form_token_nothing_is_stored_and_everything_typed_stays():
    strict = Client(enforce_csrf_checks=True)
    key = key_in(strict.get(ADDRESS))

    response = strict.post(ADDRESS, ANSWERS | {"submission_key": key})

    assert response.status_code == 403
    assert stored() == 0
    assert next(tree(response).iter("textarea")).text.strip() == ANSWERS["message"]
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]
    again = strict.post(
        ADDRESS, ANSWERS | {"submission_key": key_in(response), "csrfmiddlewaretoken": token}
    )
    assert again.status_code == 303
    assert stored() == 1


def test_when_the_database_fails_the_person_keeps_what_was_typed(client, send):
    key = key_in(client.get(ADDRESS))

    with patch("bookings.views.submit", side_effect=OperationalError("database is locked")):
        response = send(submission_key=key)

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "We could not store your request" in text_of(response, "error-summary")
    assert "locked" not in response.content.decode()
    assert next(tree(response).iter("textarea")).text.strip() == ANSWERS["message"]
    assert send(submission_key=key_in(response)).status_code == 303
    assert stored() == 1


def test_a_failure_is_logged_without_a_word_of_it(caplog, send):
    with patch("bookings.views.submit", side_effect=OperationalError("Test Person, 619 555 0142")):
        send()

    assert "OperationalError" in caplog.text
    assert "Test Person" not in caplog.text
    assert "0142" not in caplog.text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
