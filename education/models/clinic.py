"""The clinic itself: what stands in every header and footer. Empty facts are left out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Clinic(models.Model):
    """The one clinic this site speaks for."""

    name = models.CharField(max_length=120)
    physician_name = models.CharField(max_length=120, blank=True)
    street = models.CharField(max_length=160, blank=True)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=40, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    phone = models.CharField(max_length=32, blank=True, help_text=_("As a reader should see it."))
    email = models.EmailField(blank=True)
    time_zone = models.CharField(max_length=64, default="America/Los_Angeles")

    class Meta:
        verbose_name = _("clinic")
        verbose_name_plural = _("clinic")
        constraints = [
            models.CheckConstraint(
                name="clinic_only_one",
                condition=models.Q(pk=1),
                violation_error_message=_("There is one clinic; change that one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phone_href(self) -> str:
        """The phone number as a ``tel:`` address, or '' when there is none."""
        digits = "".join(character for character in self.phone if character.isdigit())
        if not digits:
            return ""
        return f"tel:+1{digits}" if len(digits) == 10 else f"tel:+{digits}"


class OpeningHours(models.Model):
    """One stretch of opening time on one weekday, in the clinic's zone."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens_at"]
        verbose_name_plural = _("opening hours")
        constraints = [
            models.UniqueConstraint(
                name="opening_hours_start_once", fields=["clinic", "weekday", "opens_at"]
            ),
            models.CheckConstraint(
                name="opening_hours_ordered",
                condition=models.Q(opens_at__lt=models.F("closes_at")),
                violation_error_message=_("Closing time is not after opening time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M} to {self.closes_at:%H:%M}"


class Clinician(models.Model):
    """A licensed person who treats patients or reviews pages. Only confirmed facts go here."""

    name = models.CharField(max_length=120, unique=True)
    credentials = models.CharField(max_length=80, blank=True, help_text=_("For example: MD."))
    licence_number = models.CharField(max_length=40, blank=True)
    licence_state = models.CharField(max_length=40, blank=True)
    board = models.CharField(
        max_length=120, blank=True, help_text=_("Full name of the certifying board, if any.")
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="clinician_licence_complete",
                condition=models.Q(licence_number="", licence_state="")
                | (~models.Q(licence_number="") & ~models.Q(licence_state="")),
                violation_error_message=_(
                    "Give both the licence number and its state, or neither."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name
