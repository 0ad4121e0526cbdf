"""Whoever was passed over comes first, and that never costs a match."""

from dataclasses import replace

from cairn.matching.people import Mentee, Mentor
from cairn.matching.plan import Plan
from cairn.matching.problem import Criterion, First, Problem
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.solve import solve
from cairn.matching.tests.people_strategies import Case, case


def crowded(seed: int) -> Case:
    """A case in which seats are short, without people in both roles (who may clash)."""
    made = case(seed, 10, 4, both_roles=False)
    mentors = tuple(replace(person, seats=min(person.seats, 2)) for person in made.problem.mentors)
    return replace(made, problem=replace(made.problem, mentors=mentors))


def with_mentees(asked: Case, mentees: tuple[Mentee, ...]) -> Plan:
    """The plan if only these mentees had come."""
    there = {person.id for person in mentees}
    mentors = tuple(
        replace(person, ranking=tuple(other for other in person.ranking if other in there))
        for person in asked.problem.mentors
    )
    left = replace(asked.problem, mentees=mentees, mentors=mentors)
    return solve(
        find_candidates(left), asked.policy, forbids=[pair for pair in asked.forbids if pair[0] in there]
    )


def test_priorities_never_change_how_many_are_matched() -> None:
    for seed in range(60):
        asked = crowded(seed)
        plan = solve(find_candidates(asked.problem), asked.policy, forbids=asked.forbids)
        equal = tuple(replace(person, passed_over=0) for person in asked.problem.mentees)
        without = with_mentees(asked, equal)
        assert plan.levels.matched == without.levels.matched, seed


def test_those_passed_over_are_matched_as_often_as_if_they_were_alone() -> None:
    for seed in range(60):
        asked = crowded(seed)
        # Scores of everybody stay the same when others leave, but for rankings, which are left out here.
        mentors = tuple(replace(person, ranking=()) for person in asked.problem.mentors)
        asked = replace(asked, problem=replace(asked.problem, mentors=mentors))
        plan = solve(find_candidates(asked.problem), asked.policy, forbids=asked.forbids)
        if asked.problem.weights.get(
            Criterion.GOALS
        ):  # texts are weighed by how rare their words are among all
            asked = replace(
                asked, problem=replace(asked.problem, rules=replace(asked.problem.rules, minimum=0))
            )
            plan = solve(find_candidates(asked.problem), asked.policy, forbids=asked.forbids)
        for least in (1, 2, 9):
            chosen = tuple(person for person in asked.problem.mentees if person.passed_over >= least)
            if not chosen:
                continue
            alone = with_mentees(asked, chosen)
            assert sum(plan.levels.by_priority[: 10 - least]) == alone.levels.matched, (seed, least)


def test_one_passed_over_twice_comes_before_two_passed_over_once_only_if_nobody_is_lost() -> None:
    asked = Problem(
        mentees=(
            Mentee(id="twice", passed_over=2, languages=frozenset({"en"})),
            Mentee(id="once", passed_over=1, languages=frozenset({"en"})),
            Mentee(id="never", languages=frozenset({"en", "de"})),
        ),
        mentors=(
            Mentor(id="both", languages=frozenset({"en", "de"})),
            Mentor(id="one", languages=frozenset({"de"})),
        ),
    )
    for first in First:
        plan = solve(find_candidates(asked), replace(case(0, 2, 2).policy, first=first))
        assert {pair.mentee for pair in plan.pairs} == {"twice", "never"}


def test_first_mentors_for_all_come_before_second_mentors_for_anybody() -> None:
    asked = Problem(
        mentees=(Mentee(id="a", seats=3, passed_over=9), Mentee(id="b"), Mentee(id="c", seats=2)),
        mentors=(Mentor(id="x", seats=2), Mentor(id="y", seats=2), Mentor(id="z", seats=1)),
    )
    plan = solve(find_candidates(asked))
    assert (plan.levels.matched, plan.levels.second, plan.levels.third) == (3, 2, 0)
