"""Everything that is wrong with a problem, all at once, by person and field."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cairn.matching.people import STYLE_QUESTIONS, Mentee, Mentor, Person
from cairn.matching.problem import CRITERIA, MAX_WEIGHT, Problem
from cairn.matching.windows import HALF_HOURS

MAX_VALUES = 5
MAX_MENTEE_RANKING = 5
MAX_MENTOR_RANKING = 8


class Side(StrEnum):
    """Where a finding stands."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: whose, in which field, and what to do about it."""

    side: Side
    person: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.side} {self.person or '(program)'}, {self.field}: {self.message}"


class UnsoundProblem(ValueError):
    """A problem that cannot be solved as it stands; `findings` says everything that is wrong with it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(str(finding) for finding in self.findings))


def check(problem: Problem) -> tuple[Finding, ...]:
    """All findings of a problem, in the order of its people; empty if it can be solved."""
    return (
        *_program(problem),
        *_side(problem.mentees, Side.MENTEE, {person.id for person in problem.mentors}),
        *_side(problem.mentors, Side.MENTOR, {person.id for person in problem.mentees}),
        *_embeddings(problem),
    )


def require_sound(problem: Problem) -> None:
    """Raises `UnsoundProblem` if `check` finds anything."""
    findings = check(problem)
    if findings:
        raise UnsoundProblem(findings)


def _program(problem: Problem) -> Iterator[Finding]:
    weights = [problem.weights.get(criterion, 0) for criterion in CRITERIA]
    if any(not 0 <= weight <= MAX_WEIGHT for weight in weights):
        yield Finding(Side.PROGRAM, "", "weights", f"each weight is between 0 and {MAX_WEIGHT}")
    elif not any(weights):
        yield Finding(Side.PROGRAM, "", "weights", "give at least one criterion a weight above 0")
    rules = problem.rules
    if not 0 <= rules.minimum <= 100:
        yield Finding(Side.PROGRAM, "", "minimum", "the minimum is between 0 and 100 points")
    if not 0 <= rules.overlap_minutes <= 7 * 1440:
        yield Finding(Side.PROGRAM, "", "overlap", "shared time is between 0 minutes and a whole week")
    if rules.stage_best[0] > rules.stage_best[1]:
        yield Finding(Side.PROGRAM, "", "stage_best", "the best gap goes from the smaller to the larger")


def _embeddings(problem: Problem) -> Iterator[Finding]:
    """Vectors of all people, of both sides, must be comparable."""
    sides = ((Side.MENTEE, problem.mentees), (Side.MENTOR, problem.mentors))
    vectors = [(side, person.id, person.embedding) for side, people in sides for person in people]
    lengths = {len(vector) for _, _, vector in vectors if vector is not None}
    for side, person, vector in vectors:
        if vector is None:
            continue
        if not all(map(math.isfinite, vector)):
            yield Finding(side, person, "embedding", "each number is finite")
        if len(lengths) > 1:
            yield Finding(side, person, "embedding", "all embeddings have the same number of dimensions")


def _side(people: Sequence[Mentee] | Sequence[Mentor], side: Side, others: set[str]) -> Iterator[Finding]:
    times = Counter(person.id for person in people)
    for person in people:
        if not person.id:
            yield Finding(side, person.name, "id", "give everybody an id")
        if times[person.id] > 1:
            yield Finding(side, person.id, "id", f"this id stands {times[person.id]} times; keep one of them")
        for field, message in (*_common(person), *_own(person, others)):
            yield Finding(side, person.id, field, message)


def _common(person: Person) -> Iterator[tuple[str, str]]:
    """Findings about what both sides have, as (field, message)."""
    if person.stage is not None and not 0 <= person.stage <= 9:
        yield "stage", f"{person.stage} is not a career stage from 0 to 9"
    if len(person.values) > MAX_VALUES:
        yield "values", f"{len(person.values)} values are named; at most {MAX_VALUES} count"
    if person.windows is not None and not person.windows.in_a_week:
        yield "windows", f"a week has {HALF_HOURS} half hours"
    elif person.windows is not None and person.windows.minutes == 0:
        yield "windows", "no half hour is free; name some, or leave the question unanswered"
    if person.style is not None and (
        len(person.style) != STYLE_QUESTIONS or any(not 0 <= answer <= 1 for answer in person.style)
    ):
        yield "style", f"answer {STYLE_QUESTIONS} questions from 0 to 1, or none"
    if person.manager == person.id:
        yield "manager", "nobody is their own line manager"
    if person.id in person.not_with:
        yield "not with", "this list names the person"


def _own(person: Mentee | Mentor, others: set[str]) -> Iterator[tuple[str, str]]:
    """Findings about what only one side has."""
    if isinstance(person, Mentee):
        if not 1 <= person.seats <= 3:
            yield "seats", f"{person.seats} mentors are wanted; ask for 1 to 3"
        if not 0 <= person.passed_over <= 9:
            yield "passed over", f"{person.passed_over} is not between 0 and 9"
        for want in person.wants:
            if not 1 <= want.priority <= 3:
                yield "wants", f"{want.skill}: priority {want.priority} is not between 1 and 3"
            if not 0 <= want.level <= 5:
                yield "wants", f"{want.skill}: own level {want.level} is not between 0 and 5"
        yield from _twice("wants", [want.skill for want in person.wants])
        yield from _ranking(person.ranking, MAX_MENTEE_RANKING, others)
    else:
        if not 0 <= person.seats <= 20:
            yield "seats", f"{person.seats} seats are offered; offer 0 to 20"
        for offer in person.offers:
            if not 1 <= offer.level <= 5:
                yield "offers", f"{offer.skill}: level {offer.level} is not between 1 and 5"
        yield from _twice("offers", [offer.skill for offer in person.offers])
        yield from _ranking(person.ranking, MAX_MENTOR_RANKING, others)


def _ranking(ranking: Sequence[str], most: int, others: set[str]) -> Iterator[tuple[str, str]]:
    if len(ranking) > most:
        yield "ranking", f"{len(ranking)} people are ranked; at most {most} count"
    yield from _twice("ranking", ranking)
    for other in ranking:
        if other not in others:
            yield "ranking", f"{other} is nobody on the other side"


def _twice(field: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name, times in Counter(names).items():
        if times > 1:
            yield field, f"{name} stands {times} times; name it once"
