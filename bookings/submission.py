"""Store a consultation request: all of it or nothing, once per submission key."""

import json
import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.core import signing
from django.db import IntegrityError, transaction

from bookings import audit, reference
from bookings.consents import REQUIRED
from bookings.encryption import email_index, keyed_hash, phone_index
from bookings.models import (
    AuditEvent,
    Consent,
    ConsultationRequest,
    ContactPreference,
    PreferredTime,
    Status,
    StatusEvent,
)

_KEY_SALT: Final = "bookings.submission-key"
# A page left open over a long holiday is still sent; an older one asks for a second click.
KEY_MAX_AGE_SECONDS: Final = 14 * 24 * 60 * 60


class KeyReusedError(Exception):
    """This submission key already stored a request that says something else."""


@dataclass(frozen=True)
class Answers:
    """What a person sent, cleaned.

    ``phone`` is '' or E.164, with ";ext=5" after it where there is an extension; times are
    (day, part) codes.
    """

    full_name: str
    email: str
    phone: str
    procedure: str
    message: str
    contact_preference: ContactPreference
    preferred_times: tuple[tuple[str, str], ...]

    def draft(self) -> ConsultationRequest:
        """Return an unsaved request with these answers and their blind indexes."""
        return ConsultationRequest(
            full_name=self.full_name,
            email=self.email,
            phone=self.phone,
            procedure=self.procedure,
            message=self.message,
            contact_preference=self.contact_preference,
            email_index=email_index(self.email),
            phone_index=phone_index(self.phone),
        )


def new_key_token() -> str:
    """Return a fresh submission key, signed and dated, for the hidden field of one form."""
    return signing.TimestampSigner(salt=_KEY_SALT).sign(uuid.uuid4().hex)


def read_key_token(token: str) -> uuid.UUID | None:
    """Return the key in ``token``, or None when it is missing, forged or too old."""
    signer = signing.TimestampSigner(salt=_KEY_SALT)
    try:
        return uuid.UUID(hex=signer.unsign(token, max_age=KEY_MAX_AGE_SECONDS))
    except (signing.BadSignature, ValueError):
        return None


def submit(
    answers: Answers, *, key: uuid.UUID, language: str, at: datetime, receipt: str | None = None
) -> ConsultationRequest:
    """Store ``answers`` with consents, preferred times, first event and audit event.

    When this returns, the request is durable. The same ``key`` with the same answers returns
    the request stored before; with other answers it raises KeyReusedError. ``receipt`` is the
    reference the sender's browser already holds: somebody who went back and sent the same
    answers from a fresh form gets that request again, not a second one.
    """
    fingerprint = payload_hash(answers, language=language)
    if receipt:
        sent = ConsultationRequest.objects.filter(reference=receipt, payload_hash=fingerprint)
        if stored := sent.first():
            return stored
    try:
        with transaction.atomic():
            return _store(answers, key=key, fingerprint=fingerprint, language=language, at=at)
    except IntegrityError:
        stored = ConsultationRequest.objects.filter(submission_key=key).first()
        if stored is None:
            raise
        if stored.payload_hash != fingerprint:
            raise KeyReusedError from None
        return stored


def payload_hash(answers: Answers, *, language: str) -> str:
    """Return a keyed hash of the answers and of the consent texts they came with."""
    consents = [(statement.purpose.value, statement.digest) for statement in REQUIRED]
    content = {"answers": asdict(answers), "consents": consents, "language": language}
    return keyed_hash("payload", json.dumps(content, sort_keys=True))


def _store(
    answers: Answers, *, key: uuid.UUID, fingerprint: str, language: str, at: datetime
) -> ConsultationRequest:
    consultation = answers.draft()
    consultation.submission_key = key
    consultation.payload_hash = fingerprint
    consultation.language = language
    consultation.created_at = at
    consultation.reference = _unused_reference()
    consultation.save(force_insert=True)
    PreferredTime.objects.bulk_create(
        PreferredTime(consultation=consultation, day=day, part=part)
        for day, part in answers.preferred_times
    )
    Consent.objects.bulk_create(
        Consent(
            consultation=consultation,
            purpose=statement.purpose,
            text=str(statement.text),
            text_hash=statement.digest,
            text_version=statement.version,
            language=language,
            given_at=at,
        )
        for statement in REQUIRED
    )
    StatusEvent.objects.create(
        consultation=consultation, from_status="", to_status=Status.NEW, at=at
    )
    audit.record(AuditEvent.Action.SUBMITTED, actor=None, at=at, consultation=consultation)
    return consultation


def _unused_reference() -> str:
    while True:
        candidate = reference.generate()
        if not ConsultationRequest.objects.filter(reference=candidate).exists():
            return candidate
