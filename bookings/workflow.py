"""How a request may move from status to status. This is the only place that moves one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from bookings import audit
from bookings.models import (
    CLOSED_STATUSES,
    OPEN_STATUSES,
    UNANSWERED_STATUSES,
    AuditEvent,
    ConsultationRequest,
    Status,
    StatusEvent,
)

SPAM_UNDO: Final = timedelta(days=30)

MOVE: Final = "bookings.move_consultationrequest"
DECLINE: Final = "bookings.decline_consultationrequest"
ARCHIVE: Final = "bookings.archive_consultationrequest"


class WorkflowError(Exception):
    """A request cannot move this way."""


class NotAllowedError(WorkflowError):
    """There is no such step from where the request stands."""


class ReasonMissingError(WorkflowError):
    """This step needs a reason."""


class StaleError(WorkflowError):
    """Somebody else changed the request in the meantime."""


@dataclass(frozen=True)
class Step:
    """One allowed step. Without a permission only the site itself may take it."""

    permission: str | None = MOVE
    needs_reason: bool = False


def _steps() -> dict[tuple[Status, Status], Step]:
    s = Status
    steps = {
        (s.NEW, s.IN_REVIEW): Step(),
        (s.IN_REVIEW, s.NEEDS_INFO): Step(),
        (s.NEEDS_INFO, s.IN_REVIEW): Step(),
        (s.IN_REVIEW, s.CONTACTED): Step(),
        (s.CONTACTED, s.SCHEDULING): Step(),
        (s.SCHEDULING, s.BOOKED): Step(),
        (s.BOOKED, s.SCHEDULING): Step(),
        (s.BOOKED, s.ATTENDED): Step(),
        (s.BOOKED, s.NO_SHOW): Step(),
        (s.BOOKED, s.CANCELLED): Step(needs_reason=True),
        (s.NEW, s.SPAM): Step(),
        (s.IN_REVIEW, s.SPAM): Step(),
        (s.SPAM, s.NEW): Step(),
        (s.ARCHIVED, s.PURGED): Step(permission=None),
    }
    for origin in (s.IN_REVIEW, s.CONTACTED):
        steps[origin, s.DECLINED] = Step(permission=DECLINE, needs_reason=True)
        steps[origin, s.UNREACHABLE] = Step()
    for origin in OPEN_STATUSES:
        steps[origin, s.WITHDRAWN] = Step(needs_reason=True)
        steps[origin, s.DUPLICATE] = Step(needs_reason=True)
    for origin in CLOSED_STATUSES:
        steps[origin, s.ARCHIVED] = Step(permission=ARCHIVE)
    return steps


STEPS: Final = _steps()


def steps_for(consultation: ConsultationRequest, actor: User) -> list[tuple[Status, Step]]:
    """Return the steps ``actor`` may take now, in the order of the table."""
    return [
        (target, step)
        for (origin, target), step in STEPS.items()
        if origin == consultation.status and step.permission and actor.has_perm(step.permission)
    ]


def move(
    consultation: ConsultationRequest,
    *,
    to: Status,
    actor: User | None,
    at: datetime,
    reason: str = "",
) -> StatusEvent:
    """Move ``consultation`` to ``to`` and record who did it, in one transaction.

    ``consultation`` is as the actor saw it: its status and version must still be current.
    ``actor`` is None when the site itself acts. Raises PermissionDenied or a WorkflowError;
    nothing has changed then.
    """
    origin = Status(consultation.status)
    step = STEPS.get((origin, to))
    if step is None:
        raise NotAllowedError(f"{origin} to {to}")
    if actor is not None and not (step.permission and actor.has_perm(step.permission)):
        raise PermissionDenied
    if step.needs_reason and not reason.strip():
        raise ReasonMissingError(f"{origin} to {to}")
    if origin == Status.SPAM and to == Status.NEW:
        _refuse_late_undo(consultation, at=at)

    with transaction.atomic():
        _compare_and_set(consultation, to=to, at=at)
        event = StatusEvent.objects.create(
            consultation=consultation,
            from_status=origin,
            to_status=to,
            actor=actor,
            reason=reason.strip(),
            at=at,
        )
        audit.record(
            AuditEvent.Action.MOVED,
            actor=actor,
            at=at,
            consultation=consultation,
            details={"from": origin.value, "to": to.value},
        )
    consultation.refresh_from_db(fields=["status", "version", "awaits_answer", "answered_at"])
    return event


def _compare_and_set(consultation: ConsultationRequest, *, to: Status, at: datetime) -> None:
    """Write the new status unless the stored row is no longer the one the actor saw."""
    waits = to in UNANSWERED_STATUSES
    answered_at = None if waits else consultation.answered_at or at
    changed = ConsultationRequest.objects.filter(
        pk=consultation.pk, status=consultation.status, version=consultation.version
    ).update(
        status=to,
        version=consultation.version + 1,
        awaits_answer=waits,
        answered_at=answered_at,
    )
    if not changed:
        raise StaleError(f"version {consultation.version}")


def _refuse_late_undo(consultation: ConsultationRequest, *, at: datetime) -> None:
    marked = consultation.status_events.filter(to_status=Status.SPAM).latest("at", "pk")
    if at - marked.at > SPAM_UNDO:
        raise NotAllowedError("spam is undone within 30 days")
