"""Prices of people in one pool: a bound that no choice of pairs can be below, and what each pair adds to it.

The prices are the dual of the matching polytope (Edmonds 1965): one of each person, one of each number of
rounds passed over, and one of each odd set of people, of whom at least one finds no mate inside. Odd sets
are looked for where the solution of the linear program splits pairs. Linear programming finds the prices in
floating point; rounded to whole numbers any prices are valid, and everything after is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from cairn.matching.modes.edges import Edges
from cairn.matching.scoring.encoding import BoolArray, IntArray

FloatArray = npt.NDArray[np.float64]

ROUNDS = 60
"""How often the program is solved with further pairs and odd sets at most."""

ROUNDING = 4
"""What prices in whole numbers may be off by at an edge."""

SPLIT = 1e-3
"""A pair counts as split if it is this far from being chosen and from not being chosen."""


@dataclass(frozen=True)
class Pricing:
    """What is to be priced: `counts[n]` people who were passed over n times are to be paired."""

    edges: Edges
    costs: IntArray
    passed_over: IntArray
    counts: Sequence[int]

    def bound(self, start: BoolArray, best: int, report: Callable[[], None]) -> tuple[IntArray, int]:
        """By how much each edge at least raises the costs above a bound below all choices, and that bound.

        `start`: edges of some choice. The program starts from them and the best so many of each person.
        `report` is called before each round and may raise to stop the work.
        """
        known = self.edges.best_of_each(best) | start
        odd: list[BoolArray] = []
        turn = 0
        while True:
            turn += 1
            report()
            solved = self._solve(known, odd)
            missing = ~known & (solved.left < -ROUNDING)
            more = [] if missing.any() else self._odd_sets(known, solved.share, odd)
            if turn == ROUNDS or not (missing.any() or more):
                return np.maximum(solved.left, 0), solved.least
            known |= missing & replace(self.edges, score=-solved.left).best_of_each(best)
            odd += more

    def _solve(self, known: BoolArray, odd: Sequence[BoolArray]) -> _Solved:
        """The relaxed problem with some edges and odd sets, and what its prices say of all edges."""
        from scipy.optimize import linprog

        edges, people = self.edges.where(known), self.edges.people
        size, number = edges.one.size, np.arange(edges.one.size)
        ends = sparse.csr_array(
            (np.ones(2 * size), (np.concatenate([edges.one, edges.other]), np.tile(number, 2))),
            shape=(people, size),
        )
        inside = sparse.csr_array(
            np.asarray([each[edges.one] & each[edges.other] for each in odd], np.float64).reshape(-1, size)
        )
        classes = np.flatnonzero(np.bincount(self.passed_over, minlength=1))
        group = sparse.csr_array((self.passed_over[None, :] == classes[:, None]).astype(np.float64))
        counts = np.asarray(self.counts)[classes]
        most = np.asarray([int(each.sum()) // 2 for each in odd], np.int64)
        solved = linprog(
            self.costs[known],
            A_ub=sparse.vstack([ends, inside]).tocsr(),
            b_ub=np.concatenate([np.ones(people), most]),
            A_eq=group @ ends,
            b_eq=counts,
            method="highs",
        )
        if solved.success:
            single = np.minimum(np.round(solved.ineqlin.marginals), 0).astype(np.int64)
            shared, share = np.round(solved.eqlin.marginals).astype(np.int64), solved.x
        else:  # prices of nothing are valid, too, only of little use
            single, shared = np.zeros(people + len(odd), np.int64), np.zeros(classes.size, np.int64)
            share = np.zeros(size)
        own, sets = single[:people], single[people:]
        price = own + shared[np.searchsorted(classes, self.passed_over)]
        left = self.costs - price[self.edges.one] - price[self.edges.other]
        for each, paid in zip(odd, sets.tolist(), strict=True):
            if paid:
                left -= paid * (each[self.edges.one] & each[self.edges.other])
        fixed = int(own.sum()) + int((sets * most).sum()) + int((shared * counts).sum())
        return _Solved(left, fixed + int(np.minimum(left, 0).sum()), share)

    def _odd_sets(self, known: BoolArray, share: FloatArray, odd: Sequence[BoolArray]) -> list[BoolArray]:
        """Odd sets of people who are held together by split pairs, and paired more than they can be."""
        edges, people = self.edges.where(known), self.edges.people
        split = (share > SPLIT) & (share < 1 - SPLIT)
        links = sparse.coo_array(
            (np.ones(int(split.sum())), (edges.one[split], edges.other[split])), shape=(people, people)
        )
        _, label = connected_components(links, directed=False)
        within = label[edges.one] == label[edges.other]
        paired = np.bincount(label[edges.one[within]], weights=share[within], minlength=people)
        size = np.bincount(label, minlength=people)
        found = (size % 2 == 1) & (paired > size // 2 + SPLIT)
        sets = [label == number for number in np.flatnonzero(found).tolist()]
        return [each for each in sets if not any((each == other).all() for other in odd)]


@dataclass(frozen=True, slots=True)
class _Solved:
    """What edges cost beyond the prices, the bound, and how far each known edge is chosen."""

    left: IntArray
    least: int
    share: FloatArray
