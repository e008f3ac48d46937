"""What production cannot do without. One line for each setting that is missing or unsafe."""

import re
from collections.abc import Iterator

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

NEW_KEY = (
    'python3 -c "import base64, secrets; '
    'print(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())"'
)
SHORTEST_SECRET_KEY = 50
HOST = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]")
SHORTEST_INDEX_KEY = 32


def refuse_unsafe(
    *,
    debug: str,
    secret_key: str,
    allowed_hosts: list[str],
    field_encryption_keys: list[str],
    blind_index_key: str,
) -> None:
    """Raise ImproperlyConfigured, saying what to set, unless all of it is there and safe."""
    problems = [
        *_debug(debug),
        *_secret_key(secret_key),
        *_allowed_hosts(allowed_hosts),
        *_field_encryption_keys(field_encryption_keys),
        *_blind_index_key(blind_index_key, others=[secret_key, *field_encryption_keys]),
    ]
    if problems:
        raise ImproperlyConfigured("\n".join(problems))


def _debug(value: str) -> Iterator[str]:
    if value.strip().lower() not in {"", "0", "off", "false", "no"}:
        yield (
            "DEBUG: leave it out. It shows strangers the inside of the site; "
            "for work on the code use manage.py runserver."
        )


def _secret_key(value: str) -> Iterator[str]:
    how = 'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
    if not value:
        yield f"SECRET_KEY: missing. {how}"
    elif (
        len(value) < SHORTEST_SECRET_KEY
        or len(set(value)) < 10
        or value.startswith("django-insecure-")
    ):
        yield f"SECRET_KEY: too easy to guess; {SHORTEST_SECRET_KEY} random characters. {how}"


def _allowed_hosts(value: list[str]) -> Iterator[str]:
    if not any(value):
        yield "ALLOWED_HOSTS: missing. Set the names the site answers to: www.example.com"
    elif any(host.strip() in {"*", "."} for host in value):
        yield 'ALLOWED_HOSTS: "*" lets anyone choose the addresses the site prints. Name the hosts.'
    elif not all(map(HOST.fullmatch, value)):
        yield "ALLOWED_HOSTS: names alone, without https:// and without a port: www.example.com"


def _field_encryption_keys(value: list[str]) -> Iterator[str]:
    if not any(value):
        yield (
            "FIELD_ENCRYPTION_KEYS: missing. Without it nothing patients send can be stored. "
            f"Make one and keep a copy apart from the backups: {NEW_KEY}"
        )
    elif not all(map(_is_fernet_key, value)):
        yield f"FIELD_ENCRYPTION_KEYS: not 32 bytes in URL-safe base64. Make one: {NEW_KEY}"


def _is_fernet_key(value: str) -> bool:
    try:
        Fernet(value)
    except ValueError:
        return False
    return True


def _blind_index_key(value: str, *, others: list[str]) -> Iterator[str]:
    if not value:
        yield f"BLIND_INDEX_KEY: missing. Make one: {NEW_KEY}"
    elif len(value) < SHORTEST_INDEX_KEY:
        yield f"BLIND_INDEX_KEY: shorter than {SHORTEST_INDEX_KEY} characters. Make one: {NEW_KEY}"
    elif value in others:
        yield f"BLIND_INDEX_KEY: the same as another key. Make one of its own: {NEW_KEY}"
