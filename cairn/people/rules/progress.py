"""How far somebody has come with their profile."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cairn.people.rules.steps import BOTH_SIDES, Side, Step, steps_for


@dataclass(frozen=True, slots=True)
class Progress:
    """The steps that were answered or passed by, and those that are left, each in the order asked."""

    done: tuple[Step, ...]
    left: tuple[Step, ...]

    @property
    def total(self) -> int:
        """How many questions there are."""
        return len(self.done) + len(self.left)

    @property
    def next(self) -> Step | None:
        """The first question that waits, or None."""
        return self.left[0] if self.left else None

    @property
    def minutes_left(self) -> int:
        """How long the rest takes, in whole minutes, rounded up."""
        return -(-sum(step.seconds for step in self.left) // 60)

    def place_of(self, step: Step) -> int:
        """Which question of all this is, from 1; for one that is not asked, after the last."""
        names = [asked.name for asked in sorted((*self.done, *self.left), key=_order)]
        return names.index(step.name) + 1 if step.name in names else len(names) + 1

    def after(self, step: Step) -> Step | None:
        """The next question in order that waits behind this one, or else the first that waits."""
        waiting = [left for left in self.left if left.name != step.name]
        behind = [left for left in waiting if _order(left) > _order(step)]
        return next(iter(behind or waiting), None)

    def before(self, step: Step) -> Step | None:
        """The question in front of this one, or None."""
        front = [asked for asked in (*self.done, *self.left) if _order(asked) < _order(step)]
        return max(front, key=_order, default=None)


def _order(step: Step) -> int:
    return steps_for(BOTH_SIDES).index(step)


def progress(answered: Collection[str], sides: frozenset[Side] = BOTH_SIDES) -> Progress:
    """How far somebody on these sides has come who has answered or passed by the steps of these names."""
    asked = steps_for(sides)
    return Progress(
        done=tuple(step for step in asked if step.name in answered),
        left=tuple(step for step in asked if step.name not in answered),
    )
