"""The event log: typed facts in the past tense, written in the transaction that made them true.

A room declares its events in its `events.py`:

    @event("person.renamed")
    class PersonRenamed(Event):
        person: UUID

An event carries ids and facts, never private words: a string must be a short key such as `running`, and a
field may only be an id, a number, a day, an instant, a key, or a tuple of these.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Literal,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)
from uuid import UUID

from django.db import transaction

from cairn.foundation.actors import Actor, describe

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cairn.foundation.models import LoggedEvent

KEY = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,63}\Z")
"""What a key looks like: no capitals, no spaces, nothing that a sentence needs."""
_ATOMS = (UUID, bool, int, date, str, NoneType)


class Event:
    """A fact. Subclasses are frozen dataclasses made by `@event`."""

    kind: ClassVar[str]


class NotAFact(TypeError):
    """An event was given something else than ids, numbers, days, instants and short keys."""


E = TypeVar("E", bound=type[Event])
_kinds: dict[str, type[Event]] = {}
_shapes: dict[type[Event], Mapping[str, Any]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(kind: str) -> Callable[[E], E]:
    """Declares an event under a name that stays for ever, since webhooks and the audit trail use it."""

    def declare(of: E) -> E:
        made: E = dataclass(frozen=True, kw_only=True, slots=False)(of)  # type: ignore[assignment]
        known = _kinds.get(kind)
        if known and (known.__module__, known.__qualname__) != (made.__module__, made.__qualname__):
            raise ValueError(f"{kind} is declared twice")
        made.kind = kind
        _kinds[kind] = made
        return made

    return declare


def kinds() -> Mapping[str, type[Event]]:
    """Every declared event, by name."""
    return dict(sorted(_kinds.items()))


def _plain(value: object) -> Any:
    """A fact as JSON keeps it."""
    match value:
        case None | bool():
            return value
        case int():
            return int(value)
        case UUID():
            return str(value)
        case datetime() if value.tzinfo is None:
            raise NotAFact("an event may not carry an instant without a zone")
        case datetime() | date():
            return value.isoformat()
        case str() if KEY.match(value):
            return str.__str__(value)
        case tuple() | list():
            return [_plain(part) for part in value]
    raise NotAFact(f"an event may not carry this {type(value).__name__}")


def facts(of: Event) -> dict[str, Any]:
    """What an event says, as JSON keeps it. Raises `NotAFact` for anything that may be private words."""
    return {field.name: _plain(getattr(of, field.name)) for field in dataclasses.fields(of)}  # type: ignore[arg-type]


def record(happened: Event, *, by: Actor, at: datetime) -> int:
    """Writes an event into the log, within the transaction of the change; returns its number.

    What follows from it (reactions) runs after commit. Raises `NotAFact`, and `RuntimeError` outside of a
    transaction, since then the fact could be written without the change.
    """
    from cairn.foundation import reactions
    from cairn.foundation.models import LoggedEvent

    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{happened.kind} was recorded outside of a transaction")
    shape(type(happened))
    by_kind, by_person, by_name = describe(by)
    row = LoggedEvent.objects.create(
        kind=happened.kind,
        at=at,
        by_kind=by_kind,
        by_person=by_person,
        by_name=by_name,
        facts=facts(happened),
        settled_at=None if reactions.listeners(happened.kind) else at,
    )
    if row.settled_at is None:
        reactions.wake(row.pk, at)
    return row.pk


def restore(kind: str, kept: Mapping[str, Any]) -> Event:
    """The typed event that a row of the log stands for.

    Raises `KeyError` for an unknown kind, and `TypeError` or `ValueError` where the facts do not fit it.
    """
    of = _kinds[kind]
    hints = shape(of)
    return of(**{name: _typed(value, hints[name]) for name, value in kept.items() if name in hints})


def shape(of: type[Event]) -> Mapping[str, Any]:
    """The type of each field of an event. Raises `NotAFact` for a type that could hold private words."""
    if of in _shapes:
        return _shapes[of]
    every = get_type_hints(of)
    hints = {field.name: every[field.name] for field in dataclasses.fields(of)}  # type: ignore[arg-type]
    for name, hint in hints.items():
        if not _is_fact(hint):
            raise NotAFact(f"{of.__name__}.{name} may not be {hint}")
    _shapes[of] = hints
    return hints


def _is_fact(hint: Any) -> bool:
    origin = get_origin(hint)
    if origin is Literal:
        return all(isinstance(key, str) and KEY.match(key) for key in get_args(hint))
    if origin in (Union, UnionType):
        return all(_is_fact(part) for part in get_args(hint))
    if origin is tuple:
        return all(part is Ellipsis or _is_fact(part) for part in get_args(hint))
    return isinstance(hint, type) and issubclass(hint, _ATOMS)


def _typed(value: Any, hint: Any) -> Any:
    """A kept fact in the type that its field declares."""
    origin = get_origin(hint)
    if value is None or origin is Literal:
        return value
    if origin in (Union, UnionType):
        return _typed(value, next(part for part in get_args(hint) if part is not NoneType))
    if origin is tuple:
        inner = get_args(hint)
        each = [inner[0]] * len(value) if inner[1:] == (Ellipsis,) else inner
        return tuple(_typed(part, of) for part, of in zip(value, each, strict=True))
    if issubclass(hint, UUID):
        return UUID(value)
    if issubclass(hint, date):
        return hint.fromisoformat(value)
    return value


def since(number: int) -> QuerySet[LoggedEvent]:
    """The rows of the log after a number, oldest first."""
    from cairn.foundation.models import LoggedEvent

    return LoggedEvent.objects.filter(pk__gt=number).order_by("pk")
