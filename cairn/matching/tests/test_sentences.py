"""What is true of two people, in the words of each reader."""

from typing import Any

import pytest

from cairn.matching.people import Mentee, Mentor, Move, Offer, Want
from cairn.matching.problem import DEFAULT_WEIGHTS, Criterion, Problem
from cairn.matching.tests.a_pair import ANY, PEOPLE, ana, dana, hours, planned
from cairn.matching.words.facts import Couple, Facts
from cairn.matching.words.reasons import Reader, explain
from cairn.matching.words.sentences import SENTENCES, say

SAID: list[tuple[Criterion, dict[str, Any], dict[str, Any], str, str, str]] = [
    (
        Criterion.SKILLS,
        {"wants": (Want(skill="stakeholder-management", priority=3), Want(skill="writing", priority=1))},
        {"offers": (Offer(skill="stakeholder-management", level=4),)},
        "Can teach you stakeholder management, which you put first",
        "Hopes above all to learn stakeholder management, which you can teach",
        "Dana can teach stakeholder management, which Ana put first",
    ),
    (
        Criterion.SKILLS,
        {"wants": (Want(skill="python"), Want(skill="writing"))},
        {"offers": (Offer(skill="python"), Offer(skill="writing"))},
        "Can teach you Python and writing",
        "Hopes to learn Python and writing, which you can teach",
        "Dana can teach Ana Python and writing",
    ),
    (
        Criterion.SKILLS,
        {"wants": (Want(skill="public-speaking"),)},
        {"offers": (Offer(skill="pitching"),)},
        "Can help you with public speaking and presenting by way of pitching",
        "Hopes to learn public speaking and presenting, which is near to your pitching",
        "Dana can help Ana with public speaking and presenting by way of pitching",
    ),
    (
        Criterion.MOVE,
        {"move": Move(origin="lead", destination="manager")},
        {"moves": (Move(origin="lead", destination="manager"),)},
        "Has gone from lead to manager, the step you want",
        "Wants to go from lead to manager, a step you have made",
        "Dana has gone from lead to manager, the step Ana wants",
    ),
    (
        Criterion.MOVE,
        {"move": Move(origin="lead", destination="manager")},
        {"moves": (Move(origin="expert", destination="manager"),)},
        "Has come to manager, where you want to go",
        "Wants to come to manager, where you have come before",
        "Dana has come to manager, where Ana wants to go",
    ),
    (
        Criterion.GOALS,
        {"goals": "I want to get better at negotiation."},
        {"goals": "Happy to talk about negotiation"},
        "You both name negotiation in your own words",
        "You both name negotiation in your own words",
        "Both name negotiation in their own words",
    ),
    (
        Criterion.VALUES,
        {"values": frozenset({"honesty", "courage", "fun"})},
        {"values": frozenset({"honesty", "courage"})},
        "You both value courage and honesty",
        "You both value courage and honesty",
        "Both value courage and honesty",
    ),
    (
        Criterion.STYLE,
        {"style": (0.5, 0.5, 0.9, 0.5, 0.5)},
        {"style": (0.5, 0.5, 1.0, 0.5, 0.5)},
        "How do you like to move ahead? You both say: fast, and adjust on the way",
        "How do you like to move ahead? You both say: fast, and adjust on the way",
        "How do you like to move ahead? Both say: fast, and adjust on the way",
    ),
    (
        Criterion.FIELD,
        {"field": "energy", "function": "legal"},
        {"field": "energy", "function": "legal"},
        "You share a field and a function: energy and utilities, and legal and compliance",
        "You share a field and a function: energy and utilities, and legal and compliance",
        "Both work in energy and utilities, and in legal and compliance",
    ),
    (
        Criterion.STAGE,
        {"stage": 3},
        {"stage": 5},
        "Is two steps ahead of you, near enough to remember the way",
        "Is two steps earlier on a way that you remember",
        "Dana is two steps ahead of Ana",
    ),
    (
        Criterion.TIME,
        {"windows": hours(3)},
        {"windows": hours(5)},
        "You share three hours a week in which you can meet",
        "You share three hours a week in which you can meet",
        "They share three hours a week in which they can meet",
    ),
    (
        Criterion.PERSPECTIVE,
        {"site": "Graz"},
        {"site": "Lima"},
        "Works at another site, and sees things from outside",
        "Works at another site, so you see things from outside",
        "Dana works at another site than Ana",
    ),
    (
        Criterion.SHORTLIST,
        {"ranking": ("dana",)},
        {},
        "Is on your list",
        "Put you on the list of mentors to hope for",
        "Dana is on the list of Ana",
    ),
]


