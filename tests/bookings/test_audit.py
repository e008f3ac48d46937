"""The chain of what happened shows every tampering."""

import pytest
from django.db import connection

from bookings import audit, workflow
from bookings.models import AuditEvent, Status
from tests.bookings.factories import NOW, make_request, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Six links, and no trigger in the way of somebody with the keys to the database."""
    staff = make_staff()
    for _ in range(2):
        made = make_request()
        workflow.move(made, to=Status.IN_REVIEW, actor=staff, at=NOW)
        audit.record(AuditEvent.Action.VIEWED, actor=staff, at=NOW, consultation=made)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER bookings_auditevent_no_update")
            cursor.execute("DROP TRIGGER bookings_auditevent_no_delete")
        else:
            cursor.execute("DROP TRIGGER bookings_auditevent_append_only ON bookings_auditevent")
    return staff


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount > 0


def test_an_untouched_chain_is_whole(chain):
    assert AuditEvent.objects.count() == 6
    assert audit.first_broken() is None


@pytest.mark.parametrize(
    ("sql", "broken_at"),
    [
        ("UPDATE bookings_auditevent SET action = 'noted' WHERE sequence = 3", 3),
        ("UPDATE bookings_auditevent SET details = '[]' WHERE sequence = 2", 2),
        ("UPDATE bookings_auditevent SET actor_id = NULL WHERE sequence = 5", 5),
        ("UPDATE bookings_auditevent SET consultation_id = NULL WHERE sequence = 1", 1),
        ("UPDATE bookings_auditevent SET at = '2020-01-01 00:00:00+00:00' WHERE sequence = 4", 4),
        ("DELETE FROM bookings_auditevent WHERE sequence = 4", 4),
        ("DELETE FROM bookings_auditevent WHERE sequence = 1", 1),
        ("UPDATE bookings_auditevent SET sequence = 70 WHERE sequence = 3", 3),
    ],
)
def test_change_removal_and_reordering_show(chain, sql, broken_at):
    execute(sql)

    assert audit.first_broken() == broken_at


def test_a_link_written_without_the_key_shows(chain, settings):
    settings.BLIND_INDEX_KEY = "a-thief-does-not-know-the-real-one-0123"
    audit.record(AuditEvent.Action.VIEWED, actor=chain, at=NOW)
    settings.BLIND_INDEX_KEY = "only-for-tests-blind-index-0123456789"

    assert audit.first_broken() == 7


def test_who_has_acted_cannot_be_deleted_away(chain):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        chain.delete()
