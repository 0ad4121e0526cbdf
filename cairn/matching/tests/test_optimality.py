"""Plans are the best there are: against all plans of small problems and other solvers on larger ones."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from cairn.matching.plan import Plan, ProofState
from cairn.matching.problem import DEFAULT_WEIGHTS, SCALE, First, Policy, Rules
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.objective import levels_of as levels_of_costs
from cairn.matching.solving.solve import solve
from cairn.matching.tests.oracles import (
    Scores,
    all_plans,
    best_plan,
    engine_scores,
    faults,
    levels_of,
    market,
    policy_key,
    with_locks,
)
from cairn.matching.tests.people_strategies import MIXED, Case, case, policy, problem
from cairn.matching.tests.solver_oracles import Assignment, program_levels


def chosen(plan: Plan) -> frozenset[tuple[str, str]]:
    return frozenset((pair.mentee, pair.mentor) for pair in plan.pairs)


def solved(first: int, last: int, mentees: int, mentors: int) -> Iterator[tuple[int, Case, Scores, Plan]]:
    """Cases of these seeds, each under every preset, with and without locks."""
    for seed in range(first, last):
        asked = case(seed, mentees, mentors)
        candidates = find_candidates(asked.problem)
        scores = engine_scores(candidates.scorer)
        random = Random(seed)
        for preset in First:
            for each in (asked, with_locks(asked, random.randrange(1 << 30))):
                each = replace(each, policy=policy(random, preset))
                yield seed, each, scores, solve(candidates, each.policy, **each.solve_options())


def assert_best(seed: int, asked: Case, scores: Scores, plan: Plan) -> None:
    best = best_plan(asked, scores)
    expected = levels_of(asked, scores, best)
    assert faults(asked, scores, plan) == [], (seed, asked)
    assert plan.levels == levels_of(asked, scores, chosen(plan)), (seed, asked)
    got = policy_key(asked.policy, plan.levels, asked.ceiling)
    assert got == policy_key(asked.policy, expected, asked.ceiling), (seed, asked)
    assert plan.proof.state is ProofState.PROVEN
    if not market(asked, scores).mutual:
        assert chosen(plan) == best, (seed, "the tie was broken otherwise", asked)


@pytest.mark.parametrize("block", range(8))
def test_small_plans_equal_the_best_of_all_plans_up_to_ties(block: int) -> None:
    for found in solved(50 * block, 50 * block + 50, 5, 4):
        assert_best(*found)


@pytest.mark.parametrize("block", range(4))
def test_plans_of_seven_mentees_and_five_mentors_equal_the_best_of_all_plans(block: int) -> None:
    for found in solved(10_000 + 15 * block, 10_015 + 15 * block, 7, 5):
        assert_best(*found)


def test_going_through_all_plans_cleverly_finds_what_going_through_them_plainly_finds() -> None:
    tried = 0
    for seed in range(100):
        asked = with_locks(replace(case(seed, 3, 3), ceiling=SCALE), seed)
        scores = engine_scores(find_candidates(asked.problem).scorer)
        found = market(asked, scores)
        if len(found.allowed) > 8:
            continue
        tried += 1
        plain = min(policy_key(asked.policy, levels_of(asked, scores, plan)) for plan in all_plans(found))
        best = policy_key(asked.policy, levels_of(asked, scores, best_plan(asked, scores)))
        assert best == plain, seed
    assert tried > 50


@pytest.mark.parametrize("preset", [First.EVERYONE, First.TOTAL])
@pytest.mark.parametrize("seed", range(3))
def test_plans_for_300_mentees_equal_those_of_another_solver(preset: First, seed: int) -> None:
    random = Random(seed)
    asked = problem(
        random,
        300,
        150,
        several=False,
        plain=seed == 0,
        weights=MIXED if seed < 2 else DEFAULT_WEIGHTS,
        rules=Rules(minimum=30, mutual=False),
    )
    draft = tuple((f"p{random.randrange(300)}", f"q{random.randrange(150)}") for _ in range(100))
    made = Case(asked, Policy(first=preset, load=random.choice((0, 3, 20))), draft=draft)
    candidates = find_candidates(asked)
    found = market(made, engine_scores(candidates.scorer))
    plan = solve(candidates, made.policy, draft=draft)
    matched, lowest, weak, fair = Assignment(found).levels()
    assert plan.levels.matched == matched
    assert plan.levels.fair == fair
    if preset is First.EVERYONE:
        assert (plan.levels.lowest, plan.levels.weak) == (lowest, weak)
    assert 0 < matched <= 300


@pytest.mark.parametrize("seed", range(6))
def test_plans_with_several_mentors_each_equal_those_of_whole_number_programs(seed: int) -> None:
    random = Random(seed)
    asked = problem(random, 25, 16, weights=MIXED, rules=Rules(minimum=30, mutual=False), plain=True)
    asked = replace(asked, mentees=tuple(replace(person, passed_over=0) for person in asked.mentees))
    draft = tuple((f"p{random.randrange(25)}", f"q{random.randrange(16)}") for _ in range(10))
    made = Case(asked, Policy(first=First.TOTAL, load=random.choice((0, 3, 20)), keep=5), draft=draft)
    candidates = find_candidates(asked)
    plan = solve(candidates, made.policy, draft=draft)
    counts, fair = program_levels(market(made, engine_scores(candidates.scorer)))
    assert [plan.levels.matched, plan.levels.second, plan.levels.third] == counts
    assert plan.levels.fair == fair


def test_the_lowest_score_is_not_raised_above_the_ceiling_where_that_costs_something() -> None:
    raised = 0
    for seed in range(40):
        asked = problem(
            Random(seed), 20, 10, plain=True, weights=MIXED, rules=Rules(minimum=0, stage_gap=None)
        )
        candidates = find_candidates(asked)
        free = solve(candidates, Policy(load=0))
        low = solve(candidates, Policy(load=0), ceiling=0)
        assert low.levels.key(First.EVERYONE)[:13] == free.levels.key(First.EVERYONE)[:13]
        assert low.levels.lowest is not None
        assert free.levels.lowest is not None
        assert low.levels.lowest <= free.levels.lowest
        assert (low.levels.weak, low.levels.fair) <= (free.levels.weak, free.levels.fair)
        raised += low.levels.lowest < free.levels.lowest
        same = solve(candidates, Policy(load=0), ceiling=free.levels.lowest)
        assert same.pairs == free.pairs
    assert raised > 5


def test_one_more_seat_or_allowed_pair_never_makes_a_plan_worse() -> None:
    for seed in range(50):
        asked = case(seed, 7, 5, both_roles=False)
        candidates = find_candidates(asked.problem)
        plan = solve(candidates, asked.policy, **asked.solve_options())
        before = policy_key(asked.policy, plan.levels, asked.ceiling)
        for place in range(len(asked.forbids)):
            fewer = (*asked.forbids[:place], *asked.forbids[place + 1 :])
            options = asked.solve_options() | {"forbids": fewer}
            after = solve(candidates, asked.policy, **options).levels
            assert policy_key(asked.policy, after, asked.ceiling) <= before, seed
        random = Random(seed)
        place = random.randrange(len(asked.problem.mentors))
        mentors = list(asked.problem.mentors)
        mentors[place] = replace(mentors[place], seats=mentors[place].seats + 1)
        wider = replace(asked.problem, mentors=tuple(mentors))
        after = solve(find_candidates(wider), asked.policy, **asked.solve_options()).levels
        assert policy_key(asked.policy, after, asked.ceiling) <= before, seed


@pytest.mark.parametrize("first", First)
def test_levels_packed_into_one_number_order_plans_like_levels_one_by_one(first: First) -> None:
    random = Random(9)
    for _ in range(300):
        policy = Policy(first=first, load=random.choice((0, 3, 20)), keep=random.choice((0, 1, 20)))
        pairs, nodes, largest = (
            random.randint(1, 12),
            random.randint(14, 60),
            1 << random.choice((40, 50, 58)),
        )
        levels = levels_of_costs(policy, pairs, nodes, largest)
        assert all(level.largest * nodes < largest for level in levels) or largest < 1 << 50
        keys = []
        for _ in range(2):
            scores = [random.choice((3_400, 3_450, 3_500, 3_600, 10_000)) for _ in range(pairs)]
            further, kept = random.randint(0, pairs), random.randint(0, pairs)
            packed = [
                int(level.by_score[scores].sum()) + level.further * further + level.kept * kept
                for level in levels
            ]
            if first is First.EVERYONE:
                total = sum((10_000 - score) ** 3 // 1_000_000 for score in scores)
            else:
                total = sum(100 * (10_000 - score) for score in scores)
            total += 10_000 * policy.load * further - 10_000 * policy.keep * kept
            counts = {
                First.EVERYONE: [sum(score < 3_500 for score in scores)],
                First.TOTAL: [],
                First.WEAKEST: [sum(score // 100 == point for score in scores) for point in range(101)],
            }[first]
            keys.append((packed, [*counts, total]))
        (packed, plain), (other_packed, other_plain) = keys
        assert (packed < other_packed) == (plain < other_plain), (policy, plain, other_plain)
