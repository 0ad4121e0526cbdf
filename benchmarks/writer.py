"""Many writers at once: processes with connections of their own, each of which acts as often as it can.

`python -m benchmarks.writer CONTENDER KIND FOLDER SECONDS WRITERS` makes a new file in the folder, lets them
act on it, and prints what each saw. There are two kinds of actions: `real`, the program's own `create_program` on its own
tables, with permission, rules and event; and `bare`, three statements of SQL, which start quickly and count
by how many others each was overtaken.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import perf_counter, perf_counter_ns
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

# Before Django's own backend loads, so that all contenders stand on the same library.
from cairn.foundation.database.sqlite import base

_OURS = base.__name__.removesuffix(".base")
_DJANGO = "django.db.backends.sqlite3"
_SAME = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"

CONTENDERS: Mapping[str, Mapping[str, Any]] = {
    "ours": {"ENGINE": _OURS},
    "immediate": {
        "ENGINE": _DJANGO,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SAME},
    },
    "deferred": {
        "ENGINE": _DJANGO,
        "OPTIONS": {"transaction_mode": "DEFERRED", "timeout": 20, "init_command": _SAME},
    },
}
"""Django's settings of those that are compared: all wait 20 seconds at most, and for the disk."""

TABLES = (
    "CREATE TABLE seats (id INTEGER PRIMARY KEY, taken INTEGER NOT NULL)",
    "CREATE TABLE facts (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, at REAL NOT NULL)",
    "CREATE INDEX facts_kind ON facts (kind, at)",
    "INSERT INTO seats VALUES (1, 0)",
)


@dataclass
class Seen:
    """What a writer saw: the seconds that each action took from asking to saved, how many others were served
    between its asking and its turn (bare actions only), and how many times it was refused instead."""

    took: list[float] = field(default_factory=list)
    overtaken: list[int] = field(default_factory=list)
    errors: int = 0


def use(contender: str, kind: str, file: Path) -> None:
    """Makes Django use a contender on a file: with all of Cairn for real actions, else with nothing else."""
    database = {**CONTENDERS[contender], "NAME": str(file)}
    if kind == "real":
        os.environ.update(
            CAIRN_MODE="test", CAIRN_DATA=str(file.parent), DJANGO_SETTINGS_MODULE="cairn.site.settings"
        )
        settings.DATABASES["default"] = database
    else:
        settings.configure(DATABASES={"default": database}, USE_TZ=True)
    django.setup()


def make(kind: str) -> None:
    """Makes the tables, and who acts."""
    if kind == "real":
        call_command("migrate", verbosity=0)
        _administrator()
        return
    with connection.cursor() as cursor:
        for statement in TABLES:
            cursor.execute(statement)


def _administrator() -> Any:
    from cairn.foundation import clock
    from cairn.foundation.ids import new_id
    from cairn.people.models import Person

    found = Person.objects.first()
    if found is not None:
        return found
    now = clock.now()
    return Person.objects.create(
        id=new_id(now), email="arvid@example.org", name="Arvid", is_administrator=True, created_at=now
    )


def real_action() -> Callable[[], int]:
    """An action of Cairn's own; it does not count who came before."""
    from cairn.foundation import clock
    from cairn.programs.actions import create_program

    by = _administrator()

    def act() -> int:
        create_program(f"Pathways {os.getpid()} {perf_counter_ns()}", by=by, now=clock.now())
        return 0

    return act


def taken() -> int:
    """How many bare actions are done so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT taken FROM seats WHERE id = 1")
        return int(cursor.fetchone()[0])


def bare_action() -> int:
    """Reads, writes a row and records a fact; returns by how many others it was overtaken."""
    asked_at = taken()
    with transaction.atomic():
        before = taken()
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO facts (kind, at) VALUES (%s, %s)", ["seat.taken", float(before)])
            cursor.execute("UPDATE seats SET taken = %s WHERE id = 1", [before + 1])
    return before - asked_at


def write(act: Callable[[], int], seconds: float) -> Seen:
    """Acts again and again for some seconds."""
    seen = Seen()
    end = perf_counter() + seconds
    while (begin := perf_counter()) < end:
        try:
            overtaken = act()
        except OperationalError:
            seen.errors += 1
        else:
            seen.took.append(perf_counter() - begin)
            seen.overtaken.append(overtaken)
    return seen


def _writer(act: Callable[[], int], seconds: float, barrier: Barrier, into: Path) -> None:
    connection.ensure_connection()
    barrier.wait(timeout=120)
    seen = write(act, seconds)
    connection.close()
    into.write_text(json.dumps(asdict(seen)), "ascii")


def main(contender: str, kind: str, folder: str, seconds: str, writers: str) -> None:
    """Makes the file, lets the writers go, and prints what each saw as one list in JSON."""
    use(contender, kind, Path(folder, "writes.sqlite3"))
    make(kind)
    act = real_action() if kind == "real" else bare_action
    connection.close()
    # All that is imported is there already, and nothing is open: a copy of this process starts at once.
    processes = get_context("fork")
    barrier = processes.Barrier(int(writers))
    seen = [Path(folder, f"seen-{number}.json") for number in range(int(writers))]
    children = [processes.Process(target=_writer, args=(act, float(seconds), barrier, into)) for into in seen]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print(json.dumps([json.loads(each.read_text("ascii")) for each in seen]))


if __name__ == "__main__":
    main(*sys.argv[1:])
