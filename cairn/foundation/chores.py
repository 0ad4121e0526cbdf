"""Chores: what is due again and again, found by a query and done in small batches.

A room declares its chores in its `chores.py`:

    @chore(name="forget old links", every=timedelta(hours=1))
    def forget_old_links(now: datetime, batch: int) -> int: ...

A chore does at most `batch` things and returns how many it did; it is asked again until it did fewer. It
looks before it writes, claims what it takes (`leases.claim`), and may run in several workers at once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cairn.foundation.names import name_in_room

log = logging.getLogger(__name__)

BATCH = 200
MOST_BATCHES = 50
"""After so many in a row other chores have their turn; the rest is done at the next one."""


@dataclass(frozen=True, slots=True)
class Chore:
    """A declared chore. `name` says what it does: 'forget old links'."""

    name: str
    every: timedelta
    run: Callable[[datetime, int], int]
    declared_by: str
    batch: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn did: how many things, and the name of what went wrong ('' if nothing did)."""

    done: int
    failed: str = ""


Run = Callable[[datetime, int], int]
_chores: dict[str, Chore] = {}


def chore(*, name: str, every: timedelta, batch: int = BATCH) -> Callable[[Run], Run]:
    """Declares a chore. `batch` is how much it is asked to do at once, fewer for what is slow.

    Raises `ValueError` for a name that is taken or an `every` under a second.
    """

    def declare(run: Run) -> Run:
        declared = Chore(name, every, run, name_in_room(run), batch)
        if every < timedelta(seconds=1):
            raise ValueError(f"{name} is asked for more often than each second")
        if name in _chores and _chores[name].declared_by != declared.declared_by:
            raise ValueError(f"the chore {name} is declared twice")
        _chores[name] = declared
        return run

    return declare


def chores() -> tuple[Chore, ...]:
    """Every declared chore, by name."""
    return tuple(declared for _, declared in sorted(_chores.items()))


def turn(
    of: Chore,
    read_clock: Callable[[], datetime],
    *,
    stopping: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Runs a chore until nothing is due, others are waiting too long, or the worker is stopping.

    Never raises: a chore that fails stops no other. What is logged is the kind of the failure, not its words,
    which could be somebody's.
    """
    done = 0
    try:
        for _ in range(MOST_BATCHES):
            if stopping():
                break
            did = of.run(read_clock(), of.batch)
            done += did
            if did < of.batch:
                break
    except Exception as error:
        failed = type(error).__name__
        log.error("the chore '%s' failed after %d: %s", of.name, done, failed)
        return Outcome(done, failed)
    return Outcome(done)
