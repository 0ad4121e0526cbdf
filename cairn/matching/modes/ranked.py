"""Ranked mode: people say whom they want, and no two of them would go around the plan together.

Mentees rank up to five mentors, mentors up to eight mentees. Mentees propose down their lists and mentors
hold the best proposals for as many seats as they have (deferred acceptance: Gale & Shapley 1962; with
seats, as Roth & Peranson 1999 describe it for hospitals). What comes out is stable: no mentee and mentor
both prefer each other to what they have. Of all stable plans in which each mentee wants one mentor it is
the best for every mentee, and the order of the proposals changes nothing. Seats that are left then go, by
the levels of every other plan, to those who still want a mentor; that never makes a blocking pair, because
a mentor with a free seat has turned nobody down.

A mentor without a list goes by score, without what wishes add to it, equal scores by the tie ticket. A
mentor with a list takes the people on it first, in their order, then others in that way. A mentee without a
list proposes to nobody and takes part in the second step only. What is locked is no longer up for choice: it
takes its seats out of the market.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from cairn.matching.plan import Plan
from cairn.matching.problem import CRITERIA, Criterion, Policy, Progress, no_progress
from cairn.matching.scoring.candidates import Candidates
from cairn.matching.scoring.encoding import IntArray
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.flow import Network
from cairn.matching.solving.lexicographic import best_flow
from cairn.matching.solving.locks import IdPair, places, require_possible
from cairn.matching.solving.objective import ticket_halves, tickets
from cairn.matching.solving.solve import BRANCHES, assemble, solve

Place = tuple[int, int]
"""A pair as (row, column)."""

OrderKey = tuple[int, int, int, int]
"""How much a mentor wants a mentee: the smaller, the more."""

UNLISTED = 1_000
"""A place after every list's end."""


@dataclass(frozen=True)
class RankedPlan:
    """A stable plan, and beside it the one that gives most people somebody on their own list.

    `plan`: the stable pairs and whom the other seats went to. `stable`: the pairs of the first step alone.
    `blocking`: pairs of (mentee, mentor) ids who would both leave the plan for each other; empty unless the
    rule against two people mentoring each other leaves no stable plan. `most_listed`: the plan with most
    mentees on a list, with its own `most_listed_blocking`.

    To price a change of `plan`, solve again with `stable` as locks.
    """

    plan: Plan
    stable: tuple[IdPair, ...]
    blocking: tuple[IdPair, ...]
    most_listed: Plan
    most_listed_blocking: tuple[IdPair, ...]


def match_ranked(
    candidates: Candidates,
    policy: Policy,
    *,
    locks: Iterable[IdPair] = (),
    forbids: Iterable[IdPair] = (),
    progress: Progress = no_progress,
) -> RankedPlan:
    """The stable plan of everybody's lists, and the plan with most people on a list.

    Only pairs that the rules and the minimum allow can be proposed. `locks` and `forbids` are pairs of
    (mentee id, mentor id). `progress` hears 'lists' and then the steps of `solve`, and may cancel. Raises
    `ImpossibleLocks` and `UnknownPair` as `solve` does.
    """
    locks, forbids = tuple(sorted(set(locks))), tuple(sorted(set(forbids)))
    scorer = candidates.scorer
    require_possible(scorer, locks, forbids)
    progress("lists", 0.0)
    lists = _Lists.of(scorer, policy, places(scorer, locks), places(scorer, forbids))
    mutual = scorer.problem.rules.mutual
    stable = _best_apart(lists, mutual, lambda barred: _accepted(lists, barred), lists.unstable)
    progress("lists", 0.5)
    widest = _best_apart(lists, mutual, lambda barred: _most_listed(lists, barred), lists.fewest)
    progress("lists", 1.0)
    ids = [lists.ids(place) for place in stable]
    plan = _filled(candidates, policy, ids, locks, forbids, progress)
    other = _filled(candidates, policy, [lists.ids(place) for place in widest], locks, forbids, progress)
    return RankedPlan(plan, tuple(sorted(ids)), blocking_pairs(plan), other, blocking_pairs(other))


