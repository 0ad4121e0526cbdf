"""What comes first, as numbers: the cost of a score at every level, and the tie-break.

A level is a table of costs by score (0 to 10 000), the cost of each further mentee of one mentor, and the
worth of a kept pair. All are whole numbers; the smaller sum is the better plan.

The fair total is the sum of 100 * ((100 - s) / 100) ** p over the pairs' scores s in points, kept in
ten-thousandths of a point. With p = 3 a pair that is far off weighs far more than one that is a little off
(Payan & Zick 2022 and Stelmakh et al. 2021 compare such objectives for reviewers).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from cairn.matching.problem import POINT, SCALE, First, Policy
from cairn.matching.scoring.encoding import IntArray

FAIR_POINT = 10_000
"""The unit of the fair total: ten-thousandths of a point."""

SCORES = np.arange(SCALE + 1)


@dataclass(frozen=True, slots=True)
class Level:
    """One level: `by_score[s]` is what a pair of score s costs, `further` what each mentee of a mentor after
    the first costs, `kept` what a pair of the draft costs (0 or negative)."""

    name: str
    by_score: IntArray
    further: int = 0
    kept: int = 0

    @property
    def largest(self) -> int:
        """The largest cost that one pair can have, loads included."""
        return int(np.abs(self.by_score).max()) + abs(self.further) + abs(self.kept)


def fair(policy: Policy) -> Level:
    """The fair total, or the plain total, with loads and kept pairs."""
    missing = (SCALE - SCORES).astype(np.int64)
    cost = missing**3 // 1_000_000 if policy.power == 3 else missing * 100
    return Level("fair", cost, policy.load * FAIR_POINT, -policy.keep * FAIR_POINT)


def weak(policy: Policy) -> Level:
    """How many pairs are weak."""
    return Level("weak", np.less(SCORES, policy.bands[0] * POINT).astype(np.int64))


def stairs(pairs: int, nodes: int, largest: int) -> Iterator[Level]:
    """Leximin in whole points: first the fewest pairs at 0 points, then at 1, and so on up to 100.

    As many steps go into one level as fit below `largest` (costs times nodes).
    """
    base = pairs + 1
    step = 0
    while step <= SCALE // POINT:
        packed = 1
        while step + packed <= SCALE // POINT and base**packed * nodes < largest:
            packed += 1
        cost = np.zeros(SCALE + 1, np.int64)
        for number in range(packed):
            cost[np.equal(SCORES // POINT, step + number)] = base ** (packed - 1 - number)
        yield Level(f"points {step} to {step + packed - 1}", cost)
        step += packed


def packed(levels: Sequence[Level], pairs: int, nodes: int, largest: int) -> list[Level]:
    """The same levels with neighbors made one wherever their costs still fit."""
    result: list[Level] = []
    for level in levels:
        if result:
            before = result[-1]
            base = 2 * pairs * level.largest + 1
            if (before.largest * base + level.largest) * nodes < largest:
                result[-1] = Level(
                    f"{before.name}, {level.name}",
                    before.by_score * base + level.by_score,
                    before.further * base + level.further,
                    before.kept * base + level.kept,
                )
                continue
        result.append(level)
    return result


def levels_of(policy: Policy, pairs: int, nodes: int, largest: int) -> list[Level]:
    """The levels that flows settle, in order, for plans of so many pairs in networks of so many nodes."""
    if policy.first is First.EVERYONE:
        return packed([weak(policy), fair(policy)], pairs, nodes, largest)
    if policy.first is First.TOTAL:
        return [fair(policy)]
    return [*stairs(pairs, nodes, largest), fair(policy)]


def ticket_halves(
    policy: Policy, mentees: Sequence[str], mentors: Sequence[str]
) -> tuple[WordArray, WordArray]:
    """A 64-bit number for each person of either side, from program, round and id."""
    seed = f"{len(policy.program)}:{policy.program}:{policy.round}:"
    return _numbers(f"{seed}mentee:", mentees), _numbers(f"{seed}mentor:", mentors)


WordArray = npt.NDArray[np.uint64]


def _numbers(seed: str, people: Sequence[str]) -> WordArray:
    digests = [blake2b((seed + person).encode(), digest_size=8).digest() for person in people]
    return np.frombuffer(b"".join(digests), "<u8")


def tickets(left: WordArray, right: WordArray) -> IntArray:
    """The tie-break of pairs: 40 bits from the numbers of both people (mixed as in SplitMix64)."""
    factors = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
    mixed = np.asarray(left + (right ^ (right >> np.uint64(31))) * factors[0], np.uint64)
    mixed = np.asarray((mixed ^ (mixed >> np.uint64(30))) * factors[1], np.uint64)
    mixed = np.asarray((mixed ^ (mixed >> np.uint64(27))) * factors[2], np.uint64)
    return np.asarray((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(24), np.int64)
