"""Load the shipped content files, and publish them when asked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from education.content_files.folder import SHIPPED, read_folder
from education.content_files.loading import Result, load
from education.content_files.reading import ContentError
from education.models import Page
from education.publishing import CannotPublishError, publish


class Command(BaseCommand):
    help = "Load the content files into the database; staff's own changes are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="folder", type=Path, default=SHIPPED)
        parser.add_argument(
            "--publish", action="store_true", help="Publish every loaded page that changed."
        )

    def handle(self, *args: Any, folder: Path, publish: bool, **options: Any) -> None:
        try:
            results = load(read_folder(folder))
        except ContentError as error:
            raise CommandError(f"{error}\nNothing was changed.") from error
        for name, result in results.items():
            if options["verbosity"] > (0 if result is Result.KEPT else 1):
                self.stdout.write(f"{name}: {result.value}")
        counts = Counter(result.name.lower() for result in results.values())
        self.stdout.write(
            "Content: " + ", ".join(f"{number} {name}" for name, number in sorted(counts.items()))
        )
        if publish:
            self._publish(results)

    def _publish(self, results: dict[str, Result]) -> None:
        published = 0
        for page in Page.objects.all():
            result = results.get(f"page {page.slug} ({page.language})")
            if result in (None, Result.KEPT):
                continue
            first = not page.publications.exists()
            note = "First version" if first else "Updated from the shipped content"
            try:
                done = publish_page(page, note=note)
            except CannotPublishError as error:
                raise CommandError(f"{page}: {error}") from error
            published += done
        self.stdout.write(f"Published: {published}")


def publish_page(page: Page, *, note: str) -> bool:
    """Publish one page now; False when its words are the same as in its last version."""
    return publish(page, at=timezone.now(), change_note=note) is not None
