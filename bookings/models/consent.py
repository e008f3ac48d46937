"""What a person agreed to: word for word, and for good."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bookings.models.request import ConsultationRequest


class Consent(models.Model):
    """One statement a person ticked. Append-only: database triggers refuse change and deletion.

    ``text_hash`` is the SHA-256 of the UTF-8 text, as 64 hex digits.
    """

    class Purpose(models.TextChoices):
        CONTACT = "contact", _("Contact about this request")
        HEALTH = "health", _("Storing health information")
        PHOTOS = "photos", _("Storing photos")

    consultation = models.ForeignKey(
        ConsultationRequest, on_delete=models.PROTECT, related_name="consents"
    )
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    text_version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="consent_once", fields=["consultation", "purpose"]),
            models.CheckConstraint(
                name="consent_purpose_known",
                condition=Q(purpose__in=["contact", "health", "photos"]),
            ),
            models.CheckConstraint(name="consent_text_present", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, version {self.text_version}"
