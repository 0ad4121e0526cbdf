"""Where seats are short: the people who can only share among themselves, and the seats they share.

From everybody without a mentor one walks to all mentors who could have been theirs, from those to the mentees
who have their seats, and on to the mentors whom these could have had instead. If a free seat is met, seats
are not what is missing. If none is, the mentees met, all of them, can have no other mentor than the ones met:
whatever is done, some of them stay without (Hall 1935). What is met falls into groups that have nothing to
do with each other; each is one shortage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cairn.matching.plan import Plan
from cairn.matching.scoring.candidates import COMPLETE
from cairn.matching.scoring.encoding import IntArray
from cairn.matching.solving.locks import places

CELLS = 2_000_000


@dataclass(frozen=True, slots=True)
class Shortage:
    """People who can be matched with nobody but the same mentors, and the seats that these have for them.

    `people` are rows of mentees, `mentors` columns. `held`: further seats of these mentors that locked pairs
    hold. `free`: seats that nobody has; where there are any, seats alone are not the reason.
    """

    people: tuple[int, ...]
    mentors: tuple[int, ...]
    seats: int
    held: int
    free: int


def shortages(plan: Plan, rows: Sequence[int]) -> dict[int, Shortage]:
    """The shortage that each of the given unmatched mentees is part of, by row."""
    return _Walk(plan).groups(rows)


class _Walk:
    """Groups of mentees and mentors, joined wherever a mentee could have a mentor (union-find)."""

    def __init__(self, plan: Plan) -> None:
        self.candidates, self.scorer = plan.candidates, plan.candidates.scorer
        data = self.scorer.data
        self.height, self.width = data.height, data.width
        self.barred = {row * self.width + column for row, column in places(self.scorer, plan.forbids)}
        self.holders: dict[int, list[int]] = {}
        self.held = np.zeros(self.width, np.int64)
        self.taken = np.zeros(self.width, np.int64)
        for pair in plan.pairs:
            row, column = self.scorer.row_of[pair.mentee], self.scorer.column_of[pair.mentor]
            if pair.locked:
                self.held[column] += 1
            else:
                self.taken[column] += 1
                self.holders.setdefault(column, []).append(row)
        self.parent = np.arange(self.height + self.width)
        self.size = np.ones(self.height + self.width, np.int64)
        self.seen: dict[int, None] = {}
        self.met: dict[int, None] = {}

    def groups(self, rows: Sequence[int]) -> dict[int, Shortage]:
        """Walks from the rows to the end, and collects the groups."""
        waiting = list(rows)
        unsure: list[int] = []
        while waiting or unsure:
            while waiting:
                row = waiting.pop()
                if row not in self.seen:
                    self.seen[row] = None
                    unsure.append(row)
                    waiting.extend(self._join(row, self._known(row)))
            waiting.extend(self._look_further(unsure))
            unsure = []
        return self._collected(rows)

    def _known(self, row: int) -> IntArray:
        part = slice(int(self.candidates.start[row]), int(self.candidates.start[row + 1]))
        return self.candidates.column[part].astype(np.int64)

    def _join(self, row: int, columns: IntArray) -> Iterator[int]:
        """Joins a mentee with mentors; yields whoever has a seat of a mentor met for the first time."""
        apart = self.parent[self.height + columns] != self._root(row)
        for column in columns[apart].tolist():
            if row * self.width + column in self.barred:
                continue
            self._unite(row, self.height + column)
            if column not in self.met:
                self.met[column] = None
                for holder in self.holders.get(column, ()):
                    self._unite(holder, self.height + column)
                    yield holder

    def _look_further(self, rows: Sequence[int]) -> Iterator[int]:
        """Follows pairs that were left out of the candidates, from each group to the mentors outside it."""
        groups: dict[int, list[int]] = {}
        for row in rows:
            if self.candidates.row_bound[row] != COMPLETE:
                groups.setdefault(self._root(row), []).append(row)
        for root in sorted(groups):
            roots = np.asarray([self._root(self.height + column) for column in range(self.width)])
            outside = np.flatnonzero(roots != self._root(root))
            step = max(1, CELLS // max(outside.size, 1))
            members = sorted(groups[root])
            for begin in range(0, len(members) if outside.size else 0, step):
                part = np.asarray(members[begin : begin + step], np.int64)
                pairs = np.repeat(part, outside.size), np.tile(outside, part.size)
                scored = self.scorer.score(*pairs)
                fit = scored.allowed & (scored.score >= self.scorer.minimum)
                for row, column in zip(pairs[0][fit].tolist(), pairs[1][fit].tolist(), strict=True):
                    if self._root(row) != self._root(self.height + column):
                        yield from self._join(row, np.asarray([column]))

    def _collected(self, rows: Sequence[int]) -> dict[int, Shortage]:
        people: dict[int, list[int]] = {}
        mentors: dict[int, list[int]] = {}
        for row in sorted(self.seen):
            people.setdefault(self._root(row), []).append(row)
        for column in sorted(self.met):
            mentors.setdefault(self._root(self.height + column), []).append(column)
        made: dict[int, Shortage] = {}
        for root, members in people.items():
            columns = mentors.get(root, [])
            seats, held = int(self.scorer.data.seats[columns].sum()), int(self.held[columns].sum())
            free = seats - held - int(self.taken[columns].sum())
            made[root] = Shortage(tuple(members), tuple(columns), seats - held, held, free)
        return {row: made[self._root(row)] for row in rows}

    def _root(self, node: int) -> int:
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = int(self.parent[node])
        return node

    def _unite(self, left: int, right: int) -> None:
        left, right = self._root(left), self._root(right)
        if left == right:
            return
        if self.size[left] < self.size[right]:
            left, right = right, left
        self.parent[right] = left
        self.size[left] += self.size[right]
