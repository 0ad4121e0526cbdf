"""How the tests of the database speak to a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

Open = Callable[..., BaseDatabaseWrapper]
"""Opens a connection to the test's own file."""


def run(connection: BaseDatabaseWrapper, statement: str, *given: str) -> list[Any]:
    """Runs a statement and returns its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given or None)
        return list(cursor.fetchall())
