"""Plain HTTP to a running site, with nothing hidden: no redirects followed, no decompression."""

import http.client
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


def fetch(
    url: str,
    *,
    method: str = "GET",
    body: bytes | str | Iterator[bytes] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Send one request over its own connection."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, address, body=body, headers=dict(headers or {}))
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()
