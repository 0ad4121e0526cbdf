"""Locks, forbids and drafts: what is set by hand holds, and what cannot hold is said in one wording."""

from random import Random
from typing import Any

import pytest

from cairn.matching.changing.moves import resolve
from cairn.matching.people import Mentee, Mentor
from cairn.matching.plan import Plan
from cairn.matching.problem import Criterion, First, Policy, Problem, Rule, Rules
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.locks import FORBIDDEN, MUTUAL, SEATS, ImpossibleLocks, UnknownPair
from cairn.matching.solving.solve import solve
from cairn.matching.tests.oracles import broken_rules, engine_scores, with_locks
from cairn.matching.tests.people_strategies import MIXED, case, problem

IdPair = tuple[str, str]


def chosen(plan: Plan) -> list[IdPair]:
    return [(pair.mentee, pair.mentor) for pair in plan.pairs]


def conflicts(
    asked: Problem, *locks: IdPair, forbids: tuple[IdPair, ...] = ()
) -> list[tuple[set[IdPair], str]]:
    with pytest.raises(ImpossibleLocks) as caught:
        solve(find_candidates(asked), locks=locks, forbids=forbids)
    return [(set(conflict.locks), conflict.rule) for conflict in caught.value.conflicts]


def test_locking_what_is_there_changes_nothing() -> None:
    for seed in range(80):
        asked = with_locks(case(seed, 8, 6), seed)
        random = Random(seed)
        plan = solve(find_candidates(asked.problem), asked.policy, **asked.solve_options())
        pairs = chosen(plan)
        for locks in (pairs, random.sample(pairs, len(pairs) // 2), pairs[:1]):
            again = resolve(plan, locks=[*asked.locks, *locks])
            assert chosen(again) == pairs, (seed, locks)
            assert again.levels.fair + again.levels.bonus == plan.levels.fair + plan.levels.bonus
            assert {(pair.mentee, pair.mentor) for pair in again.pairs if pair.locked} >= set(locks)


def test_solving_again_without_any_change_changes_nothing() -> None:
    for seed in range(40):
        asked = case(seed, 8, 6)
        plan = solve(find_candidates(asked.problem), asked.policy, **asked.solve_options())
        assert chosen(resolve(plan)) == chosen(plan), seed


def test_a_lock_below_the_minimum_holds_and_is_marked() -> None:
    asked = Problem(
        mentees=(Mentee(id="a", values=frozenset({"x"})), Mentee(id="b", values=frozenset({"y"}))),
        mentors=(Mentor(id="m", values=frozenset({"y"}), seats=2),),
        weights={Criterion.VALUES: 1},
    )
    assert chosen(solve(find_candidates(asked))) == [("b", "m")]
    plan = solve(find_candidates(asked), locks=[("a", "m")])
    assert chosen(plan) == [("a", "m"), ("b", "m")]
    assert [(pair.locked, pair.below_minimum, pair.score) for pair in plan.pairs] == [
        (True, True, 0),
        (False, False, 10_000),
    ]
    assert plan.levels.lowest == 10_000


def test_locks_never_change_a_score() -> None:
    for seed in range(30):
        asked = with_locks(case(seed, 8, 6), seed)
        candidates = find_candidates(asked.problem)
        scores = engine_scores(candidates.scorer)
        plan = solve(candidates, asked.policy, **asked.solve_options())
        assert [pair.score for pair in plan.pairs] == [scores[pair] for pair in chosen(plan)]


def test_forbidden_pairs_are_not_in_the_plan_and_a_lock_takes_up_its_seat() -> None:
    asked = problem(Random(4), 12, 8, plain=True, weights=MIXED)
    candidates = find_candidates(asked)
    plan = solve(candidates)
    without = solve(candidates, forbids=chosen(plan))
    assert not set(chosen(without)) & set(chosen(plan))
    assert without.forbids == tuple(sorted(chosen(plan)))


def test_a_draft_pair_is_kept_where_it_costs_less_than_it_is_worth() -> None:
    asked = Problem(mentees=(Mentee(id="a"),), mentors=(Mentor(id="m"), Mentor(id="n")))
    for mentor in ("m", "n"):
        plan = solve(find_candidates(asked), draft=[("a", mentor)])
        assert chosen(plan) == [("a", mentor)]
        assert plan.pairs[0].kept
    pair = solve(find_candidates(asked)).pairs[0]
    other = "n" if pair.mentor == "m" else "m"
    plan = solve(find_candidates(asked), Policy(keep=0), draft=[("a", other)])
    assert not plan.pairs[0].kept


@pytest.mark.parametrize("seed", range(3))
def test_the_answers_to_locks_against_personal_reasons_cannot_be_told_apart(seed: int) -> None:
    random = Random(seed)
    apart: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
        "not with, hers": ({"not_with": frozenset({"m"})}, {}, {}),
        "not with, his": ({}, {"not_with": frozenset({"a"})}, {}),
        "line manager": ({"manager": "m"}, {}, {}),
        "line manager of the mentor": ({}, {"manager": "a"}, {}),
        "further up": ({"manager": "boss"}, {}, {}),
        "team": ({"team": "red"}, {"team": "red"}, {}),
        "paired before": ({}, {}, {"history": frozenset({("a", "m")})}),
    }
    stage = random.choice((None, 3))
    answers = set()
    for left, right, settings in apart.values():
        asked = Problem(
            mentees=(Mentee(id="a", stage=stage, **left),),
            mentors=(Mentor(id="m", stage=stage, **right), Mentor(id="boss", manager="m", stage=9)),
            **settings,
        )
        found = find_candidates(asked)
        with pytest.raises(ImpossibleLocks) as caught:
            solve(found, locks=[("a", "m")])
        answers.add((str(caught.value), caught.value.conflicts, found.removed[Rule.PERSONAL] > 0))
    assert len(answers) == 1


def test_every_lock_that_breaks_a_rule_is_refused_with_exactly_the_rules_it_breaks() -> None:
    for seed in range(30):
        asked = case(seed, 4, 4).problem
        candidates = find_candidates(asked)
        for mentee in asked.mentees:
            for mentor in asked.mentors:
                expected = {rule.value for rule in broken_rules(asked, mentee, mentor)}
                if mentor.seats == 0:
                    expected.add(SEATS)
                lock = (mentee.id, mentor.id)
                if not expected:
                    plan = solve(candidates, Policy(first=First.TOTAL), locks=[lock])
                    assert lock in chosen(plan)
                    continue
                with pytest.raises(ImpossibleLocks) as caught:
                    solve(candidates, locks=[lock])
                assert {conflict.rule for conflict in caught.value.conflicts} == expected
                assert all(conflict.locks == (lock,) for conflict in caught.value.conflicts)


def test_conflicts_name_smallest_sets_of_locks_all_at_once() -> None:
    asked = Problem(
        mentees=(Mentee(id="a"), Mentee(id="b"), Mentee(id="c", stage=5), Mentee(id="m")),
        mentors=(
            Mentor(id="m", seats=1, stage=5),
            Mentor(id="n", seats=9),
            Mentor(id="a"),
            Mentor(id="none", seats=0),
        ),
    )
    assert conflicts(asked, ("a", "m"), ("b", "m")) == [({("a", "m"), ("b", "m")}, SEATS)]
    assert conflicts(asked, ("a", "m"), ("a", "n")) == [({("a", "m"), ("a", "n")}, SEATS)]
    assert conflicts(asked, ("b", "none")) == [({("b", "none")}, SEATS)]
    assert conflicts(asked, ("a", "m"), ("m", "a")) == [({("a", "m"), ("m", "a")}, MUTUAL)]
    assert conflicts(asked, ("a", "n"), forbids=(("a", "n"),)) == [({("a", "n")}, FORBIDDEN)]
    assert conflicts(asked, ("a", "a"), ("c", "m")) == [
        ({("a", "a")}, Rule.ONESELF.value),
        ({("c", "m")}, Rule.STAGE.value),
    ]


def test_taking_any_lock_of_a_conflict_away_solves_it() -> None:
    names = ["a", "b", "c"]
    asked = Problem(
        mentees=tuple(Mentee(id=name) for name in names),
        mentors=(Mentor(id="m", seats=2), Mentor(id="n", seats=1)),
    )
    locks = [(name, "m") for name in names]
    (conflict, rule), *rest = conflicts(asked, *locks)
    assert (len(conflict), rule, rest) == (3, SEATS, [])
    for lock in conflict:
        plan = solve(find_candidates(asked), locks=conflict - {lock})
        assert plan.levels.matched == 3


def test_a_lock_of_mutual_mentors_is_possible_where_that_rule_is_switched_off() -> None:
    asked = Problem(
        mentees=(Mentee(id="a"), Mentee(id="b")),
        mentors=(Mentor(id="a"), Mentor(id="b")),
        rules=Rules(mutual=False),
    )
    plan = solve(find_candidates(asked), locks=[("a", "b"), ("b", "a")])
    assert plan.levels.matched == 2


@pytest.mark.parametrize("kind", ["locks", "forbids", "draft"])
def test_pairs_of_unknown_people_are_all_named(kind: str) -> None:
    asked = Problem(mentees=(Mentee(id="a"),), mentors=(Mentor(id="m"),))
    pairs = [("a", "m"), ("ghost", "m"), ("a", "nobody")]
    with pytest.raises(UnknownPair) as caught:
        solve(find_candidates(asked), **{kind: pairs})  # type: ignore[arg-type]
    assert caught.value.pairs == (("a", "nobody"), ("ghost", "m"))


def test_locks_of_a_draft_count_as_kept_and_loads_count_locked_mentees() -> None:
    asked = Problem(
        mentees=(Mentee(id="a"), Mentee(id="b")), mentors=(Mentor(id="m", seats=2), Mentor(id="n", seats=1))
    )
    plan = solve(find_candidates(asked), Policy(load=20), locks=[("a", "m")], draft=[("a", "m")])
    assert chosen(plan) == [("a", "m"), ("b", "n")]
    assert plan.pairs[0].kept
    assert plan.pairs[0].locked
    assert dict(plan.loads) == {"m": 1, "n": 1}
    options: dict[str, Any] = {"locks": [("a", "m")], "draft": [("a", "m")]}
    both = solve(find_candidates(asked), Policy(load=20), forbids=[("b", "n")], **options)
    assert both.levels.fair - plan.levels.fair == 200_000
