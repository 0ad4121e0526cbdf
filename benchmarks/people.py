"""Believable mentees and mentors in any number, always the same ones for the same seed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from benchmarks.careers import (
    MENTEE_STAGES,
    MENTOR_STAGES,
    Place,
    hope,
    moves_made,
    offers_made,
    promise,
    wanted_move,
    wants,
)
from benchmarks.dice import Dice, bag
from benchmarks.hours import availability_of
from benchmarks.staff import Employee, hire
from benchmarks.work import PATTERN_WEIGHTS, PATTERNS, VALUES
from cairn.matching.people import STYLE_QUESTIONS, Mentee, Mentor
from cairn.matching.windows import Availability

START = date(2026, 9, 7)
"""Monday of the program's first week."""

MIDDLE = date(2027, 1, 18)
"""Monday of the week half-way: nineteen weeks later, in winter time north of the equator."""

WEEKS = 39
"""How long the program lasts."""

_PATTERNS = bag(list(zip(PATTERNS, PATTERN_WEIGHTS, strict=True)))
_SEATS = bag(((0, 5), (1, 33), (2, 38), (3, 18), (4, 6)))
_MOST_SEATS = 20
_PASSED_OVER = bag(((0, 90), (1, 7), (2, 2), (3, 1)))
_BOTH_ROLES = bag(((4, 3), (5, 2)))
_MENTEE, _MENTOR, _SEATING, _STAFF = range(4)
_ANSWERS = (0.0, 0.25, 0.5, 0.75, 1.0)
_GROUPS: dict[str, dict[str, str]] = {
    gender: {"gender": gender} if gender else {} for gender in ("woman", "man", "nonbinary", "")
}


@dataclass(frozen=True, slots=True)
class Contact:
    """What a sheet has of a person and the engine does not need.

    `windows` are the hours as a sheet has them, by the clock of `zone`; empty if not answered.
    """

    email: str
    zone: str
    windows: str


