"""Who else was near a pair: for the manager only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cairn.matching.plan import Plan
from cairn.matching.scoring.encoding import IntArray
from cairn.matching.solving.locks import places
from cairn.matching.words.wording import counted, listed, points

MOST = 3


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another mentor for the same mentee. `score` 0 to 10 000; `taken` of `seats` have a mentee."""

    mentor: str
    name: str
    score: int
    band: str
    seats: int
    taken: int

    @property
    def text(self) -> str:
        """'Lee: 68.2 points, strong, 1 of 3 seats free'."""
        free = max(self.seats - self.taken, 0)
        seats = counted(self.seats, "seat", "seats")
        return f"{self.name}: {points(self.score)}, {self.band}, {free} of {seats} free"


@dataclass(frozen=True, slots=True)
class Contender:
    """Another mentee who was near the same mentor. `has`: the names of the mentors that this one got."""

    mentee: str
    name: str
    score: int
    band: str
    has: tuple[str, ...]

    @property
    def text(self) -> str:
        """'Sam: 66.0 points, strong, has Lee'."""
        return f"{self.name}: {points(self.score)}, {self.band}, has {listed(self.has) or 'no mentor'}"


class Alternatives:
    """Finds who else was near, among the candidates of a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.scorer = plan.candidates.scorer
        self.barred = set(places(self.scorer, plan.forbids))
        where = places(self.scorer, [(pair.mentee, pair.mentor) for pair in plan.pairs])
        self.chosen = set(where)

    @cached_property
    def _by_column(self) -> tuple[IntArray, IntArray]:
        """The places of candidates by column, best first, and where each column starts."""
        candidates = self.plan.candidates
        order = np.lexsort((self._rows, -candidates.score, candidates.column))
        sizes = np.bincount(candidates.column, minlength=self.scorer.data.width)
        return order, np.concatenate(([0], np.cumsum(sizes)))

    def mentors(self, row: int, column: int) -> tuple[Alternative, ...]:
        """The next best mentors with seats: not those that the mentee has, nor whom the manager forbade."""
        candidates = self.plan.candidates
        found: list[Alternative] = []
        for place in range(int(candidates.start[row]), int(candidates.start[row + 1])):
            other, score = int(candidates.column[place]), int(candidates.score[place])
            if len(found) == MOST:
                break
            if other == column or (row, other) in self.chosen or (row, other) in self.barred:
                continue
            mentor = self.scorer.mentors[other]
            if not mentor.seats:
                continue
            taken = self.plan.loads.get(mentor.id, 0)
            band = self.plan.policy.band(score)
            found.append(Alternative(mentor.id, mentor.label, score, band, mentor.seats, taken))
        return tuple(found)

    def mentees(self, row: int, column: int) -> tuple[Contender, ...]:
        """The mentees who would suit a mentor best, without those whom she has."""
        candidates = self.plan.candidates
        order, start = self._by_column
        found: list[Contender] = []
        for place in order[start[column] : start[column + 1]]:
            other, score = int(self._rows[place]), int(candidates.score[place])
            if len(found) == MOST:
                break
            if other == row or (other, column) in self.chosen or (other, column) in self.barred:
                continue
            mentee = self.scorer.mentees[other]
            has = tuple(
                self.scorer.mentors[self.scorer.column_of[pair.mentor]].label
                for pair in self.plan.pairs_of_mentee(mentee.id)
            )
            found.append(Contender(mentee.id, mentee.label, score, self.plan.policy.band(score), has))
        return tuple(found)

    @cached_property
    def _rows(self) -> IntArray:
        return self.plan.candidates.rows
