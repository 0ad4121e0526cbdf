"""Who does something: a person, Cairn itself, or a visitor who has not signed in. Never nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class PersonActor(Protocol):
    """What a person must have to act; `people.Person` does.

    Not for `isinstance`: the reader of a page comes wrapped. Ask for what it is not: `System | Visitor`.
    """

    is_active: bool
    is_administrator: bool

    @property
    def pk(self) -> UUID:
        """The person's id."""


@dataclass(frozen=True, slots=True)
class System:
    """Cairn itself, doing what is due. `name` says what: `System("lapse requests")`."""

    name: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has not signed in."""


Actor = PersonActor | System | Visitor


def describe(by: Actor) -> tuple[str, UUID | None, str]:
    """An actor as the event log keeps it: kind, person's id, name of Cairn's own work."""
    match by:
        case System(name=name):
            return "system", None, name
        case Visitor():
            return "visitor", None, ""
        case _:
            return "person", by.pk, ""


def is_actor(by: object) -> bool:
    """Whether this is somebody: Django's anonymous user is nobody."""
    return isinstance(by, System | Visitor) or (
        getattr(by, "pk", None) is not None and hasattr(by, "is_administrator")
    )


def may_act(by: Actor) -> bool:
    """Whether an actor can do anything at all: a deactivated person, or an unknown one, cannot."""
    return isinstance(by, System | Visitor) or bool(getattr(by, "is_active", False))
