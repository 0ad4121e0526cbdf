"""Circles as they are being formed: who sits where, what that is worth, and what would be better.

Every change goes through `Circles.attempt`: it is made, looked at, and taken back unless the circles are
sound and better than before. Arrays only propose which changes are worth an attempt, so no shortcut in
them can break a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from cairn.matching.modes.members import Members
from cairn.matching.scoring.encoding import BoolArray, IntArray

NOWHERE = -1
"""The circle of somebody who has none; the fit of a pair that may not be; the twin of somebody without."""

NEVER = -(1 << 60)
"""The gain of what may not be."""

PROPOSALS = 2_000
"""How many changes of one kind are attempted in one round, the most promising first."""

PUSHES = 60
"""How many ways of making room for somebody are attempted."""

ROUNDS = 200
"""How many rounds of changes are made at most; far fewer are needed."""

EVERYBODY = slice(None)

Change = tuple[int, int]
"""A row, and the circle to go to."""


@dataclass(frozen=True)
class Ground:
    """What circles are formed from. Rows are mentees, columns mentors, each of whom may lead one circle.

    `fit[row, column]` is the score, NOWHERE where the pair may not be. `room[column]` is the most members,
    0 for a mentor who leads none. `fixed[row]` is the column that a lock sets, else NOWHERE.
    `twin[column]` is the row of the same person, NOWHERE where there is none or it does not matter.
    """

    fit: IntArray
    members: Members
    room: IntArray
    smallest: int
    passed_over: IntArray
    fixed: IntArray
    twin: IntArray


class Circles:
    """Who sits in which circle.

    A circle is worth the sum of its members' scores with the mentor, plus for each member the mean likeness
    to the others: whole numbers, rounded down once a circle.
    """

    def __init__(self, ground: Ground) -> None:
        height, width = ground.fit.shape
        self.ground = ground
        self.where = np.full(height, NOWHERE, np.int64)
        self.size = np.zeros(width, np.int64)
        self.fit = np.zeros(width, np.int64)
        self.pairs = np.zeros(width, np.int64)
        """The sum of likenesses over the pairs of members of each circle."""
        self.near = np.zeros((height, width), np.int64)
        """The sum of likenesses of everybody to the members of each circle."""
        self.foes = np.zeros((height, width), np.int64)
        """With how many members of each circle everybody may not sit."""
        self.spoken = np.zeros((width, ground.members.speaks.shape[1]), np.int64)
        self.placed = np.zeros(int(ground.passed_over.max(initial=0)) + 1, np.int64)
        self.growing = False
        """Whether circles may still be too small."""

    def worth(self, fit: IntArray, pairs: IntArray, size: IntArray) -> IntArray:
        """What circles of such sums and sizes are worth."""
        return fit + 2 * pairs // np.maximum(size - 1, 1)

    @property
    def value(self) -> int:
        """What all circles together are worth, in hundredths of a point."""
        return int(self.worth(self.fit, self.pairs, self.size).sum())

    def key(self) -> tuple[int, ...]:
        """The larger, the better: people placed, those passed over most often first, then the value."""
        return int(self.placed.sum()), *self.placed[::-1].tolist(), self.value

    def members(self, circle: int) -> IntArray:
        """The rows of a circle."""
        return np.flatnonzero(self.where == circle)

    def _put(self, row: int, circle: int) -> None:
        ground, before = self.ground, int(self.where[row])
        for at, sign in ((before, -1), (circle, 1)):
            if at == NOWHERE:
                continue
            self.pairs[at] += sign * self.near[row, at]
            self.near[:, at] += sign * ground.members.likeness[row]
            self.foes[:, at] += sign * ground.members.apart[row]
            self.spoken[at] += sign * ground.members.speaks[row]
            self.fit[at] += sign * ground.fit[row, at]
            self.size[at] += sign
            self.placed[ground.passed_over[row]] += sign
        self.where[row] = circle

    def sound(self, circle: int) -> bool:
        """Whether a circle breaks no rule: pairs, sizes, barriers, language, nobody each other's mentor."""
        ground, size = self.ground, int(self.size[circle])
        if size == 0:
            return True
        rows = self.members(circle)
        held = ground.fixed[rows] != NOWHERE
        if size > ground.room[circle] or (size < ground.smallest and not self.growing and not held.any()):
            return False
        if (ground.fit[rows, circle] == NOWHERE).any() or self.foes[rows, circle].any():
            return False
        if not ((self.spoken[circle] == size) & ground.members.mentor_speaks[circle]).any():
            return False
        return not self._mutual(circle)

    def _mutual(self, circle: int) -> bool:
        """Whether the mentor of a circle sits in the circle of one of the members."""
        twin = self.ground.twin
        led_by = int(self.where[twin[circle]]) if twin[circle] != NOWHERE else NOWHERE
        return led_by != NOWHERE and twin[led_by] != NOWHERE and int(self.where[twin[led_by]]) == circle

    def attempt(self, changes: Sequence[Change], *, better: bool = True) -> bool:
        """Makes all changes, or none if a circle would be unsound or, with `better`, nothing gained."""
        before = [(row, int(self.where[row])) for row, _ in changes]
        if any(self.ground.fixed[row] not in (NOWHERE, circle) for row, circle in changes):
            return False
        key = self.key() if better else ()
        for row, circle in changes:
            self._put(row, circle)
        touched = {circle for _, circle in (*before, *changes)} - {NOWHERE}
        if all(self.sound(circle) for circle in touched) and (not better or self.key() > key):
            return True
        for row, circle in reversed(before):
            self._put(row, circle)
        return False

    def take(self, proposals: Iterable[Sequence[Change]]) -> int:
        """Attempts changes in turn, each circle and person at most once; returns how many were made."""
        circles: set[int] = set()
        people: set[int] = set()
        made = 0
        for changes in proposals:
            rows = {row for row, _ in changes}
            at = {int(self.where[row]) for row in rows} | {circle for _, circle in changes}
            at.discard(NOWHERE)
            if at & circles or rows & people or not self.attempt(changes):
                continue
            circles |= at
            people |= rows
            made += 1
        return made

    def gain(self, rows: slice = EVERYBODY) -> IntArray:
        """What each circle would be worth more with each of the rows in it besides."""
        after = self.worth(self.fit + self.ground.fit[rows], self.pairs + self.near[rows], self.size + 1)
        return after - self.worth(self.fit, self.pairs, self.size)

    def loss(self) -> IntArray:
        """What the circle of each placed row would be worth less without it; 0 for others."""
        loss = np.zeros(self.where.size, np.int64)
        rows = np.flatnonzero(self.where != NOWHERE)
        at = self.where[rows]
        without = self.worth(
            self.fit[at] - self.ground.fit[rows, at], self.pairs[at] - self.near[rows, at], self.size[at] - 1
        )
        loss[rows] = self.worth(self.fit, self.pairs, self.size)[at] - without
        return loss

    def open_for(self, rows: slice = EVERYBODY) -> BoolArray:
        """Whether each of the rows may join each circle that has members and room, by pairs and barriers."""
        free = (self.size > 0) & (self.size < self.ground.room)
        may: BoolArray = (self.ground.fit[rows] != NOWHERE) & (self.foes[rows] == 0) & free[None, :]
        return may

    def unplaced(self) -> list[int]:
        """Rows without a circle, those passed over most often first."""
        rows = np.flatnonzero(self.where == NOWHERE)
        return rows[np.argsort(-self.ground.passed_over[rows], kind="stable")].tolist()  # type: ignore[no-any-return]


