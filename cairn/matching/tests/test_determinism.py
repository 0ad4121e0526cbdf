"""The same problem gives the same plan, whatever order its rows stand in and wherever it is solved."""

import os
import subprocess
import sys
from dataclasses import replace
from random import Random

import pytest

from cairn.matching.problem import Policy, Problem
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.solve import solve
from cairn.matching.tests.oracles import with_locks
from cairn.matching.tests.people_strategies import MIXED, Case, case, problem

OTHER_PROCESS = """
from random import Random
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.solve import solve
from cairn.matching.tests.people_strategies import case
for seed in range(4):
    asked = case(seed, 9, 6)
    print(solve(find_candidates(asked.problem), asked.policy, **asked.solve_options()).fingerprint)
"""


def shuffled(asked: Problem, random: Random) -> Problem:
    """The same problem with its people, and what each of them says in no order, in another order."""
    mentees = [
        replace(each, wants=tuple(random.sample(each.wants, len(each.wants)))) for each in asked.mentees
    ]
    mentors = [
        replace(
            each,
            offers=tuple(random.sample(each.offers, len(each.offers))),
            moves=tuple(random.sample(each.moves, len(each.moves))),
        )
        for each in asked.mentors
    ]
    random.shuffle(mentees)
    random.shuffle(mentors)
    weights = dict(random.sample(list(asked.weights.items()), len(asked.weights)))
    return replace(asked, mentees=tuple(mentees), mentors=tuple(mentors), weights=weights)


def solved(asked: Case) -> tuple[object, ...]:
    plan = solve(find_candidates(asked.problem), asked.policy, **asked.solve_options())
    return plan.pairs, plan.unmatched, plan.levels, plan.loads, plan.proof, plan.fingerprint


def test_no_order_of_rows_changes_a_plan_or_its_fingerprint() -> None:
    for seed in range(60):
        asked = with_locks(case(seed, 9, 6), seed)
        random = Random(seed)
        other = replace(
            asked,
            problem=shuffled(asked.problem, random),
            locks=tuple(reversed(asked.locks)),
            forbids=tuple(random.sample(asked.forbids, len(asked.forbids))) + asked.forbids,
            draft=tuple(reversed(asked.draft)),
        )
        assert solved(other) == solved(asked), seed


@pytest.mark.parametrize("k", [3, None])
def test_no_order_of_many_rows_changes_a_plan_that_left_pairs_out(k: int | None) -> None:
    for seed in range(3):
        random = Random(seed)
        asked = problem(random, 80, 50, weights=MIXED, both_roles=seed == 1)
        plans = [
            solve(find_candidates(each, k=k), Policy(program="p"))
            for each in (asked, shuffled(asked, random))
        ]
        assert plans[0].pairs == plans[1].pairs
        assert plans[0].proof == plans[1].proof
        assert plans[0].fingerprint == plans[1].fingerprint


def test_another_process_with_other_hashes_finds_the_same_plans() -> None:
    mine = [str(solved(case(seed, 9, 6))[-1]) for seed in range(4)]
    for hashes in ("1", "77"):
        done = subprocess.run(
            [sys.executable, "-c", OTHER_PROCESS],
            env={**os.environ, "PYTHONHASHSEED": hashes},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == mine


def test_solving_twice_leaves_the_candidates_as_they_were() -> None:
    asked = case(3, 9, 6)
    candidates = find_candidates(asked.problem)
    before = [part.tobytes() for part in (candidates.start, candidates.column, candidates.score)]
    first = solve(candidates, asked.policy, **asked.solve_options())
    second = solve(candidates, asked.policy, **asked.solve_options())
    assert first.fingerprint == second.fingerprint
    assert before == [part.tobytes() for part in (candidates.start, candidates.column, candidates.score)]


def test_another_round_breaks_ties_otherwise_but_keeps_all_levels() -> None:
    different = 0
    for seed in range(30):
        asked = replace(case(seed, 8, 6, both_roles=False), draft=())
        candidates = find_candidates(asked.problem)
        plans = [
            solve(candidates, replace(asked.policy, round=name), forbids=asked.forbids)
            for name in ("one", "two")
        ]
        assert plans[0].levels.key(asked.policy.first) == plans[1].levels.key(asked.policy.first)
        assert plans[0].fingerprint != plans[1].fingerprint
        different += plans[0].pairs != plans[1].pairs
    assert different


def test_what_was_set_by_hand_stands_in_the_fingerprint() -> None:
    asked = problem(Random(3), 6, 5, plain=True, weights=MIXED, several=False)
    candidates = find_candidates(asked)
    plan = solve(candidates)
    unused = next(
        (left.id, right.id)
        for left in asked.mentees
        for right in asked.mentors
        if (left.id, right.id) not in {(pair.mentee, pair.mentor) for pair in plan.pairs}
    )
    assert solve(candidates, forbids=[unused]).pairs == plan.pairs
    assert solve(candidates, forbids=[unused]).fingerprint != plan.fingerprint
    assert solve(candidates, Policy(load=4)).fingerprint != plan.fingerprint
