"""Where the server listens, and where a person then finds it."""

import errno
import re
import socket
from dataclasses import dataclass

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared with, not bound to
PATTERN = re.compile(
    r"(?:(?:\[(?P<ipv6>[0-9a-fA-F:.]+)\]|(?P<host>[^\s:\[\]]+)):)?(?P<port>\d{1,5})"
)


class AddressError(Exception):
    """The address cannot be used. The message is one line for the person who typed it."""


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @property
    def is_everywhere(self) -> bool:
        return self.host in ANYWHERE

    @property
    def reachable_host(self) -> str:
        """The host to connect to from this machine."""
        return ANYWHERE.get(self.host, self.host)

    def url(self, scheme: str = "http") -> str:
        host = self.reachable_host
        return f"{scheme}://{f'[{host}]' if ':' in host else host}:{self.port}"


def parse(text: str, *, default_host: str = "127.0.0.1") -> Address:
    """Read "ADDR:PORT", "[IPV6]:PORT" or "PORT". Raises AddressError."""
    match = PATTERN.fullmatch(text)
    if not match or not 0 < int(match["port"]) < 65536:
        raise AddressError(f"{text}: not an address. Write it as 127.0.0.1:8000.")
    return Address(match["ipv6"] or match["host"] or default_host, int(match["port"]))


def check_free(address: Address) -> None:
    """Raise AddressError unless this process may listen on ``address`` now."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            # As the server does: a port in its closing minute after the last run is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            probe.listen(1)
    except UnicodeError as error:
        raise AddressError(f"{address.host}: not a host name.") from error
    except OSError as error:
        shown = f"{address.host}:{address.port}"
        if error.errno == errno.EADDRINUSE:
            reason = f"{shown} is taken by another program. Choose another port."
        else:
            reason = f"Cannot listen on {shown}: {error.strerror}."
        raise AddressError(reason) from error
