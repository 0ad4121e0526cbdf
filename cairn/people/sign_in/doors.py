"""The demo's doors: walk in as one of these people, with one tap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cairn.people.models import Person

BY_DOOR = "cairn.by_door"
"""Marks a session that came through a door: in the demo it needs no second factor."""


@dataclass(frozen=True, slots=True)
class Door:
    """Whom one walks in as, and a line that says what is to be seen: 'Mentee, five meetings in'."""

    person: Person
    line: str


_doors: list[Callable[[], Sequence[Door]]] = []


def register(doors: Callable[[], Sequence[Door]]) -> None:
    """Says who stands at the doors; called by the demo when Django starts. The last one counts."""
    _doors[:] = [doors]


def doors() -> Sequence[Door]:
    """The doors, in order; none unless this is the demo."""
    from django.conf import settings

    return _doors[0]() if settings.DEMO and _doors else ()
