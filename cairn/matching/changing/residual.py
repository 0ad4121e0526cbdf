"""What could still change in a finished plan: the residual network, with mentors as its nodes.

A step from mentor *a* to mentor *b* means that somebody at *a* makes room there and goes to *b*. One more
node, `outside`, stands for free seats and for mentees who are without: a step there fills a free seat or
leaves somebody out, a step from there takes somebody in or gives a seat back. A shortest walk, level by
level, is the cheapest way for everybody else to answer a change, since a plan that is best has no circle of
negative cost (Ahuja, Magnanti & Orlin 1993, chapter 9).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cairn.matching.plan import Plan
from cairn.matching.problem import First
from cairn.matching.scoring.encoding import IntArray, among
from cairn.matching.solving.flow import FAR, LARGEST, Graph
from cairn.matching.solving.locks import places
from cairn.matching.solving.objective import levels_of, ticket_halves, tickets

BoolArray = npt.NDArray[np.bool_]

NOBODY = -1
TICKET_BITS = 20


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps of a walk: from and to a node, who takes it (NOBODY for a bare seat), what the new pair
    scores (0 where there is none), and its costs.

    One row of costs a level: matched first, then the policy's levels, then the two halves of the tie-break.
    """

    tail: IntArray
    head: IntArray
    mentee: IntArray
    score: IntArray
    cost: IntArray

    def turned(self) -> Steps:
        """The same steps walked backwards."""
        return Steps(self.head, self.tail, self.mentee, self.score, self.cost)


