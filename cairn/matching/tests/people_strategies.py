"""Small random problems for the property tests, each made from a seed alone.

Few different answers are given, so that scores tie often; every question is left unanswered by somebody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, TypeVar

from cairn.matching.people import Mentee, Mentor, Move, Offer, Want
from cairn.matching.problem import DEFAULT_WEIGHTS, SCALE, Criterion, First, Policy, Problem, Rules
from cairn.matching.windows import Availability

IdPair = tuple[str, str]
P = TypeVar("P", Mentee, Mentor)

SKILLS = ("public-speaking", "pitching", "writing", "technical-writing", "python", "own skill", "back-end")
"""Some are related to one another in the shipped vocabulary, one is a word of nobody's vocabulary."""

WORDS = [
    "data",
    "career",
    "growing",
    "public",
    "speaking",
    "pitching",
    "better",
    "writing",
    "python",
    "leads",
    "team",
    "backend",
    "technical",
    "writing",
    "back-end",
    "learning",
    "people",
    "Größe",
    "confidence",
]

PLACES = ("lead", "manager", "academia")

MIXED: Mapping[Criterion, int] = {
    Criterion.VALUES: 2,
    Criterion.SKILLS: 1,
    Criterion.STYLE: 1,
    Criterion.FIELD: 1,
}

SIMPLE_WEIGHTS: tuple[Mapping[Criterion, int], ...] = (
    {Criterion.VALUES: 1},
    {Criterion.SKILLS: 2, Criterion.VALUES: 1},
    {Criterion.SHORTLIST: 3, Criterion.VALUES: 1},
    MIXED,
    MIXED,
    DEFAULT_WEIGHTS,
    DEFAULT_WEIGHTS,
    dict.fromkeys(Criterion, 7),
)


@dataclass(frozen=True)
class Case:
    """A problem with everything that a solve is given."""

    problem: Problem
    policy: Policy
    locks: tuple[IdPair, ...] = ()
    forbids: tuple[IdPair, ...] = ()
    draft: tuple[IdPair, ...] = ()
    ceiling: int = SCALE

    def solve_options(self) -> dict[str, Any]:
        """The keyword arguments of `solve` besides the policy."""
        return {"locks": self.locks, "forbids": self.forbids, "draft": self.draft, "ceiling": self.ceiling}


def shared_answers(random: Random, plain: bool) -> dict[str, Any]:
    """Answers that mentees and mentors give alike; `plain` keeps to those of which few refuse a pair."""
    answers: dict[str, Any] = {
        "values": frozenset(random.sample("abcd", random.randint(0, 3))),
        "field": random.choice((None, "law", "art")),
        "function": random.choice((None, "sales", "finance")),
        "site": random.choice((None, "Graz", "Lima")),
        "style": random.choice((None, tuple(random.randrange(0, 101, 10) / 100 for _ in range(5)))),
        "goals": random.choice(("", " ".join(random.choices(WORDS, k=random.randint(1, 9))))),
        "groups": {"gender": random.choice("xyz")},
    }
    if not plain:
        answers["languages"] = frozenset(random.sample(("en", "de", "fr"), random.randint(0, 2)))
        answers["windows"] = random.choice((None, _windows(random)))
        answers["team"] = random.choice((None, None, "red", "blue"))
    if random.random() < 0.2:
        answers["embedding"] = tuple(random.choice((-1.0, 0.0, 0.5, 2.0)) for _ in range(3))
    return answers


def _windows(random: Random) -> Availability:
    """Up to six half hours near each other in either week, so that overlaps of every length come up."""
    start = sum(1 << random.randrange(100, 112) for _ in range(6)) | 1 << 104
    return Availability(start & ((1 << 336) - 1), (start << random.choice((0, 0, 2))) & ((1 << 336) - 1))


def mentee(random: Random, name: str, *, plain: bool = False, several: bool = True, **fixed: Any) -> Mentee:
    """A random mentee."""
    answers = shared_answers(random, plain) | {
        "stage": random.choice((None, 1, 2, 3, 4)),
        "seats": random.choice((1, 1, 1, 2, 3)) if several else 1,
        "passed_over": random.choice((0, 0, 0, 1, 2, 9)),
        "wants": tuple(
            Want(skill=skill, priority=random.randint(1, 3), level=random.randint(0, 5))
            for skill in random.sample(SKILLS, random.randint(0, 3))
        ),
        "move": random.choice((None, Move(origin=random.choice(PLACES), destination=random.choice(PLACES)))),
    }
    if not plain and random.random() < 0.15:
        answers["required_function"] = "sales"
    if not plain and random.random() < 0.15:
        answers["required_site"] = "Graz"
    return Mentee(id=name, **(answers | fixed))


