"""One module per subject; import models from here."""

from bookings.models.appointment import Appointment
from bookings.models.audit import AuditEvent, PurgeRun
from bookings.models.consent import Consent
from bookings.models.history import Note, StatusEvent
from bookings.models.outbox import OutboxMessage, ReplyTemplate
from bookings.models.photo import Photo
from bookings.models.request import (
    CLOSED_STATUSES,
    OPEN_STATUSES,
    UNANSWERED_STATUSES,
    ConsultationRequest,
    ContactPreference,
    PreferredTime,
    Status,
)

__all__ = [
    "CLOSED_STATUSES",
    "OPEN_STATUSES",
    "UNANSWERED_STATUSES",
    "Appointment",
    "AuditEvent",
    "Consent",
    "ConsultationRequest",
    "ContactPreference",
    "Note",
    "OutboxMessage",
    "Photo",
    "PreferredTime",
    "PurgeRun",
    "ReplyTemplate",
    "Status",
    "StatusEvent",
]
