"""What is left to decide once locks are set: who may still get whom, and how many.

The market is a flow network. Its sources are the mentees' first seats, one source for each number of rounds
passed over, then all second and all third seats; from there arcs lead to mentees, to mentors along the known
pairs, and over a mentor's free seats to the sink. How much each source sends is settled by `matched.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cairn.matching.problem import SCALE
from cairn.matching.scoring.candidates import COMPLETE, Candidates
from cairn.matching.scoring.encoding import IntArray, SmallArray, among
from cairn.matching.scoring.quick import SLACK
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.flow import Network
from cairn.matching.solving.objective import Level

BoolArray = npt.NDArray[np.bool_]

CLASSES = 10
SECOND, THIRD = CLASSES, CLASSES + 1
SOURCES = CLASSES + 2
"""Sources 0 to 9: first seats of those passed over so often; then second and third seats."""

SOME = 60_000
"""Up to so many known pairs all take part at once; beyond, the best of each person first."""

ROW_START, COLUMN_START = 16, 6
"""How many of the best pairs of each mentee and each mentor take part at first."""

FETCH_CELLS = 6_000_000

Found = tuple[IntArray, IntArray, SmallArray]
"""Rows, columns and scores of pairs."""

Sieve = Callable[[IntArray, IntArray, SmallArray], BoolArray]


@dataclass
class Market:
    """Known pairs (`row`, `column`, `score`), those that take part (`active`), and what is free.

    `tiers[row, source]`: whether the mentee may take a unit of that source. `taken`: locked mentees of each
    mentor. `kept`: whether a known pair stands in the draft. Everything is in the fixed order of ids.
    """

    candidates: Candidates
    row: IntArray
    column: IntArray
    score: SmallArray
    kept: BoolArray
    active: BoolArray
    tiers: BoolArray
    free: IntArray
    taken: IntArray
    barred: IntArray
    """Sorted keys of pairs that are locked or forbidden and so not to be found again."""
    _known: IntArray = field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def scorer(self) -> Scorer:
        """The scorer of the candidates."""
        return self.candidates.scorer

    @property
    def height(self) -> int:
        """How many mentees."""
        return len(self.tiers)

    @property
    def width(self) -> int:
        """How many mentors."""
        return self.free.size

    @property
    def sink(self) -> int:
        """The node of the sink, the last one."""
        return SOURCES + self.height + self.width

    def network(self, units: IntArray, pairs: IntArray) -> tuple[Network, int, int]:
        """The network in which source s sends `units[s]`; the pairs come first, then seats, then sources.

        Returns it with the number of pair arcs and of seat arcs.
        """
        seat_column = np.repeat(np.arange(self.width), self.free)
        source_row, source = np.nonzero(self.tiers[:, units > 0])
        source = np.flatnonzero(units > 0)[source]
        tail = np.concatenate([SOURCES + self.row[pairs], SOURCES + self.height + seat_column, source])
        head = np.concatenate(
            [
                SOURCES + self.height + self.column[pairs],
                np.full(seat_column.size, self.sink),
                SOURCES + source_row,
            ]
        )
        supply = np.zeros(self.sink + 1, np.int64)
        supply[:SOURCES] = units
        supply[self.sink] = -units.sum()
        return Network(tail, head, np.ones(tail.size, np.int64), supply), pairs.size, seat_column.size

    def costs(self, level: Level, pairs: IntArray, arcs: int) -> IntArray:
        """The costs of the arcs of `network` at one level."""
        cost = np.zeros(arcs, np.int64)
        cost[: pairs.size] = level.by_score[self.score[pairs]] + level.kept * self.kept[pairs]
        number = np.arange(int(self.free.sum())) - np.repeat(np.cumsum(self.free) - self.free, self.free)
        further = number + np.repeat(self.taken, self.free) > 0
        cost[pairs.size : pairs.size + further.size] = level.further * further
        return cost

    def activate_some(self) -> None:
        """Chooses the pairs that take part at first: all of few, else the best of each and the draft."""
        if self.row.size <= SOME:
            self.active[:] = True
            return
        self.active |= self.kept
        first = np.cumsum(np.bincount(self.row, minlength=self.height))
        rank = np.arange(self.row.size) - np.concatenate(([0], first[:-1]))[self.row]
        self.active |= rank < ROW_START
        order = np.lexsort((self.row, -self.score, self.column))
        last = np.cumsum(np.bincount(self.column, minlength=self.width))
        rank = np.arange(self.row.size) - np.concatenate(([0], last[:-1]))[self.column[order]]
        self.active[order[rank < COLUMN_START + self.free[self.column[order]]]] = True

    def add(self, row: IntArray, column: IntArray, score: SmallArray, kept: BoolArray | None = None) -> None:
        """Makes further pairs known, and active."""
        self.row = np.concatenate([self.row, row])
        self.column = np.concatenate([self.column, column])
        self.score = np.concatenate([self.score, score])
        self.kept = np.concatenate([self.kept, np.zeros(row.size, np.bool_) if kept is None else kept])
        self.active = np.concatenate([self.active, np.ones(row.size, np.bool_)])

    def fetch(self, rows: IntArray, columns: IntArray, least: IntArray, sieve: Sieve | None = None) -> Found:
        """Pairs left out of the candidates between `rows` and `columns` that score at least `least` (a row).

        `sieve` says of (row, column, a score they cannot exceed) which are worth an exact score.
        """
        bounds = self.candidates
        columns = columns[self.free[columns] > 0]
        open_rows = (bounds.row_bound[rows] != COMPLETE) & (bounds.row_bound[rows] >= least)
        rows, least = rows[open_rows], least[open_rows]
        if rows.size:
            columns = columns[bounds.column_bound[columns] >= least.min()]
        if not rows.size or not columns.size:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int32)
        quick = self.candidates.quick.narrowed(columns)
        parts = []
        step = max(1, FETCH_CELLS // columns.size)
        for begin in range(0, rows.size, step):
            part, need = rows[begin : begin + step], least[begin : begin + step]
            block = quick.block(part)
            found = np.flatnonzero(block >= (need - SLACK)[:, None])
            local, where = np.divmod(found, columns.size)
            if sieve is not None:
                most = np.minimum(np.ceil(block.reshape(-1)[found]) + SLACK, SCALE).astype(np.int32)
                left = sieve(part[local], columns[where], most)
                local, where = local[left], where[left]
            scored = self.scorer.score(part[local], columns[where])
            fit = scored.allowed & (scored.score >= np.maximum(need[local], self.scorer.minimum))
            parts.append((part[local[fit]], columns[where[fit]], scored.score[fit]))
        row, column, score = (np.concatenate(each) for each in zip(*parts, strict=True))
        new = ~among(self._known_keys(), row * self.width + column)
        return row[new], column[new], score[new]

    def _known_keys(self) -> IntArray:
        if self._known.size != self.row.size + self.barred.size:
            self._known = np.sort(np.concatenate([self.row * self.width + self.column, self.barred]))
        return self._known


def open_market(
    candidates: Candidates,
    locks: Sequence[tuple[int, int]],
    forbids: Sequence[tuple[int, int]],
    draft: Sequence[tuple[int, int]],
) -> Market:
    """The market around locked pairs, without forbidden ones; all pairs as (row, column)."""
    data, width = candidates.scorer.data, candidates.scorer.data.width
    locked_rows = np.bincount([row for row, _ in locks], minlength=data.height).astype(np.int64)
    taken = np.bincount([column for _, column in locks], minlength=width).astype(np.int64)
    tiers = np.zeros((data.height, SOURCES), np.bool_)
    unlocked = np.flatnonzero(locked_rows == 0)
    tiers[unlocked, data.passed_over[unlocked]] = True
    tiers[:, SECOND] = (data.wanted_seats >= 2) & (locked_rows < 2)
    tiers[:, THIRD] = (data.wanted_seats >= 3) & (locked_rows < 3)
    free = data.seats - taken
    barred = np.asarray(sorted({row * width + column for row, column in (*locks, *forbids)}), np.int64)
    rows, columns = candidates.rows, candidates.column.astype(np.int64)
    keys = rows * width + columns
    wanting = np.asarray(tiers.any(axis=1))
    usable = wanting[rows] & (free[columns] > 0) & ~among(barred, keys)
    drafted = np.asarray(sorted(row * width + column for row, column in draft), np.int64)
    kept = among(drafted, keys)
    market = Market(
        candidates=candidates,
        row=rows[usable],
        column=columns[usable],
        score=candidates.score[usable],
        kept=kept[usable],
        active=np.zeros(int(usable.sum()), np.bool_),
        tiers=tiers,
        free=free,
        taken=taken,
        barred=barred,
    )
    market.activate_some()
    if drafted.size:
        known = np.sort(np.concatenate([keys, barred]))
        _add_missing_draft(market, drafted[~among(known, drafted)])
    return market


def _add_missing_draft(market: Market, keys: IntArray) -> None:
    """A pair of the draft that is no candidate takes part all the same, if the rules allow it."""
    if keys.size == 0:
        return
    rows, columns = np.divmod(keys, market.width)
    scored = market.scorer.score(rows, columns)
    fit = scored.allowed & (scored.score >= market.scorer.minimum)
    fit &= np.asarray(market.tiers.any(axis=1))[rows] & (market.free[columns] > 0)
    market.add(rows[fit], columns[fit], scored.score[fit], np.ones(int(fit.sum()), np.bool_))
