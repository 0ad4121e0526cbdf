"""The cases of the benchmark: each takes its people's number and gives lines of the table.

Importing and inventing people take no part in any time. Each case runs in a process of its own (see
`benchmarks/__main__.py`), after a small warm-up, so that its memory is its own.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from random import Random
from statistics import median
from time import perf_counter

import numpy as np

from benchmarks.double_loop import DoubleLoop
from benchmarks.measure import best_of, match, peak, quality, quality_of, resident, timed
from benchmarks.people import make
from benchmarks.table import Row, all_of, at_least, at_most, number, seconds, times
from cairn.matching import (
    Candidates,
    Directory,
    First,
    Plan,
    Policy,
    Problem,
    Scorer,
    find_candidates,
    form_circles,
    match_ranked,
    move_costs,
    moves_between,
    resolve,
    seat_values,
    solve,
)


def problem_of(mentees: int, mentors: int) -> Problem:
    """Invented people of the given number, always the same."""
    people = make(mentees, mentors, seed=1)
    return Problem(mentees=people.mentees, mentors=people.mentors)


def warm_up() -> None:
    """Loads what a first solve loads."""
    solve(find_candidates(problem_of(40, 20)))


def size(mentees: int, mentors: int, repeats: int, limit: float, memory: float | None) -> list[Row]:
    """From people to a proven plan, everyone first."""
    problem = problem_of(mentees, mentors)
    before = resident()
    run = match(problem, Policy(), repeats)
    grown, whole = peak() - before, peak()
    good = quality_of(run.plan)
    kept = "all pairs" if run.candidates.complete else f"{run.candidates.score.size / mentees:.0f} pairs each"
    proof = run.plan.proof
    return [
        Row(
            case=f"{number(mentees)} × {number(mentors)} balanced",
            scoring=seconds(run.scoring),
            solve=seconds(run.solve),
            proof=seconds(run.proof),
            ours=seconds(run.total),
            target=f"≤ {limit:g} s" + (f", {number(int(memory))} MB" if memory else ""),
            met=all_of(at_most(limit, run.total), *([at_most(memory, grown, "MB")] if memory else [])),
            memory=f"{grown:.0f}",
            matched=number(good.matched),
            mean=f"{good.mean:.1f}",
            worst=f"{good.worst:.1f}",
            worst_tenth=f"{good.worst_tenth:.1f}",
            note=f"best of {repeats}; {kept}; {proof.state}; {proof.rounds} rounds, {number(proof.added)} "
            f"left-out pairs taken up. Memory is what came on top of the people; the process held "
            f"{whole:.0f} MB at most.",
        )
    ]


def double_loop(mentees: int, mentors: int, rows: int) -> list[Row]:
    """Scoring in arrays against the same in plain Python, pair by pair."""
    problem = problem_of(mentees, mentors)
    candidates, whole = best_of(3, lambda: find_candidates(problem))
    _, prepared = best_of(3, lambda: Scorer.of(problem))
    ours = whole - prepared
    loop, theirs_prepared = timed(lambda: DoubleLoop(problem))
    begin = perf_counter()
    found = [loop.row(place) for place in range(rows)]
    theirs = (perf_counter() - begin) * mentees / rows
    agrees = all(
        dict(_row(candidates, problem.mentees[place].id)) == scores for place, scores in enumerate(found)
    )
    return [
        Row(
            case=f"scoring v. Python double loop, {number(mentees)}",
            ours=seconds(ours),
            peer=seconds(theirs),
            ratio=times(theirs, ours),
            target="≥ 60×",
            met=at_least(60, theirs / ours, "×"),
            agrees=agrees,
            note=f"rules and scores of all pairs once the people are prepared, which takes us "
            f"{seconds(prepared)} and the double loop {seconds(theirs_prepared)}. The double loop was run for "
            f"{rows} mentees and its time scaled to all; it skips the criteria of pairs that a rule refuses, "
            f"two thirds of all, as we do. The scores are {'the same' if agrees else 'NOT the same'}.",
        )
    ]


def _row(candidates: Candidates, mentee: str) -> list[tuple[str, int]]:
    row = candidates.scorer.row_of[mentee]
    part = slice(int(candidates.start[row]), int(candidates.start[row + 1]))
    names = candidates.scorer.data.mentors.ids
    return [
        (names[column], score)
        for column, score in zip(
            candidates.column[part].tolist(), candidates.score[part].tolist(), strict=True
        )
    ]


def orders(mentees: int, mentors: int) -> list[Row]:
    """The three orders and greedy on the same candidates."""
    candidates = find_candidates(problem_of(mentees, mentors))
    plans: dict[First, Plan] = {}
    rows = []
    for first in First:
        plans[first], took = best_of(3, lambda first=first: solve(candidates, Policy(first=first)))  # type: ignore[misc]
        good = quality_of(plans[first])
        rows.append(
            Row(
                case=f"order '{first}', {number(mentees)}",
                ours=seconds(took),
                matched=number(good.matched),
                mean=f"{good.mean:.1f}",
                worst=f"{good.worst:.1f}",
                worst_tenth=f"{good.worst_tenth:.1f}",
                note="the solve alone, proof included.",
            )
        )
    balanced, total = quality_of(plans[First.EVERYONE]), quality_of(plans[First.TOTAL])
    price = 100 * (total.total - balanced.total) / total.total
    gain = balanced.worst_tenth - total.worst_tenth
    rows.append(
        Row(
            case=f"balanced v. total, {number(mentees)}",
            ours=f"{price:.2f} % of total",
            peer=f"worst tenth {gain:+.1f}",
            target="≤ 1 %, ≥ +1.5",
            met=all_of(at_most(1, price, "%"), at_least(1.5, gain, " points")),
            note="what the balanced order costs, and what it gains for the worst tenth.",
        )
    )
    return [*rows, _greedy(candidates, plans[First.EVERYONE])]


def _greedy(candidates: Candidates, plan: Plan) -> Row:
    """Most points first, until nothing fits."""
    data = candidates.scorer.data
    wanted, seats = data.wanted_seats.tolist(), data.seats.tolist()
    scores = []
    begin = perf_counter()
    for place in np.argsort(-candidates.score, kind="stable").tolist():
        row, column = int(candidates.rows[place]), int(candidates.column[place])
        if wanted[row] and seats[column]:
            wanted[row] -= 1
            seats[column] -= 1
            scores.append(int(candidates.score[place]))
    took = perf_counter() - begin
    greedy, ours = quality(scores, len(scores)), quality_of(plan)
    more = 100 * (ours.matched - greedy.matched) / greedy.matched
    gain = ours.worst_tenth - greedy.worst_tenth
    return Row(
        case=f"greedy, {number(len(wanted))}",
        ours=f"{more:+.1f} % matched",
        peer=f"{number(greedy.matched)} in {seconds(took)}",
        ratio=f"worst tenth {gain:+.1f}",
        target="≥ +1.5 %, ≥ +4",
        met=all_of(at_least(1.5, more, " %"), at_least(4, gain, " points")),
        note="balanced against most points first on the same candidates.",
    )


def moves(mentees: int, mentors: int, limit: float) -> list[Row]:
    """All moves of one mentee; and the values of one more seat."""
    plan = solve(find_candidates(problem_of(mentees, mentors)))
    ids = [pair.mentee for pair in plan.pairs]
    _, first = timed(lambda: move_costs(plan, ids[0]))
    took = [timed(lambda name=name: move_costs(plan, name))[1] for name in ids[7 : 7 * 12 : 7]]  # type: ignore[misc]
    _, seats = timed(lambda: seat_values(plan))
    return [
        Row(
            case=f"all moves of one mentee, {number(mentees)}",
            ours=seconds(median(took)),
            target=f"≤ {limit:g} s",
            met=at_most(limit, median(took)),
            note=f"median of {len(took)} mentees on an open plan, {seconds(max(took))} at most; the first on a "
            f"fresh plan, which works out what all share, took {seconds(first)}.",
        ),
        Row(case=f"one more seat of each mentor, {number(mentees)}", ours=seconds(seats)),
    ]


def lock(mentees: int, mentors: int, tries: int) -> list[Row]:
    """One lock: how long a re-solve takes and how many others it moves."""
    plan = solve(find_candidates(problem_of(mentees, mentors)))
    random = Random(1)
    took, others, agree = [], [], True
    for pair in random.sample(plan.pairs, tries):
        cost = random.choice(move_costs(plan, pair.mentee)[:20])
        after, spent = timed(lambda pair=pair, cost=cost: resolve(plan, locks=[(pair.mentee, cost.mentor)]))  # type: ignore[misc]
        changed = {move.mentee for move in moves_between(plan, after)} - {pair.mentee}
        took.append(spent)
        others.append(len(changed))
        agree &= changed == {move.mentee for move in cost.moved}
    return [
        Row(
            case=f"one lock, {number(mentees)}",
            ours=f"{seconds(median(took))}, {median(others):g} others",
            target="≤ 0.2 s, ≤ 4 others",
            met=all_of(at_most(0.2, median(took)), at_most(4, median(others), "others")),
            agrees=agree,
            note=f"medians of {tries} random mentees, each locked to one of her 20 cheapest moves; at most "
            f"{seconds(max(took))} and {max(others)} others. Who moves is "
            f"{'' if agree else 'NOT '}whom the cost had named.",
        )
    ]


def directory(mentors: int) -> list[Row]:
    """All mentors in the order in which they suit one mentee."""
    problem = problem_of(200, mentors)
    book = Directory(find_candidates(problem).scorer)
    gc.collect()
    gc.freeze()
    took = [timed(lambda name=one.id: book.order(name))[1] for one in problem.mentees[:21]]  # type: ignore[misc]
    gc.unfreeze()
    return [
        Row(
            case=f"directory order, {number(mentors)} mentors",
            ours=seconds(median(took)),
            target="≤ 10 ms",
            met=at_most(0.01, median(took)),
            note=f"median of {len(took)} mentees, {seconds(max(took))} at most.",
        )
    ]


def modes(mentees: int, mentors: int) -> list[Row]:
    """Ranked lists, and circles."""
    candidates = find_candidates(problem_of(mentees, mentors))
    ranked, took = timed(lambda: match_ranked(candidates, Policy()))
    some = find_candidates(problem_of(mentees * 3 // 10, mentors * 3 // 10))
    circles, formed = timed(lambda: form_circles(some, Policy()))
    return [
        Row(
            case=f"ranked lists, {number(mentees)}",
            ours=seconds(took),
            matched=number(ranked.plan.levels.matched),
            note=f"{len(ranked.stable)} stable pairs, {len(ranked.blocking)} blocking; filling and 'most "
            "people on a list' included.",
        ),
        Row(
            case=f"circles, {number(mentees * 3 // 10)}",
            ours=seconds(formed),
            note=f"{len(circles.circles)} circles.",
        ),
    ]


def without_priorities(problem: Problem) -> Problem:
    """The same people for programs that know neither earlier rounds nor people in both roles."""
    return replace(
        problem,
        mentees=tuple(replace(person, passed_over=0) for person in problem.mentees),
        rules=replace(problem.rules, mutual=False),
    )


PLAIN_TOTAL = Policy(first=First.TOTAL, load=0, keep=0)

Case = Callable[[], list[Row]]
