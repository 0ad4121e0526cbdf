"""Circles: every rule and size holds, improving never makes worse, and the same people get the same."""

from dataclasses import replace
from itertools import combinations, product
from random import Random

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.matching.modes.circle_search import Circles, improve
from cairn.matching.modes.circles import CirclePlan, form_circles
from cairn.matching.modes.members import members_of
from cairn.matching.people import Mentee, Mentor, Person
from cairn.matching.plan import ProofState
from cairn.matching.problem import Cancelled, Criterion, Policy, Problem, Rule, Rules
from cairn.matching.scoring.candidates import Candidates, find_candidates
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.locks import ImpossibleLocks, UnknownPair
from cairn.matching.tests import people_strategies
from cairn.matching.tests.oracles import RuleBook, engine_scores

POLICY = Policy(program="test", round="1")
Likeness = npt.NDArray[np.int64]
SEEDS = st.integers(0, 10**9)


def problem(seed: int, mentees: int, mentors: int, *, both_roles: bool = False) -> Problem:
    """A random problem of exactly so many people."""
    draw = Random(seed)
    return people_strategies.problem(
        draw,
        mentees,
        mentors,
        both_roles=both_roles,
        plain=draw.random() < 0.3,
        rules=people_strategies.rules(draw),
        weights=draw.choice(people_strategies.SIMPLE_WEIGHTS),
    )


def room(mentor: Mentor, smallest: int, largest: int) -> int:
    return 0 if mentor.seats == 0 else mentor.seats if smallest <= mentor.seats <= largest else largest


def speak_together(people: list[Person]) -> bool:
    said = [person.languages for person in people if person.languages]
    return not said or bool(frozenset.intersection(*said))


class Book:
    """Who may sit in whose circle, sizes aside."""

    def __init__(self, made: Problem, scorer: Scorer) -> None:
        self.made = made
        self.scores = engine_scores(scorer)
        self.pairs = RuleBook(made)
        self.members = RuleBook(replace(made, rules=replace(made.rules, paired_before=False)))

    def allows(self, mentor: Mentor, members: list[Mentee]) -> bool:
        """Whether somebody may lead a circle of these members."""
        rules = self.made.rules
        return (
            all(
                not self.pairs.broken(mentee, mentor)
                and self.scores[mentee.id, mentor.id] >= 100 * rules.minimum
                for mentee in members
            )
            and all(self.may_sit_together(*pair) for pair in combinations(members, 2))
            and (not rules.common_language or speak_together([mentor, *members]))
        )

    def may_sit_together(self, one: Mentee, other: Mentee) -> bool:
        """Whether no personal reason keeps two members apart."""
        return Rule.PERSONAL not in self.members.broken(one, Mentor(id=other.id, team=other.team))


def worth(scorer: Scorer, like: Likeness, scores: dict[tuple[str, str], int], circle: list[str]) -> int:
    """What a circle, the mentor first, is worth: scores, and each member's mean likeness to others."""
    mentor, *members = circle
    pairs = sum(
        int(like[scorer.row_of[one], scorer.row_of[other]]) for one, other in combinations(members, 2)
    )
    return sum(scores[member, mentor] for member in members) + 2 * pairs // max(1, len(members) - 1)


@given(SEEDS)
def test_every_rule_and_every_size_holds(seed: int) -> None:
    made = problem(seed, 12, 4)
    candidates = find_candidates(made)
    plan = form_circles(candidates, POLICY, smallest=2, largest=4)
    book = Book(made, candidates.scorer)
    mentees = {person.id: person for person in made.mentees}
    mentors = {person.id: person for person in made.mentors}
    for circle in plan.circles:
        members = [mentees[member] for member in circle.members]
        assert book.allows(mentors[circle.mentor], members)
        assert 2 <= len(members) <= room(mentors[circle.mentor], 2, 4)
        assert not circle.too_small
    seated = [member for circle in plan.circles for member in circle.members]
    assert sorted([*seated, *plan.unplaced]) == sorted(mentees)
    assert {(pair.mentee, pair.mentor) for pair in plan.plan.pairs} == {
        (member, circle.mentor) for circle in plan.circles for member in circle.members
    }
    like = members_of(candidates.scorer).likeness
    assert plan.value == sum(
        worth(candidates.scorer, like, book.scores, [circle.mentor, *circle.members])
        for circle in plan.circles
    )


