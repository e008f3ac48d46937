"""A page in one language, and the prose, pictures and links its sections hold."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from education.illustrations import ILLUSTRATIONS


class PageKind(models.TextChoices):
    HOME = "home", _("Home")
    PROCEDURE_LIST = "procedure_list", _("List of procedures")
    PROCEDURE = "procedure", _("Procedure")
    GUIDE_LIST = "guide_list", _("List of guides")
    GUIDE = "guide", _("Guide")
    INFORMATION = "information", _("About the clinic and this site")


LISTED_KINDS = {
    PageKind.PROCEDURE: "education:procedure_detail",
    PageKind.GUIDE: "education:guide_detail",
}
SINGLE_KINDS = {
    PageKind.HOME: "education:home",
    PageKind.PROCEDURE_LIST: "education:procedure_list",
    PageKind.GUIDE_LIST: "education:guide_list",
}


class PageQuerySet(models.QuerySet["Page"]):
    def with_rows(self) -> Self:
        """Fetch everything ``documents.compose`` reads, in a fixed number of queries."""
        return self.select_related("procedure").prefetch_related(
            "sections",
            "sections__figures",
            "sections__dot_arrays",
            "sections__links",
            "points",
            "outcomes__references",
            "studies__reference",
            "claims",
            "steps",
            "milestones",
            "care_signs",
            "prices",
            "other_options__option",
        )

    def with_published_number(self) -> Self:
        """Annotate ``published_number``: the number patients read now, or None."""
        return self.annotate(published_number=models.Max("publications__number"))


class Page(models.Model):
    """One page in one language: the draft an editor changes, never what a patient sees."""

    kind = models.CharField(max_length=20, choices=PageKind.choices)
    slug = models.SlugField(max_length=60)
    language = models.CharField(max_length=8, default="en")
    title = models.CharField(max_length=60, help_text=_("The heading of the page."))
    short_title = models.CharField(max_length=40, help_text=_("For menus and links."))
    description = models.CharField(max_length=155, help_text=_("For search engines."))
    lead = models.TextField(help_text=_("What, for whom, and what the page helps decide."))
    summary = models.TextField(help_text=_("One or two sentences for lists of pages."))
    position = models.PositiveSmallIntegerField(
        default=0, help_text=_("Order in menus and lists, smallest first.")
    )
    earns = models.BooleanField(
        default=False, help_text=_("Does the clinic earn money if a reader chooses this?")
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "slug", "language"]
        constraints = [
            models.UniqueConstraint(
                name="page_slug_once_per_language", fields=["slug", "language"]
            ),
            models.UniqueConstraint(
                name="page_title_once_per_language", fields=["title", "language"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_title} ({self.language})"

    def get_absolute_url(self) -> str:
        if name := LISTED_KINDS.get(PageKind(self.kind)):
            return reverse(name, kwargs={"slug": self.slug})
        if name := SINGLE_KINDS.get(PageKind(self.kind)):
            return reverse(name)
        return reverse(f"education:{self.slug.replace('-', '_')}")


def validate_drawing(name: str) -> None:
    """Refuse a picture that this project has not drawn."""
    if name not in ILLUSTRATIONS:
        raise ValidationError(_("There is no drawing called “%(name)s”."), params={"name": name})


class Section(models.Model):
    """A part of a page under its own heading. ``section_id`` is its address on the page."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    section_id = models.SlugField(max_length=40)
    heading = models.CharField(max_length=100, blank=True)
    body = models.TextField(blank=True, help_text=_("Markdown. Cite with [@reference-key]."))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="section_id_once_per_page", fields=["page", "section_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.section_id}"


class Figure(models.Model):
    """One of this project's own drawings, placed in a section."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40, validators=[validate_drawing])
    alt = models.CharField(max_length=125)
    caption = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class DotArray(models.Model):
    """A hundred dots, so many of them marked, with the same said in words.

    ``groups`` is a list of {"count": int, "label": str} whose counts add up to 100.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="dot_arrays")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    groups = models.JSONField()
    text = models.TextField(help_text=_("The same figures as a full sentence."))
    caption = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class SectionLink(models.Model):
    """A link to another page of this site, with a few words on why to follow it."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField()
    path = models.CharField(
        max_length=120,
        validators=[RegexValidator(r"^/(?!/)", _("Start the address with one slash."))],
    )
    label = models.CharField(max_length=80)
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label
