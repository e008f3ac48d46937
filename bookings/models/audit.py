"""Who looked at what and who changed what, in a chain that shows tampering; and erasure runs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bookings.models.request import ConsultationRequest


class AuditEvent(models.Model):
    """One link of the chain. ``bookings.audit`` writes and verifies it; triggers refuse change.

    ``details`` is canonical JSON without personal data. ``digest`` is an HMAC over every other
    field and the digest before it.
    """

    class Action(models.TextChoices):
        SUBMITTED = "submitted", _("Request received")
        LISTED = "listed", _("List seen")
        SEARCHED = "searched", _("Searched")
        VIEWED = "viewed", _("Request read")
        MOVED = "moved", _("Status changed")
        NOTED = "noted", _("Note added")
        ASSIGNED = "assigned", _("Assigned")
        REFUSED = "refused", _("Action refused")

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty when the person or the site itself acted."),
    )
    action = models.CharField(max_length=10, choices=Action.choices)
    consultation = models.ForeignKey(
        ConsultationRequest,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="audit_events",
    )
    details = models.TextField(default="{}")
    previous_digest = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.CheckConstraint(name="audit_sequence_counts", condition=Q(sequence__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.get_action_display()}"


class PurgeRun(models.Model):
    """One erasure run. Counts only: nothing here says who was erased."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    requests_erased = models.PositiveIntegerField(default=0)
    photos_erased = models.PositiveIntegerField(default=0)
    held_back = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                name="purge_run_ordered",
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
