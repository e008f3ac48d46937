"""Valid requests and people for tests; override what the test is about."""

import uuid
from datetime import UTC, datetime

from django.contrib.auth.models import Group, User

from bookings.models import ContactPreference
from bookings.roles import FRONT_DESK
from bookings.submission import Answers, submit

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def make_answers(**overrides):
    values = {
        "full_name": "Test Person",
        "email": "test.person@example.com",
        "phone": "+16195550142",
        "procedure": "prp",
        "message": "How many visits does it take?",
        "contact_preference": ContactPreference.EITHER,
        "preferred_times": (("tue", "morning"),),
    }
    return Answers(**(values | overrides))


def make_request(*, key=None, at=NOW, **overrides):
    return submit(make_answers(**overrides), key=key or uuid.uuid4(), language="en", at=at)


def make_staff(role=FRONT_DESK, **overrides):
    number = User.objects.count()
    user = User.objects.create_user(f"staff-{number}", is_staff=True, **overrides)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
