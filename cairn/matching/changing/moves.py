"""What a change of a plan costs: one mentee with another mentor, a lock, a swap.

Where every pair is a candidate (up to 1 000 mentees) all figures are exact and equal to what `resolve` then
gives; beyond, `resolve` also looks at pairs that were left out, and a figure is an estimate. A re-solve keeps
to the floor of the plan that it starts from (its lowest score is not raised), to what was avoided so that no
two people mentor each other, and counts staying as what a kept pair is worth, so everybody who is not needed
for the change stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cairn.matching.changing.changes import Balance, Change, Moved, Step, difference, moves_between
from cairn.matching.changing.residual import Residual, shortest_walks
from cairn.matching.changing.walks import better_below, path_of, would_be_mutual
from cairn.matching.plan import Plan
from cairn.matching.problem import SCALE, Progress, no_progress
from cairn.matching.scoring.encoding import IntArray
from cairn.matching.solving.flow import BoolArray
from cairn.matching.solving.locks import IdPair, UnknownPair
from cairn.matching.solving.solve import solve


@dataclass(frozen=True, slots=True)
class MoveCost:
    """What it costs if a mentee goes to one mentor, and who else moves. `moved` leaves out the mentee.

    `exact`: whether a re-solve gives just this. Where pairs were left out of the candidates (beyond 1 000
    mentees) it is false: a re-solve also looks at those, and may answer otherwise.
    """

    mentor: str
    score: int
    band: str
    change: Change
    moved: tuple[Moved, ...]
    exact: bool = True


def resolve(
    plan: Plan,
    *,
    locks: Iterable[IdPair] = (),
    forbids: Iterable[IdPair] = (),
    progress: Progress = no_progress,
) -> Plan:
    """The plan solved again with further locks and forbids beside its own, and itself as the draft.

    A lock of a mentee who already has a lock to somebody else adds to it only if she wants several mentors;
    else it takes its place. Raises as `solve` does.
    """
    wanted = set(locks)
    moved = {mentee for mentee, _ in wanted}
    seats = {person.id: person.seats for person in plan.candidates.problem.mentees}
    kept = {pair for pair in plan.locks if pair[0] not in moved or seats.get(pair[0], 1) > 1}
    barred = {pair for pair in plan.forbids if pair not in wanted} | set(forbids)
    return solve(
        plan.candidates,
        plan.policy,
        locks=(kept | wanted) - set(forbids),
        forbids=barred,
        avoid=set(plan.avoided) - wanted,
        draft=[(pair.mentee, pair.mentor) for pair in plan.pairs],
        ceiling=_ceiling(plan),
        progress=progress,
    )


def _ceiling(plan: Plan) -> int:
    return SCALE if plan.levels.lowest is None else plan.levels.lowest


def swap(plan: Plan, first: str, second: str) -> Plan:
    """The plan in which two mentees exchange mentors and everybody else answers as best they can.

    Raises `ValueError` if one of them has no mentor or several, or both have the same.
    """
    ours, theirs = plan.pairs_of_mentee(first), plan.pairs_of_mentee(second)
    if len(ours) != 1 or len(theirs) != 1 or ours[0].mentor == theirs[0].mentor:
        raise ValueError(f"{first} and {second} cannot exchange mentors: each needs one, and not the same")
    return resolve(plan, locks=((first, theirs[0].mentor), (second, ours[0].mentor)))


def move_costs(plan: Plan, mentee: str) -> tuple[MoveCost, ...]:
    """For every mentor whom the rules allow, what it costs if the mentee goes there, best first.

    One shortest-walk search serves all mentors. Mentors whom she has already, forbidden ones and those
    without any seat are left out; the lock of a mentee who wants one mentor is taken back first. Where all
    pairs are candidates the figures are exact: a move for which only a lower floor would save or add a match,
    or by which two people would come to mentor each other, is solved again whole. Where pairs were left out,
    they are marked as not exact. Raises `UnknownPair` if there is no such mentee.
    """
    scorer = plan.candidates.scorer
    if mentee not in scorer.row_of:
        raise UnknownPair([(mentee, "any mentor")])
    row = scorer.row_of[mentee]
    _, scored = scorer.row(row)
    mine = {scorer.column_of[pair.mentor] for pair in plan.pairs_of_mentee(mentee)}
    barred = {scorer.column_of[other] for person, other in plan.forbids if person == mentee}
    residual = plan.residual(stay=True)
    start, ends = _leaving(residual, row)
    walks = shortest_walks(residual.back, residual.steps, start, ends, without=row)
    below = better_below(plan, walks, start[0], ends, row)
    possible = scored.allowed & (scorer.data.seats > 0) & walks.reached[:-1]
    possible[sorted(mine | barred)] = False
    before, complete = Balance(plan, residual), plan.candidates.complete
    costs = []
    for column in np.flatnonzero(possible).tolist():
        score = int(scored.score[column])
        taken, end = path_of(walks, residual.steps, column)
        own = Step(row, None if end == residual.outside else end, column, score)
        change = before.after([own, *taken], row)
        if complete and (below[column] or would_be_mutual(plan, [own, *taken])):
            costs.append(_solved_again(plan, mentee, column))
        else:
            costs.append(replace(_move_cost(plan, column, score, change, taken), exact=complete))
    return tuple(sorted(costs, key=lambda cost: (cost.change.key, -cost.score, cost.mentor)))


def _leaving(residual: Residual, row: int) -> tuple[IntArray, BoolArray]:
    """Where the mentee of `row` can leave from, and what is gained by it, level by level."""
    plan, scorer = residual.plan, residual.plan.candidates.scorer
    ends = np.zeros(residual.outside + 1, np.bool_)
    start = np.zeros((len(residual.levels) + 3, ends.size), np.int64)
    wanted = int(scorer.data.wanted_seats[row])
    leaving = [
        pair for pair in plan.pairs_of_mentee(scorer.data.mentees.ids[row]) if wanted == 1 or not pair.locked
    ]
    if leaving:
        columns = np.asarray([scorer.column_of[pair.mentor] for pair in leaving], np.int64)
        scores = np.asarray([pair.score for pair in leaving], np.int64)
        start[:, columns] = -residual.pair_costs(np.full(columns.size, row), columns, scores)
        ends[columns] = True
    if residual.got[row] < wanted:
        one = np.asarray([row], np.int64)
        start[0, residual.outside] = -int(residual.unit_worth(one, residual.got[one] + 1)[0])
        ends[residual.outside] = True
    return start, ends


def _move_cost(plan: Plan, column: int, score: int, change: Change, steps: Sequence[Step]) -> MoveCost:
    rows, columns = plan.candidates.scorer.data.mentees.ids, plan.candidates.scorer.data.mentors.ids
    moved = tuple(
        Moved(
            rows[row],
            None if before is None else columns[before],
            None if after is None else columns[after],
        )
        for row, before, after, _ in steps
    )
    return MoveCost(columns[column], score, plan.policy.band(score), change, moved)


def _solved_again(plan: Plan, mentee: str, column: int) -> MoveCost:
    mentor = plan.candidates.scorer.data.mentors.ids[column]
    after = resolve(plan, locks=[(mentee, mentor)])
    score = next(pair.score for pair in after.pairs_of_mentee(mentee) if pair.mentor == mentor)
    moved = tuple(move for move in moves_between(plan, after) if move.mentee != mentee)
    return MoveCost(mentor, score, plan.policy.band(score), difference(plan.levels, after.levels), moved)