@dataclass(frozen=True)
class Population:
    """People ready for the engine, with what else their sheets say by their ids."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    contacts: Mapping[str, Contact]


@dataclass(slots=True)
class _Answers:
    """What a person answers in either role."""

    values: frozenset[str]
    style: tuple[float, ...] | None
    pattern: str
    windows: Availability | None
    field: str | None


def make(
    mentees: int,
    mentors: int,
    seed: int = 1,
    seats_per_mentor: float = 1.868,
    *,
    both_per_hundred: int = 2,
    second_mentor_per_hundred: int = 0,
    shortlist_per_hundred: int = 20,
) -> Population:
    """So many mentees and mentors of one organization.

    `seats_per_mentor`, 0 to 20, is met exactly in total, rounded: 934 seats at 500 mentors. Of a hundred
    people of the smaller side, `both_per_hundred` are on the other side too, under the same id. Of a
    hundred mentees, `second_mentor_per_hundred` want two mentors and `shortlist_per_hundred` name up to
    three whom they would like. Line managers are among the people. Raises `ValueError` for a number out
    of range.
    """
    if mentees < 0 or mentors < 0:
        raise ValueError("there cannot be fewer than no people")
    if not 0 <= seats_per_mentor <= _MOST_SEATS:
        raise ValueError(f"{seats_per_mentor} seats a mentor are not between 0 and {_MOST_SEATS}")
    both = min(mentees, mentors) * both_per_hundred // 100
    stages: list[Sequence[int]] = [_BOTH_ROLES] * both
    stages += [MENTEE_STAGES] * (mentees - both)
    stages += [MENTOR_STAGES] * (mentors - both)
    staff = hire(Dice(seed, _STAFF), stages)
    contacts: dict[str, Contact] = {}
    answers = {}
    dice = Dice(seed, _MENTOR)
    for person in staff:
        answers[person.id] = given = _answers(dice, person)
        contacts[person.id] = Contact(person.email, person.site.zone, given.pattern)
    seats = _seats(Dice(seed, _SEATING), mentors, round(seats_per_mentor * mentors))
    teaching = [
        _mentor(dice, person, answers[person.id], taken)
        for person, taken in zip([*staff[:both], *staff[mentees:]], seats, strict=True)
    ]
    teachers: dict[str, list[str]] = defaultdict(list)
    for mentor in teaching:
        for offer in mentor.offers:
            teachers[offer.skill].append(mentor.id)
    dice = Dice(seed, _MENTEE)
    wishes = _Wishes(staff, teachers, second_mentor_per_hundred * 10, shortlist_per_hundred * 10)
    learning = [_mentee(dice, person, answers[person.id], wishes) for person in staff[:mentees]]
    return Population(tuple(learning), tuple(teaching), contacts)


@dataclass(frozen=True, slots=True)
class _Wishes:
    """Whom mentees may name, and how many of a thousand do."""

    staff: Sequence[Employee]
    teachers: Mapping[str, Sequence[str]]
    second_mentor: int
    shortlist: int


def _answers(dice: Dice, person: Employee) -> _Answers:
    """The answers to the questions that both roles get; a few leave one out."""
    values = dice.some(VALUES, 3 + dice.below(3), []) if dice.happens(960) else []
    style = tuple(dice.pick(_ANSWERS) for _ in range(STYLE_QUESTIONS)) if dice.happens(960) else None
    pattern = dice.pick(_PATTERNS) if dice.happens(990) else ""
    return _Answers(
        values=_one_set(tuple(sorted(values))),
        style=None if style is None else _one_style(style),
        pattern=pattern,
        windows=_windows(pattern, person.site.zone) if pattern else None,
        field=person.team.field if dice.happens(980) else None,
    )


def _mentor(dice: Dice, person: Employee, given: _Answers, seats: int) -> Mentor:
    line = person.team.line
    made = moves_made(dice, person.stage)
    offered = offers_made(dice, line, person.stage)
    place = Place(line, person.team.topic, person.site.name, person.stage)
    return Mentor(
        id=person.id,
        name=person.name,
        goals=promise(dice, place, offered, made),
        field=given.field,
        function=line.function,
        stage=person.stage,
        values=given.values,
        languages=person.languages,
        windows=given.windows,
        style=given.style,
        team=person.team.name,
        site=person.site.name,
        manager=person.manager,
        groups=_GROUPS[person.gender],
        seats=seats,
        offers=offered,
        moves=made,
    )


def _mentee(dice: Dice, person: Employee, given: _Answers, wishes: _Wishes) -> Mentee:
    line = person.team.line
    goal = wanted_move(dice, person.stage)
    wanted = wants(dice, line, person.stage, goal)
    place = Place(line, person.team.topic, person.site.name, person.stage)
    return Mentee(
        id=person.id,
        name=person.name,
        goals=hope(dice, place, wanted, goal),
        field=given.field,
        function=line.function,
        stage=person.stage,
        values=given.values,
        languages=person.languages,
        windows=given.windows,
        style=given.style,
        team=person.team.name,
        site=person.site.name,
        manager=person.manager,
        groups=_GROUPS[person.gender],
        wants=wanted,
        move=goal,
        not_with=_not_with(dice, person, wishes.staff),
        seats=2 if dice.happens(wishes.second_mentor) else 1,
        passed_over=dice.pick(_PASSED_OVER),
        required_site=person.site.name if dice.happens(8) else None,
        required_function=line.function if dice.happens(12) else None,
        ranking=_ranking(dice, person, wanted[0].skill, wishes),
    )


def _not_with(dice: Dice, person: Employee, staff: Sequence[Employee]) -> frozenset[str]:
    """Now and then somebody whom this person would rather not meet."""
    if not dice.happens(15):
        return frozenset()
    other = dice.pick(staff)
    return frozenset() if other is person else frozenset({other.id})


def _ranking(dice: Dice, person: Employee, skill: str, wishes: _Wishes) -> tuple[str, ...]:
    """Up to three mentors who offer what is wanted most, in the order of the wish."""
    able = wishes.teachers.get(skill)
    if not able or not dice.happens(wishes.shortlist):
        return ()
    named = dice.some(able, 1 + dice.below(3), [])
    return tuple(mentor for mentor in named if mentor not in (person.id, person.manager))


def _seats(dice: Dice, mentors: int, total: int) -> list[int]:
    """Seats of each mentor, mostly 1 or 2, that sum up to the total exactly."""
    seats = [dice.pick(_SEATS) for _ in range(mentors)]
    missing = total - sum(seats)
    most = 4
    while missing:
        for number in dice.shuffled(range(mentors)):
            if missing > 0 and seats[number] < most:
                seats[number] += 1
                missing -= 1
            elif missing < 0 and seats[number] > 0:
                seats[number] -= 1
                missing += 1
            if not missing:
                break
        most += 1
    return seats


@cache
def _one_set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


@cache
def _one_style(answers: tuple[float, ...]) -> tuple[float, ...]:
    return answers


@cache
def _windows(pattern: str, zone: str) -> Availability:
    """The half hours of a pattern in a zone, one object for all who share both."""
    return availability_of(pattern, ZoneInfo(zone), START, MIDDLE)
