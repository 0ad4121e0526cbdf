"""What a connection to SQLite promises, on files of the test's own, with Django's backend as the control."""

from __future__ import annotations

import sys

import pytest
from django.db import IntegrityError, NotSupportedError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import Settings

from cairn.foundation.database.sqlite import base, waiting
from cairn.foundation.database.tests.files import Open, run
from cairn.foundation.middleware.away import is_away

DJANGO = "django.db.backends.sqlite3"
WAL = "PRAGMA journal_mode = WAL"


def words(connection: BaseDatabaseWrapper) -> list[str]:
    return [word for (word,) in run(connection, "SELECT word FROM words ORDER BY word")]


def begin(connection: BaseDatabaseWrapper) -> None:
    """Begins a transaction as `atomic` does."""
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(connection: BaseDatabaseWrapper) -> None:
    connection.commit()
    connection.set_autocommit(True)


@pytest.fixture
def released(table: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Somebody else holds the write lock, and lets go while the others pause for the third time."""
    begin(table)
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            run(table, "INSERT INTO words VALUES ('first')")
            end(table)

    monkeypatch.setattr(waiting, "sleep", pause)
    return pauses


@pytest.fixture
def held(table: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Somebody else holds the write lock for ever; time passes only in the pauses, which are listed."""
    begin(table)
    pauses: list[float] = []
    monkeypatch.setattr(waiting, "sleep", pauses.append)
    monkeypatch.setattr(waiting, "monotonic", lambda: sum(pauses))
    return pauses


def test_the_live_connection_is_as_promised(open_file: Open) -> None:
    connection = open_file()

    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    assert {name: run(connection, f"PRAGMA {name}") for name in asked} == {
        "journal_mode": [("wal",)],
        "synchronous": [(2,)],  # FULL
        "foreign_keys": [(1,)],
        "busy_timeout": [(0,)],  # the waiting is ours
    }


def test_synchronous_is_off_only_for_who_asks(open_file: Open) -> None:
    assert run(open_file(synchronous="OFF"), "PRAGMA synchronous") == [(0,)]


def test_the_only_sqlite_of_this_process_is_the_one_that_opens_the_database(open_file: Open) -> None:
    used = base.DatabaseWrapper.Database
    try:
        import pysqlite3
    except ImportError:  # this platform has only Python's own
        pysqlite3 = sys.modules["sqlite3"]

    assert run(open_file(), "SELECT sqlite_version()") == [(pysqlite3.sqlite_version,)]
    assert used.sqlite_version == pysqlite3.sqlite_version == __import__("sqlite3").sqlite_version


def test_a_transaction_may_write_from_its_beginning(table: BaseDatabaseWrapper, open_file: Open) -> None:
    other = open_file(timeout=0)
    begin(table)

    with pytest.raises(OperationalError):
        begin(other)
    end(table)
    begin(other)
    run(other, "INSERT INTO words VALUES ('mine')")
    end(other)

    assert words(table) == ["mine"]


def test_without_that_a_transaction_loses_its_right_in_the_middle(
    table: BaseDatabaseWrapper, open_file: Open
) -> None:
    """The control."""
    other = open_file(DJANGO, init_command=WAL, timeout=0)
    begin(other)
    assert words(other) == []
    run(table, "INSERT INTO words VALUES ('meanwhile')")

    with pytest.raises(OperationalError, match="locked"):
        run(other, "INSERT INTO words VALUES ('mine')")
    other.rollback()


def test_reading_neither_waits_for_a_writer_nor_holds_one_up(
    table: BaseDatabaseWrapper, open_file: Open, held: list[float]
) -> None:
    reader = open_file()

    assert words(reader) == []
    run(table, "INSERT INTO words VALUES ('new')")
    assert words(reader) == []
    end(table)
    assert words(reader) == ["new"]
    assert held == []


def test_a_transaction_waits_for_its_turn(
    table: BaseDatabaseWrapper, open_file: Open, released: list[float]
) -> None:
    other = open_file()
    begin(other)
    run(other, "INSERT INTO words VALUES ('second')")
    end(other)

    assert words(table) == ["first", "second"]
    assert len(released) == 3


def test_a_statement_of_its_own_waits_for_its_turn(
    table: BaseDatabaseWrapper, open_file: Open, released: list[float]
) -> None:
    run(open_file(), "INSERT INTO words VALUES (%s)", "second")

    assert words(table) == ["first", "second"]
    assert len(released) == 3


def test_rows_together_wait_for_their_turn(
    table: BaseDatabaseWrapper, open_file: Open, released: list[float]
) -> None:
    with open_file().cursor() as cursor:
        cursor.executemany("INSERT INTO words VALUES (%s)", [("second",), ("third",)])

    assert words(table) == ["first", "second", "third"]
    assert len(released) == 3


def test_without_autocommit_the_first_write_waits_for_its_turn(
    table: BaseDatabaseWrapper, open_file: Open, released: list[float]
) -> None:
    other = open_file()
    other.set_autocommit(False)
    run(other, "INSERT INTO words VALUES ('second')")
    end(other)

    assert words(table) == ["first", "second"]
    assert len(released) == 3


def test_who_waited_too_long_is_told_kindly_and_nothing_is_changed(
    table: BaseDatabaseWrapper, open_file: Open, held: list[float]
) -> None:
    other = open_file(timeout=2)

    with pytest.raises(OperationalError, match="busy for too long, and nothing was changed") as raised:
        begin(other)
    end(table)

    assert 2 <= sum(held) < 2.1
    assert is_away(raised.value)  # a page answers 503
    assert words(table) == []


def test_the_old_ask_more_often_than_the_new(
    table: BaseDatabaseWrapper, open_file: Open, held: list[float]
) -> None:
    with pytest.raises(OperationalError):
        begin(open_file(timeout=0.5))

    assert held[0] == 0.002
    assert held == sorted(held, reverse=True)
    assert held[-1] == 0.0005


def test_a_mistake_is_told_at_once(table: BaseDatabaseWrapper, open_file: Open, held: list[float]) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        run(open_file(), "SELECT 1 FROM nowhere")

    assert held == []


def test_what_is_no_longer_worth_it_is_not_tried_again(held: list[float]) -> None:
    class Busy(Exception):
        sqlite_errorcode = 5 | 2 << 8

    def attempt() -> None:
        raise Busy

    with pytest.raises(Busy):
        waiting.patiently(attempt, 20, lambda: False)
    assert held == []


@pytest.mark.parametrize("engine, left", [(None, []), (DJANGO, ["one", "two"])])
def test_rows_together_are_all_or_none(
    table: BaseDatabaseWrapper, open_file: Open, engine: str | None, left: list[str]
) -> None:
    """Django's backend is the control: it keeps those before the one that failed."""
    connection = open_file(engine, init_command=WAL) if engine else open_file()
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO words VALUES (%s)", [("one",), ("two",), ("one",), ("three",)])

    assert words(table) == left


def test_foreign_keys_hold(table: BaseDatabaseWrapper) -> None:
    run(table, "CREATE TABLE said (word TEXT NOT NULL REFERENCES words (word))")

    with pytest.raises(IntegrityError):
        run(table, "INSERT INTO said VALUES ('nothing')")


def test_production_opens_no_database_with_a_library_that_loses_commits(
    open_file: Open, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = open_file()
    monkeypatch.setattr(base, "loses_commits", lambda version: True)
    connection.check_database_version_supported()

    settings.PRODUCTION = True
    with pytest.raises(NotSupportedError, match="can lose what was saved"):
        connection.check_database_version_supported()
