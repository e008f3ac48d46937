"""Photos a person adds to a request. The picture itself lies in private storage."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bookings.models.request import ConsultationRequest


class Photo(models.Model):
    """One picture, re-encoded by us. Width and height are pixels of the stored file."""

    class View(models.TextChoices):
        HAIRLINE = "hairline", _("Hairline")
        TOP = "top", _("Top")
        CROWN = "crown", _("Crown")
        LEFT = "left", _("Left side")
        RIGHT = "right", _("Right side")
        DONOR = "donor", _("Back of the head")

    class State(models.TextChoices):
        STAGED = "staged", _("Being stored")
        ATTACHED = "attached", _("Stored")

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(
        ConsultationRequest, on_delete=models.PROTECT, related_name="photos"
    )
    view = models.CharField(max_length=8, choices=View.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.STAGED)
    storage_name = models.CharField(max_length=100, unique=True)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["consultation", "view", "pk"]
        constraints = [
            models.CheckConstraint(
                name="photo_has_extent",
                condition=Q(size_bytes__gt=0) & Q(width__gt=0) & Q(height__gt=0),
            ),
            models.CheckConstraint(
                name="photo_view_known",
                condition=Q(view__in=["hairline", "top", "crown", "left", "right", "donor"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_view_display()} ({self.public_id})"
