"""The published pages, for search engines."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from education.models import Publication
from education.models.publication import PublicationQuerySet


class PublicationSitemap(Sitemap):  # type: ignore[type-arg]  # generic in its stubs only
    """Every live publication; it changed when it was published."""

    def items(self) -> PublicationQuerySet:
        return Publication.objects.live().defer("document").select_related("page").order_by("page")

    def lastmod(self, item: Publication) -> datetime:
        return item.published_at

    def location(self, item: Publication) -> str:
        return item.page.get_absolute_url()


SITEMAPS = {"pages": PublicationSitemap}
