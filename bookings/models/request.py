"""The consultation request: one row per person asking, and the times that suit them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bookings import reference
from bookings.encryption import EncryptedTextField, Unreadable, email_index, phone_index


class Status(models.TextChoices):
    """Where a request stands. ``bookings.workflow`` says how it may move."""

    NEW = "new", _("New")
    IN_REVIEW = "in_review", _("In review")
    NEEDS_INFO = "needs_info", _("Waiting for more information")
    CONTACTED = "contacted", _("Contacted")
    SCHEDULING = "scheduling", _("Finding a time")
    BOOKED = "booked", _("Booked")
    ATTENDED = "attended", _("Attended")
    NO_SHOW = "no_show", _("Did not come")
    CANCELLED = "cancelled", _("Canceled")
    DECLINED = "declined", _("Declined")
    UNREACHABLE = "unreachable", _("Could not be reached")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")
    DUPLICATE = "duplicate", _("Duplicate")
    SPAM = "spam", _("Spam")
    ARCHIVED = "archived", _("Archived")
    PURGED = "purged", _("Erased")


OPEN_STATUSES = (
    Status.NEW,
    Status.IN_REVIEW,
    Status.NEEDS_INFO,
    Status.CONTACTED,
    Status.SCHEDULING,
    Status.BOOKED,
)
CLOSED_STATUSES = (
    Status.ATTENDED,
    Status.NO_SHOW,
    Status.CANCELLED,
    Status.DECLINED,
    Status.UNREACHABLE,
    Status.WITHDRAWN,
    Status.DUPLICATE,
    Status.SPAM,
)
UNANSWERED_STATUSES = (Status.NEW, Status.IN_REVIEW)


class ContactPreference(models.TextChoices):
    EITHER = "either", _("E-mail or phone, either is fine")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")


class ConsultationRequestQuerySet(models.QuerySet["ConsultationRequest"]):
    def waiting_first(self) -> Self:
        """Put who still waits for an answer on top, oldest first; the rest follows."""
        return self.order_by("-awaits_answer", "created_at", "pk")

    def reached_by_email(self, email: str) -> Self:
        return self.filter(email_index=email_index(email))

    def reached_by_phone(self, e164: str) -> Self:
        return self.filter(phone_index=phone_index(e164))


class ConsultationRequest(models.Model):
    """What one person sent. Contact details and health details are encrypted columns."""

    reference = models.CharField(max_length=reference.LENGTH, unique=True)
    access_token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    submission_key = models.UUIDField(unique=True)
    payload_hash = models.CharField(max_length=64)

    full_name = EncryptedTextField()
    email = EncryptedTextField(blank=True, default="")
    phone = EncryptedTextField(blank=True, default="")
    message = EncryptedTextField(blank=True, default="")
    details = EncryptedTextField(blank=True, default="")
    concern = EncryptedTextField(blank=True, default="")
    pattern = EncryptedTextField(blank=True, default="")
    email_index = models.CharField(max_length=64, blank=True, default="", db_index=True)
    phone_index = models.CharField(max_length=64, blank=True, default="", db_index=True)

    procedure = models.SlugField(
        max_length=80, blank=True, default="", help_text=_("Empty when the person is not sure.")
    )
    language = models.CharField(max_length=12, default="en")
    contact_preference = models.CharField(
        max_length=8, choices=ContactPreference.choices, default=ContactPreference.EITHER
    )

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NEW)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_requests",
    )
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    version = models.PositiveIntegerField(
        default=1, help_text=_("Grows with every change, so that a stale page is noticed.")
    )
    created_at = models.DateTimeField(db_index=True)
    # Follows from the status; stored so that one index serves the queue on both databases.
    awaits_answer = models.BooleanField(default=True)
    answered_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the person stopped waiting for an answer.")
    )
    due_at = models.DateTimeField(null=True, blank=True)
    purge_after = models.DateField(null=True, blank=True)
    legal_hold = models.BooleanField(default=False)
    quarantined = models.BooleanField(default=False)

    objects = ConsultationRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation request")
        verbose_name_plural = _("consultation requests")
        permissions = [
            ("move_consultationrequest", "Can move a request along its workflow"),
            ("decline_consultationrequest", "Can decline a request"),
            ("archive_consultationrequest", "Can archive a closed request"),
        ]
        indexes = [
            models.Index(fields=["-awaits_answer", "created_at", "id"], name="request_queue"),
            models.Index(fields=["status", "created_at"], name="request_status_age"),
        ]
        constraints = [
            models.CheckConstraint(
                name="request_status_known", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="request_reachable",
                condition=~Q(email_index="") | ~Q(phone_index="") | Q(status=Status.PURGED),
                violation_error_code="unreachable",
                violation_error_message=_(
                    "Enter an e-mail address or a phone number, so that we can answer you."
                ),
            ),
            models.CheckConstraint(
                name="request_preference_reachable",
                condition=Q(contact_preference=ContactPreference.EITHER)
                | (Q(contact_preference=ContactPreference.EMAIL) & ~Q(email_index=""))
                | (Q(contact_preference=ContactPreference.PHONE) & ~Q(phone_index=""))
                | Q(status=Status.PURGED),
                violation_error_code="preference_unreachable",
                violation_error_message=_(
                    "You chose a way to hear from us. Enter the address or number for it."
                ),
            ),
            models.CheckConstraint(
                name="request_waits_until_answered",
                condition=Q(
                    awaits_answer=True, answered_at__isnull=True, status__in=UNANSWERED_STATUSES
                )
                | Q(awaits_answer=False, answered_at__isnull=False)
                & ~Q(status__in=UNANSWERED_STATUSES),
            ),
            models.CheckConstraint(
                name="request_not_own_duplicate",
                condition=~Q(duplicate_of=F("id")),
                violation_error_message=_("A request cannot be a duplicate of itself."),
            ),
            models.CheckConstraint(name="request_version_counts", condition=Q(version__gte=1)),
            models.CheckConstraint(
                name="request_hold_prevents_purge",
                condition=Q(legal_hold=False) | ~Q(status=Status.PURGED),
                violation_error_message=_("A request under legal hold cannot be erased."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference_display

    def get_absolute_url(self) -> str:
        return reverse("admin:bookings_consultationrequest_change", args=[self.pk])

    @property
    def reference_display(self) -> str:
        return reference.display(self.reference)

    @property
    def is_readable(self) -> bool:
        """Whether every encrypted value could be read with the keys this process has."""
        encrypted = (one for one in self._meta.fields if isinstance(one, EncryptedTextField))
        return not any(isinstance(self.__dict__.get(one.name), Unreadable) for one in encrypted)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    def waited(self, *, at: datetime) -> timedelta:
        """Return how long the person waited, or has waited by ``at``, for an answer."""
        return (self.answered_at or at) - self.created_at


class PreferredTime(models.Model):
    """A day and part of the day that suit the person. Empty means any."""

    class Day(models.TextChoices):
        MONDAY = "mon", _("Monday")
        TUESDAY = "tue", _("Tuesday")
        WEDNESDAY = "wed", _("Wednesday")
        THURSDAY = "thu", _("Thursday")
        FRIDAY = "fri", _("Friday")
        SATURDAY = "sat", _("Saturday")
        SUNDAY = "sun", _("Sunday")

    class Part(models.TextChoices):
        MORNING = "morning", _("Morning")
        AFTERNOON = "afternoon", _("Afternoon")
        EVENING = "evening", _("Early evening")

    consultation = models.ForeignKey(
        ConsultationRequest, on_delete=models.CASCADE, related_name="preferred_times"
    )
    day = models.CharField(max_length=3, choices=Day.choices, blank=True, default="")
    part = models.CharField(max_length=9, choices=Part.choices, blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="preferred_time_once", fields=["consultation", "day", "part"]
            ),
            models.CheckConstraint(
                name="preferred_time_says_something", condition=~Q(day="") | ~Q(part="")
            ),
        ]

    def __str__(self) -> str:
        return " ".join(str(label) for label in (self.get_day_display(), self.get_part_display()))
