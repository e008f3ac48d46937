"""Knowing that the site answers, by asking it."""

import http.client
import ssl
import time

from clinic_site.serving.address import Address


def wait_until_answering(
    address: Address, *, host_name: str, tls: bool = False, seconds: float = 30.0
) -> bool:
    """Ask for /healthz until it says 200; False when ``seconds`` have passed in vain."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if _answers(address, host_name=host_name, tls=tls):
            return True
        time.sleep(0.02)
    return False


def _answers(address: Address, *, host_name: str, tls: bool) -> bool:
    connection: http.client.HTTPConnection
    if tls:
        # The certificate names the public host; this asks the machine itself, by its number.
        connection = http.client.HTTPSConnection(
            address.reachable_host,
            address.port,
            timeout=5,
            context=ssl._create_unverified_context(),  # noqa: S323
        )
    else:
        connection = http.client.HTTPConnection(address.reachable_host, address.port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": host_name})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
