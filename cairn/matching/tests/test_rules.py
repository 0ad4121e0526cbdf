"""The hard rules, against the same rules asked person by person."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from cairn.matching.people import Mentee, Mentor
from cairn.matching.problem import Problem, Rule, Rules
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.solve import solve
from cairn.matching.tests.oracles import RuleBook, engine_scores, faults, with_locks
from cairn.matching.tests.people_strategies import case, problem, rules
from cairn.matching.windows import Availability


def allowed(asked: Problem, *, k: int | None = None) -> set[tuple[str, str]]:
    """The candidates of a problem by their ids."""
    found = find_candidates(asked, k=k)
    mentees, mentors = found.scorer.data.mentees.ids, found.scorer.data.mentors.ids
    return {(mentees[row], mentors[column]) for row, column in zip(found.rows, found.column, strict=True)}


def one_pair(mentee: Mentee, mentor: Mentor, **settings: Any) -> bool:
    """Whether two people alone may be matched."""
    asked = Problem(mentees=(mentee,), mentors=(mentor,), **settings)
    return bool(allowed(asked))


@pytest.mark.parametrize("seed", range(60))
def test_candidates_are_the_pairs_that_break_no_rule_and_each_refusal_is_counted(seed: int) -> None:
    random = Random(seed)
    asked = problem(random, 9, 7, both_roles=seed % 2 == 0, rules=rules(random))
    found = find_candidates(asked)
    scores = engine_scores(found.scorer)
    book = RuleBook(asked)
    expected, counts = set(), dict.fromkeys(Rule, 0)
    for mentee in asked.mentees:
        for mentor in asked.mentors:
            broken = book.broken(mentee, mentor)
            low = scores[mentee.id, mentor.id] < 100 * asked.rules.minimum
            if not broken and low:
                broken = {Rule.MINIMUM}
            if not broken:
                expected.add((mentee.id, mentor.id))
            for rule in broken:
                counts[rule] += 1
    assert allowed(asked) == expected
    assert dict(found.removed) == counts
    assert allowed(asked, k=7) == expected
    few = dict(find_candidates(asked, k=2).removed)
    assert few == {rule: count for rule, count in counts.items() if rule is not Rule.MINIMUM}


def test_no_plan_breaks_a_rule_a_seat_a_lock_or_a_forbid() -> None:
    for seed in range(80):
        asked = with_locks(case(seed, 9, 6), seed)
        found = find_candidates(asked.problem)
        plan = solve(found, asked.policy, **asked.solve_options())
        assert faults(asked, engine_scores(found.scorer), plan) == [], seed


def test_nobody_mentors_oneself_even_with_all_rules_switched_off() -> None:
    off = Rules(
        reporting_line=False,
        same_team=False,
        paired_before=False,
        common_language=False,
        overlap_minutes=0,
        stage_gap=None,
        required=False,
        mutual=False,
        minimum=0,
    )
    assert not one_pair(Mentee(id="a"), Mentor(id="a"), rules=off)
    assert one_pair(Mentee(id="a"), Mentor(id="b"), rules=off)


@pytest.mark.parametrize(
    "mentee, mentor, settings, off",
    [
        (Mentee(id="a", team="t"), Mentor(id="b", team="t"), {}, Rules(same_team=False)),
        (Mentee(id="a", manager="b"), Mentor(id="b"), {}, Rules(reporting_line=False)),
        (Mentee(id="a"), Mentor(id="b", manager="a"), {}, Rules(reporting_line=False)),
        (Mentee(id="a"), Mentor(id="b"), {"history": frozenset({("a", "b")})}, Rules(paired_before=False)),
        (
            Mentee(id="a", languages=frozenset({"de"})),
            Mentor(id="b", languages=frozenset({"en"})),
            {},
            Rules(common_language=False),
        ),
        (
            Mentee(id="a", windows=Availability(0b111, 0b1)),
            Mentor(id="b", windows=Availability(0b111, 0b1)),
            {},
            Rules(overlap_minutes=30),
        ),
        (Mentee(id="a", stage=4), Mentor(id="b", stage=4), {}, Rules(stage_gap=0)),
        (Mentee(id="a", required_site="x"), Mentor(id="b"), {}, Rules(required=False)),
        (Mentee(id="a", required_function="x"), Mentor(id="b", function="y"), {}, Rules(required=False)),
    ],
)
def test_each_rule_refuses_and_can_be_switched_off_or_changed(
    mentee: Mentee, mentor: Mentor, settings: dict[str, Any], off: Rules
) -> None:
    assert not one_pair(mentee, mentor, **settings)
    assert one_pair(mentee, mentor, rules=off, **settings)


@pytest.mark.parametrize("unanswered", ["languages", "windows", "stage", "team"])
def test_an_unanswered_question_excludes_nobody(unanswered: str) -> None:
    mentee = Mentee(
        id="a", languages=frozenset({"de"}), windows=Availability(0b1111, 0b1111), stage=2, team="red"
    )
    mentor = Mentor(id="b", languages=frozenset({"de"}), windows=mentee.windows, stage=5, team="blue")
    nothing: Any = frozenset() if unanswered == "languages" else None
    without = {unanswered: nothing}
    assert one_pair(mentee, mentor)
    assert one_pair(mentee, replace(mentor, **without))
    assert one_pair(replace(mentee, **without), mentor)


def test_a_not_with_list_keeps_two_people_apart_in_both_roles_whoever_wrote_it() -> None:
    writer = "a"
    for author in ("mentee", "mentor"):
        mine = frozenset({"b"})
        asked = Problem(
            mentees=(Mentee(id=writer, not_with=mine if author == "mentee" else frozenset()), Mentee(id="b")),
            mentors=(Mentor(id=writer, not_with=mine if author == "mentor" else frozenset()), Mentor(id="b")),
        )
        assert allowed(asked) == set()


def test_the_reporting_line_reaches_over_several_steps_and_through_people_in_one_role() -> None:
    asked = Problem(
        mentees=(Mentee(id="junior", manager="middle"), Mentee(id="other")),
        mentors=(Mentor(id="middle", manager="top"), Mentor(id="top")),
    )
    assert allowed(asked) == {("other", "middle"), ("other", "top")}


def test_a_reporting_line_in_a_circle_ends() -> None:
    asked = Problem(
        mentees=(Mentee(id="a", manager="b"), Mentee(id="c")),
        mentors=(Mentor(id="b", manager="a"), Mentor(id="d", manager="b")),
    )
    assert allowed(asked) == {("c", "b"), ("c", "d")}


def test_both_managers_count_where_somebody_is_listed_with_a_different_one_in_each_role() -> None:
    asked = Problem(
        mentees=(Mentee(id="a", manager="one"), Mentee(id="c")),
        mentors=(Mentor(id="a", manager="two"), Mentor(id="one"), Mentor(id="two")),
    )
    assert allowed(asked) == {("c", "a"), ("c", "one"), ("c", "two")}


def test_an_earlier_pair_in_exchanged_roles_may_be() -> None:
    asked = Problem(
        mentees=(Mentee(id="a"), Mentee(id="b")),
        mentors=(Mentor(id="a"), Mentor(id="b")),
        history=frozenset({("a", "b")}),
    )
    assert allowed(asked) == {("b", "a")}


@pytest.mark.parametrize("mutual", [True, False])
def test_two_people_do_not_mentor_each_other_unless_that_is_switched_off(mutual: bool) -> None:
    asked = Problem(
        mentees=(Mentee(id="a"), Mentee(id="b")),
        mentors=(Mentor(id="a"), Mentor(id="b")),
        rules=Rules(mutual=mutual),
    )
    assert solve(find_candidates(asked)).levels.matched == (1 if mutual else 2)


@pytest.mark.slow
def test_many_people_in_both_roles_still_end_with_a_plan_without_mutual_pairs() -> None:
    names = [f"p{number:03}" for number in range(420)]
    asked = Problem(
        mentees=tuple(
            Mentee(id=name, values=frozenset({str(place // 2)})) for place, name in enumerate(names)
        ),
        mentors=tuple(
            Mentor(id=name, values=frozenset({str(place // 2)})) for place, name in enumerate(names)
        ),
        rules=Rules(minimum=0),
    )
    plan = solve(find_candidates(asked))
    pairs = {(pair.mentee, pair.mentor) for pair in plan.pairs}
    assert len(pairs) == 420
    assert not any((right, left) in pairs for left, right in pairs)
