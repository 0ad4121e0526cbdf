"""Every finding: whose it is, in which field, and that all come at once."""

from dataclasses import replace
from typing import Any

import pytest

from cairn.matching.checks import Side, UnsoundProblem, check
from cairn.matching.people import Mentee, Mentor, Offer, Want
from cairn.matching.problem import MAX_WEIGHT, Criterion, Problem, Rules
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.tests.people_strategies import case
from cairn.matching.windows import Availability

SOUND = Problem(mentees=(Mentee(id="a"), Mentee(id="c")), mentors=(Mentor(id="m"), Mentor(id="n")))
NOT_A_NUMBER = float("nan")


def found(asked: Problem) -> set[tuple[str, str, str]]:
    return {(finding.side.value, finding.person, finding.field) for finding in check(asked)}


def with_mentee(**answers: Any) -> Problem:
    return replace(SOUND, mentees=(Mentee(id="c"), Mentee(**({"id": "a"} | answers))))


def with_mentor(**answers: Any) -> Problem:
    return replace(SOUND, mentors=(Mentor(id="n"), Mentor(**({"id": "m"} | answers))))


EITHER: list[tuple[str, dict[str, Any]]] = [
    ("stage", {"stage": -1}),
    ("stage", {"stage": 10}),
    ("values", {"values": frozenset("abcdef")}),
    ("windows", {"windows": Availability(0, 0)}),
    ("windows", {"windows": Availability(0b11, 0)}),
    ("windows", {"windows": Availability(1 << 336, 1)}),
    ("windows", {"windows": Availability(-1, 1)}),
    ("style", {"style": (0.5,) * 4}),
    ("style", {"style": (0.5, 0.5, 0.5, 0.5, 1.01)}),
    ("style", {"style": (-0.01, 0.5, 0.5, 0.5, 0.5)}),
    ("style", {"style": (NOT_A_NUMBER, 0.5, 0.5, 0.5, 0.5)}),
    ("embedding", {"embedding": (float("inf"), 1.0)}),
    ("embedding", {"embedding": (NOT_A_NUMBER, 1.0)}),
]


@pytest.mark.parametrize("field, answers", EITHER)
def test_an_answer_that_cannot_be_is_found_on_either_side(field: str, answers: dict[str, Any]) -> None:
    assert found(with_mentee(**answers)) == {("mentee", "a", field)}
    assert found(with_mentor(**answers)) == {("mentor", "m", field)}


@pytest.mark.parametrize(
    "field, answers",
    [
        ("seats", {"seats": 0}),
        ("seats", {"seats": 4}),
        ("passed over", {"passed_over": -1}),
        ("passed over", {"passed_over": 10}),
        ("wants", {"wants": (Want(skill="x", priority=0),)}),
        ("wants", {"wants": (Want(skill="x", priority=4),)}),
        ("wants", {"wants": (Want(skill="x", level=-1),)}),
        ("wants", {"wants": (Want(skill="x", level=6),)}),
        ("wants", {"wants": (Want(skill="x"), Want(skill="x", level=2))}),
        ("ranking", {"ranking": ("nobody",)}),
        ("ranking", {"ranking": ("m", "m")}),
        ("manager", {"manager": "a"}),
        ("not with", {"not_with": frozenset({"a"})}),
    ],
)
def test_what_a_mentee_cannot_say_is_found(field: str, answers: dict[str, Any]) -> None:
    assert found(with_mentee(**answers)) == {("mentee", "a", field)}


@pytest.mark.parametrize(
    "field, answers",
    [
        ("seats", {"seats": -1}),
        ("seats", {"seats": 21}),
        ("offers", {"offers": (Offer(skill="x", level=0),)}),
        ("offers", {"offers": (Offer(skill="x", level=6),)}),
        ("offers", {"offers": (Offer(skill="x"), Offer(skill="x", level=2))}),
        ("ranking", {"ranking": ("nobody",)}),
        ("ranking", {"ranking": ("a", "a")}),
        ("manager", {"manager": "m"}),
        ("not with", {"not_with": frozenset({"m"})}),
    ],
)
def test_what_a_mentor_cannot_say_is_found(field: str, answers: dict[str, Any]) -> None:
    assert found(with_mentor(**answers)) == {("mentor", "m", field)}


