"""Other programs and solvers on the same task, in the same run."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from benchmarks.cases import PLAIN_TOTAL, problem_of, without_priorities
from benchmarks.measure import best_of, timed
from benchmarks.peers import ask
from benchmarks.table import MISSING, Row, at_least, number, seconds, times
from cairn.matching import Candidates, find_candidates, solve
from cairn.matching.modes.ranked import deferred_acceptance
from cairn.matching.problem import SCALE

LEFT_OUT = 10**9
"""What leaving somebody out costs the peers: more than all pairs of 50 000 together, so that most
people are matched first; sums of such costs are still exact in floating point."""


def flow(mentees: int, mentors: int, k: int) -> list[Row]:
    """Our solve against SciPy's LAPJVsp: the same candidates, the same objective."""
    candidates = find_candidates(without_priorities(problem_of(mentees, mentors)), k=k)
    plan, ours = timed(lambda: solve(candidates, PLAIN_TOTAL))
    graph = _seats_as_columns(candidates)
    (rows, columns), theirs = timed(lambda: min_weight_full_bipartite_matching(graph))
    cost = np.asarray(graph[rows, columns]).ravel()
    matched, total = int((cost < LEFT_OUT).sum()), int((SCALE + 1 - cost[cost < LEFT_OUT]).sum())
    better = (plan.levels.matched, plan.levels.total) >= (matched, total)
    return [
        Row(
            case=f"flow v. LAPJVsp, {number(mentees)}",
            ours=seconds(ours),
            peer=seconds(theirs),
            ratio=times(theirs, ours),
            target="≥ 5×",
            met=at_least(5, theirs / ours, "×"),
            agrees=better,
            note=f"order 'total' without loads on {number(candidates.score.size)} candidates; ours includes the "
            f"proof over all pairs, the tie-break and the plan with its reasons' points, the peer's only the "
            f"assignment. Ours matches {number(plan.levels.matched)} with {plan.levels.total / 100:.0f} "
            f"points, LAPJVsp {number(matched)} with {total / 100:.0f}: over all pairs ours may only be better.",
        )
    ]


def _seats_as_columns(candidates: Candidates) -> sparse.csr_array:
    """The candidates with a column for each seat, and one for each mentee to be left out."""
    seats = candidates.scorer.data.seats
    first = np.cumsum(seats) - seats
    pairs = np.repeat(np.arange(candidates.score.size), seats[candidates.column])
    copy = np.arange(pairs.size) - np.searchsorted(pairs, pairs)
    rows, height = candidates.rows[pairs], candidates.start.size - 1
    columns = first[candidates.column[pairs]] + copy
    cost = SCALE + 1 - candidates.score[pairs].astype(np.int64)
    out = np.arange(height)
    return sparse.csr_array(
        (
            np.concatenate([cost, np.full(height, LEFT_OUT)]),
            (np.concatenate([rows, out]), np.concatenate([columns, int(seats.sum()) + out])),
        ),
        shape=(height, int(seats.sum()) + height),
    )


def munkres(mentees: int, mentors: int) -> list[Row]:
    """Our solve against mentor-match, and against the Munkres solver in it, on the same matrix of seats."""
    candidates = find_candidates(without_priorities(problem_of(mentees, mentors)))
    plan, ours = best_of(3, lambda: solve(candidates, PLAIN_TOTAL))
    seats = candidates.scorer.data.seats
    points = np.zeros((int(seats.sum()), mentees), np.int64)
    first = np.cumsum(seats) - seats
    for row, column, score in zip(
        candidates.rows.tolist(), candidates.column.tolist(), candidates.score.tolist(), strict=True
    ):
        points[first[column] : first[column] + seats[column], row] = LEFT_OUT + score
    rows = []
    for work, name, least in (
        ("mentor-match", "mentor-match (Munkres)", 40),
        ("munkres", "munkres alone", 0),
    ):
        answer = ask("mentor-match", work, {"points": points.tolist()})
        case = f"{name}, {number(mentees)} × {number(len(points))} seats"
        if answer is None:
            rows.append(Row(case=case, ours=seconds(ours), peer=MISSING))
            continue
        got = [int(points[seat, mentee]) for seat, mentee in answer["pairs"] if points[seat, mentee]]
        theirs, total = float(answer["seconds"]), sum(got) - LEFT_OUT * len(got)
        same = (len(got), total) == (plan.levels.matched, plan.levels.total)
        rows.append(
            Row(
                case=case,
                ours=seconds(ours),
                peer=seconds(theirs),
                ratio=times(theirs, ours),
                target=f"≥ {least}×, same total" if least else "same total",
                met=at_least(least, theirs / ours, "×") if same else "no, other total",
                agrees=same,
                note=f"the matrix is given; ours includes proof, tie-break and plan. Ours matches "
                f"{number(plan.levels.matched)} with {plan.levels.total / 100:.2f} points, the peer "
                f"{number(len(got))} with {total / 100:.2f}.",
            )
        )
    return rows


def hospital_resident(mentees: int, mentors: int) -> list[Row]:
    """Deferred acceptance against the package `matching`, on the same full lists of both sides."""
    candidates = find_candidates(without_priorities(problem_of(mentees, mentors)))
    seats = candidates.scorer.data.seats
    wishes = [
        [int(c) for c in candidates.column[candidates.start[row] : candidates.start[row + 1]] if seats[c]]
        for row in range(mentees)
    ]
    scores: dict[tuple[int, int], tuple[int, int, int, int]] = {
        (row, column): (0, -score, row, 0)
        for row, column, score in zip(
            candidates.rows.tolist(), candidates.column.tolist(), candidates.score.tolist(), strict=True
        )
    }
    stable, ours = best_of(3, lambda: deferred_acceptance(wishes, [1] * mentees, seats.tolist(), scores))
    says: dict[int, list[int]] = {}
    for row, column in sorted(scores, key=lambda pair: (pair[1], scores[pair])):
        if seats[column]:
            says.setdefault(column, []).append(row)
    task = {
        "mentees": {row: columns for row, columns in enumerate(wishes) if columns},
        "mentors": says,
        "seats": {column: int(seats[column]) for column in says},
    }
    case = f"`matching`, same full lists, {number(mentees)}"
    answer = ask("matching", "hospital-resident", task)
    if answer is None:
        return [Row(case=case, ours=seconds(ours), peer=MISSING, target="≥ 25×")]
    same = stable == {(row, column) for row, column in answer["pairs"]}
    theirs = float(answer["seconds"])
    return [
        Row(
            case=case,
            ours=seconds(ours),
            peer=seconds(theirs),
            ratio=times(theirs, ours),
            target="≥ 25×",
            met=at_least(25, theirs / ours, "×") if same else "no, other pairs",
            agrees=same,
            note=f"{len(stable)} stable pairs, {'the same' if same else 'NOT the same'}; making the peer's game "
            f"took another {seconds(float(answer['preparing']))}.",
        )
    ]