@given(SEEDS)
def test_the_order_of_people_changes_nothing(seed: int) -> None:
    made = problem(seed, 12, 4, both_roles=True)
    draw = Random(seed)
    shuffled = replace(
        made,
        mentees=tuple(draw.sample(made.mentees, len(made.mentees))),
        mentors=tuple(draw.sample(made.mentors, len(made.mentors))),
    )
    one, other = (form_circles(find_candidates(each), POLICY, smallest=2) for each in (made, shuffled))
    assert one.circles == other.circles
    assert (one.value, one.proof, one.plan.fingerprint) == (other.value, other.proof, other.plan.fingerprint)


def best_by_hand(made: Problem, candidates: Candidates, largest: int) -> tuple[int, int]:
    """The most people that circles of 2 or more can take, and the best value with so many."""
    book = Book(made, candidates.scorer)
    mentors = [mentor for mentor in made.mentors if mentor.seats]
    like = members_of(candidates.scorer).likeness
    best = (0, 0)
    worths: dict[tuple[str, tuple[str, ...]], int | None] = {}
    for places in product(range(len(mentors) + 1), repeat=len(made.mentees)):
        value, placed = 0, 0
        for number, mentor in enumerate(mentors):
            members = [person for person, at in zip(made.mentees, places, strict=True) if at == number]
            if not members:
                continue
            key = mentor.id, tuple(member.id for member in members)
            if key not in worths:
                fits = 2 <= len(members) <= room(mentor, 2, largest)
                fits = fits and book.allows(mentor, members)
                worths[key] = (
                    worth(candidates.scorer, like, book.scores, [mentor.id, *key[1]]) if fits else None
                )
            got = worths[key]
            if got is None:
                break
            value, placed = value + got, placed + len(members)
        else:
            best = max(best, (placed, value))
    return best


def test_small_problems_are_nearly_always_solved_and_the_gap_is_never_too_small() -> None:
    found = 0
    for seed in range(60):
        made = problem(seed, 6, 2)
        made = replace(made, mentees=tuple(replace(person, passed_over=0) for person in made.mentees))
        candidates = find_candidates(made)
        plan = form_circles(candidates, POLICY, smallest=2, largest=3)
        placed, value = best_by_hand(made, candidates, 3)
        assert (plan.placed, plan.value) <= (placed, value)
        if plan.proof.level == "placed":
            assert placed <= plan.placed + plan.proof.gap
        else:
            assert placed == plan.placed
            assert value <= plan.value + plan.proof.gap
        found += (plan.placed, plan.value) == (placed, value)
    assert found >= 54


@given(SEEDS)
def test_improving_never_makes_worse_and_keeps_its_sums_right(seed: int) -> None:
    made: list[Circles] = []
    keys = []

    def watched(circles: Circles, report: object) -> None:
        keys.append(circles.key())
        improve(circles, lambda: keys.append(circles.key()))
        keys.append(circles.key())
        made.append(circles)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cairn.matching.modes.circles.improve", watched)
        form_circles(find_candidates(problem(seed, 14, 4)), POLICY, smallest=3)
    assert keys == sorted(keys)
    circles, members = made[0], made[0].ground.members
    for circle in range(circles.size.size):
        rows = circles.members(circle)
        assert circles.size[circle] == rows.size
        assert circles.fit[circle] == circles.ground.fit[rows, circle].sum()
        assert circles.pairs[circle] * 2 == members.likeness[np.ix_(rows, rows)].sum()
        assert (circles.near[:, circle] == members.likeness[:, rows].sum(axis=1)).all()
        assert (circles.foes[:, circle] == members.apart[:, rows].sum(axis=1)).all()


def people(mentees: int, mentors: int = 1, **answers: object) -> Problem:
    """So many people who answered nothing, and whom no rule keeps apart."""
    return Problem(
        mentees=tuple(Mentee(id=f"e{number}") for number in range(mentees)),
        mentors=tuple(Mentor(id=f"m{number}") for number in range(mentors)),
        rules=Rules(minimum=0),
    )


