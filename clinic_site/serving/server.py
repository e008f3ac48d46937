"""The web server, in this process and its workers, until somebody stops it."""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import connections
from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server import MPServer

from clinic_site.serving.address import Address
from clinic_site.serving.readiness import wait_until_answering

PR_SET_PDEATHSIG = 1
RESPAWN_PAUSE_SECONDS = 0.1


@dataclass(frozen=True)
class Tls:
    certificate: Path
    key: Path


def run(
    address: Address,
    *,
    workers: int,
    threads: int,
    host_name: str,
    on_ready: Callable[[], None],
    tls: Tls | None = None,
) -> int:
    """Serve until SIGINT, SIGTERM or SIGHUP; return the exit status.

    One thread in each worker is the fastest, but somebody who sends a form slowly holds it:
    take more where no proxy collects requests first. ``on_ready`` runs once /healthz answers
    under ``host_name``.
    """
    # Before the workers are forked: they share what is loaded, and must not share a connection.
    import_module("clinic_site.wsgi")
    connections.close_all()
    server = TirelessServer(
        "clinic_site.wsgi:application",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.error,
        log_dictconfig={},
        ssl_cert=tls.certificate if tls else None,
        ssl_key=tls.key if tls else None,
        # TLS 1.2 because old phones are among those who read this site.
        ssl_protocol_min=SSLProtocols.tls12,
    )
    silent = threading.Event()

    def announce() -> None:
        if wait_until_answering(address, host_name=host_name, tls=bool(tls)):
            on_ready()
        else:
            silent.set()
            os.kill(os.getpid(), signal.SIGTERM)

    @server.on_startup
    def prepare() -> None:
        # A closed terminal ends the site; by default it would restart its workers unseen.
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
        threading.Thread(target=announce, daemon=True).start()

    server.serve(target_loader=load_application)
    if silent.is_set():
        sys.stderr.write("The site did not answer /healthz within 30 seconds.\n")
        return 1
    return 0


class TirelessServer(MPServer):
    """Replaces a worker however often it dies.

    Granian ends the whole site when the same worker dies twice within seconds: its healthy
    workers too. Patients are better served by those while the other is tried again.
    """

    def _respawn_workers(self, *args: Any, **kwargs: Any) -> None:
        super()._respawn_workers(*args, **kwargs)
        self.respawned_wrks.clear()
        # A worker that cannot start at all must not keep a core busy.
        time.sleep(RESPAWN_PAUSE_SECONDS)


def load_application(target: str) -> Any:
    """Return the WSGI application. Runs in each worker, so it also ties the worker's life."""
    # Ctrl-C reaches a terminal's whole group. A worker that hears it and is then told to stop by
    # its parent too ends late, or counts as crashed; out of the group, it hears its parent alone.
    os.setpgrp()
    end_with_parent()
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def end_with_parent() -> None:
    """Ask Linux to stop this process when its parent dies, even by SIGKILL."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
