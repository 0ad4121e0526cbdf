"""The first two levels: as many matched as possible, and the lowest score as high as possible.

Sets of mentees who can all be matched at once form a matroid, so matching those passed over most often
first never costs a match (Edmonds 1971): one largest flow after another, each keeping what came before.
The lowest score is found by bisection. A largest flow comes with a smallest cut; a pair that was left out
matters only if it crosses the cut, and where none does, the flow is the largest over all pairs.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cairn.matching.scoring.encoding import IntArray
from cairn.matching.solving.flow import Network, max_flow
from cairn.matching.solving.market import CLASSES, SOURCES, Market

BEST_CROSSING = 6
"""How many of the best crossing pairs of each mentee and mentor are taken up at a time."""


def most_matched(market: Market) -> tuple[IntArray, int]:
    """How many units each source sends in the best plan, and how many left-out pairs were taken up for it."""
    present = market.tiers.sum(axis=0)
    units = np.zeros(SOURCES, np.int64)
    added = 0
    if present[:CLASSES].any():
        everyone = np.where(np.arange(SOURCES) < CLASSES, present, 0)
        total, more = _largest(market, everyone)
        added += more
        if total == everyone.sum():
            units = everyone
        else:
            for passed_over in np.flatnonzero(present[:CLASSES])[::-1]:
                units, more = _with(market, units, int(passed_over), int(present[passed_over]))
                added += more
    for source in range(CLASSES, SOURCES):
        if present[source]:
            units, more = _with(market, units, source, int(present[source]))
            added += more
    return units, added


def _with(market: Market, units: IntArray, source: int, present: int) -> tuple[IntArray, int]:
    """The units when one more source sends as much as it can while the others keep sending."""
    wanted = units.copy()
    wanted[source] = present
    total, added = _largest(market, wanted)
    wanted[source] = total - int(units.sum())
    return wanted, added


def _largest(market: Market, units: IntArray) -> tuple[int, int]:
    """The largest flow of at most `units`, over all pairs, left-out ones included."""
    added = 0
    while True:
        total, reached = _flow(market, units, np.flatnonzero(market.active))
        if total == units.sum():
            return total, added
        more = _take_crossing(market, reached, market.scorer.minimum)
        if not more:
            return total, added
        added += more


def _flow(market: Market, units: IntArray, pairs: IntArray) -> tuple[int, npt.NDArray[np.bool_]]:
    """The size of the largest flow, and which nodes stand on the source's side of its cut."""
    network, _, _ = market.network(units, pairs)
    start = network.nodes
    sources = np.flatnonzero(units > 0)
    grown = Network(
        np.concatenate([network.tail, np.full(sources.size, start)]),
        np.concatenate([network.head, sources]),
        np.concatenate([network.capacity, units[sources]]),
        np.append(network.supply, 0),
    )
    flow, side = max_flow(grown, start, market.sink)
    reached = np.zeros(grown.nodes, np.bool_)
    reached[side] = True
    return int(flow[network.tail.size :].sum()), reached


def _take_crossing(market: Market, reached: npt.NDArray[np.bool_], least: int) -> int:
    """Takes up pairs that cross a cut and score at least `least`; returns how many."""
    rows = reached[SOURCES : SOURCES + market.height]
    columns = ~reached[SOURCES + market.height : market.sink] & (market.free > 0)
    crossing = np.flatnonzero(
        ~market.active & (market.score >= least) & rows[market.row] & columns[market.column]
    )
    if crossing.size:
        best = crossing[best_of_each(market.row[crossing], market.column[crossing], market.score[crossing])]
        market.active[best] = True
        return int(best.size)
    inside = np.flatnonzero(rows)
    row, column, score = market.fetch(inside, np.flatnonzero(columns), np.full(inside.size, least))
    best = best_of_each(row, column, score)
    market.add(row[best], column[best], score[best])
    return int(best.size)


def best_of_each(row: IntArray, column: IntArray, score: npt.NDArray[np.int32]) -> IntArray:
    """The places of the few best pairs of each row and of each column, in ascending order."""
    chosen = np.zeros(row.size, np.bool_)
    for group, tie in ((row, column), (column, row)):
        order = np.lexsort((tie, -score, group))
        sizes = np.bincount(group)
        first = np.cumsum(sizes) - sizes
        chosen[order[np.arange(row.size) - first[group[order]] < BEST_CROSSING]] = True
    return np.flatnonzero(chosen)


def highest_floor(market: Market, units: IntArray, ceiling: int) -> tuple[int, int]:
    """The highest score that every pair of a plan sending `units` can reach, at most `ceiling`.

    Returns it with the number of left-out pairs that were taken up for it.
    """
    wanted = int(units.sum())
    added = 0

    def reaches(least: int) -> tuple[bool, npt.NDArray[np.bool_]]:
        pairs = np.flatnonzero(market.active & (market.score >= least))
        total, reached = _flow(market, units, pairs)
        return total == wanted, reached

    low, high = market.scorer.minimum, _hopeless(market, units, ceiling)
    while True:
        values = np.flatnonzero(np.bincount(market.score[market.active]))
        values = values[(values > low) & (values < high)]
        while values.size:
            middle = int(values[values.size // 2])
            if reaches(middle)[0]:
                low, values = middle, values[values > middle]
            else:
                high, values = middle, values[values < middle]
        if low >= ceiling or not market.active.any():
            return min(low, ceiling), added
        enough, reached = reaches(low + 1)
        if enough:
            higher = market.score[market.active & (market.score > low)]
            low = min(int(higher.min(initial=ceiling)), ceiling)
        else:
            more = _take_crossing(market, reached, low + 1)
            if not more:
                return low, added
            added += more
        high = ceiling + 1


def _hopeless(market: Market, units: IntArray, ceiling: int) -> int:
    """A score that not every pair can reach, or one above the ceiling: where to stop looking."""
    if int(units[:CLASSES].sum()) < int(market.tiers[:, :CLASSES].sum()):
        return ceiling + 1
    best = np.zeros(market.height, np.int64)
    np.maximum.at(best, market.row, market.score)
    bound = np.maximum(best, market.candidates.row_bound)
    first = market.tiers[:, :CLASSES].any(axis=1)
    return min(int(bound[first].min(initial=ceiling)), ceiling) + 1
