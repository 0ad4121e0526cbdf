"""Whether this installation works: what `/readyz`, the health page and `cairn doctor` ask alike.

Each check gives a `Finding` in plain words. None raises, none shows a secret.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from cairn.foundation import beats
from cairn.foundation.ids import new_id
from cairn.foundation.models import Worker

MEGABYTE = 1024 * 1024
LEAST_SPACE = 200 * MEGABYTE
"""With less room than this nothing can be relied on."""
LITTLE_SPACE = 2048 * MEGABYTE


class Level(StrEnum):
    """How it stands."""

    WELL = "well"
    CARE = "care"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a short key, how it stands, a sentence, and what to do about it."""

    name: str
    level: Level
    words: str
    remedy: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether something has to be done before this installation can be relied on."""
        return self.level is Level.WRONG


Check = Callable[[datetime], Finding]


def database_writes(now: datetime) -> Finding:
    """Whether the database takes a row; it is taken back again at once."""
    name = "database"
    try:
        with transaction.atomic():
            Worker.objects.create(
                pk=new_id(now), name="probe", started_at=now, beat_at=now - timedelta(days=1)
            )
            transaction.set_rollback(True)
    except Error as error:
        return Finding(
            name,
            Level.WRONG,
            f"The database could not be written to ({type(error).__name__}).",
            "Look whether it runs, whether CAIRN_DATABASE names it, and whether Cairn may write to it.",
        )
    return Finding(name, Level.WELL, f"The database ({connection.display_name}) can be written to.")


def missing_migrations() -> list[str]:
    """The names of the migrations that the database still lacks. One query, cheap enough for every probe.

    Raises `django.db.Error` if the database does not answer.
    """
    applied = MigrationRecorder(connection).applied_migrations()
    return [
        f"{app}.{name}"
        for (app, name), replaced in _migrations_of_this_version().items()
        if (app, name) not in applied and not (replaced and all(one in applied for one in replaced))
    ]


@cache
def _migrations_of_this_version() -> dict[tuple[str, str], Sequence[tuple[str, str]]]:
    """Every migration in the code, with those that it replaces."""
    loader = MigrationLoader(None)
    return {key: tuple(loader.graph.nodes[key].replaces) for key in sorted(loader.graph.nodes)}


def migrations(now: datetime) -> Finding:
    """Whether the database has the shape that this version needs."""
    name = "migrations"
    try:
        missing = missing_migrations()
    except Error as error:
        return Finding(
            name,
            Level.WRONG,
            f"The shape of the database could not be read ({type(error).__name__}).",
            "Make the database answer first.",
        )
    if missing:
        return Finding(
            name,
            Level.WRONG,
            f"The database lacks {len(missing)} {'migration' if len(missing) == 1 else 'migrations'} "
            f"that this version needs.",
            "Make a backup, then run: cairn serve --migrate",
        )
    return Finding(name, Level.WELL, "The database has the shape that this version needs.")


def worker(now: datetime) -> Finding:
    """Whether somebody does the work that is due: letters, lapses, imports."""
    name = "worker"
    try:
        working = list(beats.alive(now))
        last = beats.last_beat()
    except Error as error:
        return Finding(
            name,
            Level.WRONG,
            f"Workers could not be looked up ({type(error).__name__}).",
            "See the database.",
        )
    if not working:
        heard = (
            f"The last one was heard of at {last:%Y-%m-%d %H:%M} UTC." if last else "None was ever started."
        )
        return Finding(
            name,
            Level.WRONG,
            f"No worker is running, so letters stay where they are. {heard}",
            "Keep this running: cairn work",
        )
    number = "One worker is" if len(working) == 1 else f"{len(working)} workers are"
    return Finding(name, Level.WELL, f"{number} running.")


def disk_space(now: datetime) -> Finding:
    """Whether the disk with the data has room left."""
    name = "disk"
    folder = Path(settings.DATA_FOLDER)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding(
            name, Level.WRONG, f"The disk could not be looked at ({error.strerror}).", "Check CAIRN_DATA."
        )
    words = f"The disk with the data has {_size(free)} left."
    if free < LEAST_SPACE:
        return Finding(name, Level.WRONG, words, "Make room now; below this, writing may fail at any time.")
    if free < LITTLE_SPACE:
        return Finding(name, Level.CARE, words, "Make room soon.")
    return Finding(name, Level.WELL, words)


def _size(size: int) -> str:
    return f"{size / MEGABYTE / 1024:.1f} GB" if size >= 1024 * MEGABYTE else f"{size // MEGABYTE} MB"


READINESS: tuple[Check, ...] = (database_writes, migrations, worker, disk_space)
"""What must be well before people are let in."""


def readiness(now: datetime) -> list[Finding]:
    """Every check of `READINESS`, in that order."""
    return [check(now) for check in READINESS]