def mentor(random: Random, name: str, *, plain: bool = False, most_seats: int = 3, **fixed: Any) -> Mentor:
    """A random mentor, now and then without a seat."""
    answers = shared_answers(random, plain) | {
        "stage": random.choice((None, 3, 4, 6, 9)),
        "seats": random.randint(0, most_seats),
        "offers": tuple(
            Offer(skill=skill, level=random.randint(1, 5))
            for skill in random.sample(SKILLS, random.randint(0, 4))
        ),
        "moves": tuple(
            Move(origin=random.choice(PLACES), destination=random.choice(PLACES))
            for _ in range(random.randint(0, 2))
        ),
    }
    return Mentor(id=name, **(answers | fixed))


def problem(
    random: Random,
    mentees: int,
    mentors: int,
    *,
    both_roles: bool = False,
    plain: bool = False,
    several: bool = True,
    **settings: Any,
) -> Problem:
    """A random problem; with `both_roles` some mentors are mentees too.

    `plain`: few rules refuse a pair. `several`: some want more than one mentor. Everything else goes to
    `Problem` as it stands.
    """
    names = [f"p{number}" for number in range(mentees)]
    others = [
        names[number] if both_roles and number < len(names) and random.random() < 0.7 else f"q{number}"
        for number in range(mentors)
    ]
    anybody = [*names, *others]
    left = [mentee(random, name, plain=plain, several=several) for name in names]
    right = [mentor(random, name, plain=plain) for name in others]
    if not plain:
        left = [_tied(random, person, anybody) for person in left]
        right = [_tied(random, person, anybody) for person in right]
        managers = {person.id: person.manager for person in left}
        right = [replace(person, manager=managers.get(person.id, person.manager)) for person in right]
    left = [replace(person, ranking=_ranked(random, others, 5)) for person in left]
    right = [replace(person, ranking=_ranked(random, names, 8)) for person in right]
    if not plain and "history" not in settings:
        settings["history"] = frozenset(_pairs(random, names, others, random.choice((0, 0, 2))))
    return Problem(mentees=tuple(left), mentors=tuple(right), **settings)


def _tied(random: Random, person: P, anybody: Sequence[str]) -> P:
    """The person with a line manager and a not-with list, now and then."""
    others = [name for name in anybody if name != person.id]
    if not others:
        return person
    return replace(
        person,
        manager=random.choice(others) if random.random() < 0.25 else None,
        not_with=frozenset([random.choice(others)] if random.random() < 0.2 else []),
    )


def _ranked(random: Random, others: Sequence[str], most: int) -> tuple[str, ...]:
    if random.random() < 0.6 or not others:
        return ()
    return tuple(random.sample(others, random.randint(1, min(most, len(others)))))


def _pairs(random: Random, left: Sequence[str], right: Sequence[str], count: int) -> list[IdPair]:
    if not left or not right:
        return []
    return [(random.choice(left), random.choice(right)) for _ in range(count)]


def rules(random: Random) -> Rules:
    """Random rules, most of them as shipped."""
    if random.random() < 0.4:
        return Rules(minimum=random.choice((0, 25, 40)))
    return Rules(
        reporting_line=random.random() < 0.7,
        same_team=random.random() < 0.7,
        paired_before=random.random() < 0.7,
        common_language=random.random() < 0.7,
        overlap_minutes=random.choice((0, 0, 30, 60, 90)),
        stage_gap=random.choice((None, None, 0, 1, 3)),
        required=random.random() < 0.7,
        mutual=random.random() < 0.7,
        minimum=random.choice((0, 0, 25, 50)),
        stage_best=random.choice(((1, 3), (-3, 3), (0, 2))),
    )


def policy(random: Random, first: First | None = None) -> Policy:
    """A random policy, most knobs as shipped."""
    return Policy(
        first=first or random.choice(tuple(First)),
        load=random.choice((3, 3, 0, 1, 20)),
        keep=random.choice((1, 1, 0, 20)),
        bands=random.choice(((35, 50, 65), (50, 60, 70))),
        program=random.choice(("", "mentoring")),
        round=random.choice(("", "2026")),
    )


def case(
    seed: int, mentees: int, mentors: int, *, both_roles: bool | None = None, set_by_hand: bool = True
) -> Case:
    """A random problem of at most so many people, with a policy, and sometimes a draft, forbids, a ceiling.

    Half of the problems are wide open: hardly a rule refuses a pair, so that everybody competes.
    """
    random = Random(seed)
    wide_open = random.random() < 0.5
    made = problem(
        random,
        random.randint(1, mentees),
        random.randint(1, mentors),
        both_roles=random.random() < 0.4 if both_roles is None else both_roles,
        plain=wide_open or random.random() < 0.3,
        several=random.random() < 0.5,
        rules=Rules(minimum=0, stage_gap=None, mutual=random.random() < 0.7) if wide_open else rules(random),
        weights=random.choice(SIMPLE_WEIGHTS),
    )
    names = [person.id for person in made.mentees], [person.id for person in made.mentors]
    if not set_by_hand:
        return Case(made, policy(random))
    return Case(
        made,
        policy(random),
        forbids=tuple(_pairs(random, *names, random.choice((0, 0, 1, 3)))),
        draft=tuple(_pairs(random, *names, random.choice((0, 0, 2, 5)))),
        ceiling=random.choice((SCALE, SCALE, SCALE, 3_000, 4_500)),
    )
