"""The samples of the demonstration: plainly made up, varied, never doubled."""

from collections import Counter

import pytest

from bookings import audit
from bookings.models import OPEN_STATUSES, ConsultationRequest
from bookings.sample_requests import create_sample_requests
from tests.bookings.factories import NOW, make_staff

pytestmark = pytest.mark.django_db


def test_there_are_about_a_dozen_and_nobody_can_take_them_for_real():
    made = create_sample_requests(NOW)

    assert 10 <= len(made) <= 14
    for one in made:
        assert one.full_name.startswith("Sample Person")
        assert one.email.endswith("@example.com")
        assert one.phone.startswith("+161955501")
        assert "made-up" in one.message or not one.message


def test_they_show_every_stage_of_the_work():
    create_sample_requests(NOW, actor=make_staff(None, is_superuser=True))
    stages = Counter(ConsultationRequest.objects.values_list("status", flat=True))

    assert stages["new"] >= 3
    assert len(stages) >= 8
    assert set(stages) - set(OPEN_STATUSES)


def test_making_them_again_doubles_nothing():
    first = create_sample_requests(NOW)

    again = create_sample_requests(NOW)

    assert [one.pk for one in again] == [one.pk for one in first]
    assert ConsultationRequest.objects.count() == len(first)
    assert audit.first_broken() is None


def test_nothing_in_them_happens_in_the_future():
    for one in create_sample_requests(NOW):
        for event in one.status_events.all():
            assert one.created_at <= event.at <= NOW
