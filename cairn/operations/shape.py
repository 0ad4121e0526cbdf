"""The shape of the database: migrations that are missing, and running them."""

from __future__ import annotations

from django.core.management import call_command
from django.db import Error, connection

from cairn.foundation.health import missing_migrations
from cairn.operations.starting import CannotStart

ADVISORY_LOCK = 0x63_61_69_72_6E
"""On PostgreSQL two processes that migrate at once wait for each other by this number."""


def require_shape(*, migrate: bool) -> int:
    """Makes sure that the database has the shape of this version; returns how many migrations ran.

    Raises `CannotStart` if it lacks some and `migrate` is not given, or if it does not answer.
    """
    try:
        missing = missing_migrations()
        if not missing:
            return 0
        if not migrate:
            number = f"{len(missing)} migration" + ("s" if len(missing) > 1 else "")
            raise CannotStart(
                f"The database is not ready for this version: it lacks {number}.",
                remedy="Make a backup if there is anything in it, then run: cairn serve --migrate",
            )
        run_migrations()
    except Error as error:
        raise CannotStart(
            f"The database does not answer ({type(error).__name__}).",
            remedy="Check that it runs, and that CAIRN_DATABASE or CAIRN_DATA name it.",
        ) from error
    return len(missing)


def run_migrations() -> None:
    """Brings the database into shape, however long that takes.

    Where several start at once on PostgreSQL, one does it and the others wait.
    """
    on_a_server = connection.vendor == "postgresql"
    if on_a_server:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        if on_a_server:
            # With its connection go the lock and the time that this one was given.
            connection.close()
