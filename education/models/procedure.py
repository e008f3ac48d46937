"""What a procedure page holds beside prose: grade, status, steps, recovery, signs, options."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from education.models.grades import Grade
from education.models.page import Page


class RegulatoryStatus(models.TextChoices):
    """What the FDA says, in sentences an attorney can approve once for the whole site."""

    FAT_NOT_APPROVED = "fat_not_approved", _("Fat: not approved for hair loss")
    PRP_OFF_LABEL = "prp_off_label", _("PRP: off-label")
    SURGERY_NOT_APPROVED = "surgery_not_approved", _("Surgery: the FDA does not approve operations")

    @property
    def sentences(self) -> list[str]:
        return [str(sentence) for sentence in STATUS_SENTENCES[self]]


STATUS_SENTENCES = {
    RegulatoryStatus.FAT_NOT_APPROVED: (
        _("Micronized fat grafting is not approved by the FDA to treat hair loss."),
        _("How a clinic processes the fat affects whether federal drug rules apply."),
    ),
    RegulatoryStatus.PRP_OFF_LABEL: (
        _("The equipment may be FDA-cleared for other purposes; using PRP for hair is off-label."),
    ),
    RegulatoryStatus.SURGERY_NOT_APPROVED: (
        _("The FDA does not approve operations."),
        _("It regulates the devices and drugs used in them."),
    ),
}


class Procedure(models.Model):
    """The medical head of one procedure page."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="procedure")
    name = models.CharField(max_length=80)
    evidence_grade = models.CharField(max_length=10, choices=Grade.choices)
    grade_reason = models.TextField(blank=True)
    regulatory_status = models.CharField(max_length=24, choices=RegulatoryStatus.choices)
    status_note = models.TextField(blank=True)
    contains_isolated_cells = models.BooleanField(
        default=False,
        help_text=_("Cells separated from fat (SVF) are a drug; such a page is never published."),
    )
    cost_note = models.TextField(blank=True, help_text=_("Shown while no price is set."))

    def __str__(self) -> str:
        return self.name


class Option(models.Model):
    """One way to deal with hair loss, as a row or column of a comparison."""

    key = models.SlugField(max_length=40)
    language = models.CharField(max_length=8, default="en")
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=120, blank=True)
    involves = models.TextField()
    benefit = models.TextField()
    harm = models.TextField()
    fda = models.CharField(max_length=80, blank=True)
    grade = models.CharField(max_length=10, choices=Grade.choices, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="option_key_once_per_language", fields=["key", "language"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OtherOption(models.Model):
    """An option that a procedure page sets beside its own procedure."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="other_options")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="used_on")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="other_option_once", fields=["page", "option"]),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.option}"


class PointList(models.TextChoices):
    KEY_POINTS = "key_points", _("Key points")
    SUITS = "suits", _("May suit")
    DOES_NOT_SUIT = "does_not_suit", _("May not suit")
    DO_BEFORE = "do_before", _("Do before")
    DONT_BEFORE = "dont_before", _("Do not do before")
    DO_AFTER = "do_after", _("Do after")
    DONT_AFTER = "dont_after", _("Do not do after")
    QUESTIONS = "questions", _("Questions to ask")


class Point(models.Model):
    """One item of one of the page's lists."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="points")
    list = models.CharField(max_length=16, choices=PointList.choices)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["list", "position"]

    def __str__(self) -> str:
        return self.text[:60]


class Step(models.Model):
    """One numbered step, before the day or on it, and who does it."""

    class Phase(models.TextChoices):
        BEFORE = "before", _("Before")
        ON_THE_DAY = "on_the_day", _("On the day")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="steps")
    phase = models.CharField(max_length=12, choices=Phase.choices)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    body = models.TextField()
    done_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["phase", "position"]

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """What to expect at one time after the procedure."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    when = models.CharField(max_length=60)
    expect = models.TextField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.when


class CareSign(models.Model):
    """A sign that means: get help, and how fast."""

    class Level(models.TextChoices):
        EMERGENCY = "emergency", _("Emergency: call 911")
        URGENT = "urgent", _("Urgent: call the clinic the same day")
        ROUTINE = "routine", _("Not urgent: see a doctor")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="care_signs")
    level = models.CharField(max_length=10, choices=Level.choices)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["level", "position"]

    def __str__(self) -> str:
        return self.text[:60]
