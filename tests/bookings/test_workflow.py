"""A request moves only as the table says, by somebody who may, from where it really stands."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from bookings import workflow
from bookings.models import AuditEvent, ConsultationRequest, Status
from bookings.roles import CLINICIAN, FRONT_DESK
from bookings.workflow import NotAllowedError, ReasonMissingError, StaleError, move
from tests.bookings.factories import NOW, make_request, make_staff

pytestmark = pytest.mark.django_db

# Written out from the design, not from the code: the code must agree with it.
OPEN = ["new", "in_review", "needs_info", "contacted", "scheduling", "booked"]
CLOSED = [
    "attended",
    "no_show",
    "cancelled",
    "declined",
    "unreachable",
    "withdrawn",
    "duplicate",
    "spam",
]
ALLOWED = (
    {
        ("new", "in_review"),
        ("in_review", "needs_info"),
        ("needs_info", "in_review"),
        ("in_review", "contacted"),
        ("contacted", "scheduling"),
        ("scheduling", "booked"),
        ("booked", "scheduling"),
        ("booked", "attended"),
        ("booked", "no_show"),
        ("booked", "cancelled"),
        ("in_review", "declined"),
        ("contacted", "declined"),
        ("in_review", "unreachable"),
        ("contacted", "unreachable"),
        ("new", "spam"),
        ("in_review", "spam"),
        ("spam", "new"),
        ("archived", "purged"),
    }
    | {(status, end) for status in OPEN for end in ("withdrawn", "duplicate")}
    | {(status, "archived") for status in CLOSED}
)


def put(status, **overrides):
    """A request that stands at ``status``, put there behind the workflow's back."""
    made = make_request()
    waits = status in ("new", "in_review")
    values = {"status": status, "awaits_answer": waits, "answered_at": None if waits else NOW}
    ConsultationRequest.objects.filter(pk=made.pk).update(**(values | overrides))
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("origin", Status.values)
def test_exactly_the_steps_of_the_design_are_possible(origin):
    staff = make_staff(None, is_superuser=True)
    possible = set()
    for target in Status.values:
        made = put(origin)
        if (origin, target) == ("spam", "new"):
            made.status_events.create(from_status="new", to_status="spam", at=NOW)
        actor = None if target == "purged" else staff
        try:
            move(made, to=Status(target), actor=actor, at=NOW, reason="Because")
        except NotAllowedError:
            assert ConsultationRequest.objects.get(pk=made.pk).status == origin
        else:
            assert ConsultationRequest.objects.get(pk=made.pk).status == target
            possible.add(target)

    assert possible == {target for start, target in ALLOWED if start == origin}


def test_a_step_is_recorded_with_who_when_and_why():
    staff, made = make_staff(), put("booked")

    event = move(made, to=Status.CANCELLED, actor=staff, at=NOW, reason="  Moved away ")

    assert (event.from_status, event.to_status, event.actor) == ("booked", "cancelled", staff)
    assert (event.reason, event.at) == ("Moved away", NOW)
    recorded = AuditEvent.objects.latest("sequence")
    assert (recorded.action, recorded.actor) == ("moved", staff)
    assert recorded.details == '{"from":"booked","to":"cancelled"}'
    assert made.version == 2


def test_a_reason_stays_out_of_the_audit_chain():
    move(put("booked"), to=Status.CANCELLED, actor=make_staff(), at=NOW, reason="Has the flu")

    assert "flu" not in "".join(AuditEvent.objects.values_list("details", flat=True))


@pytest.mark.parametrize(
    ("origin", "target"),
    [
        ("booked", "cancelled"),
        ("in_review", "declined"),
        ("new", "withdrawn"),
        ("contacted", "duplicate"),
    ],
)
def test_some_steps_need_a_reason(origin, target):
    made = put(origin)
    clinician = make_staff(CLINICIAN)

    with pytest.raises(ReasonMissingError):
        move(made, to=Status(target), actor=clinician, at=NOW, reason="   ")

    move(made, to=Status(target), actor=clinician, at=NOW, reason="Because")
    assert made.status == target


def test_who_saw_an_older_version_is_refused():
    made = put("new")
    seen_earlier = ConsultationRequest.objects.get(pk=made.pk)
    move(made, to=Status.IN_REVIEW, actor=make_staff(), at=NOW)

    with pytest.raises(StaleError):
        move(seen_earlier, to=Status.SPAM, actor=make_staff(), at=NOW)

    assert ConsultationRequest.objects.get(pk=made.pk).status == Status.IN_REVIEW
    assert made.status_events.count() == 2


@pytest.mark.parametrize(
    ("role", "target", "may"),
    [
        (FRONT_DESK, Status.CONTACTED, True),
        (CLINICIAN, Status.CONTACTED, True),
        (None, Status.CONTACTED, False),
        (FRONT_DESK, Status.DECLINED, False),
        (CLINICIAN, Status.DECLINED, True),
    ],
)
def test_each_role_takes_only_its_steps(role, target, may):
    made, staff = put("in_review"), make_staff(role)

    offered = [step for step, _ in workflow.steps_for(made, staff)]

    assert (target in offered) is may
    if may:
        move(made, to=target, actor=staff, at=NOW, reason="Because")
    else:
        with pytest.raises(PermissionDenied):
            move(made, to=target, actor=staff, at=NOW, reason="Because")


def test_nobody_is_offered_the_erasure():
    assert workflow.steps_for(put("archived"), make_staff(None, is_superuser=True)) == []


@pytest.mark.parametrize(("days", "possible"), [(29, True), (31, False)])
def test_spam_is_undone_within_thirty_days(days, possible):
    made, staff = put("new"), make_staff()
    move(made, to=Status.SPAM, actor=staff, at=NOW)
    later = NOW + timedelta(days=days)

    if possible:
        move(made, to=Status.NEW, actor=staff, at=later)
        assert (made.status, made.awaits_answer, made.answered_at) == ("new", True, None)
    else:
        with pytest.raises(NotAllowedError):
            move(made, to=Status.NEW, actor=staff, at=later)


def test_waiting_ends_with_the_first_answer_and_later_steps_keep_that_time():
    made, staff = put("in_review"), make_staff()
    move(made, to=Status.CONTACTED, actor=staff, at=NOW + timedelta(hours=2))
    move(made, to=Status.SCHEDULING, actor=staff, at=NOW + timedelta(days=3))

    assert made.awaits_answer is False
    assert made.waited(at=NOW + timedelta(days=9)) == timedelta(hours=2)


def test_who_waits_longest_comes_first_and_the_answered_last():
    answered = put("contacted")
    young = make_request(at=NOW)
    old = make_request(at=NOW - timedelta(days=3))

    assert list(ConsultationRequest.objects.waiting_first()) == [old, young, answered]


def test_the_queue_is_read_from_its_index():
    query = ConsultationRequest.objects.waiting_first()[:50]

    if connection.vendor == "sqlite":
        assert "request_queue" in query.explain()
        assert "TEMP B-TREE" not in query.explain()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "request_queue" in query.explain()
        assert "Sort" not in query.explain()
