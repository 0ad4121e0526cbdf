"""The best pairs among the people of one pool.

How many pairs there can be, whom they leave out and how high the lowest score can be is found by largest
sets of pairs (`blossom`); among those the least fair total by OR-tools' CP-SAT, with a bound that no other
pairs can be below where the work that it may do is not enough to prove it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cairn.matching.modes.blossom import ALONE, cover
from cairn.matching.modes.edges import Edges
from cairn.matching.modes.pair_prices import Pricing
from cairn.matching.scoring.encoding import BoolArray, IntArray

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

TICKET_BITS = 20

TRIED = 3
"""How many edges for each person the solver tries first."""

MOST_EDGES = 40_000
"""At most so many edges are given to the solver at once."""


@dataclass(frozen=True, slots=True)
class Paired:
    """The places of the chosen edges, and by how much at most their costs are above the least possible."""

    chosen: tuple[int, ...]
    gap: int


def pair_up(
    edges: Edges,
    passed_over: IntArray,
    *,
    costs: IntArray,
    floor: bool,
    tickets: IntArray,
    best: int,
    effort: float,
    report: Callable[[float], None],
) -> Paired:
    """The best pairs of these edges: most pairs, most people passed over, least costs.

    `costs` has what each edge costs in the fair total; `floor`: whether the lowest score comes before it.
    `tickets` decide between equals. `effort` is in deterministic seconds for each of these.
    """
    if not edges.one.size:
        return Paired((), 0)
    mate = _Pool(edges, passed_over).most([ALONE] * edges.people)
    report(0.2)
    if floor:
        edges, kept, mate = _highest(edges, passed_over, mate)
        costs, tickets = costs[kept], tickets[kept]
    else:
        kept = np.arange(edges.one.size)
    report(0.5)
    choice = _Choice(edges, passed_over, mate, effort)
    gap = choice.first(costs, best, lambda: report(0.5))
    report(0.8)
    for shift in (TICKET_BITS, 0):
        choice.settle((tickets >> shift) & ((1 << TICKET_BITS) - 1))
    return Paired(tuple(kept[choice.chosen].tolist()), gap)


@dataclass(frozen=True)
class _Pool:
    edges: Edges
    passed_over: IntArray

    def most(self, start: Sequence[int]) -> list[int]:
        """The mates in a largest set of pairs, starting from those pairs of `start` that are edges."""
        neighbors: list[list[int]] = [[] for _ in range(self.edges.people)]
        order = np.argsort(-self.edges.score, kind="stable")
        ends = list(zip(self.edges.one[order].tolist(), self.edges.other[order].tolist(), strict=True))
        mate = [ALONE] * self.edges.people
        for one, other in ends:
            neighbors[one].append(other)
            neighbors[other].append(one)
            if start[one] == other:
                mate[one], mate[other] = other, one
        for one, other in ends:
            if mate[one] == mate[other] == ALONE:
                mate[one], mate[other] = other, one
        return cover(neighbors, self.passed_over.tolist(), mate)

    def counts(self, mate: Sequence[int]) -> list[int]:
        """How many of each number of rounds passed over are paired."""
        paired = np.asarray(mate) != ALONE
        return np.bincount(self.passed_over[paired], minlength=10).tolist()  # type: ignore[no-any-return]


def _highest(edges: Edges, passed_over: IntArray, mate: list[int]) -> tuple[Edges, IntArray, list[int]]:
    """The edges above the highest score that every pair can reach, their places, and pairs of them."""
    wanted = _Pool(edges, passed_over).counts(mate)
    steps = np.unique(edges.score)
    low, kept = edges, np.arange(edges.one.size)
    while steps.size > 1:
        middle = steps.size // 2
        places = np.flatnonzero(edges.score >= steps[middle])
        pool = _Pool(edges.where(places), passed_over)
        found = pool.most(mate)
        if pool.counts(found) == wanted:
            low, kept, mate, steps = pool.edges, places, found, steps[middle:]
        else:
            steps = steps[:middle]
    return low, kept, mate


class _Choice:
    """Which edges are chosen; each level settled stays as good as it is.

    Only `alive` edges can be chosen: all others cannot be part of any choice that is as good.
    """

    def __init__(self, edges: Edges, passed_over: IntArray, mate: Sequence[int], effort: float) -> None:
        self.edges, self.passed_over, self.effort = edges, passed_over, effort
        self.counts = _Pool(edges, passed_over).counts(mate)
        self.chosen: BoolArray = np.asarray(mate)[edges.one] == edges.other
        self.alive = np.ones(edges.one.size, np.bool_)
        self.kept: list[tuple[IntArray, int]] = []

    def first(self, costs: IntArray, best: int, report: Callable[[], None]) -> int:
        """Settles the first level; returns by how much at most other edges could make it better.

        Prices of people say by how much each edge must make a choice dearer than a bound below all choices.
        The edges that do so least are tried first; what they reach tells which others could matter at all.
        """
        pricing = Pricing(self.edges, costs, self.passed_over, self.counts)
        extra, least = pricing.bound(self.chosen, best, report)
        few = min(extra.size, TRIED * self.edges.people) - 1
        tried = (extra <= np.partition(extra, few)[few]) | self.chosen
        gap = self.settle(costs, tried)
        needed = (extra <= self.kept[0][1] - least) | self.chosen
        if (needed & ~tried).any() and int(needed.sum()) <= MOST_EDGES:
            self.kept.clear()
            gap = self.settle(costs, needed)
            needed = (extra <= self.kept[0][1] - least) | self.chosen
            tried |= needed
        self.alive = needed & tried
        at_most = max(0, self.kept[0][1] - least)
        return at_most if (needed & ~tried).any() else min(gap, at_most)

    def settle(self, costs: IntArray, among: BoolArray | None = None) -> int:
        """Makes the sum of costs of alive edges as small as it gets; returns what is not proven of it."""
        from ortools.sat.python import cp_model

        places = np.flatnonzero(self.alive if among is None else among)
        model = cp_model.CpModel()
        take = [model.new_bool_var("") for _ in range(places.size)]
        self._set_rules(model, take, places)
        model.minimize(_sum(take, costs[places]))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.catch_sigint_signal = False  # the caller decides what Ctrl-C means
        solver.parameters.random_seed = 1
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = self.effort
        status = solver.solve(model)
        bound = 0
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.chosen = np.zeros(self.alive.size, np.bool_)
            self.chosen[places] = [solver.boolean_value(variable) for variable in take]
            bound = int(np.ceil(solver.best_objective_bound - 1e-6))
        value = int(costs[self.chosen].sum())
        self.kept.append((costs, value))
        return 0 if status == cp_model.OPTIMAL else value - bound

    def _set_rules(self, model: cp_model.CpModel, take: Sequence[cp_model.IntVar], places: IntArray) -> None:
        """Everybody has at most one mate, as many of each number of rounds as can be have one."""
        one, other = self.edges.one[places], self.edges.other[places]
        of_person: list[list[cp_model.IntVar]] = [[] for _ in range(self.edges.people)]
        for left, right, variable in zip(one.tolist(), other.tolist(), take, strict=True):
            of_person[left].append(variable)
            of_person[right].append(variable)
        for variables in of_person:
            model.add_at_most_one(variables)
        for times, count in enumerate(self.counts):
            such = (self.passed_over == times).astype(np.int64)
            model.add(_sum(take, such[one] + such[other]) == count)
        for costs, value in self.kept:
            model.add(_sum(take, costs[places]) <= value)
        for variable, chosen in zip(take, self.chosen[places].tolist(), strict=True):
            model.add_hint(variable, chosen)


def _sum(take: Sequence[cp_model.IntVar], costs: IntArray) -> cp_model.LinearExprT:
    from ortools.sat.python import cp_model

    return cp_model.LinearExpr.weighted_sum(take, costs.tolist())