def test_lists_longer_than_counted_are_found() -> None:
    mentors = tuple(Mentor(id=f"m{number}") for number in range(6))
    mentees = tuple(Mentee(id=f"a{number}") for number in range(9))
    ranking = tuple(person.id for person in mentors)
    asked = Problem(mentees=(replace(mentees[0], ranking=ranking), *mentees[1:]), mentors=mentors)
    assert found(asked) == {("mentee", "a0", "ranking")}
    ranking = tuple(person.id for person in mentees)
    asked = Problem(mentees=mentees, mentors=(replace(mentors[0], ranking=ranking), *mentors[1:]))
    assert found(asked) == {("mentor", "m0", "ranking")}


def test_double_and_empty_ids_are_found_on_their_side_only() -> None:
    double = replace(SOUND, mentees=(Mentee(id="a"), Mentee(id="a"), Mentee(id="c")))
    assert found(double) == {("mentee", "a", "id")}
    assert len(check(double)) == 2
    assert found(with_mentor(id="")) == {("mentor", "", "id")}
    both_roles = replace(SOUND, mentors=(Mentor(id="a"), Mentor(id="c")))
    assert check(both_roles) == ()


def test_embeddings_of_unlike_lengths_are_found_on_one_side_and_between_the_sides() -> None:
    mentees = (Mentee(id="a", embedding=(1.0, 0.0)), Mentee(id="c", embedding=(1.0,)))
    assert ("mentee", "a", "embedding") in found(replace(SOUND, mentees=mentees))
    across = Problem(
        mentees=(Mentee(id="a", embedding=(1.0, 0.0)),), mentors=(Mentor(id="m", embedding=(1.0,)),)
    )
    assert {field for _, _, field in found(across)} == {"embedding"}


@pytest.mark.parametrize(
    "field, settings",
    [
        ("weights", {"weights": {}}),
        ("weights", {"weights": dict.fromkeys(Criterion, 0)}),
        ("weights", {"weights": {Criterion.SKILLS: -1, Criterion.VALUES: 5}}),
        ("weights", {"weights": {Criterion.SKILLS: MAX_WEIGHT + 1}}),
        ("minimum", {"rules": Rules(minimum=-1)}),
        ("minimum", {"rules": Rules(minimum=101)}),
        ("overlap", {"rules": Rules(overlap_minutes=-30)}),
        ("overlap", {"rules": Rules(overlap_minutes=10_081)}),
        ("stage_best", {"rules": Rules(stage_best=(3, 1))}),
    ],
)
def test_settings_that_cannot_be_are_found(field: str, settings: dict[str, Any]) -> None:
    assert found(replace(SOUND, **settings)) == {("program", "", field)}


def test_all_findings_come_at_once_and_say_what_to_do() -> None:
    asked = Problem(
        mentees=(Mentee(id="a", stage=11, seats=9), Mentee(id="")),
        mentors=(Mentor(id="m", seats=99, style=()),),
        weights={},
    )
    with pytest.raises(UnsoundProblem) as caught:
        find_candidates(asked)
    assert {(finding.side, finding.person, finding.field) for finding in caught.value.findings} == {
        (Side.PROGRAM, "", "weights"),
        (Side.MENTEE, "a", "stage"),
        (Side.MENTEE, "a", "seats"),
        (Side.MENTEE, "", "id"),
        (Side.MENTOR, "m", "seats"),
        (Side.MENTOR, "m", "style"),
    }
    for finding in caught.value.findings:
        assert str(finding) in str(caught.value)


def test_random_sound_problems_have_no_findings() -> None:
    for seed in range(200):
        assert check(case(seed, 9, 7).problem) == ()


def test_the_smallest_and_largest_answers_are_sound() -> None:
    asked = Problem(
        mentees=(
            Mentee(
                id="a",
                seats=3,
                passed_over=9,
                stage=0,
                style=(0, 1, 0, 1, 0),
                values=frozenset("abcde"),
                wants=(Want(skill="x", priority=3, level=5), Want(skill="y", priority=1, level=0)),
                windows=Availability((1 << 336) - 1, 1),
                ranking=("m",),
            ),
        ),
        mentors=(
            Mentor(id="m", seats=20, stage=9, offers=(Offer(skill="x", level=5), Offer(skill="y", level=1))),
        ),
        weights={Criterion.SKILLS: MAX_WEIGHT},
        rules=Rules(minimum=100, overlap_minutes=10_080, stage_best=(2, 2)),
    )
    assert check(asked) == ()
