"""The one door for a change: an action is a function, one transaction, one event.

    @action
    def rename(person: Person, name: str, *, by: Actor, now: datetime) -> Person:
        person = lock(person)                  # what the page saw may be old
        require(by, "person.edit", person)     # policy
        name = rules.clean_name(name)          # rule
        person.name = name
        person.save(update_fields=["name"])    # write
        record(PersonRenamed(person=person.pk), by=by, at=now)
        return person

What an action refuses it raises, so that nothing of it stays: `Refused`, `CannotBeDone` or `Stale`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any, ParamSpec, TypeVar, overload

from django.db import transaction
from django.db.models import Model

from cairn.foundation.actors import is_actor
from cairn.foundation.names import name_in_room

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=Model)
N = TypeVar("N", bound=Model)
Q = TypeVar("Q", bound=Model)

_actions: dict[str, Callable[..., Any]] = {}
claim_key: ContextVar[Callable[[], None] | None] = ContextVar("claim_key", default=None)
"""How the request at hand claims its one-time key, inside the transaction of its first action."""
_inside: ContextVar[bool] = ContextVar("inside", default=False)
"""Whether an action is under way: one that calls another claims the form's key only once."""


class AskedTwice(Exception):
    """This form was sent before: nothing is done again, and the first answer is given."""


class CannotBeDone(Exception):
    """A rule says no. The words are for the person who asked; `field` names the form's field, if one."""

    def __init__(self, reason: str, *, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class Stale(Exception):
    """Somebody changed the text meanwhile. `theirs` is what stands now, `yours` what was typed."""

    def __init__(self, *, theirs: Mapping[str, str], yours: Mapping[str, str], version: int) -> None:
        super().__init__("The text was changed in the meantime.")
        self.theirs = dict(theirs)
        self.yours = dict(yours)
        self.version = version


def action(change: Callable[P, R]) -> Callable[P, R]:
    """Makes a function an action: one transaction, `by` and `now` always given, the form's key claimed.

    An action that calls another is still one transaction: all of it, or nothing. Raises `TypeError` without
    `by` or with an instant without a zone, and `AskedTwice` when the form at hand was used before.
    """
    name = name_in_room(change)

    @functools.wraps(change)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        now = kwargs.get("now")
        if not is_actor(kwargs.get("by")):
            raise TypeError(f"{name} needs to know by whom")
        if not isinstance(now, datetime) or now.tzinfo is None:
            raise TypeError(f"{name} needs to know when, with a zone")
        claim = None if _inside.get() else claim_key.get()
        with transaction.atomic():
            mark = _inside.set(True)
            try:
                if claim is not None:
                    claim()
                return change(*args, **kwargs)
            finally:
                _inside.reset(mark)  # already here, since what follows on commit is not this action any more

    _actions[name] = run
    return run


def actions() -> Mapping[str, Callable[..., Any]]:
    """Every action, by room and name, such as `people.rename`."""
    return dict(sorted(_actions.items()))


@overload
def lock(row: M, /) -> M: ...
@overload
def lock(row: M, other: N, /) -> tuple[M, N]: ...
@overload
def lock(row: M, other: N, third: Q, /) -> tuple[M, N, Q]: ...
def lock(*rows: Model) -> Any:
    """Locks rows until the transaction ends and reads them again, in one agreed order (model, then id).

    Returns them as given: one, or a tuple. Raises the model's `DoesNotExist` if one is gone, and
    `RuntimeError` outside of a transaction. On SQLite the whole database is locked already, since
    transactions are IMMEDIATE.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("rows are locked within a transaction, or not at all")
    fresh: dict[tuple[str, str], Model] = {}
    for key, row in sorted(((_place(row), row) for row in rows), key=lambda pair: pair[0]):
        if key not in fresh:
            fresh[key] = row._meta.model._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
    found = tuple(fresh[_place(row)] for row in rows)
    return found[0] if len(found) == 1 else found


def _place(row: Model) -> tuple[str, str]:
    """Where a row stands in the order of locking."""
    return row._meta.label_lower, str(row.pk)
