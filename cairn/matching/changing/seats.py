"""What one more seat of a mentor is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cairn.matching.changing.changes import NO_CHANGE, Balance, Change, Step, difference
from cairn.matching.changing.residual import shortest_walks
from cairn.matching.changing.walks import better_below, path_of, would_be_mutual
from cairn.matching.plan import Plan
from cairn.matching.problem import SCALE
from cairn.matching.solving.solve import solve


@dataclass(frozen=True, slots=True)
class SeatValue:
    """What one more seat of a mentor is worth; all zero where it changes nothing.

    `mentee`: who would gain a mentor, if anybody. `exact`: as for `MoveCost`.
    """

    change: Change
    mentee: str | None = None
    exact: bool = True

    @property
    def worth_something(self) -> bool:
        """Whether one more seat makes a better plan."""
        return self.change != replace(NO_CHANGE, lowest=self.change.lowest)


def seat_values(plan: Plan) -> dict[str, SeatValue]:
    """What one more seat of each mentor is worth, by mentor id: one shortest-walk search for all of them.

    Where every pair is a candidate it is equal to a re-solve with that seat: where a match could be had only
    below the plan's lowest score, or two people would come to mentor each other, the plan is solved again
    whole. Where pairs were left out (beyond 1 000 mentees) such a gain is left out, and nothing is marked as
    exact.
    """
    scorer, residual = plan.candidates.scorer, plan.residual()
    turned = residual.steps.turned()
    ends = np.zeros(residual.outside + 1, np.bool_)
    ends[-1] = True
    start = np.zeros((turned.cost.shape[0], ends.size), np.int64)
    walks = shortest_walks(residual.onward, turned, start, ends)
    gains = walks.cost[:, :-1] + residual.further(residual.loads)
    below = np.zeros(residual.outside, np.bool_)
    complete = plan.candidates.complete
    if complete:
        below = better_below(plan, walks, start[0], ends)
    before = Balance(plan, residual)
    values = {}
    for column, mentor in enumerate(scorer.data.mentors.ids):
        path: list[Step] = []
        if walks.reached[column] and tuple(gains[:, column].tolist()) < (0,) * gains.shape[0]:
            path = [Step(row, old, new, score) for row, new, old, score in path_of(walks, turned, column)[0]]
        if below[column] or would_be_mutual(plan, path):
            if complete:
                values[mentor] = _seat_solved_again(plan, column)
                continue
            path = []
        gained = [step.row for step in path if step.before is None]
        who = scorer.data.mentees.ids[gained[0]] if gained else None
        values[mentor] = SeatValue(before.after(path), who, complete)
    return values


def _seat_solved_again(plan: Plan, column: int) -> SeatValue:
    candidates, data = plan.candidates, plan.candidates.scorer.data
    seats = data.seats.copy()
    seats[column] += 1
    scorer = replace(candidates.scorer, data=replace(data, seats=seats))
    after = solve(
        candidates.with_scorer(scorer),
        plan.policy,
        locks=plan.locks,
        forbids=plan.forbids,
        avoid=plan.avoided,
        draft=plan.draft,
        ceiling=SCALE if plan.levels.lowest is None else plan.levels.lowest,
    )
    gained = sorted(set(plan.unmatched) - set(after.unmatched))
    return SeatValue(difference(plan.levels, after.levels), gained[0] if gained else None)
