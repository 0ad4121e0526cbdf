"""How one plan differs from another: its levels, and who changes place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

import numpy as np

from cairn.matching.changing.residual import Residual
from cairn.matching.plan import Levels, Plan
from cairn.matching.problem import SCALE
from cairn.matching.solving.market import CLASSES
from cairn.matching.solving.objective import fair


class Step(NamedTuple):
    """One person changing place: her row, the columns she leaves and goes to, and what the new pair scores.

    None stands for being without; the score is then 0.
    """

    row: int
    before: int | None
    after: int | None
    score: int


@dataclass(frozen=True, slots=True)
class Change:
    """How the levels of a plan change. Counts are differences; the smaller `weak` and `fair`, the better.

    `by_priority`: of the change in matched, by how often they had been passed over, 9 times first.
    `lowest` is the new lowest score among the pairs that the engine chose, `None` where it chose none.
    `fair` is in ten-thousandths of a point, kept pairs left aside, `total` in hundredths of a point.
    """

    matched: int
    by_priority: tuple[int, ...]
    second: int
    third: int
    lowest: int | None
    weak: int
    fair: int
    total: int

    @property
    def head(self) -> tuple[int, ...]:
        """The change of how many are matched, by priority, with a second and with a third mentor."""
        return (self.matched, *self.by_priority, self.second, self.third)

    @property
    def key(self) -> tuple[int, ...]:
        """A key that sorts the best change first."""
        lowest = SCALE + 1 if self.lowest is None else self.lowest
        return (*(-count for count in self.head), self.weak, self.fair, -lowest)


NO_CHANGE = Change(0, (0,) * CLASSES, 0, 0, None, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody else who changes place: from a mentor to a mentor, `None` for being without."""

    mentee: str
    before: str | None
    after: str | None


def difference(before: Levels, after: Levels) -> Change:
    """The change from one plan's levels to another's."""
    return Change(
        after.matched - before.matched,
        tuple(new - old for old, new in zip(before.by_priority, after.by_priority, strict=True)),
        after.second - before.second,
        after.third - before.third,
        after.lowest,
        after.weak - before.weak,
        (after.fair + after.bonus) - (before.fair + before.bonus),
        after.total - before.total,
    )


def moves_between(before: Plan, after: Plan) -> tuple[Moved, ...]:
    """Who changes place from one plan to another of the same people, by mentee id."""
    moves: list[Moved] = []
    for mentee in before.candidates.scorer.data.mentees.ids:
        old = sorted(pair.mentor for pair in before.pairs_of_mentee(mentee))
        new = sorted(pair.mentor for pair in after.pairs_of_mentee(mentee))
        left, found = [each for each in old if each not in new], [each for each in new if each not in old]
        moves.extend(Moved(mentee, *step) for step in zip_longest(left, found))
    return tuple(moves)


class Balance:
    """A plan's levels, and how they change when some people take steps."""

    def __init__(self, plan: Plan, residual: Residual) -> None:
        self.plan = plan
        self.residual = residual
        self.level = fair(plan.policy)
        self.scores = {
            (scorer.row_of[pair.mentee], scorer.column_of[pair.mentor]): pair.score
            for scorer in (plan.candidates.scorer,)
            for pair in plan.pairs
        }
        rows, columns, scores = residual.chosen
        order = np.argsort(scores, kind="stable")
        self.lowest_first = list(zip(rows[order].tolist(), columns[order].tolist(), strict=True))

    def after(self, steps: Sequence[Step], locked: int | None = None) -> Change:
        """The change of all levels; the pair of the row `locked` is then a lock and not in the lowest."""
        gone = [(step.row, step.before) for step in steps if step.before is not None]
        new = [(step.row, step.after) for step in steps if step.after is not None]
        lowest = [step.score for step in steps if step.after is not None and step.row != locked]
        lowest.extend(self.scores[pair] for pair in self.lowest_first[: len(gone) + 1] if pair not in gone)
        out = [self.scores[pair] for pair in gone]
        into = [step.score for step in steps if step.after is not None]
        by_priority, second, third = self._seats(steps)
        return Change(
            matched=sum(by_priority),
            by_priority=by_priority,
            second=second,
            third=third,
            lowest=min(lowest, default=None),
            weak=sum(map(self._weak, into)) - sum(map(self._weak, out)),
            fair=self._fair(into) - self._fair(out) + self._loads(gone, new),
            total=sum(into) - sum(out),
        )

    def _weak(self, score: int) -> bool:
        return self.plan.policy.band(score) == "weak"

    def _fair(self, scores: Sequence[int]) -> int:
        return int(self.level.by_score[scores].sum()) if scores else 0

    def _loads(self, gone: Sequence[tuple[int, int]], new: Sequence[tuple[int, int]]) -> int:
        shift = Counter(column for _, column in new)
        shift.subtract(column for _, column in gone)
        further = 0
        for column, more in shift.items():
            load = int(self.residual.loads[column])
            further += max(load + more - 1, 0) - max(load - 1, 0)
        return self.level.further * further

    def _seats(self, steps: Sequence[Step]) -> tuple[tuple[int, ...], int, int]:
        by_priority, later = [0] * CLASSES, [0, 0, 0]
        passed_over = self.plan.candidates.scorer.data.passed_over
        shift: Counter[int] = Counter()
        for row, before, after, _ in steps:
            shift[row] += (after is not None) - (before is not None)
        for row, more in shift.items():
            got = int(self.residual.got[row])
            by_priority[CLASSES - 1 - int(passed_over[row])] += (got + more > 0) - (got > 0)
            for seat in (1, 2):
                later[seat] += (got + more > seat) - (got > seat)
        return tuple(by_priority), later[1], later[2]