def blocking_pairs(plan: Plan) -> tuple[IdPair, ...]:
    """Pairs of (mentee, mentor) ids who would both rather have each other than what the plan gives them.

    Counted are allowed pairs in which the mentor stands on the mentee's list. The mentee would rather if she
    wants one more mentor or has one whom she ranks lower or not at all; the mentor if a seat is free or
    taken by somebody whom the mentor wants less. Locked pairs are given up by nobody, and no pair is counted
    that is forbidden, or that the rule against mentoring each other excludes beside the pairs there are.
    """
    scorer = plan.candidates.scorer
    lists = _Lists.of(scorer, plan.policy, places(scorer, plan.locks), places(scorer, plan.forbids))
    held = {
        (scorer.row_of[pair.mentee], scorer.column_of[pair.mentor])
        for pair in plan.pairs
        if (pair.mentee, pair.mentor) not in plan.locks
    }
    return tuple(sorted(lists.ids(place) for place in lists.blocking(held)))


def on_own_list(plan: Plan) -> tuple[str, ...]:
    """The mentees whom a plan gives somebody on their own list, by id."""
    ranked = {person.id: person.ranking for person in plan.candidates.scorer.mentees}
    return tuple(sorted({pair.mentee for pair in plan.pairs if pair.mentor in ranked[pair.mentee]}))


def deferred_acceptance(
    wishes: Sequence[Sequence[int]],
    wanted: Sequence[int],
    seats: Sequence[int],
    key: Mapping[Place, OrderKey],
    order: Iterable[int] | None = None,
) -> set[Place]:
    """The stable pairs when mentees propose down their lists.

    `wishes[row]`: mentors in the order of the mentee's wish. `wanted[row]`, `seats[column]`: how many each
    takes at most. `key[row, column]`: the smaller, the more the mentor wants the mentee; never the same for
    two mentees of one mentor. `order`: who proposes when, which changes nothing.
    """
    held: list[list[tuple[OrderKey, int]]] = [[] for _ in seats]
    got, asked = [0] * len(wishes), [0] * len(wishes)
    waiting = list(range(len(wishes)) if order is None else order)
    while waiting:
        row = waiting.pop()
        while got[row] < wanted[row] and asked[row] < len(wishes[row]):
            column = wishes[row][asked[row]]
            asked[row] += 1
            got[row] += 1
            insort(held[column], (key[row, column], row))
            if len(held[column]) > seats[column]:
                _, refused = held[column].pop()
                got[refused] -= 1
                if refused != row:
                    waiting.append(refused)
    return {(row, column) for column, taken in enumerate(held) for _, row in taken}


