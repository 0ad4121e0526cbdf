"""Plans side by side."""

from dataclasses import replace
from functools import cache

import pytest

from cairn.matching.people import Mentee, Mentor
from cairn.matching.plan import Plan
from cairn.matching.problem import DEFAULT_WEIGHTS, Criterion, First, Policy, Problem
from cairn.matching.reports.compare import compare, scenarios
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.solve import solve
from cairn.matching.tests.people_strategies import case

SEEDS = range(30)
POLICIES = {first.value: Policy(first=first) for first in First}
VALUES = "abcde"


def two_by_two() -> Problem:
    """Ana shares all with Dana and four fifths with Lee; Bo three fifths with Dana and one with Lee."""
    return Problem(
        mentees=(Mentee(id="ana", values=frozenset(VALUES)), Mentee(id="bo", values=frozenset("abcfg"))),
        mentors=(Mentor(id="dana", values=frozenset(VALUES)), Mentor(id="lee", values=frozenset("aijkl"))),
        weights={Criterion.VALUES: 1},
    )


@cache
def random_plans(seed: int) -> dict[str, Plan]:
    made = case(seed, 10, 6, set_by_hand=False)
    return scenarios(find_candidates(made.problem), POLICIES)


def test_levels_stand_side_by_side_in_the_order_given() -> None:
    plans = random_plans(3)
    table = compare(plans).measures
    assert [row.name for row in table] == list(plans)
    assert [row.levels for row in table] == [plan.levels for plan in plans.values()]


@pytest.mark.parametrize("seed", SEEDS)
def test_measures_are_what_the_pairs_say(seed: int) -> None:
    plans = random_plans(seed)
    for row in compare(plans).measures:
        scores = sorted(pair.score for pair in plans[row.name].pairs)
        assert row.total == sum(scores)
        assert row.weak == sum(pair.band == "weak" for pair in plans[row.name].pairs)
        if scores:
            worst = scores[: max(1, (len(scores) + 9) // 10)]
            assert row.mean == sum(scores) / len(scores)
            assert row.worst_tenth == sum(worst) / len(worst)
        else:
            assert row.mean is row.worst_tenth is None


def test_the_price_is_a_percentage_of_the_highest_total() -> None:
    problem = replace(
        two_by_two(),
        mentors=(Mentor(id="dana", values=frozenset("ab")), Mentor(id="lee", values=frozenset("abcfg"))),
    )
    candidates = find_candidates(problem)
    by_hand = solve(candidates, locks=[("ana", "lee"), ("bo", "dana")])
    measures = compare({"total": solve(candidates, Policy(first=First.TOTAL)), "by hand": by_hand}).measures
    # 40 and 100 points against 60 and 40.
    assert [row.total for row in measures] == [14_000, 10_000]
    assert [row.price for row in measures] == [0.0, pytest.approx(100 * 40 / 140)]


def test_without_a_plan_for_the_total_there_is_no_price() -> None:
    (row,) = compare({"everyone": random_plans(3)["everyone"]}).measures
    assert row.price is None


def test_plans_under_other_weights_have_no_price_against_the_total() -> None:
    problem = replace(two_by_two(), weights=DEFAULT_WEIGHTS)
    total = solve(find_candidates(problem), Policy(first=First.TOTAL))
    other = solve(find_candidates(problem.with_weights({Criterion.VALUES: 1})))
    assert [row.price for row in compare({"total": total, "values": other}).measures] == [0.0, None]


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_who_has_the_same_mentors_in_all_plans_is_among_the_differences(seed: int) -> None:
    plans = random_plans(seed)
    differing = {difference.mentee: difference.mentors for difference in compare(plans).differences}
    for mentee in (person.id for person in plans["everyone"].candidates.problem.mentees):
        mentors = {
            name: tuple(pair.mentor for pair in plan.pairs if pair.mentee == mentee)
            for name, plan in plans.items()
        }
        assert (mentee in differing) == (len(set(mentors.values())) > 1)
        if mentee in differing:
            assert differing[mentee] == mentors


@pytest.mark.parametrize("seed", SEEDS)
def test_gains_and_losses_add_up_to_the_change_of_the_total(seed: int) -> None:
    plans = random_plans(seed)
    found = compare(plans)
    first = next(iter(plans.values()))
    for name, plan in plans.items():
        shifts = (*found.gainers(name), *found.losers(name))
        assert sum(shift.gain for shift in shifts) == plan.levels.total - first.levels.total
        assert all(shift.gain > 0 for shift in found.gainers(name))
        assert [shift.gain for shift in found.losers(name)] == sorted(
            shift.gain for shift in found.losers(name)
        )


def test_who_gains_and_who_loses_is_told_with_how_much() -> None:
    candidates = find_candidates(two_by_two())
    straight = solve(candidates, locks=[("ana", "dana"), ("bo", "lee")])
    crossed = solve(candidates, locks=[("ana", "lee"), ("bo", "dana")])
    found = compare({"straight": straight, "crossed": crossed})
    assert [(shift.mentee, shift.gain) for shift in found.gainers("crossed")] == [("bo", 4_000)]
    assert [(shift.mentee, shift.gain) for shift in found.losers("crossed")] == [("ana", -8_000)]
    assert found.gainers("straight") == found.losers("straight") == ()


def test_gains_are_measured_by_the_weights_of_the_first_plan() -> None:
    problem = two_by_two()
    first = solve(find_candidates(problem), locks=[("ana", "dana")])
    same_pairs = solve(find_candidates(problem.with_weights({Criterion.SKILLS: 1})), locks=[("ana", "dana")])
    shifts = compare({"values": first, "skills": same_pairs}).shifts
    assert all(shift.mentee != "ana" for shift in shifts)


def test_plans_of_different_people_are_refused() -> None:
    other = replace(two_by_two(), mentees=(Mentee(id="zoe"),))
    with pytest.raises(ValueError, match="different people"):
        compare({"a": solve(find_candidates(two_by_two())), "b": solve(find_candidates(other))})


def test_comparing_nothing_gives_nothing() -> None:
    assert compare({}).measures == ()


def test_scenarios_keep_locks_and_forbids() -> None:
    candidates = find_candidates(two_by_two())
    for plan in scenarios(
        candidates, POLICIES, locks=iter([("bo", "dana")]), forbids=iter([("ana", "lee")])
    ).values():
        assert [(pair.mentee, pair.mentor) for pair in plan.pairs] == [("bo", "dana")]
