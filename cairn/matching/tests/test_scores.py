"""Scores and their reasons, against the table of criteria worked out in fractions, person by person."""

from dataclasses import replace
from math import sqrt
from random import Random
from typing import Any

import numpy as np
import pytest

from cairn.matching.people import Mentee, Mentor, Move, Offer, Want
from cairn.matching.problem import CRITERIA, DEFAULT_WEIGHTS, SCALE, Criterion, Policy, Problem, Rules
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.solve import solve
from cairn.matching.tests.oracles import value
from cairn.matching.tests.people_strategies import Case, case, mentee, mentor, problem

SIZE = 8


def made(seed: int) -> Problem:
    return problem(Random(seed), SIZE, SIZE, rules=Rules(stage_best=((1, 3), (-3, -1))[seed % 2]))


def everything(scorer: Scorer) -> tuple[np.ndarray, np.ndarray]:
    return np.repeat(np.arange(SIZE), SIZE), np.tile(np.arange(SIZE), SIZE)


def weighed(scorer: Scorer, weights: dict[Criterion, int]) -> Scorer:
    return Scorer(scorer.problem.with_weights(weights), scorer.data, scorer.between, scorer.shortlists)


def cosine(left: Mentee, right: Mentor) -> float | None:
    if not left.embedding or not right.embedding or not any(left.embedding) or not any(right.embedding):
        return None
    product = sum(mine * theirs for mine, theirs in zip(left.embedding, right.embedding, strict=True))
    lengths = [sqrt(sum(number**2 for number in each)) for each in (left.embedding, right.embedding)]
    return max(0.0, product / lengths[0] / lengths[1])