@dataclass(frozen=True)
class Residual:
    """The residual network of a plan, over pairs that score at least `floor`.

    With `stay` the plan itself is the draft, so that staying is worth what a kept pair is.
    """

    plan: Plan
    floor: int
    stay: bool

    @cached_property
    def outside(self) -> int:
        """The node for free seats and people without."""
        return self.plan.candidates.scorer.data.width

    @cached_property
    def chosen(self) -> tuple[IntArray, IntArray, IntArray]:
        """Rows, columns and scores of the plan's pairs that are not locked."""
        scorer = self.plan.candidates.scorer
        free = [pair for pair in self.plan.pairs if not pair.locked]
        return (
            np.asarray([scorer.row_of[pair.mentee] for pair in free], np.int64),
            np.asarray([scorer.column_of[pair.mentor] for pair in free], np.int64),
            np.asarray([pair.score for pair in free], np.int64),
        )

    @cached_property
    def got(self) -> IntArray:
        """How many mentors each mentee has, locked ones included."""
        scorer = self.plan.candidates.scorer
        return np.bincount(
            [scorer.row_of[pair.mentee] for pair in self.plan.pairs], minlength=scorer.data.height
        ).astype(np.int64)

    @cached_property
    def loads(self) -> IntArray:
        """How many mentees each mentor has, locked ones included."""
        return np.asarray(
            [self.plan.loads[person] for person in self.plan.candidates.scorer.data.mentors.ids], np.int64
        )

    @cached_property
    def levels(self) -> list[tuple[IntArray, int, int]]:
        """The policy's levels as (cost by score, cost of a further mentee, cost of a kept pair)."""
        data = self.plan.candidates.scorer.data
        levels = levels_of(
            self.plan.policy, len(self.plan.pairs) + 1, data.height + data.width + 20, LARGEST >> 8
        )
        return [(level.by_score, level.further, level.kept) for level in levels]

    def pair_costs(self, rows: IntArray, columns: IntArray, scores: IntArray) -> IntArray:
        """The costs of pairs, one row a level; 0 at the first, which counts people, not pairs."""
        kept = among(self._drafted, rows * self.outside + columns)
        table = [np.zeros(rows.size, np.int64)]
        table.extend(by_score[scores] + worth * kept for by_score, _, worth in self.levels)
        ticket = tickets(self._halves[0][rows], self._halves[1][columns])
        table.extend((ticket >> TICKET_BITS, ticket & ((1 << TICKET_BITS) - 1)))
        return np.stack(table)

    @cached_property
    def _drafted(self) -> IntArray:
        """Sorted keys of the pairs whose staying is worth something."""
        taken = [(pair.mentee, pair.mentor) for pair in self.plan.pairs]
        drafted = places(self.plan.candidates.scorer, taken if self.stay else self.plan.draft)
        return np.asarray([row * self.outside + column for row, column in drafted], np.int64)

    @cached_property
    def back(self) -> Graph:
        """All steps walked backwards, for walks to somewhere."""
        return Graph(self.outside + 1, self.steps.head, self.steps.tail)

    @cached_property
    def onward(self) -> Graph:
        """All steps as they are, for walks from somewhere."""
        return Graph(self.outside + 1, self.steps.tail, self.steps.head)

    @cached_property
    def _halves(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
        data = self.plan.candidates.scorer.data
        return ticket_halves(self.plan.policy, data.mentees.ids, data.mentors.ids)

    def unit_worth(self, rows: IntArray, seat: IntArray) -> IntArray:
        """What a mentee's first, second or third mentor is worth at the level of people matched.

        Powers of two, so that no number of lesser ones outweighs a greater one in a single walk.
        """
        passed_over = self.plan.candidates.scorer.data.passed_over[rows]
        return np.where(seat == 1, 1 << (passed_over + 2), np.where(seat == 2, 2, 1)).astype(np.int64)

    def _row(self, first: IntArray) -> IntArray:
        """Costs that stand at the first level only."""
        table = np.zeros((len(self.levels) + 3, first.size), np.int64)
        table[0] = first
        return table

    def further(self, loads: IntArray) -> IntArray:
        """The cost of a mentor's next mentee when she has so many, one row a level."""
        table = self._row(np.zeros(loads.size, np.int64))
        for number, (_, further, _) in enumerate(self.levels):
            table[number + 1] = further * (loads > 0)
        return table

    @cached_property
    def steps(self) -> Steps:
        """All steps, everybody's."""
        return _joined([self._moves(), self._leavings(), self._comings(), self._seats()])

    @cached_property
    def _open(self) -> tuple[IntArray, IntArray, IntArray]:
        """Known pairs that could be but are not: rows, columns, scores."""
        candidates, data = self.plan.candidates, self.plan.candidates.scorer.data
        rows, columns = candidates.rows, candidates.column.astype(np.int64)
        taken = [(pair.mentee, pair.mentor) for pair in self.plan.pairs]
        closed = places(candidates.scorer, [*taken, *self.plan.forbids, *self.plan.avoided])
        keys = np.asarray([row * data.width + column for row, column in closed], np.int64)
        fit = candidates.score >= self.floor
        fit &= ~among(keys, rows * data.width + columns)
        return rows[fit], columns[fit], candidates.score[fit].astype(np.int64)

    def _moves(self) -> Steps:
        """Somebody goes from one mentor to another."""
        rows, columns, scores = self._open
        there = self.pair_costs(rows, columns, scores)
        here_row, here_column, here_score = self.chosen
        here = self.pair_costs(here_row, here_column, here_score)
        parts = []
        order = np.argsort(here_row, kind="stable")
        rank = np.arange(order.size) - np.searchsorted(here_row[order], here_row[order])
        for number in range(int(rank.max(initial=NOBODY)) + 1):
            place = np.full(self.got.size, NOBODY)
            chosen = order[rank == number]
            place[here_row[chosen]] = chosen
            from_pair = place[rows]
            moving = from_pair != NOBODY
            pair = from_pair[moving]
            parts.append(
                Steps(
                    here_column[pair],
                    columns[moving],
                    rows[moving],
                    scores[moving],
                    there[:, moving] - here[:, pair],
                )
            )
        return _joined(parts) if parts else self._nothing()

    def _leavings(self) -> Steps:
        """Somebody is left without a mentor."""
        rows, columns, scores = self.chosen
        cost = self._row(self.unit_worth(rows, self.got[rows])) - self.pair_costs(rows, columns, scores)
        return Steps(columns, np.full(rows.size, self.outside), rows, np.zeros_like(rows), cost)

    def _comings(self) -> Steps:
        """Somebody who lacks a mentor finds one."""
        rows, columns, scores = self._open
        lacking = self.got[rows] < self.plan.candidates.scorer.data.wanted_seats[rows]
        rows, columns, scores = rows[lacking], columns[lacking], scores[lacking]
        cost = self.pair_costs(rows, columns, scores) - self._row(self.unit_worth(rows, self.got[rows] + 1))
        return Steps(np.full(rows.size, self.outside), columns, rows, scores, cost)

    def _seats(self) -> Steps:
        """A free seat is filled, or a seat is given back."""
        seats = self.plan.candidates.scorer.data.seats
        free, used = np.flatnonzero(self.loads < seats), np.flatnonzero(self.loads > 0)
        return Steps(
            np.concatenate([free, np.full(used.size, self.outside)]),
            np.concatenate([np.full(free.size, self.outside), used]),
            np.full(free.size + used.size, NOBODY),
            np.zeros(free.size + used.size, np.int64),
            np.concatenate([self.further(self.loads[free]), -self.further(self.loads[used] - 1)], axis=1),
        )

    def _nothing(self) -> Steps:
        empty = np.zeros(0, np.int64)
        return Steps(empty, empty, empty, empty, self._row(empty))


def _joined(parts: Sequence[Steps]) -> Steps:
    return Steps(
        np.concatenate([part.tail for part in parts]),
        np.concatenate([part.head for part in parts]),
        np.concatenate([part.mentee for part in parts]),
        np.concatenate([part.score for part in parts]),
        np.concatenate([part.cost for part in parts], axis=1),
    )


@dataclass(frozen=True, slots=True)
class Walks:
    """Lexicographically shortest walks from one side: `cost[level, node]`, and the step by which each node is
    left on its way (NOBODY at the end, and where no way leads)."""

    cost: IntArray
    reached: BoolArray
    step: IntArray


def shortest_walks(
    graph: Graph, steps: Steps, start: IntArray, started: BoolArray, without: int = NOBODY
) -> Walks:
    """Shortest walks that end where `started` is true, level by level, without the steps of one mentee.

    `graph` holds the steps walked backwards: by `Residual.back` for walks to an end, by `Residual.onward` for
    walks from one, with the steps turned. `start[level, node]` is what a walk costs that ends at once.
    At each level only the steps that were tight at the levels before take part.
    """
    ends = started.copy()
    total = np.zeros_like(start)
    tight = np.flatnonzero(steps.mentee != without) if without != NOBODY else np.arange(steps.mentee.size)
    for level in range(start.shape[0]):
        begin = np.where(ends, start[level], FAR)
        if level == 0:
            length = steps.cost[0]
            if without != NOBODY:
                length = np.where(steps.mentee == without, FAR, length)
            total[0] = graph.shortest(length, begin)
        else:
            narrow = Graph(graph.nodes, steps.head[tight], steps.tail[tight])
            total[level] = narrow.shortest(steps.cost[level, tight], begin)
        ends &= start[level] == total[level]
        ahead = total[level][steps.head[tight]]
        even = total[level][steps.tail[tight]] == ahead + steps.cost[level, tight]
        tight = tight[even & (ahead < FAR // 2)]
    return Walks(total, total[0] < FAR // 2, _tree(steps, tight, graph.nodes, ends))


def _tree(steps: Steps, tight: IntArray, nodes: int, ends: BoolArray) -> IntArray:
    """For each node the tight step that leads towards an end, breadth first, so that no circle is walked."""
    tail, head = steps.tail[tight], steps.head[tight]
    step = np.full(nodes, NOBODY)
    done = ends.copy()
    while True:
        grown = np.flatnonzero(done[head] & ~done[tail])
        if grown.size == 0:
            return step
        _, first = np.unique(tail[grown], return_index=True)
        step[tail[grown[first]]] = tight[grown[first]]
        done[tail[grown]] = True


def floor_of(plan: Plan) -> int:
    """The least score that a re-solve of a plan keeps to: its lowest where everyone comes first."""
    minimum = plan.candidates.scorer.minimum
    if plan.policy.first is First.EVERYONE and plan.levels.lowest is not None:
        return max(minimum, plan.levels.lowest)
    return minimum
