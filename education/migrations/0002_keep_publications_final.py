"""Publications and sign-offs can be added, never changed or deleted: the database says no."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("education_publication", "education_medicalreview")


def add_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION education_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'A row of % is final', TG_TABLE_NAME; END $$",
            # No parameters: the percent sign is PL/pgSQL's.
            params=None,
        )
    for table in TABLES:
        for event in ("UPDATE", "DELETE"):
            name = f"{table}_no_{event.lower()}"
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                    "FOR EACH ROW EXECUTE FUNCTION education_refuse_change()"
                )
            else:
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'A row of {table} is final'); END"
                )


def drop_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for event in ("update", "delete"):
            suffix = f" ON {table}" if on_postgresql else ""
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event}{suffix}")
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION education_refuse_change()")


class Migration(migrations.Migration):
    dependencies = [("education", "0001_content_model")]

    operations = [migrations.RunPython(add_triggers, drop_triggers)]
