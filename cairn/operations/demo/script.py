"""What happened when: acts are written down in any order and played in the order of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial

from cairn.operations.demo.organization import HOST, Invented
from cairn.people.models import Person
from cairn.programs.models import Enrollment, Program

Act = Callable[[datetime], object]


class TooLate(ValueError):
    """An act of the demo would be in the future."""


@dataclass
class Stage:
    """Who and what is there by now, for acts that come later."""

    people: dict[str, Person] = field(default_factory=dict)
    programs: dict[str, Program] = field(default_factory=dict)
    places: dict[tuple[str, str, str], Enrollment] = field(default_factory=dict)

    def person(self, one: Invented | str) -> Person:
        """The person who is played by an invented one, or by their address before the @."""
        return self.people[one if isinstance(one, str) else one.key]

    def enter(self, person: Person) -> None:
        """Somebody is there from now on."""
        self.people[person.email.removesuffix(f"@{HOST}")] = person


@dataclass
class Script:
    """All acts with their instants; those of one instant keep the order in which they were written."""

    anchor: date
    acts: list[tuple[datetime, int, Act]] = field(default_factory=list)

    @property
    def end(self) -> datetime:
        """The instant at which the anchored week begins: everything happens before it."""
        return datetime.combine(self.anchor, time(), tzinfo=UTC)

    def at(self, when: datetime, act: Callable[..., object], *args: object) -> None:
        """Writes an act down; it gets its arguments and `now`. Raises `TooLate` from the end on."""
        if when >= self.end:
            raise TooLate(f"{when} is not before {self.end}")
        self.acts.append((when, len(self.acts), lambda now: partial(act, *args)(now=now)))

    def play(self) -> int:
        """Plays everything in order of time; returns how many acts there were."""
        for when, _number, act in sorted(self.acts, key=lambda kept: kept[:2]):
            act(when)
        return len(self.acts)