@pytest.mark.parametrize("criterion,mentee,mentor,to_mentee,to_mentor,to_manager", SAID)
def test_a_reason_names_what_is_true_of_the_two_in_the_words_of_its_reader(
    criterion: Criterion,
    mentee: dict[str, Any],
    mentor: dict[str, Any],
    to_mentee: str,
    to_mentor: str,
    to_manager: str,
) -> None:
    couple = Couple(ana(**mentee), dana(**mentor))
    facts = Facts(Problem(mentees=(couple.mentee,), mentors=(couple.mentor,)))
    fact = facts.for_pair(criterion, couple)
    assert fact is not None
    for reader, text in zip(Reader, (to_mentee, to_mentor, to_manager), strict=True):
        assert say(fact, reader, "Ana", "Dana") == text


TOGETHER = "How do you like to work on something together?"
PLAN, TALK = "a clear plan and agenda", "see where the talk leads"

LIMITS: list[tuple[Criterion, dict[str, Any], dict[str, Any], str, str]] = [
    (
        Criterion.SKILLS,
        {"wants": (Want(skill="python"),)},
        {"offers": (Offer(skill="law"),)},
        "Does not list Python, which you want to learn; ask early who could help with it",
        "Hopes to learn Python, which you do not list; say early what you can do and what not",
    ),
    (
        Criterion.SKILLS,
        {"wants": (Want(skill="python", level=4),)},
        {"offers": (Offer(skill="python", level=2),)},
        "Is not ahead of you in Python; you may learn it side by side",
        "Hopes to learn Python, and already knows it as well as you do",
    ),
    (
        Criterion.MOVE,
        {"move": Move(origin="lead", destination="manager")},
        {"moves": (Move(origin="study", destination="work"),)},
        "Does not list the step you want, from lead to manager",
        "Wants to go from lead to manager, a step you do not list",
    ),
    (
        Criterion.VALUES,
        {"values": frozenset({"fun"})},
        {"values": frozenset({"trust"})},
        "You chose different values; tell each other early what matters to you",
        "You chose different values; tell each other early what matters to you",
    ),
    (
        Criterion.STYLE,
        {"style": (0, 0, 0, 0, 0)},
        {"style": (1, 1, 1, 1, 1)},
        f"{TOGETHER} You say: {PLAN}; Dana says: {TALK}. Agree early on what suits you both",
        f"{TOGETHER} You say: {TALK}; Ana says: {PLAN}. Agree early on what suits you both",
    ),
    (
        Criterion.TIME,
        {"windows": hours(2)},
        {"windows": hours(1)},
        "You share only an hour a week; book early",
        "You share only an hour a week; book early",
    ),
    (
        Criterion.FIELD,
        {"field": "energy"},
        {"field": "arts"},
        "You work in different fields; explain your world to each other first",
        "You work in different fields; explain your world to each other first",
    ),
]


@pytest.mark.parametrize("criterion,mentee,mentor,to_mentee,to_mentor", LIMITS)
def test_the_largest_shortfall_is_told_honestly(
    criterion: Criterion, mentee: dict[str, Any], mentor: dict[str, Any], to_mentee: str, to_mentor: str
) -> None:
    plan = planned([ana(**mentee)], [dana(**mentor)], rules=ANY, weights={criterion: 1})
    for reader, text in zip(PEOPLE, (to_mentee, to_mentor), strict=True):
        limit = explain(plan, "ana", "dana", reader).limit
        assert limit is not None
        assert limit.text == text
        assert limit.criterion is criterion


