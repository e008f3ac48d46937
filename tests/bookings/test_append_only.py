"""What must stay as written stays so, even for whoever can type SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from bookings import workflow
from bookings.models import ConsultationRequest, Status
from bookings.notes import add_note
from tests.bookings.factories import NOW, make_request, make_staff

pytestmark = pytest.mark.django_db

PROTECTED = {
    "bookings_consent": "text",
    "bookings_statusevent": "to_status",
    "bookings_note": "body",
    "bookings_auditevent": "details",
}


@pytest.fixture
def made():
    staff, made = make_staff(), make_request()
    workflow.move(made, to=Status.WITHDRAWN, actor=staff, at=NOW, reason="Changed their mind")
    add_note(made, author=staff, body="Called once", at=NOW)
    return made


def execute(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


@pytest.mark.parametrize("table", PROTECTED)
def test_neither_change_nor_deletion_passes(made, table):
    for sql in (
        f"UPDATE {table} SET {PROTECTED[table]} = 'spam'",
        f"DELETE FROM {table}",
    ):
        with pytest.raises(DatabaseError, match="append-only"):
            execute(sql)


@pytest.mark.parametrize("table", PROTECTED)
def test_without_the_trigger_it_would_pass(made, table):
    # Negative control: the trigger refuses, not something that happens to stand in the way.
    if connection.vendor == "sqlite":
        execute(f"DROP TRIGGER {table}_no_update")
    else:
        execute(f"DROP TRIGGER {table}_append_only ON {table}")

    assert execute(f"UPDATE {table} SET {PROTECTED[table]} = 'spam'") > 0


@pytest.mark.parametrize("table", PROTECTED)
def test_a_row_cannot_be_replaced_by_a_new_one(made, table):
    column = PROTECTED[table]
    for sql in replacements(table, column):
        with pytest.raises(DatabaseError, match="append-only"):
            execute(sql)


def replacements(table, column):
    """Ways to overwrite every row of ``table`` by inserting it again."""
    upsert = f"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT (id) DO UPDATE"
    yield f"{upsert} SET {column} = 'spam'"
    if connection.vendor == "sqlite":
        yield f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"


def test_even_emptying_is_refused_while_the_request_is_not_erased(made):
    for sql in (
        "UPDATE bookings_note SET body = NULL",
        "UPDATE bookings_statusevent SET reason = NULL",
    ):
        with pytest.raises(DatabaseError, match="append-only"):
            execute(sql)


def test_an_erased_request_loses_what_staff_wrote_and_nothing_else(made):
    ConsultationRequest.objects.filter(pk=made.pk).update(status=Status.PURGED)

    execute("UPDATE bookings_note SET body = NULL")
    execute("UPDATE bookings_statusevent SET reason = NULL")

    assert made.notes.get().body is None
    assert made.status_events.last().reason is None
    for sql in (
        "UPDATE bookings_note SET body = NULL, author_id = author_id + 1",
        "UPDATE bookings_statusevent SET reason = NULL, to_status = 'spam'",
        "UPDATE bookings_consent SET text = 'spam'",
    ):
        with pytest.raises(DatabaseError, match="append-only"):
            execute(sql)
