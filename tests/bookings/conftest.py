"""Fixtures for what patients send and what staff do with it."""

import pytest
import time_machine

from bookings.roles import FRONT_DESK
from tests.bookings.factories import make_staff
from tests.bookings.form import ADDRESS, ANSWERS, key_in
from tests.education.factories import make_procedure_page, make_publication


@pytest.fixture
def time_machine_at():
    """Travel to one instant: ``with time_machine_at(NOW): …``."""
    return lambda instant: time_machine.travel(instant, tick=False)


@pytest.fixture
def prp(db):
    """A published procedure that somebody may ask about."""
    return make_publication(make_procedure_page(slug="prp", title="Platelet-rich plasma (PRP)"))


@pytest.fixture
def send(client, prp):
    """Open the form, then send it with some answers changed; None leaves one out."""

    def send_form(**changes):
        answers = ANSWERS | {"submission_key": key_in(client.get(ADDRESS))} | changes
        return client.post(
            ADDRESS, {name: value for name, value in answers.items() if value is not None}
        )

    return send_form


@pytest.fixture
def desk(client, db):
    """A browser in which somebody of the front desk has signed in."""
    client.force_login(make_staff(FRONT_DESK))
    return client
