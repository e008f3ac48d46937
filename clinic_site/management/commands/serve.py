"""``manage.py serve``: the site for patients."""

import ssl
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from clinic_site.demo import state
from clinic_site.serving import address, folder, static_files
from clinic_site.serving.stored_data import refuse_wrong_keys


class Command(BaseCommand):
    help = "Serve the site with production settings, until Ctrl-C."
    # The settings have been checked by being read; the rest is for "check --deploy".
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "address", nargs="?", default="127.0.0.1:8000", help="ADDR:PORT or PORT"
        )
        parser.add_argument(
            "--workers", type=int, default=2, help="processes that answer; two by default"
        )
        parser.add_argument(
            "--threads",
            type=int,
            help="threads in each; one behind a proxy, which collects slow requests first, else 8",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            status = self.serve(
                options["address"],
                workers=options["workers"],
                threads=self.threads(options["threads"]),
            )
        except (address.AddressError, folder.FolderError) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            return
        if status:
            sys.exit(status)

    def threads(self, asked: int | None) -> int:
        """Without a proxy, whoever sends slowly holds a thread: there must be others."""
        if asked is not None:
            return asked
        return 1 if getattr(settings, "BEHIND_PROXY", False) else 8

    def serve(self, listen: str, *, workers: int, threads: int) -> int:
        if min(workers, threads) < 1:
            raise CommandError("--workers and --threads: at least 1.")
        place = address.parse(listen)
        certificate, key = self.tls_files()
        folder.prepare(Path(settings.VAR_DIR))
        self.refuse_old_database()
        if state.owns_database():
            raise CommandError(
                "This database was made by the demonstration and holds its accounts and made-up "
                "requests. Set VAR_DIR to another folder, or DATABASE_URL to another database."
            )
        refuse_wrong_keys()
        address.check_free(place)
        static_files.collect_if_changed()
        # Imported late: a refusal above should not wait for the server to load.
        from clinic_site.serving import server

        tls = server.Tls(certificate, key) if certificate and key else None
        url = place.url("https" if tls else "http")
        return server.run(
            place,
            workers=workers,
            threads=threads,
            host_name=settings.ALLOWED_HOSTS[0].removeprefix("."),
            on_ready=lambda: self.stdout.write(f"Ready: {url}/"),
            tls=tls,
        )

    def tls_files(self) -> tuple[Path | None, Path | None]:
        """Return the certificate and key to serve with, both or neither."""
        names = {name: getattr(settings, name, "") for name in ("TLS_CERTIFICATE", "TLS_KEY")}
        problems = [
            f"{name}: cannot read {path}."
            for name, path in names.items()
            if path and not Path(path).is_file()
        ]
        if bool(names["TLS_CERTIFICATE"]) != bool(names["TLS_KEY"]):
            problems.append("TLS_CERTIFICATE and TLS_KEY: set both, or neither.")
        if settings.SECURE_SSL_REDIRECT and not (
            any(names.values()) or getattr(settings, "BEHIND_PROXY", False)
        ):
            problems.append(
                "BEHIND_PROXY: set it to on when a proxy of yours adds TLS and sets "
                "X-Forwarded-Proto; otherwise set TLS_CERTIFICATE and TLS_KEY."
            )
        if problems:
            raise CommandError("\n".join(problems))
        if not all(names.values()):
            return None, None
        try:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(names["TLS_CERTIFICATE"], names["TLS_KEY"])
        except ssl.SSLError as error:
            raise CommandError(
                "TLS_CERTIFICATE and TLS_KEY: not a certificate and its own key in PEM form."
            ) from error
        return Path(names["TLS_CERTIFICATE"]), Path(names["TLS_KEY"])

    def refuse_old_database(self) -> None:
        try:
            executor = MigrationExecutor(connection)
            pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError as error:
            raise CommandError(
                "The database does not answer. Check DATABASE_URL, or VAR_DIR for SQLite."
            ) from error
        if pending:
            raise CommandError("The database is older than this code. Run: manage.py migrate")
