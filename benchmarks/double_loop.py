"""The same scores as the engine's in plain Python, pair by pair: what scoring would cost without arrays.

Written to be fair: whatever can be worked out once a person is (sets, best levels, skills named in texts,
text vectors), pairs that a rule refuses are not scored, and everything is whole numbers. The vectors of the
texts come from the engine. It knows every criterion but the shortlist, which weighs nothing by default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scipy import sparse

from cairn.matching import Criterion, Mentee, Mentor, Person, Problem
from cairn.matching.scoring.text import Texts, compare_texts

_LEADS = (0, 6, 16, 20)
_MIDDLE = 5_000


@dataclass(frozen=True, slots=True)
class _Learner:
    person: Mentee
    wants: tuple[tuple[str, int, int], ...]
    named: frozenset[str]
    text: Mapping[int, int]
    apart: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Teacher:
    person: Mentor
    levels: Mapping[str, int]
    near: Mapping[str, int]
    named: frozenset[str]
    near_named: frozenset[str]
    text: Mapping[int, int]
    origins: frozenset[str]
    destinations: frozenset[str]


class DoubleLoop:
    """Scores one pair after another. Expects a problem whose shortlists weigh nothing."""

    def __init__(self, problem: Problem) -> None:
        self.rules = problem.rules
        self.weights = {criterion: weight for criterion, weight in problem.weights.items() if weight}
        self.whole = sum(self.weights.values())
        if Criterion.SHORTLIST in self.weights:
            raise ValueError("the double loop does not know shortlists")
        texts = compare_texts([one.goals for one in problem.mentees], [one.goals for one in problem.mentors])
        apart = _kept_apart(problem)
        self.mentees = list(_learners(problem, texts, apart))
        self.mentors = list(_teachers(problem, texts))

    def row(self, place: int) -> dict[str, int]:
        """The score of every mentor whom the rules allow the mentee at this place, minimum included."""
        learner = self.mentees[place]
        least = self.rules.minimum * 100
        found = {}
        for teacher in self.mentors:
            minutes = _shared(learner.person, teacher.person)
            if self._allowed(learner, teacher, minutes):
                score = self.score(learner, teacher, minutes)
                if score >= least:
                    found[teacher.person.id] = score
        return found

    def _allowed(self, learner: _Learner, teacher: _Teacher, minutes: int | None) -> bool:
        mentee, mentor, rules = learner.person, teacher.person, self.rules
        if mentee.id == mentor.id or mentor.id in learner.apart:
            return False
        if rules.same_team and mentee.team is not None and mentee.team == mentor.team:
            return False
        if (
            rules.stage_gap is not None
            and mentee.stage is not None
            and mentor.stage is not None
            and mentor.stage - mentee.stage < rules.stage_gap
        ):
            return False
        if minutes is not None and minutes < rules.overlap_minutes:
            return False
        asked = rules.common_language and mentee.languages and mentor.languages
        if asked and mentee.languages.isdisjoint(mentor.languages):
            return False
        return not rules.required or (
            mentee.required_function in (None, mentor.function)
            and mentee.required_site in (None, mentor.site)
        )

    def score(self, learner: _Learner, teacher: _Teacher, minutes: int | None) -> int:
        """The score of a pair in hundredths of a point; `minutes` that both share in a week, if known."""
        mentee, mentor = learner.person, teacher.person
        values = {
            Criterion.SKILLS: _skills(learner, teacher),
            Criterion.MOVE: _move(mentee, teacher),
            Criterion.GOALS: _goals(learner, teacher),
            Criterion.VALUES: _values(mentee, mentor),
            Criterion.STYLE: _style(mentee, mentor),
            Criterion.FIELD: _field(mentee, mentor),
            Criterion.STAGE: self._stage(mentee, mentor),
            Criterion.TIME: None if minutes is None else min(minutes, 240) * 500 // 12,
            Criterion.PERSPECTIVE: _perspective(mentee, mentor),
        }
        total = 0
        for criterion, weight in self.weights.items():
            value = values[criterion]
            total += weight * (_MIDDLE if value is None else value) // self.whole
        return total

    def _stage(self, mentee: Mentee, mentor: Mentor) -> int | None:
        if mentee.stage is None or mentor.stage is None:
            return None
        gap = mentor.stage - mentee.stage
        least, most = self.rules.stage_best
        return 0 if gap < least else 10_000 if gap <= most else 6_000


def _learners(problem: Problem, texts: Texts, apart: Mapping[str, frozenset[str]]) -> Iterator[_Learner]:
    for place, mentee in enumerate(problem.mentees):
        yield _Learner(
            mentee,
            tuple((want.skill, want.level, want.priority) for want in mentee.wants),
            problem.vocabulary.concepts(mentee.goals),
            _vector(texts.mentees, place),
            apart.get(mentee.id, frozenset()),
        )


def _teachers(problem: Problem, texts: Texts) -> Iterator[_Teacher]:
    related = problem.vocabulary.related
    for place, mentor in enumerate(problem.mentors):
        levels: dict[str, int] = {}
        near: dict[str, int] = {}
        for offer in mentor.offers:
            levels[offer.skill] = max(levels.get(offer.skill, 0), offer.level)
            for other in related(offer.skill):
                near[other] = max(near.get(other, 0), offer.level)
        named = problem.vocabulary.concepts(mentor.goals)
        yield _Teacher(
            mentor,
            levels,
            near,
            named,
            frozenset(other for skill in named for other in related(skill)),
            _vector(texts.mentors, place),
            frozenset(move.origin for move in mentor.moves),
            frozenset(move.destination for move in mentor.moves),
        )


def _vector(texts: sparse.csr_array, place: int) -> dict[int, int]:
    span = slice(texts.indptr[place], texts.indptr[place + 1])
    return dict(zip(texts.indices[span].tolist(), texts.data[span].tolist(), strict=True))


def _kept_apart(problem: Problem) -> dict[str, frozenset[str]]:
    """By id, whom a not-with list, the reporting line or an earlier pair keeps apart from somebody."""
    everybody: tuple[Person, ...] = (*problem.mentees, *problem.mentors)
    managers = {person.id: person.manager for person in everybody if person.manager is not None}
    apart: dict[str, set[str]] = {person.id: set() for person in everybody}
    for person in everybody:
        others = set(person.not_with)
        above = managers.get(person.id) if problem.rules.reporting_line else None
        while above is not None and above not in others:
            others.add(above)
            above = managers.get(above)
        for other in others:
            apart[person.id].add(other)
            apart.setdefault(other, set()).add(person.id)
    for mentee, mentor in problem.history if problem.rules.paired_before else ():
        apart.setdefault(mentee, set()).add(mentor)
    return {person: frozenset(others) for person, others in apart.items()}


def _shared(mentee: Mentee, mentor: Mentor) -> int | None:
    mine, theirs = mentee.windows, mentor.windows
    if mine is None or theirs is None:
        return None
    return 30 * min((mine.start & theirs.start).bit_count(), (mine.middle & theirs.middle).bit_count())


def _skills(learner: _Learner, teacher: _Teacher) -> int | None:
    if not learner.wants or not teacher.levels:
        return None
    got = weight = 0
    levels, near = teacher.levels, teacher.near
    for skill, level, priority in learner.wants:
        worth = 0
        if skill in levels:
            worth = _LEADS[min(max(levels[skill] - level + 1, 0), 3)]
        if skill in near:
            worth = max(worth, _LEADS[min(max(near[skill] - level + 1, 0), 3)] // 2)
        got += priority * worth
        weight += priority
    return 500 * got // weight


def _move(mentee: Mentee, teacher: _Teacher) -> int | None:
    if mentee.move is None or not teacher.origins:
        return None
    reached = mentee.move.destination in teacher.destinations
    return 6_000 * reached + 4_000 * (mentee.move.origin in teacher.origins)


def _goals(learner: _Learner, teacher: _Teacher) -> int | None:
    if not learner.person.goals.strip() or not teacher.person.goals.strip():
        return None
    named = learner.named
    concepts = _MIDDLE
    if named:
        said, near = teacher.named, teacher.near_named
        concepts = 5_000 * sum(2 if skill in said else skill in near for skill in named) // len(named)
    text, other = learner.text, teacher.text
    likeness = sum(weight * other[letters] for letters, weight in text.items() if letters in other)
    return (7 * concepts + 3 * min(likeness // 100, 10_000)) // 10


def _values(mentee: Mentee, mentor: Mentor) -> int | None:
    if not mentee.values or not mentor.values:
        return None
    return 10_000 * len(mentee.values & mentor.values) // len(mentee.values)


def _style(mentee: Mentee, mentor: Mentor) -> int | None:
    if mentee.style is None or mentor.style is None:
        return None
    apart = 0
    for mine, theirs in zip(mentee.style, mentor.style, strict=True):
        apart += (round(100 * mine) - round(100 * theirs)) ** 2
    return 10_000 - apart // 5


def _half(mine: str | None, theirs: str | None) -> int:
    return 2_500 if mine is None or theirs is None else 5_000 if mine == theirs else 0


def _field(mentee: Mentee, mentor: Mentor) -> int | None:
    if any(one.field is None and one.function is None for one in (mentee, mentor)):
        return None
    return _half(mentee.field, mentor.field) + _half(mentee.function, mentor.function)


def _perspective(mentee: Mentee, mentor: Mentor) -> int | None:
    if any(one.site is None and one.function is None for one in (mentee, mentor)):
        return None
    return 10_000 - _half(mentee.site, mentor.site) - _half(mentee.function, mentor.function)
