"""Circles: one mentor with four to eight mentees who get on with each other, or no circle.

Which circles to open is a hard problem, so this is a search and says so. A flow gives each mentee a mentor
(as many as possible, then the best scores), the smallest circle is closed and the flow solved again until
all circles are full enough, and then whatever single change helps is made: somebody moves, two swap,
somebody without a circle takes a place, a circle opens or gets another mentor. The result is reported as
the best found, with how much better any other could be at most.

Everything is done in the order of tie tickets and in whole numbers, so that the same people always get the
same circles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from cairn.matching.modes.circle_search import NOWHERE, Circles, Ground, improve, place
from cairn.matching.modes.members import Members, members_of
from cairn.matching.plan import Plan, Proof, ProofState
from cairn.matching.problem import SCALE, Policy, Progress, Rule, no_progress
from cairn.matching.scoring.candidates import Candidates
from cairn.matching.scoring.encoding import BoolArray, IntArray
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.flow import Network, min_cost
from cairn.matching.solving.locks import Conflict, IdPair, ImpossibleLocks, places, require_possible
from cairn.matching.solving.objective import ticket_halves
from cairn.matching.solving.solve import assemble

SMALLEST, LARGEST = 4, 8


@dataclass(frozen=True, slots=True)
class Circle:
    """A mentor and the members, by id.

    `fit`: mean score of the members with the mentor. `likeness`: mean likeness between members (see
    `members_of`). Both 0 to 10 000. `languages`: what all of them speak who said what they speak; empty if
    nobody did, or if no common language is asked for. `too_small`: only a circle with a locked member may
    be, and then it is marked.
    """

    mentor: str
    members: tuple[str, ...]
    fit: int
    likeness: int
    languages: tuple[str, ...]
    too_small: bool


@dataclass(frozen=True)
class CirclePlan:
    """Circles by mentor id, and who has none.

    `value`: what the circles are worth together in hundredths of a point: the scores of all members with
    their mentors, and for each member the mean likeness to the others. `proof` says 'best found', where a
    better plan could still be, and by how much at most: 'placed' in people or 'value' in hundredths of a
    point, over the candidates given. `plan` holds the same as pairs, to explain them; its loads may go
    beyond the seats for one to one.
    """

    circles: tuple[Circle, ...]
    unplaced: tuple[str, ...]
    value: int
    proof: Proof
    plan: Plan

    @property
    def placed(self) -> int:
        """How many people have a circle."""
        return sum(len(circle.members) for circle in self.circles)


def form_circles(
    candidates: Candidates,
    policy: Policy,
    *,
    smallest: int = SMALLEST,
    largest: int = LARGEST,
    locks: Iterable[IdPair] = (),
    forbids: Iterable[IdPair] = (),
    progress: Progress = no_progress,
) -> CirclePlan:
    """Circles of `smallest` to `largest` members: most people placed, then those passed over most often,
    then the best value.

    Each mentor leads one circle or none; one with seats between the two limits takes no more than those,
    one without seats leads none. Each mentee gets one circle, however many mentors she wants. Members are
    allowed candidates of their mentor, may sit together, and all share a language with the mentor.

    `locks` and `forbids` are pairs of (mentee id, mentor id). `progress` hears 'circles' and may cancel.
    Raises `ValueError` for limits that are none, `ImpossibleLocks` and `UnknownPair` as `solve` does.
    """
    if not 2 <= smallest <= largest:
        raise ValueError(f"no circle can have {smallest} to {largest} members: start at 2, end above")
    locks, forbids = tuple(sorted(set(locks))), tuple(sorted(set(forbids)))
    scorer = candidates.scorer
    progress("circles", 0.0)
    seats = scorer.data.seats
    room = np.where(seats == 0, 0, np.where((seats >= smallest) & (seats <= largest), seats, largest))
    members = members_of(scorer)
    _require_possible(scorer, members, room, locks, forbids)
    order = _Order.of(scorer, policy)
    ground = order.ground(candidates, members, room, smallest, places(scorer, locks), places(scorer, forbids))
    progress("circles", 0.2)
    circles, most = _first_circles(ground, lambda share: progress("circles", 0.2 + 0.4 * share))
    improve(circles, lambda: progress("circles", 0.6))
    progress("circles", 1.0)
    return _plan(candidates, policy, order, circles, _proof(circles, most), locks, forbids)


@dataclass(frozen=True, slots=True)
class _Order:
    """People in the order of their tie tickets: `rows[n]` is the row of the n-th mentee."""

    rows: IntArray
    columns: IntArray

    @classmethod
    def of(cls, scorer: Scorer, policy: Policy) -> _Order:
        halves = ticket_halves(policy, scorer.data.mentees.ids, scorer.data.mentors.ids)
        return cls(*(np.argsort(half, kind="stable") for half in halves))

    def ground(
        self,
        candidates: Candidates,
        members: Members,
        room: IntArray,
        smallest: int,
        locks: Sequence[tuple[int, int]],
        forbids: Sequence[tuple[int, int]],
    ) -> Ground:
        """The ground in this order."""
        scorer = candidates.scorer
        height, width = scorer.data.height, scorer.data.width
        fit = np.full((height, width), NOWHERE, np.int64)
        fit[candidates.rows, candidates.column] = candidates.score
        fixed = np.full(height, NOWHERE, np.int64)
        back = np.argsort(self.columns)
        for row, column in forbids:
            fit[row, column] = NOWHERE
        for row, column in locks:
            score = int(scorer.score(np.asarray([row]), np.asarray([column])).score[0])
            fit[row] = NOWHERE
            fit[row, column] = score
            fixed[row] = back[column]
        twin = np.full(width, NOWHERE, np.int64)
        if scorer.problem.rules.mutual:
            place = np.argsort(self.rows)
            for person in scorer.row_of.keys() & scorer.column_of.keys():
                twin[scorer.column_of[person]] = place[scorer.row_of[person]]
        rows, columns = self.rows, self.columns
        return Ground(
            fit=fit[np.ix_(rows, columns)],
            members=Members(
                members.likeness[np.ix_(rows, rows)],
                members.apart[np.ix_(rows, rows)],
                members.languages,
                members.speaks[rows],
                members.mentor_speaks[columns],
            ),
            room=room[columns],
            smallest=smallest,
            passed_over=scorer.data.passed_over[rows],
            fixed=fixed[rows],
            twin=twin[columns],
        )


def _require_possible(
    scorer: Scorer, members: Members, room: IntArray, locks: Sequence[IdPair], forbids: Sequence[IdPair]
) -> None:
    """Raises `ImpossibleLocks` if the locks cannot all hold in circles."""
    mentors = tuple(
        replace(mentor, seats=int(places)) for mentor, places in zip(scorer.mentors, room, strict=True)
    )
    mentees = tuple(replace(mentee, seats=1) for mentee in scorer.mentees)
    wide = replace(scorer, problem=replace(scorer.problem, mentees=mentees, mentors=mentors))
    require_possible(wide, locks, forbids)
    conflicts = list(_between_members(scorer, members, locks))
    if conflicts:
        raise ImpossibleLocks(conflicts)


def _between_members(scorer: Scorer, members: Members, locks: Sequence[IdPair]) -> Iterator[Conflict]:
    """Locked members of one circle who may not sit together, or who have no language in common."""
    by_mentor: defaultdict[str, list[IdPair]] = defaultdict(list)
    for pair in locks:
        by_mentor[pair[1]].append(pair)
    for mentor, pairs in sorted(by_mentor.items()):
        for one, other in combinations(pairs, 2):
            if members.apart[scorer.row_of[one[0]], scorer.row_of[other[0]]]:
                message = (
                    f"{one[0]} and {other[0]} in the circle of {mentor}: the rule '{Rule.PERSONAL.value}'"
                )
                yield Conflict((one, other), Rule.PERSONAL.value, f"{message} stands against it")
        spoken = members.mentor_speaks[scorer.column_of[mentor]]

        def speechless(some: Sequence[IdPair], spoken: BoolArray = spoken) -> bool:
            rows = [scorer.row_of[mentee] for mentee, _ in some]
            return not (members.speaks[rows].all(axis=0) & spoken).any()

        if speechless(pairs):
            for pair in tuple(pairs):
                fewer = [other for other in pairs if other != pair]
                pairs = fewer if speechless(fewer) else pairs
            named = ", ".join(mentee for mentee, _ in pairs)
            message = f"{named} in the circle of {mentor}: the rule '{Rule.LANGUAGE.value}' stands against it"
            yield Conflict(tuple(pairs), Rule.LANGUAGE.value, message)


def _first_circles(ground: Ground, report: Callable[[float], None]) -> tuple[Circles, tuple[int, int]]:
    """Circles that are all full enough, and the most people and best sum of scores there could be."""
    held = np.isin(np.arange(ground.room.size), ground.fixed)
    taken = np.bincount(ground.fixed[ground.fixed != NOWHERE], minlength=ground.room.size)
    opened = (ground.room > 0) & (((ground.fit != NOWHERE).sum(axis=0) >= ground.smallest) | held)
    free = _flow(ground, opened, taken, even=False)
    seated = np.flatnonzero(free != NOWHERE)
    most = seated.size, int(ground.fit[seated, free[seated]].sum())
    load = np.bincount(free[seated], minlength=ground.room.size)
    fewest = max(free.size // ground.smallest, int(held.sum()))
    opened[np.argsort(-(load + free.size * held), kind="stable")[fewest:]] = False
    started = max(int(opened.sum()), 1)
    while True:
        circles = _seated(ground, opened, _flow(ground, opened, taken, even=True))
        small = np.flatnonzero(opened & ~held & (circles.size < ground.smallest))
        if not small.size:
            circles.growing = False
            return circles, most
        worst = small[np.lexsort((circles.fit[small], circles.size[small]))[0]]
        opened[small[circles.size[small] == 0]] = False
        opened[worst] = False
        report(1 - int(opened.sum()) / started)


def _flow(ground: Ground, opened: BoolArray, taken: IntArray, *, even: bool) -> IntArray:
    """The circle of each row: as many people as possible, then, with `even`, as many circles as possible
    full enough, then the best scores. Barriers between members and languages are not looked at."""
    height, width = ground.fit.shape
    open_rows = ground.fixed == NOWHERE
    rows, columns = np.nonzero((ground.fit != NOWHERE) & opened[None, :] & open_rows[:, None])
    first = np.where(opened, np.clip(ground.smallest - taken, 0, ground.room - taken), 0)
    rest = np.where(opened, ground.room - taken - first, 0)
    worth_full = SCALE * height + 1 if even else 0
    worth_placed = (worth_full + SCALE) * height + 1
    sink, mentors, people = 1 + height + width, 1 + height + np.arange(width), np.arange(height)
    one = np.ones(1, np.int64)
    arcs = (
        (1 + rows, mentors[columns], np.ones(rows.size, np.int64), -ground.fit[rows, columns]),
        (0 * people, 1 + people, open_rows.astype(np.int64), np.full(height, -worth_placed)),
        (mentors, np.full(width, sink), first, np.full(width, -worth_full)),
        (mentors, np.full(width, sink), rest, np.zeros(width, np.int64)),
        (0 * one, sink * one, height * one, 0 * one),
    )
    tail, head, capacity, cost = (np.concatenate(part) for part in zip(*arcs, strict=True))
    supply = np.zeros(sink + 1, np.int64)
    supply[0], supply[sink] = height, -height
    flow = min_cost(Network(tail, head, capacity, supply), cost)
    where = ground.fixed.copy()
    chosen = np.flatnonzero(flow[: rows.size])
    where[rows[chosen]] = columns[chosen]
    return where


def _seated(ground: Ground, opened: BoolArray, where: IntArray) -> Circles:
    """The circles of a flow, without those who may not sit where it puts them, who go where they may."""
    circles = Circles(ground)
    circles.growing = True
    speaks = ground.members.speaks
    for column in np.flatnonzero(opened).tolist():
        rows = np.flatnonzero(where == column)
        held = ground.fixed[rows] == column
        possible = ground.members.mentor_speaks[column] & speaks[rows[held]].all(axis=0)
        spoken = int(np.argmax(np.where(possible, speaks[rows].sum(axis=0), NOWHERE)))
        order = np.lexsort((-ground.fit[rows, column], ~speaks[rows, spoken], ~held))
        for row in rows[order].tolist():
            circles.attempt([(row, column)], better=False)
    place(circles)
    return circles


def _proof(circles: Circles, most: tuple[int, int]) -> Proof:
    """How much better any circles of these candidates could be at most."""
    ground, placed = circles.ground, int(circles.placed.sum())
    if placed < most[0]:
        return Proof(ProofState.BEST_FOUND, "placed", most[0] - placed)
    # Nobody is more like the others of a circle, on average, than like the nearest of all; in a circle that
    # is too small, which only locks can make, the nearest one alone counts.
    others = ground.smallest - 1 if (ground.fixed == NOWHERE).all() else 1
    nearest = -np.sort(-ground.members.likeness, axis=1)[:, :others]
    likeness = np.sort(nearest.sum(axis=1) // others + 1)[::-1][:placed]
    return Proof(ProofState.BEST_FOUND, "value", max(0, most[1] + int(likeness.sum()) - circles.value))


def _plan(
    candidates: Candidates,
    policy: Policy,
    order: _Order,
    circles: Circles,
    proof: Proof,
    locks: tuple[IdPair, ...],
    forbids: tuple[IdPair, ...],
) -> CirclePlan:
    """The circles by id."""
    data, ground = candidates.scorer.data, circles.ground
    found = []
    for column in np.flatnonzero(circles.size).tolist():
        rows, size = circles.members(column), int(circles.size[column])
        likeness = 2 * int(circles.pairs[column]) // (size * (size - 1)) if size > 1 else 0
        found.append(
            Circle(
                data.mentors.ids[order.columns[column]],
                tuple(sorted(data.mentees.ids[row] for row in order.rows[rows])),
                int(circles.fit[column]) // size,
                likeness,
                _languages(candidates.scorer, order, rows, column),
                size < ground.smallest,
            )
        )
    seated = np.flatnonzero(circles.where != NOWHERE)
    unplaced = order.rows[np.flatnonzero(circles.where == NOWHERE)]
    return CirclePlan(
        circles=tuple(sorted(found, key=lambda circle: circle.mentor)),
        unplaced=tuple(data.mentees.ids[row] for row in np.sort(unplaced)),
        value=circles.value,
        proof=proof,
        plan=assemble(
            candidates,
            policy,
            order.rows[seated],
            order.columns[circles.where[seated]],
            locks=locks,
            forbids=forbids,
            proof=proof,
        ),
    )


def _languages(scorer: Scorer, order: _Order, rows: IntArray, column: int) -> tuple[str, ...]:
    """What everybody in a circle speaks who said so."""
    if not scorer.problem.rules.common_language:
        return ()
    people = [scorer.mentors[order.columns[column]], *(scorer.mentees[row] for row in order.rows[rows])]
    said = [person.languages for person in people if person.languages]
    return tuple(sorted(frozenset.intersection(*said))) if said else ()
