"""Write the database's content back to files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from education.content_files.exporting import export
from education.content_files.folder import SHIPPED


class Command(BaseCommand):
    help = "Write the content in the database to YAML files, one per page and language."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", dest="folder", type=Path, default=SHIPPED)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        written = export(folder)
        self.stdout.write(f"Wrote {len(written)} files below {folder}")
