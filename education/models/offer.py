"""What things cost, and price offers that begin and end."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from education.models.page import Page


class Price(models.Model):
    """One exact price. An example price, for demonstrations, says so beside the figure."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="prices")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3, default="USD")
    unit = models.CharField(max_length=120, help_text=_("What one price pays for."))
    included = models.TextField(blank=True)
    excluded = models.TextField(blank=True)
    repeats = models.TextField(blank=True)
    valid_on = models.DateField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(name="price_above_zero", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return self.label


class OfferQuerySet(models.QuerySet["Offer"]):
    def running(self, *, on: date) -> Self:
        """Keep offers a visitor may take up on day ``on`` (a date in the clinic's zone)."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class Offer(models.Model):
    """A price offer with a first and a last day, both included."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="offers")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3, default="USD")
    unit = models.CharField(max_length=120)
    included = models.TextField()
    excluded = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    end_reason = models.CharField(max_length=160)
    is_example = models.BooleanField(default=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(name="offer_amount_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="offer_days_ordered",
                condition=Q(starts_on__lte=F("ends_on")),
                violation_error_message=_("The last day is before the first."),
            ),
            models.UniqueConstraint(name="offer_slug_once", fields=["slug", "starts_on"]),
        ]

    def __str__(self) -> str:
        return self.title
