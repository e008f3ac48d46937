"""Mail to be sent, stored in the transaction that gives cause for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bookings.encryption import EncryptedTextField
from bookings.models.request import ConsultationRequest


class OutboxMessage(models.Model):
    """One mail, at most one per request, event and kind. What it says is encrypted."""

    class Kind(models.TextChoices):
        PERSON = "person", _("To the person")
        STAFF = "staff", _("To the clinic")

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    consultation = models.ForeignKey(
        ConsultationRequest, on_delete=models.PROTECT, related_name="outbox_messages"
    )
    event = models.SlugField(max_length=40)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    language = models.CharField(max_length=12)
    recipient = EncryptedTextField()
    subject = EncryptedTextField()
    body_text = EncryptedTextField()
    body_html = EncryptedTextField(blank=True, default="")
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(
        max_length=80, blank=True, default="", help_text=_("Error class and code, no addresses.")
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["next_attempt_at", "pk"]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="outbox_due")]
        constraints = [
            models.UniqueConstraint(
                name="outbox_once_per_event", fields=["consultation", "event", "kind"]
            ),
            models.CheckConstraint(
                name="outbox_state_known",
                condition=Q(state__in=["pending", "sending", "sent", "failed"]),
            ),
            models.CheckConstraint(
                name="outbox_sent_has_time",
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} ({self.kind}, {self.state})"


class ReplyTemplate(models.Model):
    """A wording staff may start a reply from. A new version is a new row."""

    key = models.SlugField(max_length=40)
    language = models.CharField(max_length=12, default="en")
    text_version = models.PositiveSmallIntegerField(default=1)
    subject = models.CharField(max_length=120)
    body = models.TextField(max_length=4000)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["key", "language", "-text_version"]
        constraints = [
            models.UniqueConstraint(
                name="reply_template_version_once", fields=["key", "language", "text_version"]
            ),
            models.CheckConstraint(
                name="reply_template_says_something", condition=~Q(subject="") & ~Q(body="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language}, version {self.text_version})"
