"""Rematch: running pairs stay whatever the rules say today, and everybody else gets the best that is left."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.matching.modes.rematch import RematchPlan, rematch
from cairn.matching.people import Mentee, Mentor
from cairn.matching.plan import ProofState
from cairn.matching.problem import First, Policy, Problem, Rules
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.locks import UnknownPair
from cairn.matching.solving.solve import solve
from cairn.matching.tests.oracles import best_plan, engine_scores
from cairn.matching.tests.people_strategies import Case, case

SEEDS = st.integers(0, 10**9)
POLICY = Policy(program="test", round="1")
IdPair = tuple[str, str]


def running_pairs(problem: Problem, draw: Random) -> tuple[IdPair, ...]:
    """Some pairs that run, whatever the rules and the mentors' seats; nobody mentors each other."""
    found: set[IdPair] = set()
    for mentee in problem.mentees:
        for mentor in draw.sample(problem.mentors, min(len(problem.mentors), draw.randint(0, mentee.seats))):
            if mentee.id != mentor.id and (mentor.id, mentee.id) not in found and draw.random() < 0.5:
                found.add((mentee.id, mentor.id))
    return tuple(sorted(found))


def pairs_of(plan: RematchPlan) -> set[IdPair]:
    return {(pair.mentee, pair.mentor) for pair in plan.plan.pairs}


@given(SEEDS)
def test_the_rest_is_the_best_that_is_left(seed: int) -> None:
    made, draw = case(seed, 5, 4), Random(seed)
    running = running_pairs(made.problem, draw)
    load = Counter(mentor for _, mentor in running)
    roomy = tuple(
        replace(person, seats=max(person.seats, load[person.id])) for person in made.problem.mentors
    )
    whole = Case(
        replace(made.problem, mentors=roomy),
        made.policy,
        locks=running,
        forbids=tuple(pair for pair in made.forbids if pair not in running),
    )
    candidates = find_candidates(made.problem)
    plan = rematch(candidates, made.policy, running, forbids=made.forbids)
    assert pairs_of(plan) == best_plan(whole, engine_scores(candidates.scorer))
    assert {(pair.mentee, pair.mentor) for pair in plan.running} == set(running)
    assert len(plan.running) + len(plan.new) == len(plan.plan.pairs)


@given(SEEDS)
def test_with_few_candidates_the_result_is_the_same_at_every_level(seed: int) -> None:
    made = case(seed, 9, 6, set_by_hand=False)
    running = running_pairs(made.problem, Random(seed))
    every, few = (
        rematch(find_candidates(made.problem, k=k), made.policy, running).plan.levels for k in (None, 2)
    )
    assert every == few


@given(SEEDS)
def test_running_pairs_within_the_rules_are_plain_locks(seed: int) -> None:
    made = case(seed, 6, 4)
    candidates = find_candidates(made.problem)
    running = [(pair.mentee, pair.mentor) for pair in solve(candidates, made.policy).pairs][::2]
    plan = rematch(candidates, made.policy, running)
    assert plan.plan.fingerprint == solve(candidates, made.policy, locks=running).fingerprint
    assert plan.against_rules == ()


def people(mentees: str, mentors: str, **answers: int) -> Problem:
    return Problem(
        mentees=tuple(Mentee(id=person) for person in mentees.split()),
        mentors=tuple(Mentor(id=person, seats=answers.get(person, 1)) for person in mentors.split()),
        rules=Rules(minimum=0),
    )


def test_a_running_pair_that_breaks_a_rule_today_stays_and_is_named() -> None:
    problem = people("ana bo", "kim lee")
    enemies = replace(problem, mentees=(Mentee(id="ana", not_with=frozenset({"kim"})), Mentee(id="bo")))
    plan = rematch(find_candidates(enemies), POLICY, [("ana", "kim")])
    assert pairs_of(plan) == {("ana", "kim"), ("bo", "lee")}
    assert plan.against_rules == (("ana", "kim"),)


