"""Let the database itself refuse to change or delete what must stay as it was written.

Row by row: emptying whole tables, as test runs do with TRUNCATE, is left to database grants.
SQLite loses triggers when a later migration rebuilds a table; the test that walks every
protected table fails then, and the later migration creates them again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Table -> (column that may become NULL once the request is erased, columns that must not differ).
TABLES: dict[str, tuple[str, list[str]] | None] = {
    "bookings_consent": None,
    "bookings_auditevent": None,
    "bookings_statusevent": (
        "reason",
        ["id", "consultation_id", "from_status", "to_status", "actor_id", "at"],
    ),
    "bookings_note": ("body", ["id", "consultation_id", "author_id", "at"]),
}


def _erases(table: str, *, same: str) -> str:
    """Return the SQL condition for the one update that is allowed; ``same`` compares NULLs too."""
    rule = TABLES[table]
    if rule is None:
        return "1 = 0"
    emptied, kept = rule
    unchanged = " AND ".join(f"NEW.{column} {same} OLD.{column}" for column in kept)
    return (
        # Names from the table above, nothing from outside.
        f"NEW.{emptied} IS NULL AND {unchanged} AND EXISTS ("  # noqa: S608
        "SELECT 1 FROM bookings_consultationrequest AS request "
        "WHERE request.id = OLD.consultation_id AND request.status = 'purged')"
    )


def _sqlite(table: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"WHEN NOT ({_erases(table, same='IS')}) {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
    ]


def _postgresql(table: str) -> list[str]:
    return [
        f"""
        CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF {_erases(table, same="IS NOT DISTINCT FROM")} THEN
                    RETURN NEW;
                END IF;
            END IF;
            RAISE EXCEPTION '{table} is append-only'
                USING ERRCODE = 'integrity_constraint_violation';
        END
        $$
        """,
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
    ]


def protect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    build = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
    for table in TABLES:
        for statement in build(table):
            schema_editor.execute(statement)


def release(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_append_only()")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_no_update")
            schema_editor.execute(f"DROP TRIGGER {table}_no_delete")


class Migration(migrations.Migration):
    dependencies = [("bookings", "0001_initial")]

    operations = [migrations.RunPython(protect, release)]
