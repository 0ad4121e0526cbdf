"""Whoever is left without is told why, and what would help."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from cairn.matching.people import Mentee, Mentor, Want
from cairn.matching.plan import Plan
from cairn.matching.problem import Criterion, Problem, Rule, Rules
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.solve import solve
from cairn.matching.tests.people_strategies import case
from cairn.matching.windows import Availability
from cairn.matching.words.reasons import Reader, explain_all
from cairn.matching.words.shortage import shortages
from cairn.matching.words.unmatched import NOBODY_RIGHT, Cause, Unmatched, why_unmatched

SEEDS = range(40)
MORNING, EVENING = Availability(0xFF, 0xFF), Availability(0xFF00, 0xFF00)


def ana(**answers: Any) -> Mentee:
    return Mentee(id="ana", name="Ana", **answers)


def mentors(*names: str, **answers: Any) -> tuple[Mentor, ...]:
    return tuple(Mentor(id=name, name=name.title(), **answers) for name in names)


def planned(mentees: tuple[Mentee, ...], others: tuple[Mentor, ...], **settings: Any) -> Plan:
    return solve(find_candidates(Problem(mentees=mentees, mentors=others, **settings)))


def only(plan: Plan) -> Unmatched:
    (found,) = why_unmatched(plan)
    return found


RULES: list[tuple[Rule, dict[str, Any], dict[str, Any], str, str]] = [
    (
        Rule.OVERLAP,
        {"windows": MORNING},
        {"windows": EVENING},
        "No mentor who would suit Ana shares enough time; 2 mentors would otherwise.",
        "No mentor who would suit you can meet when you can.",
    ),
    (
        Rule.LANGUAGE,
        {"languages": frozenset({"de"})},
        {"languages": frozenset({"en"})},
        "No mentor who would suit Ana shares a language; 2 mentors would otherwise.",
        "No mentor who would suit you speaks one of your languages.",
    ),
    (
        Rule.STAGE,
        {"stage": 5},
        {"stage": 4},
        "No mentor who would suit Ana is far enough ahead; 2 mentors would otherwise.",
        "No mentor who would suit you is far enough ahead of you this time.",
    ),
    (
        Rule.REQUIRED,
        {"required_function": "legal", "required_site": "Graz"},
        {"function": "sales"},
        "No mentor who would suit Ana is of legal and compliance and Graz; 2 mentors would otherwise.",
        "No mentor of the function or site that you asked for would suit you this time.",
    ),
    (
        Rule.PERSONAL,
        {"team": "red"},
        {"team": "red"},
        "Personal reasons keep Ana apart from the mentors who would suit otherwise.",
        "This round has no mentor who is right for you.",
    ),
]


@pytest.mark.parametrize("rule,mentee,mentor,to_manager,to_mentee", RULES)
def test_the_rule_that_opens_most_mentors_is_named(
    rule: Rule, mentee: dict[str, Any], mentor: dict[str, Any], to_manager: str, to_mentee: str
) -> None:
    found = only(planned((ana(**mentee),), mentors("dana", "lee", **mentor)))
    assert (found.cause, found.rule, found.opens) == (Cause.RULES, rule, 2)
    assert found.to(Reader.MANAGER).text == to_manager
    assert found.to(Reader.MENTEE).text == to_mentee
    assert found.to(Reader.MANAGER).step
    assert found.to(Reader.MENTEE).step


def test_where_every_mentor_breaks_two_rules_no_single_one_is_blamed() -> None:
    mentee = ana(stage=5, languages=frozenset({"de"}))
    found = only(planned((mentee,), mentors("dana", stage=4, languages=frozenset({"en"}))))
    assert (found.cause, found.rule, found.opens) == (Cause.RULES, None, 0)
    assert found.kind == NOBODY_RIGHT


def test_a_rule_is_not_blamed_for_a_mentor_without_a_seat_or_below_the_minimum() -> None:
    mentee = ana(stage=5, languages=frozenset({"de"}), values=frozenset({"fun"}))
    fit: dict[str, Any] = {"values": frozenset({"fun"}), "stage": 6, "languages": frozenset({"en"})}
    others = (
        Mentor(id="dana", **fit),
        Mentor(id="kim", **fit | {"stage": 4, "languages": frozenset({"de"})}, seats=0),
        Mentor(id="kit", **fit | {"stage": 4, "languages": frozenset({"de"})}, seats=0),
        Mentor(
            id="lee", **fit | {"stage": 4, "languages": frozenset({"de"}), "values": frozenset({"trust"})}
        ),
    )
    found = only(planned((mentee,), others, weights={Criterion.VALUES: 1}))
    assert (found.rule, found.opens) == (Rule.LANGUAGE, 1)


def test_below_the_minimum_the_best_score_is_told_to_the_manager_alone() -> None:
    mentee = ana(wants=(Want(skill="python"),), values=frozenset({"fun"}))
    others = mentors("dana", values=frozenset({"trust"}))
    weights = {Criterion.VALUES: 3, Criterion.SKILLS: 1}
    found = only(planned((mentee,), others, weights=weights))
    assert (found.cause, found.best) == (Cause.MINIMUM, 1250)
    assert found.manager.text == "The nearest mentor for Ana is Dana, with 12.5 points; the minimum is 25."
    assert found.manager.step == (
        "Lock that pair if you find it right, lower the minimum, or invite a mentor who teaches Python."
    )
    assert "Dana" not in repr(found.kind)


def test_short_seats_are_told_as_people_who_share_seats() -> None:
    mentees = tuple(Mentee(id=f"m{number}", name=name) for number, name in enumerate(("Ana", "Bo", "Cy")))
    found = only(planned(mentees, mentors("dana", seats=2)))
    assert (found.cause, found.people, found.seats) == (Cause.SEATS, 3, 2)
    assert found.manager.text == f"{found.name} is one of 3 people who share 2 seats."
    assert found.manager.step == "Ask Dana for one more seat, or invite another mentor."
    assert found.kind.text == "More people hope for the same mentors than there are seats."


def test_shortages_that_have_nothing_to_do_with_each_other_are_counted_apart() -> None:
    german, english = frozenset({"de"}), frozenset({"en"})
    mentees = tuple(Mentee(id=f"d{n}", languages=german) for n in range(2))
    mentees += tuple(Mentee(id=f"e{n}", languages=english) for n in range(5))
    others = mentors("dora", languages=german) + mentors("evan", "eve", seats=2, languages=english)
    plan = planned(mentees, others)
    assert {(each.mentee[0], each.people, each.seats) for each in why_unmatched(plan)} == {
        ("d", 2, 1),
        ("e", 5, 4),
    }


def test_a_forbidden_pair_does_not_join_two_shortages() -> None:
    german, english = frozenset({"de"}), frozenset({"en"})
    mentees = tuple(Mentee(id=f"d{n}", languages=german) for n in range(2))
    mentees += tuple(Mentee(id=f"e{n}", languages=english) for n in range(3))
    mentees += (Mentee(id="x", languages=german | english),)
    others = mentors("dora", languages=german) + mentors("eve", languages=english)
    candidates = find_candidates(Problem(mentees=mentees, mentors=others))
    joined = why_unmatched(solve(candidates))
    assert {(found.people, found.seats) for found in joined} == {(6, 2)}
    apart = why_unmatched(solve(candidates, forbids=[("x", "dora")]))
    assert {(found.mentee[0], found.people, found.seats) for found in apart} >= {("d", 2, 1), ("e", 4, 1)}


def test_mentors_without_seats_are_no_shortage_of_people() -> None:
    found = only(planned((ana(),), mentors("dana", seats=0)))
    assert (found.cause, found.seats) == (Cause.SEATS, 0)
    assert found.manager.text == "The mentors who would suit Ana have no free seat."


def test_seats_that_locks_hold_are_told_apart() -> None:
    people = Problem(mentees=(ana(), Mentee(id="bo")), mentors=mentors("dana"))
    found = only(solve(find_candidates(people), locks=[("bo", "dana")]))
    assert found.manager.text == (
        "The mentors who would suit Ana have no free seat. 1 further seat is held by pairs set by hand."
    )


def test_a_round_without_mentors_says_so() -> None:
    assert only(planned((ana(),), ())).manager.text == "There is no mentor in this round."


def test_whom_the_manager_set_aside_by_hand_is_not_blamed_on_a_rule() -> None:
    people = Problem(mentees=(ana(),), mentors=mentors("dana"))
    found = only(solve(find_candidates(people), forbids=[("ana", "dana")]))
    assert found.cause is Cause.BY_HAND
    assert found.manager.step == "Take one of these back, or invite another mentor."


def test_two_who_would_mentor_each_other_are_the_reason_for_a_free_seat() -> None:
    both = {"a": {"stage": None}, "b": {"stage": None}}
    people = Problem(
        mentees=tuple(Mentee(id=name) for name in both), mentors=tuple(Mentor(id=name) for name in both)
    )
    found = only(solve(find_candidates(people)))
    assert found.cause is Cause.OTHER
    assert found.manager.text.endswith("is free, but two people would then mentor each other.")


def test_mentors_are_not_told_who_is_without() -> None:
    found = only(planned((ana(),), mentors("dana", seats=0)))
    with pytest.raises(ValueError, match="not told to mentors"):
        found.to(Reader.MENTOR)


def test_with_everybody_matched_there_is_nothing_to_say() -> None:
    assert why_unmatched(planned((ana(),), mentors("dana"))) == ()


def apart(reason: str) -> Problem:
    """Three mentees and two mentors, where one personal reason keeps Ana from Dana."""
    mentees = {name: Mentee(id=name, values=frozenset({"fun"})) for name in ("ana", "bo", "cy")}
    people = {name: Mentor(id=name, values=frozenset({"fun"})) for name in ("dana", "lee")}
    history: frozenset[tuple[str, str]] = frozenset()
    if reason == "not with, by the mentee":
        mentees["ana"] = replace(mentees["ana"], not_with=frozenset({"dana"}))
    if reason == "not with, by the mentor":
        people["dana"] = replace(people["dana"], not_with=frozenset({"ana"}))
    if reason == "reporting line":
        mentees["ana"] = replace(mentees["ana"], manager="dana")
    if reason == "same team":
        mentees["ana"] = replace(mentees["ana"], team="red")
        people["dana"] = replace(people["dana"], team="red")
    if reason == "paired before":
        history = frozenset({("ana", "dana")})
    return Problem(mentees=tuple(mentees.values()), mentors=tuple(people.values()), history=history)


REASONS = (
    "not with, by the mentee",
    "not with, by the mentor",
    "reporting line",
    "same team",
    "paired before",
)


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("alone", [False, True])
def test_all_personal_reasons_give_the_same_answers(reason: str, alone: bool) -> None:
    answers = []
    for each in (REASONS[0], reason):
        people = apart(each)
        if alone:
            people = replace(people, mentees=people.mentees[:1], mentors=people.mentors[:1])
        plan = solve(find_candidates(people))
        told = [explain_all(plan, reader) for reader in Reader]
        answers.append((why_unmatched(plan), told, dict(plan.candidates.removed)))
    assert answers[0] == answers[1]


def test_the_mentee_cannot_tell_a_personal_reason_from_none_in_particular() -> None:
    personal = only(planned((ana(not_with=frozenset({"dana"})),), mentors("dana")))
    assert personal.rule is Rule.PERSONAL
    assert personal.kind == only(planned((ana(),), ())).kind


@cache
def random_plan(seed: int, k: int | None) -> Plan:
    made = case(seed, 12, 5)
    options = made.solve_options()
    return solve(find_candidates(made.problem, k=k), made.policy, **options)


@pytest.mark.parametrize("k", [None, 1])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_shortage_is_closed_people_can_have_nobody_but_its_mentors(seed: int, k: int | None) -> None:
    plan = random_plan(seed, k)
    scorer = plan.candidates.scorer
    rows = [scorer.row_of[found.mentee] for found in why_unmatched(plan) if found.cause is Cause.SEATS]
    forbidden = {(scorer.row_of[mentee], scorer.column_of[mentor]) for mentee, mentor in plan.forbids}
    for row, short in shortages(plan, rows).items():
        assert row in short.people
        for member in short.people:
            _, scored = scorer.row(member)
            fit = np.flatnonzero(scored.allowed & (scored.score >= scorer.minimum)).tolist()
            assert {column for column in fit if (member, column) not in forbidden} <= set(short.mentors)
        without = {scorer.row_of[mentee] for mentee in plan.unmatched}
        assert len(short.people) - short.seats == len(without & set(short.people))
        assert short.seats == sum(scorer.mentors[column].seats for column in short.mentors)


@pytest.mark.parametrize("seed", SEEDS)
def test_few_candidates_find_the_same_causes_as_all(seed: int) -> None:
    plan = random_plan(seed, None)
    few = replace(plan, candidates=find_candidates(plan.candidates.problem, k=1))
    for left, right in zip(why_unmatched(plan), why_unmatched(few), strict=True):
        assert (left.cause, left.rule, left.opens, left.best) == (
            right.cause,
            right.rule,
            right.opens,
            right.best,
        )
        assert (left.people, left.seats, left.kind) == (right.people, right.seats, right.kind)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cause_is_true(seed: int) -> None:
    plan = random_plan(seed, None)
    scorer = plan.candidates.scorer
    for found in why_unmatched(plan):
        _, scored = scorer.row(scorer.row_of[found.mentee])
        barred = [scorer.column_of[mentor] for mentee, mentor in plan.forbids if mentee == found.mentee]
        hopes = np.ones(scorer.data.width, np.bool_)
        hopes[barred] = False
        hopes &= scored.allowed
        if found.cause is Cause.RULES:
            assert not scored.allowed.any()
        elif found.cause is Cause.BY_HAND:
            assert scored.allowed.any()
            assert not hopes.any()
        elif found.cause is Cause.MINIMUM:
            assert found.best == scored.score[hopes].max() < scorer.minimum
        else:
            assert (scored.score[hopes] >= scorer.minimum).any()


@pytest.mark.parametrize("seed", SEEDS)
def test_who_must_not_be_with_whom_is_never_named_to_whoever_is_without(seed: int) -> None:
    made = case(seed, 12, 5)
    people = replace(
        made.problem,
        mentees=tuple(replace(person, name=f"<{person.id}>") for person in made.problem.mentees),
        mentors=tuple(replace(person, name=f"<{person.id}>") for person in made.problem.mentors),
    )
    plan = replace(random_plan(seed, None), candidates=find_candidates(people))
    for found in why_unmatched(plan):
        row = plan.candidates.scorer.row_of[found.mentee]
        mentee = plan.candidates.scorer.mentees[row]
        for mentor in people.mentors:
            if mentor.id in mentee.not_with or mentee.id in mentor.not_with:
                assert f"<{mentor.id}>" not in repr(found)


def test_words_for_a_mentee_hold_no_number_and_do_not_shout() -> None:
    for seed in SEEDS:
        for found in why_unmatched(random_plan(seed, None)):
            words = f"{found.kind.text} {found.kind.step}"
            assert not any(letter.isdigit() for letter in words)
            assert "!" not in words + found.manager.text + found.manager.step


def test_rules_switched_off_are_never_blamed() -> None:
    off = Rules(
        reporting_line=False, same_team=False, paired_before=False, common_language=False, overlap_minutes=0,
        stage_gap=None, required=False,
    )  # fmt: skip
    mentee = ana(stage=9, languages=frozenset({"de"}), windows=MORNING, not_with=frozenset({"dana"}))
    other = mentors("dana", stage=1, languages=frozenset({"en"}), windows=EVENING)
    assert only(planned((mentee,), other, rules=off)).rule is Rule.PERSONAL
