"""Scores of pairs: exact ones in whole numbers, and quick upper bounds of whole rows.

Exact scores are integer arithmetic. The quick ones are float32 sums of small matrix products, never lower
than the exact score less `SLACK`: they only choose which pairs are worth an exact look, and the exact score
then decides, so no platform's rounding can be seen in a result.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cairn.matching.people import Mentee, Mentor
from cairn.matching.problem import CRITERIA, UNKNOWN, Criterion, Problem, Rule
from cairn.matching.scoring import criteria
from cairn.matching.scoring.criteria import RANK_VALUES, Shortlists
from cairn.matching.scoring.encoding import Encoded, IntArray, SmallArray, by_id, encode
from cairn.matching.scoring.rules import Barriers, barriers, broken, minimum_score

CHUNK = 1 << 16
"""Pairs scored at a time, small enough to stay in the processor's cache."""

FEW = 40
"""Pairs of one mentee below which it is quicker to compare text with text than one text with all."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Exact scores of pairs. `allowed` says which break no rule, the minimum left aside; the score of a pair
    that breaks one is 0."""

    score: SmallArray
    allowed: npt.NDArray[np.bool_]
    broken: dict[Rule, int]


@dataclass(frozen=True)
class Scorer:
    """Scores the pairs of one problem. Rows are mentees and columns mentors, both sorted by id."""

    problem: Problem
    data: Encoded
    between: Barriers
    shortlists: Shortlists

    @classmethod
    def of(cls, problem: Problem) -> Scorer:
        """The scorer of a problem that `check` found nothing wrong with."""
        data = encode(problem)
        return cls(problem, data, barriers(problem, data), _shortlists(problem, data))

    @cached_property
    def weights(self) -> SmallArray:
        """The weight of each criterion, in the order of CRITERIA."""
        return np.asarray([self.problem.weights.get(criterion, 0) for criterion in CRITERIA], np.int32)

    @cached_property
    def minimum(self) -> int:
        """The least score of a match, 0 to 10 000."""
        return minimum_score(self.problem.rules)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each mentee."""
        return {person: number for number, person in enumerate(self.data.mentees.ids)}

    @cached_property
    def column_of(self) -> dict[str, int]:
        """The column of each mentor."""
        return {person: number for number, person in enumerate(self.data.mentors.ids)}

    @cached_property
    def mentees(self) -> tuple[Mentee, ...]:
        """The mentees in the order of the rows."""
        return tuple(by_id(self.problem.mentees))

    @cached_property
    def mentors(self) -> tuple[Mentor, ...]:
        """The mentors in the order of the columns."""
        return tuple(by_id(self.problem.mentors))

    def text(self, rows: IntArray, columns: IntArray) -> SmallArray:
        """Likeness of the goals' texts by letters, 0 to 10 000; `rows` must be in ascending order."""
        if not self.problem.weights.get(Criterion.GOALS, 0) or rows.size == 0:
            return np.zeros(rows.size, np.int32)
        texts, width = self.data.texts, self.data.width
        distinct, where = np.unique(rows, return_inverse=True)
        if rows.size < FEW * distinct.size:
            return self._text_one_by_one(rows, columns)
        got = np.empty(rows.size, np.int32)
        step = max(1, 4_000_000 // max(width, 1))
        for begin in range(0, distinct.size, step):
            part = distinct[begin : begin + step]
            low, high = np.searchsorted(where, (begin, begin + part.size))
            product = (texts.mentees[part] @ texts.turned).tocsr()
            scratch = np.zeros((part.size, width), np.int32)
            scratch[np.repeat(np.arange(part.size), np.diff(product.indptr)), product.indices] = product.data
            got[low:high] = scratch[where[low:high] - begin, columns[low:high]]
        return np.minimum(got // 100, 10_000)

    def _text_one_by_one(self, rows: IntArray, columns: IntArray) -> SmallArray:
        """The same for few pairs of many mentees, where whole rows would be wasted."""
        texts = self.data.texts
        got = np.empty(rows.size, np.int32)
        for begin in range(0, rows.size, CHUNK):
            part = slice(begin, begin + CHUNK)
            got[part] = texts.mentees[rows[part]].multiply(texts.mentors[columns[part]]).sum(axis=1)
        return np.minimum(got // 100, 10_000)

    def score(self, rows: IntArray, columns: IntArray) -> Scored:
        """Exact scores of the pairs that the rules allow; `rows` in ascending order."""
        score = np.zeros(rows.size, np.int32)
        allowed = np.empty(rows.size, np.bool_)
        counts: dict[Rule, int] = {}
        for begin in range(0, rows.size, CHUNK):
            part = slice(begin, begin + CHUNK)
            found, minutes = broken(self.data, self.problem.rules, self.between, rows[part], columns[part])
            refused = np.zeros(minutes.size, np.bool_)
            for rule, mask in found.items():
                refused |= mask
                counts[rule] = counts.get(rule, 0) + int(np.count_nonzero(mask))
            allowed[part] = ~refused
            fit = np.flatnonzero(~refused)
            fit_rows, fit_columns = rows[part][fit], columns[part][fit]
            text = self.text(fit_rows, fit_columns)
            score[begin + fit] = self._total(fit_rows, fit_columns, text, minutes[fit])
        return Scored(score, allowed, counts)

    def _total(self, rows: IntArray, columns: IntArray, text: SmallArray, minutes: SmallArray) -> SmallArray:
        total = np.zeros(rows.size, np.int32)
        for _, got, _ in self._contributions(rows, columns, text, minutes):
            total += got
        return total

    def _contributions(
        self, rows: IntArray, columns: IntArray, text: SmallArray, minutes: SmallArray
    ) -> list[tuple[int, SmallArray, npt.NDArray[np.bool_]]]:
        """(number of the criterion, contributions, answered by both) of each criterion that has weight."""
        answered = criteria.known(self.data, rows, columns)
        whole = int(self.weights.sum())
        result = []
        for number, criterion in enumerate(CRITERIA):
            weight = int(self.weights[number])
            if weight == 0:
                continue
            value = criteria.raw_values(
                self.data,
                self.problem.rules,
                criterion,
                rows,
                columns,
                text=text,
                minutes=minutes,
                shortlists=self.shortlists,
            )
            value = np.where(answered[number], value, UNKNOWN)
            result.append((number, (weight * value // whole).astype(np.int32), answered[number]))
        return result

    def contributions(self, rows: IntArray, columns: IntArray) -> tuple[SmallArray, npt.NDArray[np.bool_]]:
        """What each criterion adds for each pair, and which criteria both answered: one row a criterion.

        `rows` in ascending order. Contributions are in hundredths of a point and sum to the score.
        """
        table = np.zeros((len(CRITERIA), rows.size), np.int32)
        answered = np.zeros((len(CRITERIA), rows.size), np.bool_)
        text = self.text(rows, columns)
        minutes = criteria.overlap(self.data, rows, columns)
        for number, got, both in self._contributions(rows, columns, text, minutes):
            table[number], answered[number] = got, both
        listed = self.shortlists.mentees_listed[rows] | self.shortlists.mentors_listed[columns]
        answered[CRITERIA.index(Criterion.SHORTLIST)] &= listed
        return table, answered

    def row(self, mentee: int) -> tuple[IntArray, Scored]:
        """All columns for one mentee, with their exact scores."""
        columns = np.arange(self.data.width)
        return columns, self.score(np.full(columns.size, mentee), columns)


def _shortlists(problem: Problem, data: Encoded) -> Shortlists:
    row_of = {person: number for number, person in enumerate(data.mentees.ids)}
    column_of = {person: number for number, person in enumerate(data.mentors.ids)}
    width = data.width
    wishes = {
        row_of[person.id] * width + column_of[other]: _rank_value(place)
        for person in problem.mentees
        for place, other in enumerate(person.ranking)
        if other in column_of
    }
    says = {
        row_of[other] * width + column_of[person.id]: _rank_value(place)
        for person in problem.mentors
        for place, other in enumerate(person.ranking)
        if other in row_of
    }
    return Shortlists(
        *_sorted(wishes),
        np.asarray([bool(person.ranking) for person in by_id(problem.mentees)], np.bool_),
        *_sorted(says),
        np.asarray([bool(person.ranking) for person in by_id(problem.mentors)], np.bool_),
    )


def _rank_value(place: int) -> int:
    return RANK_VALUES[min(place, len(RANK_VALUES) - 1)]


def _sorted(table: dict[int, int]) -> tuple[IntArray, IntArray]:
    keys = np.asarray(sorted(table), np.int64)
    return keys, np.asarray([table[key] for key in keys.tolist()], np.int64)
