"""Running manage.py as a person would: a program with output, an exit status and a Ctrl-C."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

# What a test sets stays; what this process happens to have set must not leak in.
NOT_INHERITED = {
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "DJANGO_SETTINGS_MODULE",
    "DATABASE_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DEBUG",
    "FIELD_ENCRYPTION_KEYS",
    "BLIND_INDEX_KEY",
    "VAR_DIR",
    "DEMO_STAFF_PASSWORD",
}


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if key not in NOT_INHERITED}
    return inherited | {"PYTHONUNBUFFERED": "1"} | dict(extra)


def manage(
    *arguments: str, timeout: float = 120, stdin: str = "", **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run ``manage.py`` to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(extra),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A ``manage.py`` command that serves, with what it printed so far."""

    def __init__(self, *arguments: str, **extra: str) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment(extra),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A group of its own, so that Ctrl-C can reach all of it and nothing else.
            start_new_session=True,
        )
        self.output = ""
        self._ready = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.output += line
            if line.startswith("Ready:"):
                self.seconds_to_ready = time.monotonic() - self.started_at
                self._ready.set()
        self._ready.set()

    def wait_ready(self, timeout: float = 120) -> str:
        """Return the address it printed; fail with its output when it printed none."""
        assert self._ready.wait(timeout), f"not ready after {timeout} s:\n{self.output}"
        match = re.search(r"^Ready: (\S+)/$", self.output, re.MULTILINE)
        assert match, f"ended without being ready:\n{self.output}"
        return match[1]

    def workers(self) -> list[int]:
        """Return the process ids of its children."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children")
        return [int(child) for child in children.read_text().split()]

    def interrupt(self, timeout: float = 30) -> int:
        """Press Ctrl-C and return the exit status."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        return self._end(timeout)

    def stop(self) -> None:
        """Stop it whatever happens; for fixtures."""
        try:
            self.interrupt(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self._end(15)

    def _end(self, timeout: float) -> int:
        status = self.process.wait(timeout)
        self._reader.join(5)
        if self.process.stdout:
            self.process.stdout.close()
        return status

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *error: Any) -> None:
        self.stop()