def form(made: Problem, **options: object) -> CirclePlan:
    return form_circles(find_candidates(made), POLICY, **options)  # type: ignore[arg-type]


def test_a_circle_has_four_to_eight_members_or_is_none() -> None:
    assert form(people(3)).circles == ()
    assert len(form(people(3)).unplaced) == 3
    assert [len(circle.members) for circle in form(people(4)).circles] == [4]
    assert [len(circle.members) for circle in form(people(11)).circles] == [8]
    assert sorted(len(circle.members) for circle in form(people(11, 5)).circles) in ([4, 7], [5, 6])


def test_seats_between_the_limits_are_kept_and_no_seat_is_no_circle() -> None:
    made = people(8, 2)
    few = replace(made, mentors=(Mentor(id="m0", seats=5), Mentor(id="m1", seats=0)))
    plan = form(few)
    assert [(circle.mentor, len(circle.members)) for circle in plan.circles] == [("m0", 5)]
    assert len(plan.unplaced) == 3


def test_people_of_two_languages_make_two_circles() -> None:
    made = people(8, 2)
    spoken = tuple(
        replace(person, languages=frozenset({"en" if number % 2 else "de", f"own {number}"}))
        for number, person in enumerate(made.mentees)
    )
    plan = form(replace(made, mentees=spoken))
    assert [len(circle.members) for circle in plan.circles] == [4, 4]
    assert sorted(circle.languages for circle in plan.circles) == [("de",), ("en",)]


def test_one_language_for_each_two_is_not_enough() -> None:
    made = people(4)
    spoken = tuple(
        replace(person, languages=frozenset(languages.split()))
        for person, languages in zip(made.mentees, ("a b", "b c", "a c", "a b c"), strict=True)
    )
    assert form(replace(made, mentees=spoken)).circles == ()
    free = replace(made, mentees=spoken, rules=Rules(minimum=0, common_language=False))
    assert len(form(free).circles) == 1


@pytest.mark.parametrize("how", ["not with", "line", "team"])
def test_people_who_are_kept_apart_do_not_sit_together(how: str) -> None:
    made = people(8, 2)
    first, second, *others = made.mentees
    if how == "not with":
        first = replace(first, not_with=frozenset({"e1"}))
    elif how == "line":  # by way of a mentor
        first = replace(first, manager="m9")
        boss = Mentor(id="m9", seats=0, manager="e1")
        made = replace(made, mentors=(*made.mentors, boss))
    else:
        first, second = replace(first, team="red"), replace(second, team="red")
    plan = form(replace(made, mentees=(first, second, *others)))
    assert plan.unplaced == ()
    assert not any({"e0", "e1"} <= set(circle.members) for circle in plan.circles)


def test_alike_people_sit_together() -> None:
    made = people(8, 2)
    mentees = tuple(
        replace(person, values=frozenset({"care" if number % 2 else "pace"}))
        for number, person in enumerate(made.mentees)
    )
    plan = form(replace(made, mentees=mentees))
    assert sorted(circle.members for circle in plan.circles) == [
        ("e0", "e2", "e4", "e6"),
        ("e1", "e3", "e5", "e7"),
    ]


def test_who_was_passed_over_most_often_comes_first() -> None:
    made = people(9)
    mentees = tuple(replace(person, passed_over=int(person.id != "e4")) for person in made.mentees)
    assert form(replace(made, mentees=mentees)).unplaced == ("e4",)


