"""Agreed and proposed times. The clinic's own calendar stays the master."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bookings.models.request import ConsultationRequest


class Appointment(models.Model):
    """A time with one clinician. ``calendar_sequence`` grows with each calendar file sent."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Confirmed")
        CANCELLED = "cancelled", _("Canceled")

    consultation = models.ForeignKey(
        ConsultationRequest, on_delete=models.PROTECT, related_name="appointments"
    )
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.PROPOSED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    calendar_uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="appointment_state_known",
                condition=Q(state__in=["proposed", "confirmed", "cancelled"]),
            ),
            models.CheckConstraint(
                name="appointment_ordered",
                condition=Q(starts_at__lt=F("ends_at")),
                violation_error_message=_("The appointment ends before it starts."),
            ),
            models.UniqueConstraint(
                name="appointment_one_per_clinician_and_start",
                fields=["clinician", "starts_at"],
                condition=Q(state="confirmed"),
                violation_error_message=_("This clinician already has an appointment then."),
            ),
            models.UniqueConstraint(
                name="appointment_one_confirmed_per_request",
                fields=["consultation"],
                condition=Q(state="confirmed"),
                violation_error_message=_("This request already has a confirmed time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} ({self.state})"
