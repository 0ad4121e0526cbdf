"""Bad input and interruptions never leave a partial plan: something is raised that says why."""

from dataclasses import replace
from random import Random

import pytest

from cairn.matching.changing.moves import move_costs, swap
from cairn.matching.checks import UnsoundProblem
from cairn.matching.people import Mentee, Mentor, Want
from cairn.matching.problem import Cancelled, First, Policy, Problem
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.locks import ImpossibleLocks, UnknownPair
from cairn.matching.solving.solve import solve
from cairn.matching.tests.people_strategies import MIXED, case, problem

STEPS = ("scoring", "matching", "lowest score", "best total")


def spoiled(seed: int) -> Problem:
    """A random problem with one bad answer somewhere."""
    random = Random(seed)
    asked = case(seed, 6, 5).problem
    mentees, mentors = list(asked.mentees), list(asked.mentors)
    row, column = random.randrange(len(mentees)), random.randrange(len(mentors))
    match random.randrange(6):
        case 0:
            mentees[row] = replace(mentees[row], seats=random.choice((-1, 0, 4, 99)))
        case 1:
            mentors[column] = replace(mentors[column], seats=random.choice((-1, 21)))
        case 2:
            mentees.append(mentees[row])
        case 3:
            mentors[column] = replace(mentors[column], ranking=("ghost",))
        case 4:
            mentees[row] = replace(mentees[row], wants=(Want(skill="x", priority=9),))
        case _:
            return replace(asked, weights={})
    return replace(asked, mentees=tuple(mentees), mentors=tuple(mentors))


def test_no_candidates_are_found_for_an_unsound_problem() -> None:
    for seed in range(200):
        for k in (None, 3):
            with pytest.raises(UnsoundProblem) as caught:
                find_candidates(spoiled(seed), k=k)
            assert caught.value.findings


@pytest.mark.parametrize("pair", [("ghost", "q0"), ("p0", "ghost"), ("q0", "p0"), ("", ""), ("P0", "q0")])
@pytest.mark.parametrize("kind", ["locks", "forbids", "draft"])
def test_no_plan_is_made_with_pairs_of_unknown_people(kind: str, pair: tuple[str, str]) -> None:
    candidates = find_candidates(problem(Random(1), 4, 3))
    for first in First:
        with pytest.raises(UnknownPair, match="nobody by these ids"):
            solve(candidates, Policy(first=first), **{kind: [pair]})  # type: ignore[arg-type]


def test_no_plan_is_made_around_locks_that_cannot_all_hold() -> None:
    asked = Problem(
        mentees=tuple(Mentee(id=f"p{number}") for number in range(3)), mentors=(Mentor(id="m", seats=2),)
    )
    candidates = find_candidates(asked)
    with pytest.raises(ImpossibleLocks):
        solve(candidates, locks=[(f"p{number}", "m") for number in range(3)])


@pytest.mark.parametrize("stop_at", range(4))
def test_a_cancelled_solve_gives_no_plan_and_can_be_tried_again(stop_at: int) -> None:
    def stop(step: str, share: float) -> None:
        if step == STEPS[stop_at]:
            raise Cancelled

    asked = problem(Random(1), 9, 6)
    if stop_at == 0:
        with pytest.raises(Cancelled):
            find_candidates(asked, progress=stop)
        return
    candidates = find_candidates(asked)
    with pytest.raises(Cancelled):
        solve(candidates, progress=stop)
    assert solve(candidates).fingerprint == solve(find_candidates(asked)).fingerprint


def test_progress_is_told_in_order_and_never_runs_back() -> None:
    heard: list[tuple[str, float]] = []
    asked = problem(Random(1), 60, 40, weights=MIXED)
    solve(
        find_candidates(asked, k=3, progress=lambda *step: heard.append(step)),
        progress=lambda *step: heard.append(step),
    )
    assert list(dict.fromkeys(step for step, _ in heard)) == list(STEPS)
    assert all(0 <= share <= 1 for _, share in heard)
    for step in STEPS[:3]:
        shares = [share for name, share in heard if name == step]
        assert shares == sorted(shares)
        assert shares[-1] == 1


@pytest.mark.parametrize(
    "knobs",
    [
        {"load": -1},
        {"load": 21},
        {"keep": -1},
        {"keep": 21},
        {"bands": (50, 35, 65)},
        {"bands": (35, 50, 101)},
        {"bands": (-1, 50, 65)},
    ],
)
def test_a_policy_out_of_bounds_is_refused(knobs: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"between|rise"):
        Policy(**knobs)  # type: ignore[arg-type]


@pytest.mark.parametrize("k", [0, -1])
def test_candidates_of_nobody_are_refused(k: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        find_candidates(problem(Random(1), 4, 3), k=k)


def test_changes_of_unknown_people_are_refused() -> None:
    plan = solve(find_candidates(problem(Random(1), 4, 3)))
    with pytest.raises(UnknownPair):
        move_costs(plan, "ghost")
    with pytest.raises((UnknownPair, ValueError)):
        swap(plan, "ghost", "p0")
