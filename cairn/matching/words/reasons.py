"""Why a pair stands: at most three reasons and one honest limit, in words fit for the reader.

A reason is a criterion that adds more to this pair than it adds on average over the mentors whom the rules
allow this mentee, and at least 40 % of its weight. So what everybody would bring is no reason. The largest
lift comes first. The limit is the criterion with the most left to wish for, if that is worth a word: at least
half of its weight and three points. Questions that one of the two left open are neither.

The mentee and the mentor read words and no number; the manager reads points and who else was near. Nobody
reads a third person's data (but the manager), who must not be with whom, or a protected attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cairn.matching.plan import Plan
from cairn.matching.problem import CRITERIA, SCALE, Criterion
from cairn.matching.scoring.encoding import BoolArray, IntArray, SmallArray
from cairn.matching.scoring.rules import broken
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.locks import IdPair, places
from cairn.matching.words.alternatives import Alternative, Alternatives, Contender
from cairn.matching.words.facts import Couple, Fact, Facts
from cairn.matching.words.likeness import likenesses
from cairn.matching.words.sentences import Reader, say
from cairn.matching.words.wording import points

MOST_REASONS = 3

ENOUGH = 4_000
"""A reason has at least this share of its weight, in ten-thousandths."""

LIMIT_SHARE = 5_000
LIMIT_POINTS = 300
"""A limit is worth saying where at least this share of a criterion's weight is missing, and so many
hundredths of a point."""

CELLS = 1 << 16
"""Pairs whose contributions are looked at together."""


Find = Callable[[Criterion, Couple], Fact | None]


class NotAllowed(ValueError):
    """A pair that the rules keep apart: there is nothing to explain."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One line about a pair, and the criterion that it comes from."""

    criterion: Criterion
    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one criterion adds to a score: `points` of at most `whole`, both in hundredths of a point.

    `answered`: whether both people answered; if not, half of the weight is counted.
    """

    criterion: Criterion
    points: int
    whole: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The numbers of a pair, for the manager: `shares` sum to `score`, 0 to 10 000."""

    score: int
    band: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a pair stands, for one reader.

    `headline`: how near it is, in words; for the manager in points. `note` says so where there is no reason.
    `standing`, `alternatives` (the next best mentors of this mentee) and `near` (other mentees who would have
    suited this mentor best) are for the manager only, and empty for others.
    """

    mentee: str
    mentor: str
    reader: Reader
    headline: str
    reasons: tuple[Reason, ...]
    limit: Reason | None
    note: str = ""
    standing: Standing | None = None
    alternatives: tuple[Alternative, ...] = ()
    near: tuple[Contender, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All texts in the order in which they are read, without the manager's tables."""
        limit = (self.limit.text,) if self.limit else ()
        note = (self.note,) if self.note else ()
        return (self.headline, *(reason.text for reason in self.reasons), *note, *limit)


def explain(plan: Plan, mentee: str, mentor: str, reader: Reader) -> Explanation:
    """Why a mentor is right for a mentee, or could be; the pair need not be in the plan.

    Raises `UnknownPair` if there is nobody by these ids and `NotAllowed` if a rule keeps the two apart.
    """
    return next(_explanations(plan, [(mentee, mentor)], reader))


def explain_all(plan: Plan, reader: Reader) -> tuple[Explanation, ...]:
    """The explanations of all pairs of a plan, in the order of the pairs."""
    return tuple(_explanations(plan, [(pair.mentee, pair.mentor) for pair in plan.pairs], reader))


def _explanations(plan: Plan, pairs: Iterable[IdPair], reader: Reader) -> Iterator[Explanation]:
    scorer = plan.candidates.scorer
    writer = _Writer(plan, reader)
    for row, columns, lines in _by_mentee(scorer, places(scorer, pairs)):
        for column in columns:
            if not lines.allowed[column]:
                raise NotAllowed(f"the rules keep {_id(scorer, row, column)} apart")
            yield writer.explanation(row, column, lines)


