"""Groups of a protected attribute: reported, never scored, and never so small that a person shows."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cairn.matching.people import Mentee, Mentor
from cairn.matching.plan import Plan
from cairn.matching.problem import Criterion, Problem
from cairn.matching.reports.fairness import GroupReport, fairness
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.solve import solve
from cairn.matching.tests.people_strategies import case


def planned(sizes: Mapping[str | None, int], seats: int = 20) -> Plan:
    """Mentees in groups of so many, `None` for not answered; half the values of each are the mentor's."""
    groups = [group for group, size in sizes.items() for _ in range(size)]
    mentees = tuple(
        Mentee(id=f"m{n:02}", groups={} if group is None else {"gender": group}, values=frozenset("ab"))
        for n, group in enumerate(groups)
    )
    mentors = tuple(Mentor(id=f"d{n}", seats=min(20, seats), values=frozenset("a")) for n in range(3))
    return solve(find_candidates(Problem(mentees=mentees, mentors=mentors, weights={Criterion.VALUES: 1})))


def report(sizes: Mapping[str | None, int]) -> GroupReport:
    (found,) = fairness(planned(sizes))
    return found


def test_each_group_shows_its_match_rate_and_mean_score() -> None:
    found = report({"woman": 6, "man": 5})
    assert [(line.group, line.mentees, line.matched, line.rate, line.mean) for line in found.groups] == [
        ("man", 5, 5, 1.0, 5_000.0),
        ("woman", 6, 6, 1.0, 5_000.0),
    ]
    assert (found.attribute, found.hidden) == ("gender", 0)


def test_a_match_rate_counts_who_is_left_without() -> None:
    (found,) = fairness(planned({"woman": 6, "man": 6}, seats=1))
    assert sum(line.matched for line in found.groups) == 3
    assert {line.group: line.rate for line in found.groups} == {
        line.group: line.matched / 6 for line in found.groups
    }


def test_a_mean_of_fewer_than_five_scores_is_not_told() -> None:
    (found,) = fairness(planned({"woman": 6, "man": 6}, seats=1))
    assert {line.mean for line in found.groups} == {None}


@pytest.mark.parametrize(
    "sizes,shown,hidden",
    [
        ({"a": 5, "b": 5}, ["a", "b"], 0),
        ({"a": 4, "b": 3, "c": 9}, ["c"], 2),
        ({"a": 4, "b": 6, "c": 9}, ["c"], 2),
        ({"a": 4, "b": 6}, [], 2),
        ({"a": 4}, [], 1),
        ({"a": 1, "b": 1, "c": 1, "d": 7}, ["d"], 3),
        ({"a": 7, None: 2, "b": 8}, ["b"], 2),
        ({"a": 7, None: 5}, ["a", None], 0),
    ],
)
def test_small_groups_are_hidden_and_one_alone_takes_the_next_smallest_along(
    sizes: dict[str | None, int], shown: list[str | None], hidden: int
) -> None:
    found = report(sizes)
    assert [line.group for line in found.groups] == shown
    assert found.hidden == hidden


def test_without_protected_attributes_there_is_nothing_to_report() -> None:
    assert fairness(planned({None: 8})) == ()


def test_each_attribute_has_a_report_of_its_own() -> None:
    plan = planned({"woman": 6, "man": 6})
    people = tuple(
        replace(person, groups={**person.groups, "age": "under 30"})
        for person in plan.candidates.problem.mentees
    )
    problem = replace(plan.candidates.problem, mentees=people)
    assert [found.attribute for found in fairness(solve(find_candidates(problem)))] == ["age", "gender"]


def test_with_several_mentors_the_best_score_counts_once() -> None:
    mentees = tuple(
        Mentee(id=f"m{n}", seats=2, groups={"gender": "woman"}, values=frozenset("ab")) for n in range(5)
    )
    mentors = (
        Mentor(id="all", seats=5, values=frozenset("ab")),
        Mentor(id="half", seats=5, values=frozenset("a")),
    )
    problem = Problem(mentees=mentees, mentors=mentors, weights={Criterion.VALUES: 1})
    (found,) = fairness(solve(find_candidates(problem)))
    assert [(line.matched, line.mean) for line in found.groups] == [(5, 10_000.0)]


@pytest.mark.parametrize("seed", range(20))
def test_the_plan_is_the_same_whatever_group_people_are_in(seed: int) -> None:
    made = case(seed, 12, 6)
    other = replace(
        made.problem, mentees=tuple(replace(person, groups={"x": "y"}) for person in made.problem.mentees)
    )
    plans = [
        solve(find_candidates(each), made.policy, **made.solve_options()) for each in (made.problem, other)
    ]
    assert plans[0].pairs == plans[1].pairs
    assert plans[0].fingerprint == plans[1].fingerprint


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_told_of_fewer_than_five(seed: int) -> None:
    made = case(seed, 30, 9)
    for found in fairness(solve(find_candidates(made.problem), made.policy)):
        assert all(line.mentees >= 5 for line in found.groups)
        assert all(line.mean is None or line.matched >= 5 for line in found.groups)
        assert found.hidden != 1 or not found.groups
