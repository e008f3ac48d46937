"""The database backend: a transaction waits for its turn before it begins."""

import os
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from clinic_site.sqlite.queue import Turn, wait_for_turn


# The methods overridden here are Django's own, but django-stubs leaves them out: hence "misc".
class DatabaseWrapper(base.DatabaseWrapper):
    """Every atomic block begins IMMEDIATE and so writes; each holds one turn until it ends.

    A statement outside a transaction is not queued: SQLite's own busy timeout serves it.
    """

    _turn: Turn | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not self.is_in_memory_db():
            create_private_file(Path(conn_params["database"]))
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        self._turn = self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _take_turn(self) -> Turn | None:
        name = str(self.settings_dict["NAME"])
        if self.is_in_memory_db():
            return None
        options: dict[str, Any] = self.settings_dict["OPTIONS"]
        try:
            return wait_for_turn(name, seconds=float(options.get("timeout", 5.0)))
        except TimeoutError as error:
            raise OperationalError("database is locked") from error
        except OSError as error:
            raise OperationalError(f"unable to queue for writing: {error.strerror}") from error

    def _end_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn:
            turn.end()


def create_private_file(path: Path) -> None:
    """Make the file and its folder for their owner alone; SQLite would let everyone read it.

    The log beside it inherits its mode. Raises OperationalError when that is not possible.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise OperationalError(f"unable to open database file: {error.strerror}") from error
