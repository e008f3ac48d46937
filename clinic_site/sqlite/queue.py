"""One writer at a time: threads queue on a lock, processes on a locked file."""

import fcntl
import os
import threading
import time
from collections import defaultdict
from typing import Final

RETRY_SECONDS: Final = 0.001

_thread_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class Turn:
    """The right to write, held until ``end()`` or until nothing refers to it any more.

    The operating system ends it too when the process dies.
    """

    def __init__(self, lock: threading.Lock, descriptor: int) -> None:
        self._lock = lock
        self._descriptor = descriptor

    def end(self) -> None:
        """Let the next writer in. Ending twice is harmless."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)
            self._lock.release()

    def __del__(self) -> None:
        self.end()


def wait_for_turn(database: str, *, seconds: float) -> Turn:
    """Wait at most ``seconds`` to be the only writer of the file ``database``.

    Raises TimeoutError when the wait was in vain.
    """
    deadline = time.monotonic() + seconds
    lock = _thread_locks[database]
    if not lock.acquire(timeout=seconds):
        raise TimeoutError
    descriptor = -1
    try:
        descriptor = os.open(f"{database}-queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        _lock_file(descriptor, deadline=deadline)
    except BaseException:
        if descriptor >= 0:
            os.close(descriptor)
        lock.release()
        raise
    return Turn(lock, descriptor)


def _lock_file(descriptor: int, *, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise TimeoutError from None
            time.sleep(RETRY_SECONDS)
        else:
            return
