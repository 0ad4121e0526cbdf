"""Building the demo: only into what is its own, quickly, and safely on the disk at the end."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from cairn.foundation import demo_mark
from cairn.operations.demo import play
from cairn.operations.demo.calendar import monday
from cairn.people.models import Person

log = logging.getLogger(__name__)


def build(folder: Path, as_of: date, quiet: bool) -> None:
    """See `cairn.operations.demo.build`."""
    require_own(folder)
    anchor = monday(as_of)
    with quick_writes(), override_settings(INLINE_REACTIONS=True):
        played = play.play(anchor)
    if not quiet:
        log.info("%s people, %s acts, anchored at %s", Person.objects.count(), played, anchor)


def require_own(folder: Path) -> None:
    """Raises `NotADemo` unless this is the mode `demo`, in a marked folder, on an empty file in it."""
    check_own(folder, demo=settings.DEMO, vendor=connection.vendor, file=connection.settings_dict["NAME"])
    check_empty()


def check_own(folder: Path, *, demo: bool, vendor: str, file: Path | str) -> None:
    """Raises `NotADemo` unless mode, folder and database are the demo's own."""
    if not demo:
        raise demo_mark.NotADemo("this is not the demo: CAIRN_MODE says otherwise")
    if demo_mark.read(folder) is None:
        raise demo_mark.NotADemo(f"{folder} was not made by the demo")
    if vendor != "sqlite":
        raise demo_mark.NotADemo("the demo has a database file of its own")
    if Path(file).resolve().parent != folder.resolve():
        raise demo_mark.NotADemo(f"the database {file} is not in the demo's folder {folder}")


def check_empty() -> None:
    """Raises `NotADemo` if the database holds people already, whoever they are."""
    if Person.objects.exists():
        raise demo_mark.NotADemo("the database holds people already")


@contextmanager
def quick_writes() -> Iterator[None]:
    """On SQLite: waits for the disk only at the end, since what breaks off before is built anew."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
