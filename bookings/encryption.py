"""Encrypted columns and blind indexes. Their keys live outside the database.

A value is stored as ``<key id>:<Fernet token>``. The key id says which key wrote the row, so that
a rotation can find what is left to do; it reveals nothing about the key. A wrong or missing key
is an error wherever the value is used: nobody reads ciphertext, or an empty text, in its place.
"""

import hashlib
import hmac
from functools import lru_cache
from typing import Any, Final, NoReturn

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

KEY_ID_LENGTH: Final = 8


class DecryptionError(RuntimeError):
    """A stored value cannot be read with the keys this process has.

    ``log_text`` says which key is missing; it quotes nothing stored, so that logs may hold it.
    """

    @property
    def log_text(self) -> str:
        return str(self)


class Unreadable:
    """Stands for a stored value that no key opens: whatever is done with it raises the error.

    One damaged row must not keep staff from every other one in a list.
    """

    def __init__(self, error: DecryptionError) -> None:
        self._error = error

    def _refuse(self, *args: object) -> NoReturn:
        raise self._error

    __str__ = __repr__ = __bool__ = __len__ = __eq__ = __hash__ = __format__ = _refuse


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> tuple[str, MultiFernet]:
    if not keys:
        raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS is empty: set at least one Fernet key.")
    try:
        ring = MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise ImproperlyConfigured(
            "FIELD_ENCRYPTION_KEYS holds a value that is not a Fernet key "
            "(32 bytes, URL-safe base64)."
        ) from error
    return hashlib.sha256(keys[0].encode()).hexdigest()[:KEY_ID_LENGTH], ring


def encrypt(text: str) -> str:
    key_id, ring = _ring(tuple(settings.FIELD_ENCRYPTION_KEYS))
    return f"{key_id}:{ring.encrypt(text.encode()).decode()}"


def decrypt(stored: str) -> str:
    """Return the text behind ``stored``. Raises DecryptionError with no part of it."""
    _, ring = _ring(tuple(settings.FIELD_ENCRYPTION_KEYS))
    key_id, separator, token = stored.partition(":")
    try:
        if not separator:
            raise InvalidToken
        return ring.decrypt(token.encode()).decode()
    except (InvalidToken, UnicodeError):
        shown = key_id if separator and len(key_id) == KEY_ID_LENGTH else "unknown"
        raise DecryptionError(
            f"A stored value (key id {shown}) cannot be decrypted with FIELD_ENCRYPTION_KEYS."
        ) from None


def keyed_hash(purpose: str, value: str) -> str:
    """Return HMAC-SHA256 of ``value`` as 64 hex digits; each ``purpose`` has its own space.

    Without BLIND_INDEX_KEY nobody can test a guess against the database.
    """
    if not settings.BLIND_INDEX_KEY:
        raise ImproperlyConfigured("BLIND_INDEX_KEY is empty: set a random secret.")
    key = hmac.digest(settings.BLIND_INDEX_KEY.encode(), purpose.encode(), "sha256")
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def email_index(email: str) -> str:
    """Return the blind index of an e-mail address, '' for none. Case does not matter."""
    normalised = email.strip().casefold()
    return keyed_hash("email", normalised) if normalised else ""


def phone_index(phone: str) -> str:
    """Return the blind index of a phone number in E.164 form, '' for none.

    An extension (";ext=5") does not count: who calls back may leave it out.
    """
    number = phone.partition(";")[0]
    return keyed_hash("phone", number) if number else ""


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that is ciphertext in the database and in ``dumpdata``, and text everywhere else.

    It cannot be searched, compared or sorted by the database. The empty text is encrypted too,
    so that a dump does not tell who left what out.
    """

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return None if prepared is None else encrypt(prepared)

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> str | Unreadable | None:
        try:
            return None if value is None else decrypt(value)
        except DecryptionError as error:
            return Unreadable(error)

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.get_prep_value(self.value_from_object(obj)))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: it has no lookup '{lookup_name}'.")
        return super().get_lookup(lookup_name)
