"""What happened to a request, and what staff wrote about it. Append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bookings.encryption import EncryptedTextField
from bookings.models.request import ConsultationRequest, Status


class StatusEvent(models.Model):
    """One step along the workflow. ``from_status`` is empty for the first.

    Database triggers refuse change and deletion. One thing is allowed: emptying ``reason`` once
    the request is erased, because staff may have written something personal there.
    """

    consultation = models.ForeignKey(
        ConsultationRequest, on_delete=models.PROTECT, related_name="status_events"
    )
    from_status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    to_status = models.CharField(max_length=12, choices=Status.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty when the person or the site itself acted.",
    )
    reason = EncryptedTextField(null=True, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="status_event_moves", condition=~Q(from_status=F("to_status"))
            ),
            models.UniqueConstraint(
                name="status_event_begins_once",
                fields=["consultation"],
                condition=Q(from_status=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_status or '-'} → {self.to_status}"


class Note(models.Model):
    """What staff want each other to know. The person never sees it.

    Protected like StatusEvent; ``body`` may only be emptied once the request is erased.
    """

    consultation = models.ForeignKey(
        ConsultationRequest, on_delete=models.PROTECT, related_name="notes"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = EncryptedTextField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Note {self.pk}"
