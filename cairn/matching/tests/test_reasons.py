"""Every match says why, in words fit for its reader."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from cairn.matching.people import Mentee, Mentor, Move, Offer, Want
from cairn.matching.plan import Plan
from cairn.matching.problem import CRITERIA, SCALE, Criterion, Problem, Rules
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.locks import UnknownPair
from cairn.matching.solving.solve import solve
from cairn.matching.tests.a_pair import PEOPLE, ana, dana, hours, planned, random_plan
from cairn.matching.words.reasons import Explanation, NotAllowed, Reader, explain, explain_all, likenesses

SEEDS = range(40)


def texts(explanation: Explanation) -> str:
    """Everything that the reader could see, ids included."""
    return repr(explanation)


def test_what_every_mentor_would_bring_is_no_reason() -> None:
    mentors = [Mentor(id=name, values=frozenset({"fun"}), offers=(Offer(skill="law"),)) for name in "ab"]
    plan = planned([ana(values=frozenset({"fun"}))], mentors)
    found = explain(plan, "ana", plan.pairs[0].mentor, Reader.MENTEE)
    assert found.reasons == ()
    assert found.note == "The best match that this round has for you, with everyone in mind"


def test_a_pair_without_a_reason_that_was_set_by_hand_says_so() -> None:
    people = Problem(mentees=(ana(),), mentors=(dana(),))
    plan = solve(find_candidates(people), locks=[("ana", "dana")])
    assert (
        explain(plan, "ana", "dana", Reader.MENTOR).note
        == "Your program manager chose this match for you both"
    )


def naive_table(plan: Plan, mentee: str) -> dict[str, tuple[list[int], list[bool]]]:
    """Contributions and answers of each mentor whom the rules allow, pair by pair."""
    scorer = plan.candidates.scorer
    row, table = np.asarray([scorer.row_of[mentee]]), {}
    for number, mentor in enumerate(scorer.mentors):
        column = np.asarray([number])
        if scorer.score(row, column).allowed[0]:
            got, answered = scorer.contributions(row, column)
            table[mentor.id] = got[:, 0].tolist(), answered[:, 0].tolist()
    return table


@pytest.mark.parametrize("seed", SEEDS)
def test_a_reason_lifts_the_pair_above_the_mean_and_holds_two_fifths_of_its_weight(seed: int) -> None:
    plan = random_plan(seed)
    weights = plan.candidates.scorer.weights.tolist()
    for found in explain_all(plan, Reader.MENTEE):
        table = naive_table(plan, found.mentee)
        got, answered = table[found.mentor]
        mean = [
            Fraction(sum(line[0][n] for line in table.values()), len(table)) for n in range(len(CRITERIA))
        ]
        numbers = [CRITERIA.index(reason.criterion) for reason in found.reasons]
        assert len(numbers) <= 3
        lifts = [got[number] - mean[number] for number in numbers]
        assert lifts == sorted(lifts, reverse=True)
        for number, lift in zip(numbers, lifts, strict=True):
            assert answered[number]
            assert lift > 0
            assert got[number] >= Fraction(weights[number] * 4_000, sum(weights)) - 1
        if found.limit:
            number = CRITERIA.index(found.limit.criterion)
            whole = weights[number] * SCALE // sum(weights)
            assert answered[number]
            assert number not in numbers
            assert 2 * (whole - got[number]) >= whole


@pytest.mark.parametrize("seed", SEEDS)
def test_the_shares_that_a_manager_reads_add_up_to_the_score(seed: int) -> None:
    plan = random_plan(seed)
    for pair, found in zip(plan.pairs, explain_all(plan, Reader.MANAGER), strict=True):
        assert found.standing is not None
        assert found.standing.score == pair.score == sum(share.points for share in found.standing.shares)
        assert found.standing.band == pair.band
        assert all(share.points <= share.whole for share in found.standing.shares)


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_one_explanation_is_the_same_as_among_all(seed: int, reader: Reader) -> None:
    plan = random_plan(seed)
    alone = tuple(explain(plan, pair.mentee, pair.mentor, reader) for pair in plan.pairs)
    assert explain_all(plan, reader) == alone


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_few_candidates_give_the_same_reasons_as_all(seed: int) -> None:
    plan = random_plan(seed)
    few = replace(plan, candidates=find_candidates(plan.candidates.problem, k=1))
    for reader in PEOPLE:
        assert explain_all(few, reader) == explain_all(plan, reader)


@pytest.mark.parametrize("seed", SEEDS)
def test_mentees_and_mentors_read_no_digit(seed: int) -> None:
    plan = random_plan(seed)
    made = plan.candidates.problem
    named = replace(
        made,
        mentees=tuple(replace(person, name="Ana") for person in made.mentees),
        mentors=tuple(replace(person, name="Dana") for person in made.mentors),
    )
    plan = replace(plan, candidates=find_candidates(named))
    for reader in PEOPLE:
        for found in explain_all(plan, reader):
            assert not any(letter.isdigit() for line in found.lines for letter in line)
            assert found.standing is None
            assert found.alternatives == ()
            assert found.near == ()


CANARY: dict[str, Any] = {
    "name": "Canary",
    "goals": "canary and public speaking",
    "field": "canary",
    "function": "canary",
    "site": "canary",
    "team": "canary team",
    "values": frozenset({"canary"}),
    "languages": frozenset({"canary", "en"}),
    "groups": {"canary": "canary"},
    "stage": 5,
    "style": (0.1, 0.9, 0.1, 0.9, 0.1),
    "windows": hours(6),
    "manager": "canary",
    "not_with": frozenset({"canary"}),
}
"""Answers that nobody but a third person gives."""


def with_canaries() -> Plan:
    """Ana and Dana among people who could have been theirs, each full of canaries."""
    about = {
        "languages": frozenset({"en"}),
        "windows": hours(2),
        "values": frozenset({"fun"}),
        "goals": "law",
    }
    wish, offer = (Want(skill="python"), Want(skill="canary skill")), Offer(skill="canary skill")
    mentees = [ana(stage=3, wants=wish[:1], site="Graz", style=(0.2,) * 5, **about)]
    mentees += [
        Mentee(
            id=f"canary{n}",
            wants=wish,
            move=Move(origin="canary", destination="canary"),
            **CANARY | {"stage": 2},
        )
        for n in range(3)
    ]
    mentors = [
        dana(stage=5, seats=2, offers=(Offer(skill="python"),), site="Graz", style=(0.1,) * 5, **about)
    ]
    mentors += [
        Mentor(
            id=f"canarym{n}", offers=(offer,), moves=(Move(origin="canary", destination="canary"),), **CANARY
        )
        for n in range(2)
    ]
    problem = Problem(mentees=tuple(mentees), mentors=tuple(mentors), rules=Rules(same_team=False))
    return solve(find_candidates(problem), locks=[("ana", "dana"), ("canary0", "dana")])


@pytest.mark.parametrize("reader", PEOPLE)
def test_a_reason_never_tells_the_two_anything_of_a_third_person(reader: Reader) -> None:
    found = explain(with_canaries(), "ana", "dana", reader)
    assert found.reasons
    assert "canary" not in texts(found).casefold()


def test_likenesses_never_tell_anything_of_a_third_person() -> None:
    assert "canary" not in repr(likenesses(with_canaries(), "ana", "dana")).casefold()


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("seed", SEEDS)
def test_who_must_not_be_with_whom_never_shows(seed: int, reader: Reader) -> None:
    plan = random_plan(seed)
    scorer = plan.candidates.scorer
    people = {person.id: person for person in (*scorer.mentees, *scorer.mentors)}
    for found in explain_all(plan, reader):
        mentee, mentor = people[found.mentee], people[found.mentor]
        for other in found.alternatives:
            assert other.mentor not in mentee.not_with
            assert mentee.id not in people[other.mentor].not_with
        for contender in found.near:
            assert contender.mentee not in mentor.not_with
            assert mentor.id not in people[contender.mentee].not_with


def test_protected_attributes_change_no_word() -> None:
    plan = random_plan(7)
    made = plan.candidates.problem
    other = replace(
        made,
        mentees=tuple(replace(person, groups={"faith": "secret"}) for person in made.mentees),
        mentors=tuple(replace(person, groups={"faith": "secret"}) for person in made.mentors),
    )
    changed = replace(plan, candidates=find_candidates(other))
    for reader in Reader:
        assert explain_all(changed, reader) == explain_all(plan, reader)


def test_the_manager_reads_the_next_best_mentors_with_their_seats() -> None:
    wish = (Want(skill="python", priority=3),)
    mentors = [dana(offers=(Offer(skill="python", level=5),)), Mentor(id="lee", name="Lee", seats=3)]
    mentees = [ana(wants=wish), Mentee(id="sam", name="Sam", wants=wish, passed_over=0)]
    plan = planned(mentees, mentors, weights={Criterion.SKILLS: 1})
    with_dana = next(pair.mentee for pair in plan.pairs if pair.mentor == "dana")
    other = "Sam" if with_dana == "ana" else "Ana"
    found = explain(plan, with_dana, "dana", Reader.MANAGER)
    assert found.headline == "100.0 points, strong"
    assert [each.text for each in found.alternatives] == ["Lee: 50.0 points, good, 2 of 3 seats free"]
    assert [each.text for each in found.near] == [f"{other}: 100.0 points, strong, has Lee"]


def test_mentors_without_seats_or_whom_the_mentee_has_or_may_not_have_are_no_alternatives() -> None:
    mentors = [
        dana(),
        *(Mentor(id=name, seats=1) for name in ("kim", "lee", "max")),
        Mentor(id="ned", seats=0),
    ]
    problem = Problem(mentees=(ana(seats=2),), mentors=tuple(mentors))
    plan = solve(find_candidates(problem), locks=[("ana", "dana"), ("ana", "kim")], forbids=[("ana", "lee")])
    found = explain(plan, "ana", "dana", Reader.MANAGER)
    assert [each.mentor for each in found.alternatives] == ["max"]


def test_mentees_whom_the_mentor_has_or_may_not_have_are_not_called_near() -> None:
    mentees = [ana(), *(Mentee(id=name) for name in ("bo", "cy", "di"))]
    problem = Problem(mentees=tuple(mentees), mentors=(dana(seats=2),))
    plan = solve(find_candidates(problem), locks=[("ana", "dana"), ("bo", "dana")], forbids=[("cy", "dana")])
    found = explain(plan, "ana", "dana", Reader.MANAGER)
    assert [each.text for each in found.near] == ["di: 50.0 points, good, has no mentor"]


def test_mentee_and_mentor_read_how_near_they_are_in_words() -> None:
    values = frozenset({"fun", "trust"})
    plan = planned([ana(values=values)], [dana(values=values)], weights={Criterion.VALUES: 1})
    assert explain(plan, "ana", "dana", Reader.MENTEE).headline == "Very close to what you hope for"
    assert explain(plan, "ana", "dana", Reader.MENTOR).headline == "Very close to what Ana hopes for"


def test_an_unknown_pair_and_a_refused_one_are_named() -> None:
    plan = planned([ana(stage=5), Mentee(id="sam", stage=1)], [dana(stage=3)])
    with pytest.raises(UnknownPair):
        explain(plan, "nobody", "dana", Reader.MENTEE)
    with pytest.raises(NotAllowed):
        explain(plan, "ana", "dana", Reader.MANAGER)
