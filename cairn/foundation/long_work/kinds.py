"""The kinds of long work, and what a step says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise


class UnknownKind(LookupError):
    """A kind of long work that no room has declared."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is: steps done, of how many, and where to go on after a kill (anything JSON can keep)."""

    done: int
    all: int
    checkpoint: Any = None


@dataclass(frozen=True, slots=True)
class Work:
    """What the work is told: its facts, who asked, where to go on, and how to read the clock."""

    id: UUID
    facts: Mapping[str, Any]
    asked_by: UUID | None
    checkpoint: Any
    now: Callable[[], datetime]


Run = Callable[[Work], Iterator[Step]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A declared kind: its name, what it is called on its page, and how it is done."""

    name: str
    title: str | Promise
    run: Run
    step_in_one_transaction: bool


_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,47}\Z")
_kinds: dict[str, Kind] = {}


def long_work(
    name: str, *, title: str | Promise, step_in_one_transaction: bool = False
) -> Callable[[Run], Run]:
    """Declares a kind of long work under a name that stays, since rows carry it.

    With `step_in_one_transaction` what a step writes and its checkpoint are there together or not at all;
    such a step must be short, since it holds the lock of the database. Raises `ValueError` for a name that is
    taken or ill-formed.
    """

    def declare(run: Run) -> Run:
        if not _NAME.match(name):
            raise ValueError(f"{name!r} is no name for a kind of long work")
        if name in _kinds and _kinds[name].run.__qualname__ != run.__qualname__:
            raise ValueError(f"{name} is declared twice")
        _kinds[name] = Kind(name, title, run, step_in_one_transaction)
        return run

    return declare


def kind_of(name: str) -> Kind:
    """The kind of this name. Raises `UnknownKind`."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None
