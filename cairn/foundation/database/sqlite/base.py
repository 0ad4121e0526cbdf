"""Django's SQLite backend on a sound library, with WAL, IMMEDIATE, FULL, and writers that wait fairly.

Options, beside those of Django's own:

- `transaction_mode`: IMMEDIATE unless asked otherwise, so that a transaction has the right to write from its
  beginning and never loses it in the middle.
- `timeout`: seconds to wait for one's turn, 20 unless asked otherwise.
- `synchronous`: FULL, so that what was said to be saved survives a power cut; OFF is for building what can
  be built again.

Reading outside of a transaction takes no lock that a writer would wait for, and waits for none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from typing import Any

# Before Django's backend loads: from here on there is one SQLite library in this process that opens the
# database. A second one would drop the locks of the first whenever it closes the file.
try:
    import pysqlite3
except ImportError:  # no wheel for this platform: the library of Python itself, which the checks look at
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

from django.conf import settings
from django.db import NotSupportedError
from django.db.backends.sqlite3 import base, features

from cairn.foundation.database.sqlite.versions import TO_DO, loses_commits
from cairn.foundation.database.sqlite.waiting import PATIENCE, patiently


class DatabaseFeatures(features.DatabaseFeatures):
    """What Django may ask of it."""

    # A reader that stops half-way keeps seeing the database as it was then, and its connection can no longer
    # write as soon as somebody else has: so results are read to their end.
    can_use_chunked_reads = False


class PatientCursor(base.SQLiteCursorWrapper):
    """A cursor whose statements wait for their turn."""

    def __init__(self, connection: Any, *, patience: float) -> None:
        super().__init__(connection)
        self.patience = patience

    def execute(self, query: str, params: Any = None) -> Any:
        """Runs a statement; a transaction that begins waits here."""
        attempt = partial(super().execute, query, params)
        if not self.connection.in_transaction:
            return patiently(attempt, self.patience)
        return patiently(attempt, self.patience, lambda: self.connection.in_transaction)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Runs a statement for each row: all or none, also outside of a transaction."""
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        self.execute("BEGIN IMMEDIATE")
        try:
            done = super().executemany(query, param_list)
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()
        return done


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection."""

    features_class = DatabaseFeatures
    init_commands: list[str]
    transaction_mode: str | None

    def get_connection_params(self) -> dict[str, Any]:
        """What the library is asked to open, and what every connection starts with."""
        params = super().get_connection_params()
        self.patience = float(params.pop("timeout", PATIENCE))
        self.first_commands = [
            "PRAGMA busy_timeout = 0",  # from here on the waiting is ours
            "PRAGMA journal_mode = WAL",
            f"PRAGMA synchronous = {params.pop('synchronous', 'FULL')}",
            *self.init_commands,
        ]
        self.init_commands = []  # ours run below, where they can wait
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"
        # While Django opens the file it reads, and whoever closes it last holds it for a moment: there the
        # library waits by itself.
        return {**params, "timeout": self.patience}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Opens the file."""
        connection = super().get_new_connection(conn_params)
        try:
            for command in self.first_commands:
                if command.strip():
                    patiently(partial(connection.execute, command), self.patience)
        except BaseException:
            connection.close()
            raise
        return connection

    def check_database_version_supported(self) -> None:
        """Refuses, in production, a library that can lose what was saved. Raises `NotSupportedError`."""
        super().check_database_version_supported()
        version = self.Database.sqlite_version_info
        if getattr(settings, "PRODUCTION", False) and loses_commits(version):
            raise NotSupportedError(f"SQLite {self.Database.sqlite_version} can lose what was saved. {TO_DO}")

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that waits for its turn."""
        return self.connection.cursor(factory=partial(PatientCursor, patience=self.patience))

    def _set_autocommit(self, autocommit: bool) -> None:
        # Without autocommit the library itself begins transactions: in the mode of all others.
        with self.wrap_database_errors:
            self.connection.isolation_level = None if autocommit else self.transaction_mode
