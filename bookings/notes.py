"""Internal notes: what staff want each other to know."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from bookings import audit
from bookings.models import AuditEvent, ConsultationRequest, Note


@transaction.atomic
def add_note(consultation: ConsultationRequest, *, author: User, body: str, at: datetime) -> Note:
    """Store a note and record who wrote one. Raises PermissionDenied without ``add_note``."""
    if not author.has_perm("bookings.add_note"):
        raise PermissionDenied
    note = Note.objects.create(consultation=consultation, author=author, body=body, at=at)
    audit.record(AuditEvent.Action.NOTED, actor=author, at=at, consultation=consultation)
    return note