def improve(circles: Circles, report: Callable[[], None]) -> None:
    """Makes changes as long as there is one that helps: first places people, then seats them better."""
    for _ in range(ROUNDS):
        report()
        made = place(circles)
        made += open_more(circles)
        made += circles.take(_substitutions(circles))
        made += circles.take(_moves(circles))
        made += circles.take(_swaps(circles))
        made += circles.take(_successions(circles))
        if not made:
            return


def place(circles: Circles) -> int:
    """Seats people who have no circle: where there is room, or where somebody else can move on."""
    made = 0
    for row in circles.unplaced():
        gain, free = circles.gain(slice(row, row + 1))[0], circles.open_for(slice(row, row + 1))[0]
        order = np.argsort(-np.where(free, gain, NEVER), kind="stable")
        direct = ([(row, circle)] for circle in order[: int(free.sum())].tolist())
        made += any(map(circles.attempt, direct)) or any(
            map(circles.attempt, islice(_pushes(circles, row), PUSHES))
        )
    return made


def _pushes(circles: Circles, row: int) -> Iterator[list[Change]]:
    """Changes by which somebody makes room for `row` and goes to the best other circle with room."""
    ground = circles.ground
    gain, free = circles.gain(), circles.open_for()
    seated = np.flatnonzero(circles.where != NOWHERE)
    at = circles.where[seated]
    foes = circles.foes[row, at] - ground.members.apart[row, seated]
    free[seated, at] = False
    open_to = np.where(free, gain, NEVER)[seated]
    if not open_to.size:
        return
    best = open_to.argmax(axis=1)
    fit = (ground.fit[row, at] != NOWHERE) & (foes == 0) & free[seated, best]
    worth = open_to[np.arange(seated.size), best] - circles.loss()[seated]
    for number in np.argsort(-worth, kind="stable").tolist():
        if fit[number]:
            yield [(int(seated[number]), int(best[number])), (row, int(at[number]))]


def open_more(circles: Circles) -> int:
    """Opens circles for people who have none, with others who can be spared where they are."""
    ground = circles.ground
    waiting = circles.unplaced()
    if not waiting:
        return 0
    idle = np.flatnonzero((circles.size == 0) & (ground.room > 0))
    wanted = (ground.fit[waiting][:, idle] != NOWHERE).sum(axis=0)
    made = 0
    for column in idle[np.argsort(-wanted, kind="stable")].tolist():
        changes = _founders(circles, column)
        made += len(changes) >= ground.smallest and circles.attempt(changes)
    return made


