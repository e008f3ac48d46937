"""The audit chain: append one link, verify them all.

Each link carries an HMAC over its content and over the link before it. A changed, removed or
reordered link breaks every later one. Links cut off at the very end leave a shorter, valid
chain: only a copy of the newest digest kept elsewhere shows that.
"""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, TypeAlias

from django.contrib.auth.models import User
from django.db import connection, transaction

from bookings.encryption import keyed_hash
from bookings.models import AuditEvent, ConsultationRequest

Detail: TypeAlias = str | int | bool | list[int]

GENESIS: Final = "0" * 64
# Any constant of our own: PostgreSQL appends wait for each other under this number.
_ADVISORY_LOCK: Final = 6_402_117


@transaction.atomic
def record(
    action: AuditEvent.Action,
    *,
    actor: User | None,
    at: datetime,
    consultation: ConsultationRequest | None = None,
    details: Mapping[str, Detail] | None = None,
) -> AuditEvent:
    """Append one event. ``details`` holds ids and codes, never what a person wrote."""
    _wait_for_turn()
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", "digest").first()
    sequence, previous = last or (0, GENESIS)
    event = AuditEvent(
        sequence=sequence + 1,
        at=at,
        actor=actor,
        action=action,
        consultation=consultation,
        details=json.dumps(dict(details or {}), sort_keys=True, separators=(",", ":")),
        previous_digest=previous,
    )
    event.digest = digest(event)
    event.save(force_insert=True)
    return event


def digest(event: AuditEvent) -> str:
    """Return the HMAC of everything ``event`` says and of the digest before it."""
    content = [
        event.sequence,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_id,
        event.action,
        event.consultation_id,
        event.details,
        event.previous_digest,
    ]
    return keyed_hash("audit", json.dumps(content, separators=(",", ":")))


def first_broken() -> int | None:
    """Return the sequence number at which the chain breaks, or None when it is whole."""
    expected, previous = 1, GENESIS
    for event in AuditEvent.objects.order_by("sequence").iterator(chunk_size=2000):
        intact = (
            event.sequence == expected
            and event.previous_digest == previous
            and hmac.compare_digest(event.digest, digest(event))
        )
        if not intact:
            return expected
        expected, previous = expected + 1, event.digest
    return None


def _wait_for_turn() -> None:
    """Let one append at a time read the last link. SQLite's transactions already take turns."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])