def test_more_running_pairs_than_seats_leave_no_seat() -> None:
    plan = rematch(find_candidates(people("ana bo cy", "kim")), POLICY, [("ana", "kim"), ("bo", "kim")])
    assert pairs_of(plan) == {("ana", "kim"), ("bo", "kim")}
    assert plan.plan.unmatched == ("cy",)


def test_a_second_mentor_never_comes_before_somebodys_first() -> None:
    problem = people("ana bo", "kim lee")
    apart = Mentee(id="ana", seats=2, passed_over=9, not_with=frozenset({"kim"}))
    plan = rematch(
        find_candidates(replace(problem, mentees=(apart, Mentee(id="bo")))), POLICY, [("ana", "kim")]
    )
    assert pairs_of(plan) == {("ana", "kim"), ("bo", "lee")}


def test_a_running_pair_is_not_paired_before() -> None:
    problem = replace(people("ana bo", "kim lee"), history=frozenset({("ana", "kim"), ("bo", "lee")}))
    plan = rematch(find_candidates(problem), POLICY, [("ana", "kim")])
    assert pairs_of(plan) == {("ana", "kim")}


def test_a_forbidden_pair_that_runs_stays_and_another_does_not_come_about() -> None:
    problem = people("ana bo", "kim lee", lee=2)
    plan = rematch(
        find_candidates(problem), POLICY, [("ana", "kim")], forbids=[("ana", "kim"), ("bo", "lee")]
    )
    assert pairs_of(plan) == {("ana", "kim")}


def test_a_running_pair_bars_its_way_back() -> None:
    problem = people("ana kim", "ana kim")
    assert pairs_of(rematch(find_candidates(problem), POLICY, [("ana", "kim")])) == {("ana", "kim")}


def test_people_who_mentor_each_other_go_on_and_no_others_start() -> None:
    problem = people("ana kim bo lee", "ana kim bo lee")
    running = [("ana", "kim"), ("kim", "ana")]
    plan = rematch(find_candidates(problem), POLICY, running)
    assert set(running) < pairs_of(plan)
    assert len(plan.new) == 1
    freely = replace(problem, rules=Rules(minimum=0, mutual=False))
    assert len(rematch(find_candidates(freely), POLICY, running).new) == 2


@pytest.mark.parametrize("first", First)
def test_a_rematch_that_was_cut_short_says_how_much_better_it_could_be(
    first: First, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = people("ana kim bo lee", "ana kim bo lee")
    running = [("ana", "kim"), ("kim", "ana")]
    freely = replace(problem, rules=Rules(minimum=0, mutual=False))
    policy = replace(POLICY, first=first)
    every, bound = (rematch(find_candidates(each), policy, running).plan for each in (problem, freely))
    assert every.proof.state is ProofState.PROVEN
    monkeypatch.setattr("cairn.matching.modes.rematch.BRANCHES", 1)
    cut = rematch(find_candidates(problem), policy, running).plan
    assert (bound.levels.matched, cut.levels.matched) == (4, 3)
    assert (cut.proof.state, cut.proof.level, cut.proof.gap) == (ProofState.BEST_FOUND, "matched", 1)


def test_unknown_people_are_named() -> None:
    candidates = find_candidates(people("ana", "kim"))
    with pytest.raises(UnknownPair, match="zoe"):
        rematch(candidates, POLICY, [("zoe", "kim")])
    with pytest.raises(UnknownPair, match="zoe"):
        rematch(candidates, POLICY, [], forbids=[("zoe", "kim")])


def test_nothing_running_is_a_plain_match() -> None:
    candidates = find_candidates(people("ana bo", "kim lee"))
    assert rematch(candidates, POLICY, []).plan.fingerprint == solve(candidates, POLICY).fingerprint
    nobody = rematch(find_candidates(Problem(mentees=(), mentors=())), POLICY, [])
    assert not nobody.plan.pairs
