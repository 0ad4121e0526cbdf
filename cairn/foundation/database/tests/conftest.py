"""SQLite files of a test's own, opened through Django as the program opens its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from cairn.foundation.database.tests.files import Open, run
from cairn.site import defaults


@pytest.fixture
def open_file(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Open]:
    """Opens the test's own file once more, with options of the backend, or with another `engine`."""
    opened: list[BaseDatabaseWrapper] = []

    def connect(engine: str = defaults.SQLITE, **options: Any) -> BaseDatabaseWrapper:
        described = defaults.database("", tmp_path)
        told = {**described["OPTIONS"], **options} if engine == defaults.SQLITE else options
        handler = ConnectionHandler({"default": {**described, "ENGINE": engine, "OPTIONS": told}})
        connection = handler["default"]
        opened.append(connection)
        connection.ensure_connection()
        return connection

    with django_db_blocker.unblock():
        yield connect
        for connection in opened:
            connection.close()


@pytest.fixture
def table(open_file: Open) -> BaseDatabaseWrapper:
    """A connection to the file, which has a table `words` of one unique column."""
    connection = open_file()
    run(connection, "CREATE TABLE words (word TEXT UNIQUE NOT NULL)")
    return connection
