"""What patients read: numbered, digested, never changed; and who signed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from education.models.clinic import Clinician
from education.models.page import Page, PageKind


class PublicationIsFinalError(Exception):
    """A publication was about to be changed or deleted."""


class PublicationQuerySet(models.QuerySet["Publication"]):
    def live(self) -> Self:
        """Keep the newest publication of every page."""
        newer = Publication.objects.filter(
            page_id=models.OuterRef("page_id"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer))

    def of_page(self, kind: PageKind, slug: str, language: str) -> Self:
        """Keep the publications of one page, newest first."""
        return self.filter(page__kind=kind, page__slug=slug, page__language=language).order_by(
            "-number"
        )

    def with_newest_review(self) -> Self:
        """Annotate ``newest_review``: the last sign-off of any version of the page, or None.

        {"digest", "name", "credentials", "signed_at", "next_due_on"}; dates as ISO text.
        """
        reviews = MedicalReview.objects.filter(publication__page=models.OuterRef("page"))
        described = reviews.order_by("-signed_at").values(
            review=JSONObject(
                digest="digest",
                name="clinician__name",
                credentials="clinician__credentials",
                signed_at="signed_at",
                next_due_on="next_due_on",
            )
        )
        return self.annotate(newest_review=models.Subquery(described[:1]))

    def live_cards(self, kinds: str | Sequence[str], language: str) -> list[dict[str, Any]]:
        """Describe the live pages of these kinds: kind, slug, title, path, summary, evidence.

        ``evidence`` is None or {"code", "label"}. One query, in reading order.
        """
        wanted = [kinds] if isinstance(kinds, str) else list(kinds)
        rows = (
            self.live()
            .filter(page__kind__in=wanted, page__language=language)
            .order_by("page__position", "page__pk")
            .values_list("document__card", flat=True)
        )
        return list(rows)

    def update(self, **kwargs: Any) -> int:
        raise PublicationIsFinalError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise PublicationIsFinalError


class Publication(models.Model):
    """One page as patients read it. ``digest`` is SHA-256 of the canonical document."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    change_note = models.CharField(max_length=200)
    changes = models.JSONField(
        default=list,
        help_text=_("This page's change log as of this version, newest first."),
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(name="publication_number_once", fields=["page", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.page}, version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PublicationIsFinalError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PublicationIsFinalError


class MedicalReview(models.Model):
    """A clinician's sign-off. It holds for exactly the words whose digest it names."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="reviews")
    digest = models.CharField(max_length=64)
    clinician = models.ForeignKey(Clinician, on_delete=models.PROTECT, related_name="reviews")
    statement = models.TextField()
    signed_at = models.DateTimeField()
    next_due_on = models.DateField()

    class Meta:
        ordering = ["-signed_at"]

    def __str__(self) -> str:
        return f"{self.publication}: {self.clinician}"


class FactToConfirm(models.Model):
    """Something only the clinic knows; the page leaves it out until it is confirmed."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="facts_to_confirm")
    position = models.PositiveSmallIntegerField()
    section_id = models.SlugField(max_length=40)
    fact = models.TextField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["page", "position"]
        verbose_name = _("fact to confirm")
        verbose_name_plural = _("facts to confirm")

    def __str__(self) -> str:
        return self.fact[:80]
