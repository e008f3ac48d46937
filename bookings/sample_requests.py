"""A dozen requests to look around with. Nobody in them exists."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from bookings import workflow
from bookings.models import ConsultationRequest, ContactPreference, Status
from bookings.submission import Answers, submit

_NAMESPACE: Final = uuid.UUID("3d1f4c2e-8a56-4f0e-9f39-6f1f1f0c5a11")
_S: Final = Status
_WORDS: Final = (
    "One", "Two", "Three", "Four", "Five", "Six",
    "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """One invented request: how old it is, what it says, and how far it has come."""

    age: timedelta
    procedure: str
    message: str
    path: Sequence[Status] = ()
    preference: ContactPreference = ContactPreference.EITHER
    times: tuple[tuple[str, str], ...] = ()


SAMPLES: Final = (
    Sample(
        timedelta(minutes=25), "prp",
        "This is a made-up request. How many visits does PRP take, and how long is each one?",
        times=(("tue", "morning"), ("thu", "morning")),
    ),
    Sample(
        timedelta(hours=3), "",
        "This is a made-up request. My hair has become thinner over two years. "
        "I do not know which treatment I should ask about.\n\nCan we talk about all of them?",
        preference=ContactPreference.PHONE, times=(("", "afternoon"),),
    ),
    Sample(timedelta(hours=20), "fue", "This is a made-up request. What is included in the price?"),
    Sample(
        timedelta(days=2, hours=4), "micronized-fat-grafting",
        "This is a made-up request. I read very different things about fat grafting for hair. "
        "What do the studies show?",
        preference=ContactPreference.EMAIL,
    ),
    Sample(timedelta(days=3), "prp", "", path=[_S.IN_REVIEW]),
    Sample(
        timedelta(days=4, hours=6), "fue",
        "This is a made-up request. I had a strip surgery ten years ago. Is FUE still possible?",
        path=[_S.IN_REVIEW, _S.NEEDS_INFO],
    ),
    Sample(timedelta(days=5), "", "This is a made-up request. Do I need a referral?",
           path=[_S.IN_REVIEW, _S.CONTACTED], preference=ContactPreference.PHONE),
    Sample(timedelta(days=8), "fue", "This is a made-up request. I can travel on any Friday.",
           path=[_S.IN_REVIEW, _S.CONTACTED, _S.SCHEDULING], times=(("fri", ""),)),
    Sample(timedelta(days=12), "micronized-fat-grafting", "This is a made-up request.",
           path=[_S.IN_REVIEW, _S.CONTACTED, _S.SCHEDULING, _S.BOOKED]),
    Sample(timedelta(days=30), "prp", "This is a made-up request.",
           path=[_S.IN_REVIEW, _S.CONTACTED, _S.SCHEDULING, _S.BOOKED, _S.ATTENDED]),
    Sample(timedelta(days=33), "fue", "This is a made-up request. I have decided to wait.",
           path=[_S.IN_REVIEW, _S.CONTACTED, _S.WITHDRAWN]),
    Sample(timedelta(days=6), "", "This is a made-up advertisement for something else.",
           path=[_S.SPAM]),
)  # fmt: skip


def create_sample_requests(
    now: datetime | None = None, *, actor: User | None = None
) -> list[ConsultationRequest]:
    """Store the samples that are missing, as if they had come in before ``now``.

    ``actor`` moves them along; without one the oldest staff account that may do so, or the site
    itself. Existing samples stay as staff left them.
    """
    at = now or timezone.now()
    mover = actor or next(
        (
            one
            for one in User.objects.filter(is_staff=True).order_by("pk")
            if one.has_perms([workflow.MOVE, workflow.DECLINE])
        ),
        None,
    )
    return [
        _create(number, sample, now=at, actor=mover)
        for number, sample in enumerate(SAMPLES, start=1)
    ]


@transaction.atomic
def _create(
    number: int, sample: Sample, *, now: datetime, actor: User | None
) -> ConsultationRequest:
    key = uuid.uuid5(_NAMESPACE, str(number))
    stored = ConsultationRequest.objects.filter(submission_key=key).first()
    if stored is not None:
        return stored
    sent_at = now - sample.age
    answers = Answers(
        full_name=f"Sample Person {_WORDS[number - 1]}",
        email=f"sample.person.{number}@example.com",
        phone=f"+1619555{100 + number:04d}",
        procedure=sample.procedure,
        message=sample.message,
        contact_preference=sample.preference,
        preferred_times=sample.times,
    )
    consultation = submit(answers, key=key, language="en", at=sent_at)
    for hop, status in enumerate(sample.path, start=1):
        at = sent_at + min(sample.age * hop / (len(sample.path) + 1), hop * timedelta(hours=7))
        reason = "Made up for the demonstration." if status == Status.WITHDRAWN else ""
        workflow.move(consultation, to=status, actor=actor, at=at, reason=reason)
    return consultation