@dataclass(frozen=True)
class _Lists:
    """Who may propose to whom: one entry a listed, allowed pair, by row and then by place on the list.

    `wanted` and `seats`: what locks left of them. `settled`: rows whom a lock gave somebody on their list.
    """

    scorer: Scorer
    policy: Policy
    rows: IntArray
    columns: IntArray
    place: dict[Place, int]
    key: dict[Place, OrderKey]
    wanted: list[int]
    seats: list[int]
    settled: frozenset[int]
    locked: frozenset[IdPair]

    @classmethod
    def of(cls, scorer: Scorer, policy: Policy, locks: Sequence[Place], forbids: Sequence[Place]) -> _Lists:
        width = scorer.data.width
        wished = [
            (row, scorer.column_of[mentor], place)
            for row, mentee in enumerate(scorer.mentees)
            for place, mentor in enumerate(mentee.ranking)
            if mentor in scorer.column_of
        ]
        rows, columns, place = np.asarray(wished, np.int64).reshape(-1, 3).T.copy()
        scored = scorer.score(rows, columns)
        barred = np.asarray([row * width + column for row, column in (*locks, *forbids)], np.int64)
        fit = scored.allowed & (scored.score >= scorer.minimum) & ~np.isin(rows * width + columns, barred)
        rows, columns = rows[fit], columns[fit]
        names = scorer.data.mentees.ids, scorer.data.mentors.ids
        listed = {(int(row), int(column)) for row, column, _ in wished}
        return cls(
            scorer=scorer,
            policy=policy,
            rows=rows,
            columns=columns,
            place=dict(zip(_pairs(rows, columns), place[fit].tolist(), strict=True)),
            key=_keys(scorer, policy, rows, columns),
            wanted=_less(scorer.data.wanted_seats, [row for row, _ in locks]),
            seats=_less(scorer.data.seats, [column for _, column in locks]),
            settled=frozenset(row for row, column in locks if (row, column) in listed),
            locked=frozenset((names[0][row], names[1][column]) for row, column in locks),
        )

    def ids(self, place: Place) -> IdPair:
        """The ids of a pair."""
        return self.scorer.data.mentees.ids[place[0]], self.scorer.data.mentors.ids[place[1]]

    def places_of(self, pairs: Iterable[Place]) -> int:
        """The sum of the places that listed pairs stand at."""
        return sum(self.place[pair] for pair in pairs)

    def blocking(self, held: Collection[Place]) -> list[Place]:
        """The blocking pairs beside `held`, the pairs that are not locked."""
        rows, columns = np.asarray(sorted(held), np.int64).reshape(-1, 2).T.copy()
        keys = _keys(self.scorer, self.policy, rows, columns)
        worst_place: defaultdict[int, list[int]] = defaultdict(list)
        worst_key: defaultdict[int, list[OrderKey]] = defaultdict(list)
        for pair, key in keys.items():
            worst_place[pair[0]].append(self.place.get(pair, UNLISTED))
            worst_key[pair[1]].append(key)
        there = {self.ids(pair) for pair in held} | self.locked if self.scorer.problem.rules.mutual else set()
        found = []
        for pair, place in self.place.items():
            has, takes = worst_place[pair[0]], worst_key[pair[1]]
            wants = len(has) < self.wanted[pair[0]] or place < max(has, default=-1)
            wanted = len(takes) < self.seats[pair[1]] or (bool(takes) and self.key[pair] < max(takes))
            if wants and wanted and pair not in held and self.ids(pair)[::-1] not in there:
                found.append(pair)
        return found

    def unstable(self, pairs: Iterable[Place]) -> tuple[int, ...]:
        """How far listed pairs are from a good stable plan: blocking pairs, people left out, places."""
        held = set(pairs)
        return len(self.blocking(held)), -len({row for row, _ in held}), -len(held), self.places_of(held)

    def fewest(self, pairs: Iterable[Place]) -> tuple[int, ...]:
        """How far listed pairs are from serving everybody: mentees, further mentors, places."""
        chosen = list(pairs)
        return -len({row for row, _ in chosen} - self.settled), -len(chosen), self.places_of(chosen)


def _pairs(rows: IntArray, columns: IntArray) -> list[Place]:
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _less(seats: IntArray, taken: Sequence[int]) -> list[int]:
    left: list[int] = (seats - np.bincount(taken, minlength=seats.size)).tolist() if seats.size else []
    return left


def _keys(scorer: Scorer, policy: Policy, rows: IntArray, columns: IntArray) -> dict[Place, OrderKey]:
    """How mentors order mentees: the list first, then the score without wishes, then the ticket, then the id.

    `rows` in ascending order. Were wishes in it, a mentee could move herself up by what she lists.
    """
    halves = ticket_halves(policy, scorer.data.mentees.ids, scorer.data.mentors.ids)
    drawn = tickets(halves[0][rows], halves[1][columns]).tolist()
    table, _ = scorer.contributions(rows, columns)
    merit = (table.sum(axis=0) - table[CRITERIA.index(Criterion.SHORTLIST)]).tolist()
    ids = scorer.data.mentees.ids
    listed = [{person: place for place, person in enumerate(mentor.ranking)} for mentor in scorer.mentors]
    keys: dict[Place, OrderKey] = {}
    for (row, column), score, ticket in zip(_pairs(rows, columns), merit, drawn, strict=True):
        place = listed[column].get(ids[row])
        keys[row, column] = (1, -score, ticket, row) if place is None else (0, place, 0, row)
    return keys


def _accepted(lists: _Lists, barred: frozenset[Place]) -> list[Place]:
    """The pairs of deferred acceptance, without the barred ones."""
    wishes: list[list[int]] = [[] for _ in lists.wanted]
    for row, column in lists.place:
        if (row, column) not in barred:
            wishes[row].append(column)
    return sorted(deferred_acceptance(wishes, lists.wanted, lists.seats, lists.key))


