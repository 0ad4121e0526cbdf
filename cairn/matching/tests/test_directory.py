"""The directory: the mentors in the order in which they suit one mentee."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.matching.modes.directory import Directory, DirectoryEntry, order_directory
from cairn.matching.people import Mentee, Mentor
from cairn.matching.problem import Policy, Problem, Rules
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.locks import UnknownPair
from cairn.matching.solving.objective import ticket_halves, tickets
from cairn.matching.tests.oracles import RuleBook, engine_scores
from cairn.matching.tests.people_strategies import case

POLICY = Policy(program="test", round="1")


def ticket_of(problem: Problem, mentee: str, mentor: str) -> int:
    left, right = ticket_halves(POLICY, [mentee], [mentor])
    return int(tickets(left, right)[0])


@given(st.integers(0, 10**9))
def test_it_holds_whom_no_rule_forbids_best_first(seed: int) -> None:
    problem = case(seed, 4, 8).problem
    scorer = Scorer.of(problem)
    scores, book = engine_scores(scorer), RuleBook(problem)
    for mentee in problem.mentees:
        expected = sorted(
            (-scores[mentee.id, mentor.id], ticket_of(problem, mentee.id, mentor.id), mentor.id)
            for mentor in problem.mentors
            if mentor.seats and not book.broken(mentee, mentor)
        )
        got = order_directory(scorer, mentee.id, policy=POLICY)
        assert [(-entry.score, entry.mentor) for entry in got] == [
            (score, name) for score, _, name in expected
        ]
        for entry in got:
            assert entry.band == POLICY.band(entry.score)
            assert entry.below_minimum == (entry.score < 100 * problem.rules.minimum)


@given(st.integers(0, 10**9))
def test_the_order_of_mentors_changes_nothing(seed: int) -> None:
    problem = case(seed, 2, 8).problem
    shuffled = replace(problem, mentors=tuple(Random(seed).sample(problem.mentors, len(problem.mentors))))
    one, other = (Directory(Scorer.of(each), POLICY) for each in (problem, shuffled))
    for mentee in problem.mentees:
        assert one.order(mentee.id) == other.order(mentee.id)


def three(minimum: int = 25) -> Scorer:
    """One mentee, and three mentors of one, two and three shared values."""
    mentors = tuple(
        Mentor(id=person, seats=2, values=frozenset(values))
        for person, values in (("kim", "a"), ("lee", "ab"), ("max", "abc"))
    )
    mentee = Mentee(id="ana", values=frozenset("abc"))
    return Scorer.of(Problem(mentees=(mentee,), mentors=mentors, rules=Rules(minimum=minimum)))


def names(entries: tuple[DirectoryEntry, ...]) -> list[str]:
    return [entry.mentor for entry in entries]


def test_the_best_stands_first() -> None:
    assert names(order_directory(three(), "ana")) == ["max", "lee", "kim"]


def test_mentors_below_the_minimum_stay_but_are_marked() -> None:
    entries = order_directory(three(minimum=50), "ana")
    assert names(entries) == ["max", "lee", "kim"]
    assert [entry.below_minimum for entry in entries] == [False, False, True]


def test_a_forbidden_pair_is_left_out() -> None:
    assert names(order_directory(three(), "ana", forbids=[("ana", "lee")])) == ["max", "kim"]


def test_a_full_mentor_is_left_out() -> None:
    entries = order_directory(three(), "ana", seats_left={"max": 0, "lee": 1})
    assert [(entry.mentor, entry.seats_left) for entry in entries] == [("lee", 1), ("kim", 2)]


def test_seats_left_are_not_remembered() -> None:
    directory = Directory(three())
    before = directory.order("ana")
    directory.order("ana", seats_left={"kim": 0})
    assert directory.order("ana") == before


def test_an_unknown_mentee_or_forbidden_pair_is_named() -> None:
    with pytest.raises(UnknownPair, match="zoe"):
        order_directory(three(), "zoe")
    with pytest.raises(UnknownPair, match="zoe"):
        order_directory(three(), "ana", forbids=[("ana", "zoe")])


def test_without_mentors_it_is_empty() -> None:
    scorer = Scorer.of(Problem(mentees=(Mentee(id="ana"),), mentors=()))
    assert order_directory(scorer, "ana") == ()


def test_one_row_is_scored_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    mentees = tuple(Mentee(id=f"e{number}") for number in range(50))
    mentors = tuple(Mentor(id=f"m{number}") for number in range(40))
    directory = Directory(Scorer.of(Problem(mentees=mentees, mentors=mentors, rules=Rules(minimum=0))))
    scored = []
    score = Scorer.score

    def counted(self: Scorer, rows: np.ndarray, columns: np.ndarray) -> object:
        scored.append(len(rows))
        return score(self, rows, columns)

    monkeypatch.setattr(Scorer, "score", counted)
    assert len(directory.order("e7")) == 40
    assert scored == [40]
