"""How sure the evidence is: the four grades, in words a reader understands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Grade(models.TextChoices):
    """Certainty of the evidence (GRADE-like; the medical reviewer confirms each use)."""

    HIGH = "high", _("High")
    MODERATE = "moderate", _("Moderate")
    LOW = "low", _("Low")
    VERY_LOW = "very_low", _("Very low")

    @property
    def meaning(self) -> str:
        return str(GRADE_MEANINGS[self])


GRADE_MEANINGS = {
    Grade.HIGH: _("We are very sure. More studies are unlikely to change this."),
    Grade.MODERATE: _("Probably right. A new study could change the size of the effect."),
    Grade.LOW: _("May be right. New studies could well change the answer."),
    Grade.VERY_LOW: _("We do not know yet."),
}
