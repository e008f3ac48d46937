"""SQLite as this site uses it: durable, and with writers that wait their turn."""

import gc
import stat
import subprocess
import sys
import threading
import time

import pytest
from django.db import OperationalError, transaction
from django.db.utils import ConnectionHandler

from clinic_site import databases
from clinic_site.sqlite.queue import wait_for_turn
from tests.programs import ROOT, environment

# Holds the write lock until it is told to end, or is killed.
HOLD = """
import sys
from clinic_site.sqlite.queue import wait_for_turn
turn = wait_for_turn(sys.argv[1], seconds=5)
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def connections(tmp_path, django_db_blocker):
    """Connections to one file, a separate one in each thread."""
    settings = databases.sqlite(tmp_path / "clinic.sqlite3")
    settings["OPTIONS"]["timeout"] = 10
    handler = ConnectionHandler({"default": settings})
    with django_db_blocker.unblock():
        with handler["default"].cursor() as cursor:
            cursor.execute("CREATE TABLE counter (value INTEGER NOT NULL)")
            cursor.execute("INSERT INTO counter VALUES (0)")
        yield handler
        handler["default"].close()


@pytest.fixture
def atomic(connections, monkeypatch):
    """``transaction.atomic`` on those connections."""
    monkeypatch.setattr(transaction, "connections", connections)
    return transaction.atomic


@pytest.fixture
def holder(connections):
    """Another program that holds the write lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, connections["default"].settings_dict["NAME"]],
        cwd=ROOT,
        env=environment({}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def pragma(connections, name):
    with connections["default"].cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def add_one(connections, pause=0.0):
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT value FROM counter")
        value = cursor.fetchone()[0]
        time.sleep(pause)
        cursor.execute("UPDATE counter SET value = %s", [value + 1])


def test_an_acknowledged_write_survives_a_power_cut(connections):
    assert pragma(connections, "journal_mode") == "wal"
    assert pragma(connections, "synchronous") == 2  # FULL


def test_the_file_and_its_log_are_readable_by_their_owner_alone(connections, tmp_path):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}

    assert modes["clinic.sqlite3"] == modes["clinic.sqlite3-wal"] == 0o600


def test_writers_in_many_threads_lose_nothing(connections, atomic):
    errors = []

    def write():
        try:
            for _ in range(5):
                with atomic():
                    add_one(connections, pause=0.002)
        except OperationalError as error:
            errors.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT value FROM counter")
        assert cursor.fetchone()[0] == 40


def test_a_writer_waits_for_another_program(connections, atomic, holder):
    threading.Timer(0.3, lambda: holder.stdin.write("end\n") and holder.stdin.flush()).start()
    began = time.monotonic()

    with atomic():
        add_one(connections)

    assert time.monotonic() - began >= 0.25


def test_a_killed_program_does_not_keep_the_lock(connections, atomic, holder):
    holder.kill()

    with atomic():
        add_one(connections)


def test_waiting_in_vain_ends_as_a_locked_database_and_leaves_the_connection_usable(
    connections, atomic, holder
):
    connections["default"].settings_dict["OPTIONS"]["timeout"] = 0.05

    with pytest.raises(OperationalError, match="database is locked"), atomic():
        pytest.fail("began in spite of the lock")

    holder.kill()
    holder.wait()
    with atomic():
        add_one(connections)


@pytest.mark.parametrize("how", ["commit", "error", "closed", "forgotten"])
def test_the_turn_ends_with_the_transaction_however_it_ends(connections, atomic, how):
    name = connections["default"].settings_dict["NAME"]

    def write():
        if how == "commit":
            with atomic():
                add_one(connections)
        elif how == "error":
            with pytest.raises(ZeroDivisionError), atomic():
                raise ZeroDivisionError
        else:
            connections["default"].set_autocommit(
                False, force_begin_transaction_with_broken_autocommit=True
            )
            if how == "closed":
                connections["default"].close()
            else:
                connections["default"].connection.close()
                connections["default"].connection = None

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    # Django's connections refer to themselves in a circle.
    gc.collect()

    wait_for_turn(name, seconds=1).end()


def test_a_savepoint_keeps_the_turn(connections, atomic):
    name = connections["default"].settings_dict["NAME"]

    with atomic():
        with atomic():
            add_one(connections)
        with pytest.raises(TimeoutError):
            wait_for_turn(name, seconds=0.05)
