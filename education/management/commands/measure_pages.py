"""Measure what each public page asks of a reader and of the database."""

from __future__ import annotations

from typing import Any

import brotli
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from education.checks.readability import measure
from education.checks.text import prose_of
from education.models import Publication


class Command(BaseCommand):
    help = (
        "Print words, reading grade, queries and first-load bytes of every published page, "
        "as a Markdown table. Bytes are HTML with its styles under brotli, and the headers."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        rows = ["| Page | Words | Grade | Queries | First load, bytes |", "|---|--:|--:|--:|--:|"]
        # Django asks the database about JSON once per process; no page should pay for that here.
        _ = connection.features.supports_json_field
        for publication in Publication.objects.live().select_related("page").order_by("page"):
            document = publication.document
            reading = measure(prose_of(document))
            queries, size = self._load(document["path"])
            rows.append(
                f"| {document['path']} | {reading.words:,} | {reading.grade} "
                f"| {queries} | {size:,} |"
            )
        self.stdout.write("\n".join(rows))

    def _load(self, path: str) -> tuple[int, int]:
        host = next(
            (host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))), ""
        )
        client = Client(headers={"accept-encoding": "br", "host": host or "localhost"})
        with (
            override_settings(SECURE_SSL_REDIRECT=False),
            CaptureQueriesContext(connection) as captured,
        ):
            response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")
        body = response.content
        if response.headers.get("Content-Encoding") != "br":
            body = brotli.compress(body)
        headers = sum(len(f"{name}: {value}\r\n") for name, value in response.items())
        return len(captured), len(body) + headers
