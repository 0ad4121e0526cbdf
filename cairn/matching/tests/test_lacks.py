"""What the program lacks, skill by skill."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from cairn.matching.changing.changes import NO_CHANGE
from cairn.matching.changing.seats import SeatValue, seat_values
from cairn.matching.people import Mentee, Mentor, Offer, Want
from cairn.matching.plan import Plan
from cairn.matching.problem import Criterion, Problem, Rules
from cairn.matching.reports.lacks import lacks
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.solve import solve
from cairn.matching.tests.people_strategies import case

SKILL = "data-engineering"
SEEDS = range(30)


def learner(name: str, skill: str = SKILL, level: int = 0, **answers: Any) -> Mentee:
    return Mentee(id=name.lower(), name=name, wants=(Want(skill=skill, level=level),), **answers)


def teacher(name: str, skill: str = SKILL, level: int = 4, **answers: Any) -> Mentor:
    return Mentor(id=name.lower(), name=name, offers=(Offer(skill=skill, level=level),), **answers)


def planned(mentees: tuple[Mentee, ...], mentors: tuple[Mentor, ...], **settings: Any) -> Plan:
    settings = {"weights": {Criterion.SKILLS: 1}} | settings
    return solve(find_candidates(Problem(mentees=mentees, mentors=mentors, **settings)))


FOUR = tuple(learner(name) for name in ("Ana", "Bo", "Cy", "Di"))


def test_a_lack_says_who_wants_the_skill_and_what_one_more_seat_would_add() -> None:
    (lack,) = lacks(planned(FOUR, (teacher("Dana"),)))
    assert (
        lack.text
        == "4 people want data engineering; 1 seat teaches it; one more seat would add 1 match and 100 points"
    )
    assert lack.people == ("Ana", "Bo", "Cy", "Di")
    assert (lack.unmatched, lack.without, lack.missing) == (3, 0, 3)
    assert lack.mentor == "dana"


def test_a_mentor_who_cannot_teach_it_leaves_the_wish_unmet() -> None:
    plan = planned(FOUR[:2], (teacher("Dana"), teacher("Lee", "writing", seats=2)), rules=Rules(minimum=0))
    (lack,) = lacks(plan)
    assert (lack.unmatched, lack.without) == (0, 1)
    assert (
        lack.text == "2 people want data engineering; 1 seat teaches it; one more seat would add 100 points"
    )


def test_a_mentor_at_the_level_of_the_learner_does_not_teach_it() -> None:
    (lack,) = lacks(planned((learner("Ana", level=4),), (teacher("Dana", level=4),)))
    assert (lack.without, lack.teachers, lack.seats) == (1, (), 0)
    assert lack.text == "1 person wants data engineering; nobody teaches it"


def test_seats_count_where_a_mentor_can_teach_half_of_the_learners_or_more() -> None:
    mentees = (learner("Ana"), learner("Bo", level=3), learner("Cy", level=3), learner("Di", level=3))
    (lack,) = lacks(planned(mentees, (teacher("Dana", level=2), teacher("Lee", level=4, seats=2))))
    assert (lack.teachers, lack.seats) == (("lee",), 2)


def test_of_several_teachers_the_one_whose_seat_is_worth_most_is_named() -> None:
    german, english = frozenset({"de"}), frozenset({"en"})
    mentees = tuple(replace(person, languages=english) for person in FOUR)
    mentors = (teacher("Dana", languages=german), teacher("Lee", languages=english))
    (lack,) = lacks(planned(mentees, mentors))
    assert lack.mentor == "lee"
    assert lack.text.endswith("2 seats teach it; one more seat with Lee would add 1 match and 100 points")


def test_a_seat_that_changes_nothing_is_not_praised() -> None:
    mentees = (learner("Ana", languages=frozenset({"de"})),)
    (lack,) = lacks(planned(mentees, (teacher("Dana", languages=frozenset({"en"})),)))
    assert (
        lack.text
        == "1 person wants data engineering; 1 seat teaches it; one more seat would change nothing now"
    )


def test_a_seat_that_only_makes_it_fairer_says_so() -> None:
    fairer = SeatValue(replace(NO_CHANGE, fair=-100, total=-50))
    (lack,) = lacks(planned(FOUR, (teacher("Dana"),)), {"dana": fairer})
    assert lack.text.endswith("one more seat would make the plan fairer")


def test_mentors_who_have_no_seat_to_offer_are_counted_as_none() -> None:
    (lack,) = lacks(planned(FOUR[:1], (teacher("Dana", seats=0),)))
    assert lack.text == (
        "1 person wants data engineering; no seat teaches it; one more seat would add 1 match and 100 points"
    )


def test_a_skill_that_everybody_gets_is_no_lack() -> None:
    assert lacks(planned(FOUR[:1], (teacher("Dana"),))) == ()


def test_the_most_useful_seat_comes_first() -> None:
    mentees = (*FOUR, learner("Eve", "law"), learner("Flo", "law"), learner("Gus", "chess"))
    mentors = (teacher("Dana"), teacher("Lee", "law"))
    found = lacks(planned(mentees, mentors, rules=Rules(minimum=50)))
    assert [lack.skill for lack in found] == [SKILL, "law", "chess"]


@cache
def random_plan(seed: int) -> Plan:
    made = case(seed, 10, 5)
    return solve(find_candidates(made.problem), made.policy, **made.solve_options())


@pytest.mark.parametrize("seed", SEEDS)
def test_every_unmet_wish_is_in_a_lack(seed: int) -> None:
    plan = random_plan(seed)
    found = {lack.skill: lack for lack in lacks(plan)}
    mentors = {mentor.id: mentor for mentor in plan.candidates.problem.mentors}
    unmet: dict[str, int] = {}
    for mentee in plan.candidates.problem.mentees:
        offers = [offer for pair in plan.pairs_of_mentee(mentee.id) for offer in mentors[pair.mentor].offers]
        for want in mentee.wants:
            taught = any(offer.skill == want.skill and offer.level >= want.level + 1 for offer in offers)
            unmet[want.skill] = unmet.get(want.skill, 0) + (not taught)
    assert {skill: lack.missing for skill, lack in found.items()} == {s: n for s, n in unmet.items() if n}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_seat_named_is_worth_most_among_the_teachers(seed: int) -> None:
    plan = random_plan(seed)
    values = seat_values(plan)
    for lack in lacks(plan, values):
        worth = [values[mentor].change.key for mentor in lack.teachers]
        if lack.mentor is None:
            assert worth == []
            assert lack.value is None
        else:
            assert lack.value == values[lack.mentor]
            assert values[lack.mentor].change.key == min(worth)


def test_lacks_name_skills_by_the_vocabulary_and_nobody_as_kept_apart() -> None:
    apart = replace(FOUR[0], not_with=frozenset({"canary"}))
    plan = planned((apart,), (teacher("Canary", seats=1),))
    (lack,) = lacks(plan)
    same = planned((replace(FOUR[0], manager="canary"),), (teacher("Canary", seats=1),))
    assert (lack,) == lacks(same)
