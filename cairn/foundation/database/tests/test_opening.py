"""Opening the file while somebody else holds all of it, as the last one who closes it does for a moment."""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from cairn.foundation.database.tests.files import Open, run


def hold_the_whole_file(open_file: Open, seconds: float) -> threading.Thread:
    """Lets somebody hold the file against readers too, for a while; returns when they do."""
    made = open_file()
    library, name = made.Database, made.settings_dict["NAME"]  # type: ignore[attr-defined]
    made.close()
    held = threading.Event()

    def hold() -> None:
        other = library.connect(name, isolation_level=None)
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("CREATE TABLE held (word TEXT)")
        held.set()
        threading.Event().wait(seconds)
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(timeout=60)
    return thread


def test_who_opens_the_file_waits_for_who_holds_it(open_file: Open) -> None:
    holder = hold_the_whole_file(open_file, 0.3)

    opened: BaseDatabaseWrapper = open_file()
    holder.join()

    assert run(opened, "SELECT count(*) FROM held") == [(0,)]
    assert run(opened, "PRAGMA busy_timeout") == [(0,)]


def test_control_without_patience_the_file_does_not_open(open_file: Open) -> None:
    holder = hold_the_whole_file(open_file, 0.3)

    with pytest.raises(OperationalError, match="locked"):
        open_file(timeout=0)
    holder.join()