@pytest.mark.parametrize("seed", range(16))
def test_each_criterion_is_worth_what_its_table_says(seed: int) -> None:
    asked = made(seed)
    scorer = Scorer.of(asked)
    rows, columns = everything(scorer)
    for criterion in CRITERIA:
        alone = weighed(scorer, {criterion: 1})
        table, answered = alone.contributions(rows, columns)
        text = alone.text(rows, columns)
        for place, (row, column) in enumerate(zip(rows, columns, strict=True)):
            left, right = scorer.mentees[row], scorer.mentors[column]
            exact = value(asked, criterion, left, right)
            got = int(table[CRITERIA.index(criterion), place])
            assert answered[CRITERIA.index(criterion), place] == (exact is not None), (criterion, left, right)
            tolerance = 1.0
            if exact is None:
                expected = float(SCALE // 2)
            elif criterion is Criterion.GOALS:
                likeness = cosine(left, right)
                tolerance = 3.0 if likeness is None else 15.0
                expected = 0.7 * float(exact) * SCALE + 0.3 * (
                    text[place] if likeness is None else likeness * SCALE
                )
            else:
                expected = float(exact * SCALE)
            assert abs(got - expected) < tolerance, (criterion, got, expected, left, right)


@pytest.mark.parametrize("seed", range(16))
def test_contributions_are_the_weighted_values_and_sum_to_the_score(seed: int) -> None:
    random = Random(seed)
    weights = {criterion: random.choice((0, 1, 7, 30, 1_500)) for criterion in CRITERIA}
    weights[random.choice(CRITERIA)] = 5
    whole = sum(weights.values())
    scorer = weighed(Scorer.of(made(seed)), weights)
    rows, columns = everything(scorer)
    table, _ = scorer.contributions(rows, columns)
    for number, criterion in enumerate(CRITERIA):
        alone, _ = weighed(scorer, {criterion: 1}).contributions(rows, columns)
        assert np.array_equal(table[number], alone[number].astype(object) * weights[criterion] // whole)
    scored = scorer.score(rows, columns)
    score = scored.score[scored.allowed]
    assert np.array_equal(score, table.sum(axis=0)[scored.allowed])
    assert ((score >= 0) & (score <= SCALE)).all()


def test_each_pair_of_a_plan_carries_a_score_that_its_contributions_sum_to() -> None:
    for seed in range(40):
        asked = case(seed, 8, 6)
        plan = solve(find_candidates(asked.problem), asked.policy, **asked.solve_options())
        people = {person.id: person for person in asked.problem.mentees}
        others = {person.id: person for person in asked.problem.mentors}
        for pair in plan.pairs:
            assert pair.score == sum(pair.contributions)
            assert pair.band == asked.policy.band(pair.score)
            assert pair.unknown == {
                criterion
                for criterion in CRITERIA
                if asked.problem.weights.get(criterion)
                and value(asked.problem, criterion, people[pair.mentee], others[pair.mentor]) is None
            }


def test_whole_plans_agree_with_scores_worked_out_by_hand() -> None:
    asked = Problem(
        mentees=(
            Mentee(
                id="ada",
                wants=(Want(skill="python", priority=3, level=2), Want(skill="pitching", priority=1)),
                move=Move(origin="lead", destination="manager"),
                values=frozenset({"a", "b"}),
                field="law",
                function="sales",
                site="Graz",
                stage=3,
                style=(0, 0, 0, 0, 0),
            ),
        ),
        mentors=(
            Mentor(
                id="bob",
                offers=(Offer(skill="python", level=3), Offer(skill="public-speaking", level=5)),
                moves=(Move(origin="lead", destination="director"),),
                values=frozenset({"b"}),
                field="law",
                function="finance",
                site="Lima",
                stage=7,
                style=(1, 0, 0, 0, 0),
            ),
        ),
    )
    plan = solve(find_candidates(asked))
    # skills (3 * .8 + 1 * .5) / 4 = .725, move .4, values .5, style .8, field .5, stage .6, perspective 1
    assert plan.pairs[0].contributions == (2175, 600, 750, 600, 640, 400, 300, 250, 200, 0)
    assert plan.pairs[0].score == 5915


def test_a_related_skill_counts_half_and_never_more_than_the_skill_itself() -> None:
    def skill(*offers: Offer) -> int:
        asked = Problem(
            mentees=(Mentee(id="a", wants=(Want(skill="pitching"),)),),
            mentors=(Mentor(id="b", offers=offers),),
            weights={Criterion.SKILLS: 1},
            rules=Rules(minimum=0),
        )
        return solve(find_candidates(asked)).pairs[0].score

    assert skill(Offer(skill="pitching", level=2)) == 10_000
    assert skill(Offer(skill="public-speaking", level=2)) == 5_000
    assert skill(Offer(skill="public-speaking", level=2), Offer(skill="pitching", level=1)) == 8_000
    assert skill(Offer(skill="python", level=5)) == 0


def test_protected_attributes_never_change_a_plan() -> None:
    random = Random(5)
    for seed in range(12):
        asked: Case = case(seed, 9, 6)
        first = solve(find_candidates(asked.problem), asked.policy, **asked.solve_options())
        changed = replace(
            asked.problem,
            mentees=tuple(
                replace(each, groups={"gender": random.choice("abc")}) for each in asked.problem.mentees
            ),
            mentors=tuple(
                replace(each, groups={"origin": random.choice("abc")}) for each in asked.problem.mentors
            ),
        )
        second = solve(find_candidates(changed), asked.policy, **asked.solve_options())
        assert (first.pairs, first.levels, first.fingerprint) == (
            second.pairs,
            second.levels,
            second.fingerprint,
        )


def test_a_score_never_exceeds_the_scale_and_the_best_answers_reach_it() -> None:
    random = Random(1)
    same: dict[str, Any] = {
        "goals": "python and pitching",
        "style": (0.5,) * 5,
        "values": frozenset("ab"),
        "field": "law",
    }
    left = mentee(
        random,
        "a",
        plain=True,
        **same,
        function="sales",
        site="Graz",
        stage=3,
        wants=(Want(skill="python"),),
        move=Move(origin="lead", destination="manager"),
    )
    right = mentor(
        random,
        "b",
        plain=True,
        **same,
        function="sales",
        site="Lima",
        stage=5,
        seats=1,
        offers=(Offer(skill="python", level=5),),
        moves=(Move(origin="lead", destination="manager"),),
    )
    weights: dict[Criterion, int] = {
        key: weight for key, weight in DEFAULT_WEIGHTS.items() if key is not Criterion.PERSPECTIVE
    }
    weights[Criterion.TIME] = 0
    asked = Problem(mentees=(left,), mentors=(right,), weights=weights)
    pair = solve(find_candidates(asked), Policy()).pairs[0]
    assert pair.band == "strong"
    assert 9_950 <= pair.score <= SCALE
