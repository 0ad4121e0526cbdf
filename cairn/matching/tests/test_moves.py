"""What a change costs, against solving the changed problem again from nothing."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from cairn.matching.changing.changes import Change, moves_between
from cairn.matching.changing.moves import move_costs, resolve, swap
from cairn.matching.changing.seats import seat_values
from cairn.matching.people import Mentee, Mentor
from cairn.matching.plan import Levels, Plan
from cairn.matching.problem import SCALE, Criterion, First, Policy, Problem, Rules
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.locks import ImpossibleLocks, UnknownPair
from cairn.matching.solving.solve import solve
from cairn.matching.tests.oracles import with_locks
from cairn.matching.tests.people_strategies import MIXED, Case, case, policy, problem


def solved(seeds: range, both_roles: bool) -> Iterator[tuple[int, Case, Plan]]:
    for seed in seeds:
        random = Random(seed)
        made = case(seed, 7, 5, both_roles=both_roles)
        asked = replace(with_locks(made, seed), ceiling=SCALE)
        asked = replace(asked, policy=policy(random, tuple(First)[seed % 3]))
        yield seed, asked, solve(find_candidates(asked.problem), asked.policy, **asked.solve_options())


def settled(first: First, change: Change) -> tuple[object, ...]:
    """What the levels of a preset settle of a change; ties may be broken otherwise."""
    weak = change.weak if first is First.EVERYONE else None
    return (*change.head, weak, change.fair)


def between(first: First, before: Levels, after: Levels) -> tuple[object, ...]:
    by_priority = tuple(new - old for old, new in zip(before.by_priority, after.by_priority, strict=True))
    return (
        after.matched - before.matched,
        *by_priority,
        after.second - before.second,
        after.third - before.third,
        after.weak - before.weak if first is First.EVERYONE else None,
        (after.fair + after.bonus) - (before.fair + before.bonus),
    )


def floor_of(plan: Plan) -> int:
    return SCALE if plan.levels.lowest is None else plan.levels.lowest


@pytest.mark.parametrize("both_roles", [False, True])
def test_the_value_of_one_more_seat_equals_solving_with_that_seat(both_roles: bool) -> None:
    worth_something = 0
    for seed, asked, plan in solved(range(30), both_roles):
        values = seat_values(plan)
        assert set(values) == {mentor.id for mentor in asked.problem.mentors}
        for place, mentor in enumerate(asked.problem.mentors):
            if mentor.seats == 20:
                continue
            mentors = list(asked.problem.mentors)
            mentors[place] = replace(mentor, seats=mentor.seats + 1)
            wider = find_candidates(replace(asked.problem, mentors=tuple(mentors)))
            kept = {"ceiling": floor_of(plan), "forbids": [*plan.forbids, *plan.avoided]}
            options = asked.solve_options() | kept
            after = solve(wider, asked.policy, **options)
            first = asked.policy.first
            got = values[mentor.id]
            assert settled(first, got.change) == between(first, plan.levels, after.levels), (seed, mentor.id)
            worth_something += got.worth_something
            if got.mentee is not None:
                assert got.mentee in {person.id for person in asked.problem.mentees}
    assert worth_something > 10


@pytest.mark.parametrize("both_roles", [False, True])
def test_the_cost_of_each_move_equals_solving_with_that_lock(both_roles: bool) -> None:
    tried = 0
    for seed, asked, plan in solved(range(50), both_roles):
        candidates = plan.candidates
        for mentee in asked.problem.mentees:
            costs = {cost.mentor: cost for cost in move_costs(plan, mentee.id)}
            there = {pair.mentor for pair in plan.pairs_of(mentee.id) if pair.mentee == mentee.id}
            kept = [pair for pair in plan.locks if pair[0] != mentee.id or mentee.seats > 1]
            for mentor in asked.problem.mentors:
                lock = (mentee.id, mentor.id)
                if mentor.id in there or lock in plan.forbids:
                    assert mentor.id not in costs
                    continue
                changed = {
                    "locks": [*kept, lock],
                    "ceiling": floor_of(plan),
                    "forbids": [pair for pair in (*plan.forbids, *plan.avoided) if pair != lock],
                    "draft": [(pair.mentee, pair.mentor) for pair in plan.pairs],
                }
                options = asked.solve_options() | changed
                try:
                    after = solve(candidates, asked.policy, **options)
                except ImpossibleLocks:
                    assert mentor.id not in costs, (seed, lock)
                    continue
                first = asked.policy.first
                assert mentor.id in costs, (seed, lock)
                got = settled(first, costs[mentor.id].change)
                assert got == between(first, plan.levels, after.levels), (seed, lock)
                tried += 1
    assert tried > 100


def test_moves_are_sorted_best_first_and_name_who_else_moves() -> None:
    random = Random(3)
    asked = problem(random, 20, 12, plain=True, several=False, weights=MIXED, rules=Rules(mutual=False))
    plan = solve(find_candidates(asked))
    for mentee in asked.mentees[:6]:
        costs = move_costs(plan, mentee.id)
        assert [cost.change.key for cost in costs] == sorted(cost.change.key for cost in costs)
        for cost in costs:
            pairs = {(pair.mentee, pair.mentor) for pair in plan.pairs if pair.mentee != mentee.id}
            pairs |= {(mentee.id, cost.mentor)}
            for moved in cost.moved:
                assert moved.mentee != mentee.id
                if moved.before is not None:
                    pairs.remove((moved.mentee, moved.before))
                if moved.after is not None:
                    pairs.add((moved.mentee, moved.after))
            for mentor in asked.mentors:
                assert sum(right == mentor.id for _, right in pairs) <= mentor.seats
            assert len(pairs) == len(plan.pairs) + cost.change.matched


def test_a_swap_exchanges_two_mentors_and_solves_the_rest_again() -> None:
    random = Random(5)
    asked = problem(
        random, 15, 10, plain=True, several=False, weights=MIXED, rules=Rules(minimum=0, stage_gap=None)
    )
    plan = solve(find_candidates(asked))
    before = {pair.mentee: pair.mentor for pair in plan.pairs}
    one = plan.pairs[0].mentee
    other = next(name for name, mentor in before.items() if mentor != before[one] and name != before[one])
    after = swap(plan, one, other)
    now = {pair.mentee: pair.mentor for pair in after.pairs}
    assert (now[one], now[other]) == (before[other], before[one])
    assert {pair.mentee for pair in after.pairs if pair.locked} == {one, other}
    with pytest.raises(ValueError, match="exchange"):
        swap(plan, one, one)


def test_one_lock_changes_few_other_pairs() -> None:
    for seed in range(5):
        asked = problem(
            Random(seed), 60, 40, plain=True, several=False, weights=MIXED, rules=Rules(mutual=False)
        )
        plan = solve(find_candidates(asked), Policy())
        mentee = plan.pairs[seed].mentee
        best = move_costs(plan, mentee)[0]
        after = resolve(plan, locks=[(mentee, best.mentor)])
        changed = [move for move in moves_between(plan, after) if move.mentee != mentee]
        assert len(changed) <= 12, "a lock should not turn everything over"
        assert settled(First.EVERYONE, best.change) == between(First.EVERYONE, plan.levels, after.levels)


def test_locks_that_resolve_adds_and_takes_back() -> None:
    asked = problem(
        Random(6), 10, 8, plain=True, several=False, weights=MIXED, rules=Rules(minimum=0, stage_gap=None)
    )
    plan = solve(find_candidates(asked))
    mentee, mentor = plan.pairs[0].mentee, plan.pairs[0].mentor
    locked = resolve(plan, locks=[(mentee, mentor)])
    assert locked.locks == ((mentee, mentor),)
    forbidden = resolve(locked, forbids=[(mentee, mentor)])
    assert forbidden.locks == ()
    assert (mentee, mentor) not in {(pair.mentee, pair.mentor) for pair in forbidden.pairs}
    again = resolve(forbidden, locks=[(mentee, mentor)])
    assert (mentee, mentor) in {(pair.mentee, pair.mentor) for pair in again.pairs}
    assert again.forbids == ()


def two_who_suit_each_other() -> Plan:
    """Ana and Kim would mentor each other, were it allowed; Lee suits nobody, and Ana may not have Lee."""
    alike, other = frozenset({"a"}), frozenset({"b"})
    asked = Problem(
        mentees=(Mentee(id="ana", values=alike), Mentee(id="kim", values=alike)),
        mentors=tuple(
            Mentor(id=name, values=other if name == "lee" else alike) for name in ("ana", "kim", "lee")
        ),
        rules=Rules(minimum=0),
        weights={Criterion.VALUES: 1},
    )
    return solve(find_candidates(asked), forbids=[("ana", "lee")])


def test_what_was_avoided_is_not_forbidden_by_solving_again() -> None:
    plan = two_who_suit_each_other()
    assert plan.chosen == {("ana", "kim"), ("kim", "lee")}
    assert (plan.forbids, plan.avoided) == ((("ana", "lee"),), (("kim", "ana"),))
    again = resolve(plan)
    assert (again.forbids, again.avoided) == (plan.forbids, plan.avoided)
    turned = resolve(plan, locks=[("kim", "ana")])
    assert turned.forbids == plan.forbids
    assert turned.avoided == (("ana", "kim"),)


def test_solving_again_without_a_change_changes_nothing_whatever_was_avoided() -> None:
    avoiding = 0
    for seed in range(20):
        asked = problem(
            Random(seed),
            7,
            7,
            both_roles=True,
            plain=True,
            weights=MIXED,
            rules=Rules(minimum=0, stage_gap=None),
        )
        plan = solve(find_candidates(asked), policy(Random(seed)))
        again = resolve(plan)
        assert again.chosen == plan.chosen, seed
        assert (again.locks, again.forbids, again.avoided) == (plan.locks, plan.forbids, plan.avoided), seed
        avoiding += bool(plan.avoided)
    assert avoiding > 5


def test_pairs_to_avoid_stay_out_like_forbidden_ones_but_nobody_forbade_them() -> None:
    for seed, asked, plan in solved(range(30), True):
        loose = [(pair.mentee, pair.mentor) for pair in plan.pairs if not pair.locked][:2]
        options = asked.solve_options()
        forbidden = solve(plan.candidates, asked.policy, **options | {"forbids": [*plan.forbids, *loose]})
        avoided = solve(plan.candidates, asked.policy, **options, avoid=loose)
        assert avoided.chosen == forbidden.chosen, seed
        assert avoided.forbids == plan.forbids, seed
        assert set(avoided.avoided) == {*loose, *forbidden.avoided}, seed
    with pytest.raises(UnknownPair, match="zoe"):
        solve(plan.candidates, avoid=[("zoe", "q0")])


@pytest.mark.parametrize("k", [None, 2])
def test_figures_are_exact_where_no_pair_was_left_out_and_only_there(k: int | None) -> None:
    asked = problem(
        Random(4), 12, 8, both_roles=True, plain=True, weights=MIXED, rules=Rules(minimum=0, stage_gap=None)
    )
    plan = solve(find_candidates(asked, k=k))
    costs = [cost for mentee in asked.mentees for cost in move_costs(plan, mentee.id)]
    assert plan.candidates.complete is (k is None)
    assert len(costs) > 12
    assert {cost.exact for cost in costs} == {k is None}
    assert {value.exact for value in seat_values(plan).values()} == {k is None}