def _id(scorer: Scorer, row: int, column: int) -> str:
    return f"{scorer.data.mentees.ids[row]} and {scorer.data.mentors.ids[column]}"


@dataclass(frozen=True, slots=True)
class _Lines:
    """The contributions of all mentors to one mentee, one row a criterion, 0 where the rules refuse the pair.

    `total` is the sum of each row, over the `count` mentors who are allowed.
    """

    got: SmallArray
    answered: BoolArray
    allowed: BoolArray
    total: IntArray
    count: int


def _by_mentee(scorer: Scorer, where: Sequence[tuple[int, int]]) -> Iterator[tuple[int, list[int], _Lines]]:
    """(row, its columns, the lines of that mentee), row by row, computed a block of rows at a time."""
    columns_of: dict[int, list[int]] = {}
    for row, column in where:
        columns_of.setdefault(row, []).append(column)
    rows, width = list(columns_of), scorer.data.width
    step = max(1, CELLS // max(width, 1))
    for begin in range(0, len(rows), step):
        part = rows[begin : begin + step]
        block, across = np.repeat(np.asarray(part, np.int64), width), np.tile(np.arange(width), len(part))
        found, _ = broken(scorer.data, scorer.problem.rules, scorer.between, block, across)
        allowed = ~np.logical_or.reduce(list(found.values()))
        got = np.zeros((len(CRITERIA), block.size), np.int32)
        answered = np.zeros((len(CRITERIA), block.size), np.bool_)
        got[:, allowed], answered[:, allowed] = scorer.contributions(block[allowed], across[allowed])
        for place, row in enumerate(part):
            own = slice(place * width, (place + 1) * width)
            lines = _Lines(
                got[:, own],
                answered[:, own],
                allowed[own],
                got[:, own].sum(axis=1, dtype=np.int64),
                int(np.count_nonzero(allowed[own])),
            )
            yield row, columns_of[row], lines


class _Writer:
    """Writes explanations of one plan for one reader."""

    def __init__(self, plan: Plan, reader: Reader) -> None:
        self.plan = plan
        self.reader = reader
        self.scorer = plan.candidates.scorer
        self.facts = Facts(plan.candidates.problem)
        self.weights: list[int] = self.scorer.weights.tolist()
        self.weight: int = sum(self.weights)
        self.chosen = {(pair.mentee, pair.mentor) for pair in plan.pairs}
        self.alternatives = Alternatives(plan) if reader is Reader.MANAGER else None

    def explanation(self, row: int, column: int, lines: _Lines) -> Explanation:
        mentee, mentor = self.scorer.mentees[row], self.scorer.mentors[column]
        got, answered = lines.got[:, column].tolist(), lines.answered[:, column].tolist()
        score = sum(got)
        reasons = self._reasons(Couple(mentee, mentor), got, answered, lines)
        limit = self._limit(Couple(mentee, mentor), got, answered, {reason.criterion for reason in reasons})
        band = self.plan.policy.band(score)
        return Explanation(
            mentee=mentee.id,
            mentor=mentor.id,
            reader=self.reader,
            headline=self._headline(band, score, mentee.label),
            reasons=reasons,
            limit=limit,
            note="" if reasons else self._note((mentee.id, mentor.id)),
            standing=self._standing(score, band, got, answered) if self.alternatives else None,
            alternatives=self.alternatives.mentors(row, column) if self.alternatives else (),
            near=self.alternatives.mentees(row, column) if self.alternatives else (),
        )

    def _reasons(
        self, couple: Couple, got: Sequence[int], answered: Sequence[bool], lines: _Lines
    ) -> tuple[Reason, ...]:
        """The criteria with the largest lift that have something to say, at most three."""
        total = lines.total.tolist()
        lifts = [
            (-(got[number] * lines.count - total[number]), number)
            for number in range(len(CRITERIA))
            if answered[number]
            and self.weights[number]
            and got[number] * lines.count > total[number]
            and got[number] >= self.weights[number] * ENOUGH // self.weight
        ]
        reasons: list[Reason] = []
        for _, number in sorted(lifts):
            share = got[number] / self._whole(number)
            reason = self._said(self.facts.for_pair, number, Couple(couple.mentee, couple.mentor, share))
            if reason and len(reasons) < MOST_REASONS:
                reasons.append(reason)
        return tuple(reasons)

    def _limit(
        self, couple: Couple, got: Sequence[int], answered: Sequence[bool], reasons: set[Criterion]
    ) -> Reason | None:
        missing = [
            (got[number] - self._whole(number), number)
            for number, criterion in enumerate(CRITERIA)
            if answered[number] and self.weights[number] and criterion not in reasons
        ]
        for gap, number in sorted(missing):
            if -gap >= LIMIT_POINTS and -gap * SCALE >= LIMIT_SHARE * self._whole(number):
                limit = self._said(self.facts.against_pair, number, couple)
                if limit:
                    return limit
        return None

    def _said(self, find: Find, number: int, couple: Couple) -> Reason | None:
        criterion = CRITERIA[number]
        fact = find(criterion, couple)
        text = say(fact, self.reader, couple.mentee.label, couple.mentor.label) if fact else ""
        return Reason(criterion, text) if text else None

    def _whole(self, number: int) -> int:
        """What a criterion adds at most, in hundredths of a point; at least 1, to divide by."""
        return max(1, self.weights[number] * SCALE // self.weight)

    def _note(self, pair: IdPair) -> str:
        """What to say of a pair that has no reason."""
        if pair in self.plan.locks:
            return BY_HAND[self.reader]
        return (BEST if pair in self.chosen else NOTHING)[self.reader]

    def _standing(self, score: int, band: str, got: Sequence[int], answered: Sequence[bool]) -> Standing:
        shares = tuple(
            Share(criterion, got[number], self._whole(number), answered[number])
            for number, criterion in enumerate(CRITERIA)
            if self.weights[number]
        )
        return Standing(score, band, shares)

    def _headline(self, band: str, score: int, mentee: str) -> str:
        if self.reader is Reader.MANAGER:
            return f"{points(score)}, {band}"
        whose = "you hope" if self.reader is Reader.MENTEE else f"{mentee} hopes"
        return HEADLINES[band].format(whose=whose)


HEADLINES: Mapping[str, str] = {
    "strong": "Very close to what {whose} for",
    "good": "Close to what {whose} for",
    "fair": "In part what {whose} for",
    "weak": "Further from what {whose} for than we would like",
}
"""How near a pair is, by its band, for the two people."""

BEST: Mapping[Reader, str] = {
    Reader.MENTEE: "The best match that this round has for you, with everyone in mind",
    Reader.MENTOR: "The best match that this round has for you both, with everyone in mind",
    Reader.MANAGER: "Nothing stands out over this mentee's other mentors; it is the best available",
}
"""What is said of a pair of the plan that has no reason."""

BY_HAND: Mapping[Reader, str] = {
    Reader.MENTEE: "Your program manager chose this match for you",
    Reader.MENTOR: "Your program manager chose this match for you both",
    Reader.MANAGER: "Nothing stands out over this mentee's other mentors; it was set by hand",
}
"""The same of a locked pair."""

NOTHING: Mapping[Reader, str] = {
    Reader.MENTEE: "Nothing stands out yet",
    Reader.MENTOR: "Nothing stands out yet",
    Reader.MANAGER: "Nothing stands out over this mentee's other mentors",
}
"""The same of a pair that is not in the plan."""

__all__ = [
    "Alternative",
    "Contender",
    "Explanation",
    "NotAllowed",
    "Reader",
    "Reason",
    "Share",
    "Standing",
    "explain",
    "explain_all",
    "likenesses",
]
