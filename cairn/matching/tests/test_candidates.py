"""The best of each person suffice: left-out pairs are bounded, and plans are proven over all of them."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from cairn.matching.people import Mentee, Mentor
from cairn.matching.plan import ProofState
from cairn.matching.problem import DEFAULT_WEIGHTS, Criterion, First, Policy, Problem, Rules
from cairn.matching.scoring.candidates import COMPLETE, Candidates, default_k, find_candidates
from cairn.matching.solving.solve import solve
from cairn.matching.tests.people_strategies import MIXED, problem

WEIGHTS = (MIXED, DEFAULT_WEIGHTS, dict.fromkeys(Criterion, 3), {Criterion.VALUES: 1, Criterion.SHORTLIST: 1})


def large(seed: int, mentees: int, mentors: int) -> Problem:
    random = Random(seed)
    rules = Rules(
        minimum=(0, 25, 40)[seed % 3],
        stage_gap=None if seed % 2 else 1,
        overlap_minutes=(0, 60)[seed % 2],
        mutual=False,
    )
    return problem(
        random,
        mentees,
        mentors,
        both_roles=seed % 3 == 0,
        plain=seed % 2 == 0,
        weights=WEIGHTS[seed % 4],
        rules=rules,
    )


def scores(candidates: Candidates) -> list[dict[int, int]]:
    """The score of each candidate, row by row."""
    return [
        dict(zip(candidates.column[begin:end].tolist(), candidates.score[begin:end].tolist(), strict=True))
        for begin, end in zip(candidates.start[:-1], candidates.start[1:], strict=True)
    ]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("k", [1, 3, 10])
def test_the_best_of_each_mentee_are_found_and_nothing_left_out_beats_its_bounds(seed: int, k: int) -> None:
    asked = large(seed, 60, 40)
    full, few = find_candidates(asked), find_candidates(asked, k=k)
    assert full.complete
    left_out = 0
    for row, (everything, kept) in enumerate(zip(scores(full), scores(few), strict=True)):
        assert kept.items() <= everything.items()
        best = sorted(everything.items(), key=lambda item: (-item[1], item[0]))[:k]
        assert dict(best).items() <= kept.items()
        missing = everything.keys() - kept.keys()
        left_out += len(missing)
        if few.row_bound[row] == COMPLETE:
            assert not missing
        for column in missing:
            assert everything[column] <= few.row_bound[row]
            assert everything[column] <= few.column_bound[column]
    assert left_out or k == 10
    assert few.complete == (left_out == 0) or k == 10
    for column in np.flatnonzero(few.column_bound == COMPLETE).tolist():
        assert all(
            (column in kept) == (column in whole)
            for kept, whole in zip(scores(few), scores(full), strict=True)
        )


@pytest.mark.parametrize("seed", range(6))
def test_plans_proven_from_few_candidates_have_the_levels_of_all_pairs(seed: int) -> None:
    asked = large(seed, 60, 40)
    random = Random(seed)
    draft = [(f"p{random.randrange(60)}", asked.mentors[random.randrange(40)].id) for _ in range(30)]
    full, few = find_candidates(asked), find_candidates(asked, k=3)
    added = 0
    for first in First:
        policy = Policy(first=first, load=(0, 3, 20)[seed % 3])
        wanted, got = (solve(each, policy, draft=draft) for each in (full, few))
        assert got.levels.key(first) == wanted.levels.key(first)
        assert got.proof.state is ProofState.PROVEN
        added += got.proof.added
    assert added, "nothing that was left out mattered, so this proves nothing"


@pytest.mark.parametrize("first", First)
def test_ten_candidates_each_give_the_levels_of_all_pairs_for_200_mentees(first: First) -> None:
    for seed in (1, 2):
        asked = large(seed, 200, 100)
        full, few = find_candidates(asked), find_candidates(asked, k=10)
        locks = [(pair.mentee, pair.mentor) for pair in solve(full, Policy(first=First.TOTAL)).pairs[::9]]
        wanted, got = (solve(each, Policy(first=first), locks=locks, forbids=[]) for each in (full, few))
        assert got.levels.key(first) == wanted.levels.key(first)
        assert few.score.size < full.score.size / 2


def test_forbids_and_ceilings_hold_over_left_out_pairs_too() -> None:
    asked = large(2, 60, 40)
    full, few = find_candidates(asked), find_candidates(asked, k=2)
    plan = solve(full)
    forbids = [(pair.mentee, pair.mentor) for pair in plan.pairs[::2]]
    for ceiling in (10_000, 4_000, 0):
        wanted, got = (solve(each, forbids=forbids, ceiling=ceiling) for each in (full, few))
        assert got.levels.matched == wanted.levels.matched
        assert (got.levels.weak, got.levels.fair) == (wanted.levels.weak, wanted.levels.fair)
        assert not {(pair.mentee, pair.mentor) for pair in got.pairs} & set(forbids)


def test_candidates_are_sorted_best_first_and_then_by_mentor() -> None:
    for k in (None, 4):
        found = find_candidates(large(1, 60, 40), k=k)
        for row in scores(found):
            assert list(row.items()) == sorted(row.items(), key=lambda item: (-item[1], item[0]))


def test_more_candidates_are_kept_of_more_people() -> None:
    assert [default_k(mentees) for mentees in (1, 5_000, 10_000, 20_000, 100_000)] == [20, 20, 30, 50, 50]


@pytest.mark.parametrize("k", [None, 10])
@pytest.mark.parametrize("mentees, mentors", [(0, 0), (0, 3), (3, 0)])
def test_empty_sides_give_an_empty_plan(k: int | None, mentees: int, mentors: int) -> None:
    asked = Problem(
        mentees=tuple(Mentee(id=f"p{number}") for number in range(mentees)),
        mentors=tuple(Mentor(id=f"q{number}") for number in range(mentors)),
    )
    for first in First:
        plan = solve(find_candidates(asked, k=k), Policy(first=first))
        assert plan.pairs == ()
        assert len(plan.unmatched) == mentees
        assert plan.levels.lowest is None


@pytest.mark.parametrize("k", [None, 10])
def test_no_allowed_pair_and_no_seat_give_an_empty_plan(k: int | None) -> None:
    people = tuple(Mentee(id=f"p{number}", languages=frozenset({"de"})) for number in range(5))
    for mentor in (Mentor(id="q", seats=0), Mentor(id="q", seats=3, languages=frozenset({"en"}))):
        for first in First:
            plan = solve(
                find_candidates(Problem(mentees=people, mentors=(mentor,)), k=k), Policy(first=first)
            )
            assert plan.pairs == ()
            assert plan.levels.matched == 0


def test_beyond_a_thousand_mentees_without_a_mentor_everybody_is_unmatched() -> None:
    asked = Problem(mentees=tuple(Mentee(id=f"p{number:04}") for number in range(1_001)), mentors=())
    assert len(solve(find_candidates(asked)).unmatched) == 1_001


def test_everybody_in_both_roles_is_matched_to_somebody_else() -> None:
    names = [f"p{number}" for number in range(12)]
    asked = Problem(
        mentees=tuple(Mentee(id=name) for name in names), mentors=tuple(Mentor(id=name) for name in names)
    )
    for k in (None, 3):
        plan = solve(find_candidates(asked, k=k))
        assert plan.levels.matched == 12
        assert all(pair.mentee != pair.mentor for pair in plan.pairs)


def test_other_weights_change_scores_but_not_who_is_allowed() -> None:
    asked = replace(large(1, 20, 15), rules=Rules(minimum=0))
    found = [find_candidates(asked.with_weights(weights)) for weights in WEIGHTS[:2]]
    assert [set(row) for row in scores(found[0])] == [set(row) for row in scores(found[1])]