def test_a_small_shortfall_is_not_worth_a_word() -> None:
    weights = {Criterion.PERSPECTIVE: 2, Criterion.VALUES: 98}
    plan = planned(
        [ana(site="Graz", function="legal", values=frozenset({"fun"}))],
        [dana(site="Graz", function="legal", values=frozenset({"fun"}))],
        weights=weights,
    )
    assert explain(plan, "ana", "dana", Reader.MENTEE).limit is None


def test_no_sentence_shouts() -> None:
    for said in SENTENCES.values():
        for reader in Reader:
            assert "!" not in said.to(reader)
            assert not said.to(reader).endswith(".")


def test_a_half_answered_question_is_no_reason() -> None:
    weights = {Criterion.FIELD: 1, Criterion.PERSPECTIVE: 1}
    mentors = [dana(function="legal"), Mentor(id="lee", field="arts", function="legal", seats=0)]
    plan = planned([ana(field="energy")], mentors, weights=weights)
    found = explain(plan, "ana", "dana", Reader.MENTEE)
    assert found.reasons == ()
    assert found.limit is None


@pytest.mark.parametrize("criterion", Criterion)
def test_an_unanswered_question_is_never_a_reason(criterion: Criterion) -> None:
    full: dict[Criterion, tuple[dict[str, Any], dict[str, Any]]] = {
        criterion: (mentee, mentor) for criterion, mentee, mentor, *_ in SAID
    }
    mentee, _ = full[criterion]
    poor: dict[str, Any] = {
        "values": frozenset({"tradition"}),
        "field": "arts",
        "function": "sales",
        "stage": 3,
    }
    poor |= {"style": (0, 1, 0, 1, 0), "site": mentee.get("site"), "goals": "?", "windows": hours(1)}
    poor |= {"offers": (Offer(skill="law", level=1),), "moves": (Move(origin="a", destination="b"),)}
    mentors = [dana(), Mentor(id="lee", seats=0, **poor)]
    plan = planned([ana(**mentee | {"ranking": ()})], mentors, rules=ANY, weights={criterion: 1})
    found = explain(plan, "ana", "dana", Reader.MENTEE)
    assert found.reasons == ()
    assert found.limit is None


def test_whom_a_mentee_did_not_list_stays_with_the_mentee() -> None:
    lee = Mentor(id="lee", seats=0)
    plan = planned([ana(ranking=("lee",))], [dana(), lee], rules=ANY, weights={Criterion.SHORTLIST: 1})
    assert explain(plan, "ana", "dana", Reader.MENTOR).limit is None
    limit = explain(plan, "ana", "dana", Reader.MENTEE).limit
    assert limit is not None
    assert limit.text == "Was not on your list"


def test_texts_that_name_no_skill_are_called_alike_only_when_they_are() -> None:
    facts = Facts(Problem(mentees=(), mentors=()))
    far = Couple(ana(goals="the sea"), dana(goals="a hill"), 0.42)
    near = Couple(ana(goals="a walk by the sea"), dana(goals="a walk by the sea"), 0.6)
    assert facts.for_pair(Criterion.GOALS, far) is None
    assert facts.for_pair(Criterion.GOALS, near) is not None


def test_whom_a_mentor_did_not_list_stays_with_the_mentor() -> None:
    other = Mentee(id="sam", ranking=("dana",))
    plan = planned(
        [ana(), other], [dana(ranking=("sam",), seats=2)], rules=ANY, weights={Criterion.SHORTLIST: 1}
    )
    assert explain(plan, "ana", "dana", Reader.MENTEE).limit is None
    limit = explain(plan, "ana", "dana", Reader.MENTOR).limit
    assert limit is not None
    assert limit.text == "Was not on your list"


def test_the_default_weights_give_a_reason_for_each_criterion_that_has_weight() -> None:
    assert {criterion for criterion, weight in DEFAULT_WEIGHTS.items() if weight} <= {
        said[0] for said in SAID
    }
