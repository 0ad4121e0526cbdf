"""What a shortest walk through the residual network means, and when one walk cannot be trusted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cairn.matching.changing.changes import Step
from cairn.matching.changing.residual import NOBODY, Steps, Walks
from cairn.matching.plan import Plan
from cairn.matching.scoring.encoding import IntArray
from cairn.matching.solving.flow import FAR, BoolArray


def path_of(walks: Walks, steps: Steps, node: int) -> tuple[list[Step], int]:
    """The steps of people on the walk from a node, and where it ends."""
    taken: list[Step] = []
    outside = walks.step.size - 1
    while walks.step[node] != NOBODY:
        step = int(walks.step[node])
        head, who = int(steps.head[step]), int(steps.mentee[step])
        if who != NOBODY:
            there = None if head == outside else head
            taken.append(Step(who, None if node == outside else node, there, int(steps.score[step])))
        node = head
    return taken, node


def would_be_mutual(plan: Plan, steps: Sequence[Step]) -> bool:
    """Whether two people would come to mentor each other, so that one walk cannot be trusted."""
    if not plan.candidates.problem.rules.mutual:
        return False
    rows, columns = plan.candidates.scorer.data.mentees.ids, plan.candidates.scorer.data.mentors.ids
    added = {(rows[row], columns[after]) for row, _, after, _ in steps if after is not None}
    return any(
        back in added or back in plan.chosen for back in ((mentor, mentee) for mentee, mentor in added)
    )


def better_below(
    plan: Plan, walks: Walks, start: IntArray, ends: BoolArray, row: int | None = None
) -> BoolArray:
    """For which mentors more people would be matched if pairs below the plan's floor took part.

    With the `row` of a mentee the walks end with her; without, they begin outside.
    """
    lower = plan.residual(below=True)
    if plan.residual().floor == lower.floor:
        return np.zeros(ends.size - 1, np.bool_)
    length, begin = lower.steps.cost[0], np.where(ends, start, FAR)
    if row is None:
        best = lower.onward.shortest(length, begin)
    else:
        best = lower.back.shortest(np.where(lower.steps.mentee == row, FAR, length), begin)
    return np.asarray((best < walks.cost[0])[:-1])
