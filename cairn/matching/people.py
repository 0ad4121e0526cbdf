"""Who is to be matched: plain, frozen values with no behavior beyond what they are.

Everything the engine knows about a person stands here. `None` means *not answered*: it neither
excludes anybody nor earns a reason; it scores as the middle (see `criteria.py`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from cairn.matching.windows import Availability

STYLE_QUESTIONS = 5
"""How many questions on working style there are; each answer is a number from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """A skill that a mentee wants to learn.

    `skill` is an id of the vocabulary or any text of the program's own, compared as it stands.
    `priority` 1 (nice to have) to 3 (most wanted); `level` is the mentee's own level today, 0 (none)
    to 5 (expert).
    """

    skill: str
    priority: int = 2
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A skill that a mentor can teach, with the mentor's level from 1 (beginner) to 5 (expert)."""

    skill: str
    level: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A career move between two places, such as 'lead' to 'manager' or 'academia' to 'industry'."""

    origin: str
    destination: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What mentees and mentors have in common.

    `id` is the only required field: stable across installations, unique on its side. The same id on
    both sides is one person in both roles.

    `name` is for words only. `goals` is free text: what a mentee hopes for, what a mentor can help
    with. `stage` is the career stage, 0 (student) to 9 (executive). `languages` are any codes, compared
    as they stand. `style` holds five answers of 0 to 1. `manager` is the id of the line manager.
    `not_with` are ids that this person must not be paired with, and is private.
    `embedding` is the vector of `goals` from a language model of the caller's choice.
    `groups` are protected attributes (attribute to group): never scored, reported on only.
    """

    id: str
    name: str = ""
    goals: str = ""
    field: str | None = None
    function: str | None = None
    stage: int | None = None
    values: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    windows: Availability | None = None
    style: tuple[float, ...] | None = None
    team: str | None = None
    site: str | None = None
    manager: str | None = None
    not_with: frozenset[str] = frozenset()
    embedding: tuple[float, ...] | None = None
    groups: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def label(self) -> str:
        """The name to use in a sentence: the name, or the id where there is none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Person):
    """Somebody who looks for a mentor.

    `seats`: mentors wanted, 1 to 3. `passed_over`: rounds in which this person was left without, 0 to 9.
    `ranking`: mentor ids in the order of this person's own wish, at most 5.
    `required_function`, `required_site`: the mentor must be of that function or site.
    """

    seats: int = 1
    passed_over: int = 0
    wants: tuple[Want, ...] = ()
    move: Move | None = None
    ranking: tuple[str, ...] = ()
    required_function: str | None = None
    required_site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Person):
    """Somebody who offers seats.

    `seats`: mentees that this mentor can take, 0 to 20. `moves`: career moves made.
    `ranking`: mentee ids in the order of this person's own wish, at most 8.
    """

    seats: int = 1
    offers: tuple[Offer, ...] = ()
    moves: tuple[Move, ...] = ()
    ranking: tuple[str, ...] = ()