def _most_listed(lists: _Lists, barred: frozenset[Place]) -> list[Place]:
    """Most mentees with somebody on their list, then most further mentors, best places, tickets."""
    pairs = [pair for pair in lists.place if pair not in barred]
    if not pairs:
        return []
    rows, columns = (np.asarray(part, np.int64) for part in zip(*pairs, strict=True))
    wanted, seats = np.asarray(lists.wanted), np.asarray(lists.seats)
    people, mentors, size = np.arange(wanted.size), np.arange(seats.size), len(pairs)
    first = np.asarray([int(row not in lists.settled) for row in people.tolist()], np.int64)
    first = np.minimum(first, wanted)
    sink = 1 + wanted.size + seats.size
    arcs = (
        (1 + rows, 1 + wanted.size + columns, np.ones(size, np.int64)),
        (0 * people, 1 + people, first),
        (0 * people, 1 + people, wanted - first),
        (1 + wanted.size + mentors, sink + 0 * mentors, seats),
        (np.zeros(1, np.int64), np.full(1, sink), wanted.sum(keepdims=True)),
    )
    supply = np.zeros(sink + 1, np.int64)
    supply[0], supply[sink] = wanted.sum(), -wanted.sum()
    tail, head, capacity = (np.concatenate(part) for part in zip(*arcs, strict=True))
    ends = np.cumsum([0, *(part[0].size for part in arcs)])
    place = np.asarray([lists.place[pair] for pair in pairs], np.int64)
    halves = ticket_halves(lists.policy, lists.scorer.data.mentees.ids, lists.scorer.data.mentors.ids)
    drawn = tickets(halves[0][rows], halves[1][columns])
    spans = [slice(low, high) for low, high in pairwise(ends.tolist())]
    levels = []
    for span, amount in ((1, -1), (2, -1), (0, place), (0, drawn >> 20), (0, drawn & 0xFFFFF)):
        cost = np.zeros(tail.size, np.int64)
        cost[spans[span]] = amount
        levels.append(cost)
    flow = best_flow(Network(tail, head, capacity, supply), levels)
    return sorted(pair for pair, used in zip(pairs, flow[:size].tolist(), strict=True) if used)


def _best_apart(
    lists: _Lists,
    mutual: bool,
    make: Callable[[frozenset[Place]], list[Place]],
    worse: Callable[[Iterable[Place]], tuple[int, ...]],
) -> list[Place]:
    """The best of what `make` makes in which no two people mentor each other, if the rule is on.

    Where two do, either pair is barred in turn. The smaller `worse`, the better.
    """
    back = _reverses(lists) if mutual else {}
    start = frozenset(pair for pair in lists.place if mutual and lists.ids(pair)[::-1] in lists.locked)
    waiting, tried = [start], 0
    best: tuple[tuple[int, ...], list[Place]] | None = None
    while waiting and (tried < BRANCHES or best is None):
        barred = waiting.pop()
        tried += 1
        pairs = make(barred)
        chosen = set(pairs)
        clash = next((pair for pair in pairs if back.get(pair) in chosen), None)
        if clash is None:
            best = min((worse(pairs), pairs), best) if best else (worse(pairs), pairs)
        else:
            waiting.extend((barred | {clash}, barred | {back[clash]}))
    assert best is not None, "each branch bars one more pair, so every one of them ends"
    return best[1]


def _reverses(lists: _Lists) -> dict[Place, Place]:
    """For each listed pair the pair the other way around, where that is listed as well."""
    by_ids = {lists.ids(pair): pair for pair in lists.place}
    return {pair: by_ids[ids[::-1]] for ids, pair in by_ids.items() if ids[::-1] in by_ids}


def _filled(
    candidates: Candidates,
    policy: Policy,
    pairs: Sequence[IdPair],
    locks: tuple[IdPair, ...],
    forbids: tuple[IdPair, ...],
    progress: Progress,
) -> Plan:
    """The pairs, and the other seats by the levels; only what the manager locked is marked as locked."""
    plan = solve(candidates, policy, locks=(*locks, *pairs), forbids=forbids, progress=progress)
    scorer = candidates.scorer
    chosen = places(scorer, ((pair.mentee, pair.mentor) for pair in plan.pairs))
    rows, columns = np.asarray(chosen, np.int64).reshape(-1, 2).T
    marked = assemble(candidates, policy, rows, columns, locks=locks, forbids=forbids, proof=plan.proof)
    return replace(marked, avoided=plan.avoided)
