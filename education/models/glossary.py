"""Hard words in plain ones, and questions that patients really asked."""

from __future__ import annotations

from django.db import models

from education.models.page import Page


class GlossaryTerm(models.Model):
    """A term and what it means in at most 25 plain words."""

    key = models.SlugField(max_length=60)
    language = models.CharField(max_length=8, default="en")
    position = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=80)
    plain = models.CharField(max_length=240)
    also_called = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="glossary_key_once_per_language", fields=["key", "language"]
            ),
        ]

    def __str__(self) -> str:
        return self.term


class Question(models.Model):
    """A question staff logged from real requests, with the section that answers it in full."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="asked_questions")
    section_id = models.SlugField(max_length=40)
    question = models.CharField(max_length=160)
    answer = models.TextField()
    times_asked = models.PositiveIntegerField(default=0)
    last_asked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-times_asked"]

    def __str__(self) -> str:
        return self.question
