"""On SQLite, refuse "INSERT OR REPLACE" over what must stay as it was written.

It deletes the old row without asking the triggers for deletion, so it has to be met on its way in.
PostgreSQL has no such statement, and its "ON CONFLICT DO UPDATE" meets the triggers for updates.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# What makes a new row take an old one's place, table by table.
SAME = {
    "bookings_consent": (
        "id = NEW.id OR (consultation_id = NEW.consultation_id AND purpose = NEW.purpose)"
    ),
    "bookings_auditevent": (
        "id = NEW.id OR sequence = NEW.sequence OR digest = NEW.digest "
        "OR previous_digest = NEW.previous_digest"
    ),
    "bookings_statusevent": (
        "id = NEW.id OR (NEW.from_status = '' AND from_status = '' "
        "AND consultation_id = NEW.consultation_id)"
    ),
    "bookings_note": "id = NEW.id",
}


def add_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor != "sqlite":
        return
    for table, same in SAME.items():
        schema_editor.execute(
            # Names from the table above, nothing from outside.
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def drop_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for table in SAME:
            schema_editor.execute(f"DROP TRIGGER {table}_no_replace")


class Migration(migrations.Migration):
    dependencies = [("bookings", "0002_protect_append_only")]

    operations = [migrations.RunPython(add_triggers, drop_triggers)]
