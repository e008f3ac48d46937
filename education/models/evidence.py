"""References, and the figures and claims that rest on them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from education.models.grades import Grade
from education.models.page import Page


class Reference(models.Model):
    """A source. ``checked`` says how the clinic's fact sheet saw it; nothing here is invented."""

    class Checked(models.TextChoices):
        SOURCE = "source", _("Checked against the source")
        SECOND_HAND = "second_hand", _("To be confirmed: checked through another report only")
        FROM_MEMORY = "from_memory", _("To be confirmed: not yet checked against the source")

    key = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField()
    authors = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=400)
    source = models.CharField(max_length=300, blank=True, help_text=_("Journal or publisher."))
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True)
    pmid = models.CharField("PMID", max_length=12, blank=True)
    pmcid = models.CharField("PMCID", max_length=16, blank=True)
    url = models.URLField(blank=True)
    checked = models.CharField(max_length=12, choices=Checked.choices)
    unconfirmed = models.CharField(
        max_length=300, blank=True, help_text=_("Which details are still to be confirmed.")
    )

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.key

    @property
    def links(self) -> list[dict[str, str]]:
        """Where a reader can find it: {"label", "url"}, the most lasting address first."""
        found = [
            ("DOI", "https://doi.org/", self.doi),
            ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/", self.pmid),
            ("PubMed Central", "https://pmc.ncbi.nlm.nih.gov/articles/", self.pmcid),
        ]
        links = [
            {"label": f"{name} {value}", "url": base + value}
            for name, base, value in found
            if value
        ]
        if self.url:
            links.append({"label": self.url.split("//", 1)[-1].rstrip("/"), "url": self.url})
        return links


class Outcome(models.Model):
    """One benefit or harm: how many, compared with what, how long, in whom, how sure."""

    class Kind(models.TextChoices):
        BENEFIT = "benefit", _("Benefit")
        HARM = "harm", _("Harm")

    class Frequency(models.TextChoices):
        COMMON = "common", _("Common")
        LESS_COMMON = "less_common", _("Less common")
        SERIOUS = "serious", _("Serious")
        UNKNOWN = "unknown", _("Not known")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    frequency = models.CharField(max_length=12, choices=Frequency.choices, blank=True)
    result = models.TextField()
    comparator = models.CharField(max_length=120, blank=True)
    comparison = models.TextField(blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    out_of = models.PositiveIntegerField(null=True, blank=True)
    compared_count = models.PositiveIntegerField(null=True, blank=True)
    compared_out_of = models.PositiveIntegerField(null=True, blank=True)
    period = models.CharField(max_length=80)
    group = models.CharField(max_length=160)
    certainty = models.CharField(max_length=10, choices=Grade.choices)
    references = models.ManyToManyField(Reference, blank=True, related_name="outcomes")

    class Meta:
        ordering = ["kind", "position"]
        constraints = [
            models.CheckConstraint(
                name="outcome_count_within_total",
                condition=Q(count__isnull=True, out_of__isnull=True) | Q(count__lte=F("out_of")),
                violation_error_message=_("Give both figures, the first not above the second."),
            ),
            models.CheckConstraint(
                name="outcome_comparison_within_total",
                condition=Q(compared_count__isnull=True, compared_out_of__isnull=True)
                | Q(compared_count__lte=F("compared_out_of")),
                violation_error_message=_("Give both figures, the first not above the second."),
            ),
            models.CheckConstraint(
                name="outcome_harm_says_how_often",
                condition=Q(kind="benefit", frequency="") | (Q(kind="harm") & ~Q(frequency="")),
                violation_error_message=_(
                    "Say how often a harm happens; a benefit has no such word."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Study(models.Model):
    """One study of the procedure, good or bad news alike."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="studies")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    reference = models.ForeignKey(Reference, on_delete=models.PROTECT, related_name="studies")
    design = models.CharField(max_length=200)
    people = models.CharField(max_length=160)
    comparator = models.CharField(max_length=120)
    result = models.TextField()
    funder = models.CharField(max_length=120)
    grade = models.CharField(max_length=10, choices=Grade.choices)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = _("studies")

    def __str__(self) -> str:
        return self.name


class Claim(models.Model):
    """Something a reader may have read elsewhere, and what studies show of it."""

    class Verdict(models.TextChoices):
        SUPPORTED = "supported", _("Supported")
        PARTLY = "partly", _("Partly")
        NOT_SHOWN = "not_shown", _("Not shown")
        WRONG_WORD = "wrong_word", _("Wrong word")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="claims")
    position = models.PositiveSmallIntegerField()
    claim = models.CharField(max_length=240)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    answer = models.TextField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.claim[:60]
