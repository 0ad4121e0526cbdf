"""Whether somebody looks for a mentor, is one, or both: rooms further up know, and say so here.

It decides which questions of the profile one is asked. Until somebody says so, everybody is asked everything.
"""

from __future__ import annotations

from collections.abc import Callable

from cairn.people.models import Person
from cairn.people.rules.steps import BOTH_SIDES, Side

_readers: list[Callable[[Person], frozenset[Side]]] = []


def set_reader(reader: Callable[[Person], frozenset[Side]]) -> None:
    """Says who knows the sides of a person; called when Django starts. No sides means not known yet."""
    _readers[:] = [reader]


def sides_of(person: Person) -> frozenset[Side]:
    """The sides that somebody is on; both while nobody knows."""
    return (_readers[0](person) if _readers else frozenset()) or BOTH_SIDES
