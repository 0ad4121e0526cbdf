"""The levels that costs settle, one after another, over all pairs whether they take part or not.

Each level is a flow of least cost in the network that the levels before it left over: `flow.restricted`
keeps every plan that is best so far and no other. At the end every pair that did not take part is priced
at every level: it could only have mattered if its reduced costs are lexicographically negative. Such pairs
are taken up and the levels settled again, until there are none; then the plan is proven.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cairn.matching.problem import SCALE
from cairn.matching.scoring.encoding import IntArray, SmallArray
from cairn.matching.solving.flow import Network, min_cost, prices, restricted
from cairn.matching.solving.market import SOURCES, Market
from cairn.matching.solving.matched import best_of_each
from cairn.matching.solving.objective import Level, WordArray, tickets

BoolArray = npt.NDArray[np.bool_]

TICKET_BITS = 20

MANY = 200_000
"""Beyond so many worthwhile pairs that were left out, only the best of each person are taken up at a time."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The chosen pairs, as places among the market's, and how it was proven.

    `prices` holds the node prices of each level. `rounds`: how often left-out pairs were priced.
    """

    chosen: IntArray
    prices: tuple[IntArray, ...]
    rounds: int
    added: int


def settle(
    market: Market,
    units: IntArray,
    levels: Sequence[Level],
    halves: tuple[WordArray, WordArray],
    floor: int,
    report: Callable[[float], None],
) -> Settled:
    """The best plan that sends `units`, of pairs scoring `floor` or more."""
    rounds = added = 0
    while True:
        pairs = np.flatnonzero(market.active & (market.score >= floor))
        stages = _Stages(market, units, pairs)
        for number, level in enumerate(levels):
            stages.settle(level)
            report((number + 1) / (len(levels) + 1))
        rounds += 1
        more = _take_worthwhile(market, levels, stages, floor)
        if not more:
            stages.break_ties(halves)
            return Settled(pairs[stages.chosen()], tuple(stages.prices), rounds, added)
        added += more


class _Stages:
    """The network as the levels narrow it, and the flow on its arcs."""

    def __init__(self, market: Market, units: IntArray, pairs: IntArray) -> None:
        self.market = market
        self.pairs = pairs
        self.network, _, _ = market.network(units, pairs)
        self.flow = np.zeros(self.network.tail.size, np.int64)
        self.alive = np.arange(self.network.tail.size)
        self.arcs = self.network.tail.size
        self.prices: list[IntArray] = []

    def settle(self, level: Level) -> None:
        """Settles one level and keeps only what is best there."""
        cost = self.market.costs(level, self.pairs, self.arcs)
        self.prices.append(self._narrow(cost))

    def _narrow(self, cost: IntArray) -> IntArray:
        part = cost[self.alive]
        if not part.any():
            return np.zeros(self.network.nodes, np.int64)
        flow = _least(self.network, part)
        price = prices(self.network, part, flow)
        self.network, kept, fixed = restricted(self.network, part, price, flow)
        self.flow[self.alive] = fixed
        self.alive = self.alive[kept]
        return price

    def break_ties(self, halves: tuple[WordArray, WordArray]) -> None:
        """Chooses among plans that are equal at every level: least sum of tickets, 20 bits at a time."""
        market = self.market
        ticket = np.zeros(self.arcs, np.int64)
        ticket[: self.pairs.size] = tickets(
            halves[0][market.row[self.pairs]], halves[1][market.column[self.pairs]]
        )
        for shift in (TICKET_BITS, 0):
            self._narrow((ticket >> shift) & ((1 << TICKET_BITS) - 1))
        if self.alive.size:
            self.flow[self.alive] = _least(self.network, np.zeros(self.alive.size, np.int64))
            self.alive = self.alive[:0]

    def chosen(self) -> IntArray:
        """Which of the pairs carry flow."""
        return np.flatnonzero(self.flow[: self.pairs.size] > 0)


def _least(network: Network, cost: IntArray) -> IntArray:
    if network.tail.size == 0:
        return np.zeros(0, np.int64)
    return min_cost(network, cost)


def _take_worthwhile(market: Market, levels: Sequence[Level], stages: _Stages, floor: int) -> int:
    """Takes up pairs that could make a better plan; returns how many."""
    idle = np.flatnonzero(~market.active & (market.score >= floor))
    worth = _worthwhile(
        levels, stages.prices, market, market.row[idle], market.column[idle], market.score[idle], ties=True
    )
    if worth.any():
        market.active[idle[worth]] = True
        market.active[
            idle[_near(levels[0], stages.prices[0], market, idle, int(np.count_nonzero(worth)))]
        ] = True
        return int(np.count_nonzero(worth))

    def sieve(row: IntArray, column: IntArray, score: SmallArray) -> BoolArray:
        return _worthwhile(levels, stages.prices, market, row, column, score, ties=False)

    found = [
        market.fetch(rows, columns, least, sieve)
        for rows, columns, least in _suspects(market, levels, stages.prices, floor)
    ]
    if not found:
        return 0
    row, column, score = (np.concatenate(part) for part in zip(*found, strict=True))
    worth = sieve(row, column, score)
    row, column, score = row[worth], column[worth], score[worth]
    if row.size > MANY:
        best = best_of_each(row, column, score)
        row, column, score = row[best], column[best], score[best]
    market.add(row, column, score)
    return int(row.size)


def _near(level: Level, price: IntArray, market: Market, idle: IntArray, worthwhile: int) -> IntArray:
    """Idle pairs of the least reduced costs: taken up along with worthwhile ones, they save rounds."""
    many = 3 * worthwhile + int(np.count_nonzero(market.active)) // 20
    if many >= idle.size:
        return np.arange(idle.size)
    left = (
        level.by_score[market.score[idle]]
        + price[SOURCES + market.row[idle]]
        - price[SOURCES + market.height + market.column[idle]]
    )
    return np.argpartition(left, many)[:many]


def _worthwhile(
    levels: Sequence[Level],
    price: Sequence[IntArray],
    market: Market,
    row: IntArray,
    column: IntArray,
    score: npt.NDArray[np.int32],
    *,
    ties: bool,
) -> BoolArray:
    """Which pairs have lexicographically negative reduced costs; with `ties`, those of all zeros too."""
    worth = np.zeros(row.size, np.bool_)
    even = np.arange(row.size)
    for level, known in zip(levels, price, strict=True):
        left = (
            level.by_score[score[even]]
            + known[SOURCES + row[even]]
            - known[SOURCES + market.height + column[even]]
        )
        worth[even[left < 0]] = True
        even = even[left == 0]
    if ties:
        worth[even] = True
    return worth


def _suspects(
    market: Market, levels: Sequence[Level], price: Sequence[IntArray], floor: int
) -> Iterator[tuple[IntArray, IntArray, IntArray]]:
    """Mentees and mentors between whom a left-out pair could matter, and the least score each mentee needs.

    The higher a mentor's prices, the more any pair with her is worth. So with the mentors in that order a
    mentee's left-out pairs, none of which exceeds her bound, can matter only with some of the first; mentees
    are looked at together whose first mentors are about as many.
    """
    bound = market.candidates.row_bound
    rows = np.flatnonzero(market.tiers.any(axis=1) & (bound >= floor))
    columns = np.flatnonzero(market.free > 0)
    if not rows.size or not columns.size:
        return
    rank = np.lexsort([known[SOURCES + market.height + columns] for known in reversed(price)])
    dearest_first = columns[rank[::-1]]

    def matters(row: IntArray, place: IntArray, score: SmallArray) -> BoolArray:
        return _worthwhile(levels, price, market, row, dearest_first[place], score, ties=False)

    reach = _bisect(
        lambda place: matters(rows, np.maximum(place, 1) - 1, bound[rows]),
        np.zeros(rows.size, np.int64),
        columns.size,
    )
    rows, reach = rows[reach > 0], reach[reach > 0]
    first = np.zeros(rows.size, np.int64)
    short = _bisect(
        lambda fall: matters(rows, first, bound[rows] - fall.astype(np.int32)),
        np.zeros(rows.size, np.int64),
        SCALE,
    )
    least = np.maximum(bound[rows] - short, floor)
    size = np.ceil(np.log2(reach)).astype(np.int64)
    for group in np.unique(size):
        members = size == group
        yield rows[members], np.sort(dearest_first[: int(reach[members].max())]), least[members]


def _bisect(holds: Callable[[IntArray], BoolArray], low: IntArray, high: int) -> IntArray:
    """For each element the largest number up to `high` that holds; `low` is taken to hold."""
    top = np.full(low.size, high + 1, np.int64)
    while (top - low > 1).any():
        middle = (low + top) // 2
        good = holds(middle)
        low, top = np.where(good, middle, low), np.where(good, top, middle)
    return low
