"""``manage.py demo``: the whole site with stand-in details, on this machine."""

import fcntl
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from clinic_site.demo import clinic, reset, staff, state
from clinic_site.serving import address, folder, static_files
from clinic_site.serving.stored_data import refuse_wrong_keys


class Command(BaseCommand):
    help = "Set up and serve a demonstration of the whole site, until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "address", nargs="?", default="127.0.0.1:8000", help="ADDR:PORT or PORT"
        )
        parser.add_argument("--reset", action="store_true", help="start over, after asking")
        parser.add_argument(
            "--no-input",
            "--noinput",
            action="store_false",
            dest="interactive",
            help="do not ask before --reset",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError(
                "DJANGO_SETTINGS_MODULE: leave it out, or set clinic_site.settings.demo. "
                "The demonstration must not meet real data."
            )
        try:
            place = address.parse(options["address"])
            folder.prepare(Path(settings.VAR_DIR))
            address.check_free(place)
            with only_one():
                refuse_real_data()
                if options["reset"]:
                    self.start_over(interactive=options["interactive"])
                self.set_up()
                status = self.serve(place)
        except (address.AddressError, folder.FolderError) as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            # Not only what manage.py catches: a file that is no database raises its parent.
            reason = str(error).partition("\n")[0]
            raise CommandError(f"The database cannot be used: {reason}") from error
        except KeyboardInterrupt:
            return
        if status:
            sys.exit(status)

    def start_over(self, *, interactive: bool) -> None:
        if interactive:
            try:
                answer = input(f'This deletes {reset.describe()}. Type "yes" to go on: ')
            except EOFError:
                # Nobody is there to answer; the question still has no end of line.
                self.stdout.write("")
                answer = ""
            if answer.strip().lower() != "yes":
                raise CommandError("Nothing was deleted.")
        reset.erase()

    def set_up(self) -> None:
        """Bring database, static files, pages, accounts and samples up to date."""
        if not state.is_complete():
            # A first start, or one that was cut short and holds nothing of anybody's yet. It may
            # even lie between a migration and the note that it was done, so it begins again.
            if connection.introspection.table_names():
                reset.erase()
            state.claim_database()
        refuse_wrong_keys()
        if migrations_pending():
            self.stdout.write("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
        if static_files.collect_if_changed():
            self.stdout.write("Prepared the static files.")
        current = state.current()
        if state.read() == current:
            return
        # Imported late: a quick second start has no use for it.
        from bookings.sample_requests import create_sample_requests

        self.stdout.write("Publishing the pages …")
        call_command("load_content", publish=True, verbosity=0)
        clinic.fill_in()
        self.create_accounts()
        create_sample_requests()
        state.write(current)

    def create_accounts(self) -> None:
        from django.contrib.auth.models import User

        if User.objects.filter(username=staff.ADMIN).exists():
            return
        given = os.environ.get("DEMO_STAFF_PASSWORD", "")
        password = given or staff.new_password()
        staff.create_accounts(password)
        self.stdout.write("")
        for account in staff.ACCOUNTS:
            self.stdout.write(f"  Account {account.username:<10} {account.does}")
        shown = "the one in DEMO_STAFF_PASSWORD" if given else password
        self.stdout.write(f"  Password for all three: {shown}")
        if not given:
            self.stdout.write("  It is shown this once. Write it down, or start over with --reset.")
        self.stdout.write("")

    def serve(self, place: address.Address) -> int:
        # Imported late: a refusal above should not wait for the server to load.
        from clinic_site.serving import server

        if place.is_everywhere or place.host not in settings.ALLOWED_HOSTS:
            settings.ALLOWED_HOSTS.append("*" if place.is_everywhere else place.host)

        def announce() -> None:
            self.stdout.write(f"Ready: {place.url()}/")
            self.stdout.write(f"Admin: {place.url()}/admin/")
            self.stdout.write("Stop with Ctrl-C.")
            self.stdout.flush()

        return server.run(place, workers=2, threads=4, host_name="localhost", on_ready=announce)


def migrations_pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_real_data() -> None:
    """Raise CommandError unless the database is empty or a demonstration's own.

    The demonstration adds accounts and made-up requests, and --reset deletes everything.
    """
    if not state.owns_database() and connection.introspection.table_names():
        raise CommandError(
            "This database was not made by the demonstration, so it is left alone. "
            "Set VAR_DIR to an empty folder and leave DATABASE_URL out."
        )


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the run-time folder: a second demonstration, or its --reset, would pull it away.

    Raises CommandError when another one holds it. A killed process holds nothing.
    """
    with (Path(settings.VAR_DIR) / "demo.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(
                f"Another demonstration is using {settings.VAR_DIR}. Stop it, or set VAR_DIR."
            ) from None
        yield