def test_likeness_is_the_weighted_mean_of_what_two_members_share() -> None:
    mentees = (
        Mentee(id="a", values=frozenset("xy"), style=(0.0,) * 5, languages=frozenset({"en", "de"})),
        Mentee(id="b", values=frozenset("x"), style=(1.0,) * 5, languages=frozenset({"en"})),
    )
    weights = {Criterion.VALUES: 4, Criterion.STYLE: 3, Criterion.TIME: 1, Criterion.SKILLS: 90}
    scorer = Scorer.of(Problem(mentees=mentees, mentors=(), weights=weights))
    # Values: half of a's, all of b's. Style: the opposite. Time: unknown. Languages: one of two.
    both = (((4 * 5_000 + 5_000) // 8 + (4 * 10_000 + 5_000) // 8) // 2 * 8 + 5_000) // 9
    assert members_of(scorer).likeness.tolist() == [[0, both], [both, 0]]


@given(SEEDS)
def test_likeness_is_the_same_both_ways_and_never_out_of_range(seed: int) -> None:
    like = members_of(Scorer.of(problem(seed, 6, 3, both_roles=True))).likeness
    assert (like == like.T).all()
    assert ((like >= 0) & (like <= 10_000)).all()


def test_locks_hold_and_forbidden_pairs_do_not_come_about() -> None:
    made = people(12, 3)
    locks = [("e3", "m2"), ("e7", "m0")]
    plan = form(made, locks=locks, forbids=[("e1", "m0"), ("e1", "m1")])
    where = {member: circle.mentor for circle in plan.circles for member in circle.members}
    assert (where["e3"], where["e7"], where["e1"]) == ("m2", "m0", "m2")
    assert [pair.mentee for pair in plan.plan.pairs if pair.locked] == ["e3", "e7"]


def test_a_locked_circle_that_cannot_be_filled_stays_and_is_marked() -> None:
    made = people(5, 2)
    first, *others = made.mentees
    away = tuple(replace(person, not_with=frozenset({"m0"})) for person in others)
    plan = form(replace(made, mentees=(first, *away)), locks=[("e0", "m0")])
    assert [(circle.mentor, circle.too_small) for circle in plan.circles] == [("m0", True), ("m1", False)]
    assert plan.placed == 5


def test_locks_that_cannot_be_are_refused() -> None:
    made = people(9)
    with pytest.raises(ImpossibleLocks, match="m0 has 8 seats"):
        form(made, locks=[(f"e{number}", "m0") for number in range(9)])
    with pytest.raises(UnknownPair, match="zoe"):
        form(made, locks=[("zoe", "m0")])
    first, *others = made.mentees
    enemies = replace(made, mentees=(replace(first, not_with=frozenset({"e1"})), *others))
    with pytest.raises(ImpossibleLocks, match="personal reasons"):
        form(enemies, locks=[("e0", "m0"), ("e1", "m0")])
    spoken = tuple(replace(person, languages=frozenset({person.id})) for person in made.mentees)
    with pytest.raises(ImpossibleLocks, match="common language") as refused:
        form(replace(made, mentees=spoken), locks=[("e0", "m0"), ("e1", "m0"), ("e2", "m0")])
    assert [len(conflict.locks) for conflict in refused.value.conflicts] == [2]


def test_two_people_do_not_lead_each_other() -> None:
    mentees = tuple(Mentee(id=name) for name in ("ana", "bo", "c", "d"))
    mentors = (Mentor(id="ana"), Mentor(id="bo"))
    bound = Problem(mentees=mentees, mentors=mentors, rules=Rules(minimum=0))
    freely = replace(bound, rules=Rules(minimum=0, mutual=False))
    assert form(bound, smallest=2).placed == 3
    assert form(freely, smallest=2).placed == 4


def test_it_is_reported_as_best_found() -> None:
    proof = form(people(9)).proof
    assert proof.state is ProofState.BEST_FOUND
    assert (proof.level, proof.gap) == ("value", 8)


def test_limits_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="5 to 4"):
        form(people(9), smallest=5, largest=4)


def test_no_people_give_no_circle() -> None:
    plan = form(Problem(mentees=(), mentors=()))
    assert not plan.circles
    assert not plan.unplaced
    assert form(Problem(mentees=(Mentee(id="e"),), mentors=())).unplaced == ("e",)
    assert form(Problem(mentees=(), mentors=(Mentor(id="m"),))).circles == ()


def test_progress_may_cancel() -> None:
    heard = []

    def listen(step: str, share: float) -> None:
        heard.append((step, share))
        if share > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        form(people(9), progress=listen)
    assert heard[0] == ("circles", 0.0)


def test_a_hundred_people_are_all_placed() -> None:
    draw = Random(7)
    made = people_strategies.problem(draw, 100, 40, plain=True, rules=Rules(minimum=0, stage_gap=None))
    plan = form(made)
    assert plan.placed == 100
    assert all(4 <= len(circle.members) <= 8 for circle in plan.circles)