def _founders(circles: Circles, column: int) -> list[Change]:
    """Whom a circle could be opened with: people without one, then as few others as it takes."""
    ground = circles.ground
    spare = circles.size - ground.smallest
    chosen: list[int] = []
    speak = ground.members.mentor_speaks[column].copy()
    score = ground.fit[:, column]
    seated = np.flatnonzero((circles.where != NOWHERE) & (ground.fixed == NOWHERE))
    worth = (score + circles.ground.members.likeness.mean(axis=1).astype(np.int64) - circles.loss())[seated]
    others = seated[np.argsort(-worth, kind="stable")].tolist()
    for row in (*circles.unplaced(), *others):
        at = int(circles.where[row])
        enough = ground.smallest if at != NOWHERE else int(ground.room[column])
        if len(chosen) >= enough or score[row] == NOWHERE or (at != NOWHERE and spare[at] <= 0):
            continue
        if ground.members.apart[row, chosen].any() or not (speak & ground.members.speaks[row]).any():
            continue
        chosen.append(row)
        speak &= ground.members.speaks[row]
        if at != NOWHERE:
            spare[at] -= 1
    return [(row, column) for row in chosen]


def _moves(circles: Circles) -> Iterator[list[Change]]:
    """One person to another circle."""
    gain = np.where(circles.open_for(), circles.gain() - circles.loss()[:, None], 0)
    gain[circles.where == NOWHERE] = 0
    seated = np.flatnonzero(circles.where != NOWHERE)
    gain[seated, circles.where[seated]] = 0
    for row, circle in _best(gain):
        yield [(row, circle)]


def _swaps(circles: Circles) -> Iterator[list[Change]]:
    """Two people of different circles change places."""
    ground, rows = circles.ground, np.flatnonzero(circles.where != NOWHERE)
    at = circles.where[rows]
    like, apart = ground.members.likeness[np.ix_(rows, rows)], ground.members.apart[np.ix_(rows, rows)]
    own_fit, own_near = ground.fit[rows, at], circles.near[rows, at]
    there = ground.fit[np.ix_(rows, at)]  # [a, b]: a in the circle of b
    pairs = circles.pairs[at][None, :] - own_near[None, :] + circles.near[np.ix_(rows, at)] - like
    divisor = np.maximum(circles.size[at] - 1, 1)[None, :]
    change = there - own_fit[None, :] + 2 * pairs // divisor - (2 * circles.pairs[at])[None, :] // divisor
    possible = (
        (there != NOWHERE) & (circles.foes[np.ix_(rows, at)] - apart == 0) & (at[:, None] != at[None, :])
    )
    gain = np.where(possible & possible.T, change + change.T, 0)
    for one, other in _best(np.triu(gain, 1)):
        yield [(int(rows[one]), int(at[other])), (int(rows[other]), int(at[one]))]


def _substitutions(circles: Circles) -> Iterator[list[Change]]:
    """Somebody without a circle takes the place of somebody passed over less often, or who fits less."""
    ground = circles.ground
    waiting = np.asarray(circles.unplaced(), np.int64)
    rows = np.flatnonzero(circles.where != NOWHERE)
    if not waiting.size or not rows.size:
        return
    at = circles.where[rows]
    fit = ground.fit[np.ix_(waiting, at)]
    near = circles.near[np.ix_(waiting, at)] - ground.members.likeness[np.ix_(waiting, rows)]
    pairs = circles.pairs[at] - circles.near[rows, at] + near
    after = circles.worth(circles.fit[at] - ground.fit[rows, at] + fit, pairs, circles.size[at])
    gain = after - circles.worth(circles.fit, circles.pairs, circles.size)[at]
    turn = ground.passed_over[waiting][:, None] - ground.passed_over[rows][None, :]
    # A score is at most SCALE and a likeness, too: a turn outweighs any gain.
    gain = np.where((fit != NOWHERE) & (turn >= 0), gain + turn * 1_000_000, 0)
    for one, other in _best(gain):
        yield [(int(rows[other]), NOWHERE), (int(waiting[one]), int(at[other]))]


def _successions(circles: Circles) -> Iterator[list[Change]]:
    """A whole circle gets another mentor."""
    ground = circles.ground
    idle = np.flatnonzero((circles.size == 0) & (ground.room > 0))
    gain = np.zeros((circles.size.size, circles.size.size), np.int64)
    for circle in np.flatnonzero(circles.size > 0).tolist():
        fit = ground.fit[np.ix_(circles.members(circle), idle)]
        gain[circle, idle] = np.where((fit == NOWHERE).any(axis=0), 0, fit.sum(axis=0) - circles.fit[circle])
    for circle, successor in _best(gain):
        yield [(row, successor) for row in circles.members(circle).tolist()]


def _best(gain: IntArray) -> Iterator[tuple[int, int]]:
    """The places of the largest positive gains, largest first."""
    flat = gain.reshape(-1)
    found = np.flatnonzero(flat > 0)
    order = found[np.argsort(-flat[found], kind="stable")][:PROPOSALS]
    for number in order.tolist():
        yield divmod(number, gain.shape[1])
