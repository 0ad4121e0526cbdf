"""The best plan of larger problems by solvers that the engine does not use.

Assignment by shortest augmenting paths (scipy) on one column a seat, further seats dearer; linear programs
(HiGHS) where mentees want several mentors. Costs are whole numbers below 2**53, so floats hold them exactly.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp

from cairn.matching.problem import First
from cairn.matching.tests.oracles import Market

FloatArray = npt.NDArray[np.float64]
SEAT_COST = 10_000
"""Ten-thousandths of a point in a point of load."""


class Assignment:
    """Problems in which each mentee wants one mentor, without locks and mutual pairs."""

    def __init__(self, found: Market) -> None:
        problem = found.case.problem
        self.policy = found.case.policy
        self.columns = [(mentor.id, number) for mentor in problem.mentors for number in range(mentor.seats)]
        self.mentees = problem.mentees
        self.score = np.asarray(
            [
                [
                    found.scores[mentee.id, mentor] if (mentee.id, mentor) in found.allowed else -1
                    for mentor, _ in self.columns
                ]
                for mentee in self.mentees
            ],
            np.float64,
        ).reshape(len(self.mentees), len(self.columns))
        self.further = np.asarray(
            [SEAT_COST * self.policy.load * (number > 0) for _, number in self.columns], float
        )
        kept = set(found.case.draft)
        self.kept = np.asarray(
            [[(mentee.id, mentor) in kept for mentor, _ in self.columns] for mentee in self.mentees], float
        ).reshape(self.score.shape)

    def solve(self, cost: FloatArray, floor: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Rows and columns of the best plan: most matched, those passed over most often first, least cost."""
        usable = self.score >= max(floor, 0)
        alone = (
            float(np.abs(cost[usable]).sum(initial=0.0) and np.abs(cost[usable]).max() * 2 * len(cost) + 1)
            + 1
        )
        without = np.asarray([alone * (10 + person.passed_over) for person in self.mentees])
        table = np.hstack([np.where(usable, cost, np.inf), np.full((len(cost), len(cost)), np.inf)])
        own = len(self.columns) + np.arange(len(cost))
        table[np.arange(len(cost)), own] = without
        rows, columns = linear_sum_assignment(table)
        real = columns < len(self.columns)
        return rows[real], columns[real]

    def levels(self) -> tuple[int, int, int, int]:
        """Matched, the lowest score (0 under other presets), weak matches, and the fair total."""
        missing = 10_000 - self.score
        fair = np.floor(missing**3 / 1000000) if self.policy.first is First.EVERYONE else missing * 100
        fair = fair + self.further[None, :] - SEAT_COST * self.policy.keep * self.kept
        floor, weak = 0, np.zeros(self.score.shape)
        if self.policy.first is First.EVERYONE:
            weak = (self.score < 100 * self.policy.bands[0]).astype(float)
            floor = self._highest_floor()
        base = float(np.abs(fair).max(initial=0.0)) * 2 * len(self.mentees) + 1
        rows, columns = self.solve(weak * base + fair, floor)
        return len(rows), floor, int(weak[rows, columns].sum()), int(fair[rows, columns].sum())

    def _highest_floor(self) -> int:
        nothing = np.zeros(self.score.shape)

        def reached(floor: int) -> tuple[int, ...]:
            rows, _ = self.solve(nothing, floor)
            got = [self.mentees[row].passed_over for row in rows]
            return (len(got), *(got.count(times) for times in range(9, -1, -1)))

        wanted = reached(0)
        steps = np.unique(self.score[self.score >= 0]).astype(int).tolist()
        low, high = 0, len(steps)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if reached(steps[middle]) == wanted else (low, middle)
        return int(steps[low]) if steps else 0


def program_levels(found: Market) -> tuple[list[int], int]:
    """First, second and third mentors and the fair total, by whole-number programs; without locks.

    One variable a pair, one for each mentee's first, second and third seat, one for each further seat.
    Priorities, lowest score and mutual pairs are left aside, so this is for the preset *total* with nobody
    passed over.
    """
    problem, policy = found.case.problem, found.case.policy
    pairs = sorted(found.allowed)
    mentees = {person.id: number for number, person in enumerate(problem.mentees)}
    mentors = {person.id: number for number, person in enumerate(problem.mentors)}
    height, width, count = len(mentees), len(mentors), len(pairs)
    size = count + 3 * height + width
    kept = set(found.case.draft)
    rows = np.asarray([mentees[left] for left, _ in pairs], int)
    columns = np.asarray([mentors[right] for _, right in pairs], int)
    place = np.arange(count)
    first = sparse.csr_array(
        (
            np.concatenate([np.ones(count), -np.ones(3 * height)]),
            (np.concatenate([rows, np.tile(np.arange(height), 3)]), np.arange(count + 3 * height)),
        ),
        shape=(height, size),
    )
    load = sparse.csr_array(
        (
            np.concatenate([np.ones(count), -np.ones(width)]),
            (
                np.concatenate([columns, np.arange(width)]),
                np.concatenate([place, count + 3 * height + np.arange(width)]),
            ),
        ),
        shape=(width, size),
    )
    seats = np.asarray([person.seats for person in problem.mentors], float)
    wanted = np.asarray([person.seats for person in problem.mentees])
    upper = np.concatenate(
        [np.ones(count), *((wanted > number).astype(float) for number in range(3)), np.maximum(seats - 1, 0)]
    )
    held = [LinearConstraint(first, 0, 0), LinearConstraint(load, -np.inf, np.minimum(seats, 1))]
    counts = []
    for number in range(3):
        goal = np.zeros(size)
        goal[count + number * height : count + (number + 1) * height] = -1
        got = milp(goal, constraints=held, bounds=Bounds(0, upper), integrality=np.ones(size))
        counts.append(round(-got.fun))
        held.append(LinearConstraint(sparse.csr_array(-goal[None, :]), counts[-1], counts[-1]))
    cost = np.zeros(size)
    for number, pair in enumerate(pairs):
        cost[number] = 100 * (10_000 - found.scores[pair]) - SEAT_COST * policy.keep * (pair in kept)
    cost[count + 3 * height :] = SEAT_COST * policy.load
    got = milp(cost, constraints=held, bounds=Bounds(0, upper), integrality=np.ones(size))
    return counts, int(np.rint(got.x) @ cost)
