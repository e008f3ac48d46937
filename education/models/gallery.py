"""Before-and-after cases. None is shown without a consent that is in force."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from education.models.page import Page


class CaseQuerySet(models.QuerySet["Case"]):
    def shown(self, *, on: date) -> Self:
        """Keep cases whose consent covers the website on day ``on``."""
        return self.filter(
            consent__signed_on__lte=on, consent__expires_on__gte=on, consent__revoked_at=None
        )


class Case(models.Model):
    """One person's result, described so that a reader knows what made it."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="cases")
    description = models.TextField()
    months_elapsed = models.PositiveSmallIntegerField()
    sessions = models.PositiveSmallIntegerField()
    grafts = models.PositiveIntegerField(null=True, blank=True)
    is_model = models.BooleanField(default=False, help_text=_("Not a patient: labelled as such."))

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.description[:60]


class CaseConsent(models.Model):
    """Written leave to show one case on the website."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="consent")
    scope = models.TextField()
    signed_on = models.DateField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_consent_days_ordered", condition=Q(signed_on__lt=F("expires_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.signed_on} to {self.expires_on}"
