"""Answers to the questions of a profile are kept one at a time, and no word is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cairn.foundation.decisions import Refused
from cairn.foundation.models import LoggedEvent
from cairn.foundation.testing import at_once, canary, proves, refuses, search_everywhere
from cairn.foundation.writing import CannotBeDone, Stale
from cairn.people import actions, queries
from cairn.people.events import AwayChanged, ProfileChanged, StepPassedBy
from cairn.people.models import Person
from cairn.people.rules.choices import Move
from cairn.people.rules.skills import ChosenSkill
from cairn.people.rules.steps import STEPS
from cairn.people.rules.windows import Stretch
from cairn.people.tests.cast import NOW, SETUP, a_person

pytestmark = pytest.mark.django_db

ANSWERS: dict[str, dict[str, Any]] = {
    "who": {"name": "Thảo Nguyễn", "called": "Thảo", "headline": "Reporting analyst", "place": "Hanoi"},
    "about": {"about": "I plan routes for a living."},
    "languages": {"languages": ["vi", "en"], "zone": "Asia/Bangkok"},
    "hopes": {"hopes": "Lead one forecast from question to decision."},
    "wanted-skills": {"skills": (ChosenSkill("databases", 1, 3), ChosenSkill("bee keeping", 0, 1))},
    "offers": {"offers": "Ask me about reports."},
    "offered-skills": {"skills": (ChosenSkill("dashboards", 4),)},
    "career": {"field": "energy", "function": "data", "stage": 3},
    "moves": {"moves": (Move("study", "work", 2019),), "move_wanted": ["expert", "lead"]},
    "values": {"values": ["trust", "fun"]},
    "style": {"style": [0, None, 5, 10, 3]},
    "hours": {"windows": (Stretch(0, 540, 720), Stretch(6, 1320, 1440))},
    "capacity": {"capacity": 3, "away_until": date(2026, 12, 24)},
    "room": {"room_link": "https://meet.example.org/thao"},
}


@pytest.mark.parametrize("step", list(ANSWERS))
def test_an_answer_is_kept_once_and_read_back_as_it_was(thao: Person, step: str) -> None:
    proves(actions.answer_step, thao, step, ANSWERS[step], by=thao, now=NOW, records=[ProfileChanged])
    proves(actions.answer_step, thao, step, ANSWERS[step], by=thao, now=NOW, records=[])

    thao.refresh_from_db()
    profile = queries.profile_of(thao)
    assert queries.answers_of(thao, profile, step) == ANSWERS[step]
    assert profile.answered == [step]
    assert queries.step_version(profile, step) == 1


def test_every_question_has_an_answer_here() -> None:
    assert {step.name for step in STEPS} == {*ANSWERS, "not-with"}


def test_all_answers_make_a_complete_profile(thao: Person) -> None:
    for step, answers in ANSWERS.items():
        actions.answer_step(thao, step, answers, by=thao, now=NOW)
    actions.pass_by_step(thao, "not-with", by=thao, now=NOW)

    assert queries.progress_of(thao).left == ()


def test_an_answer_that_is_the_same_as_nothing_still_counts(thao: Person) -> None:
    proves(actions.answer_step, thao, "about", {"about": "  "}, by=thao, now=NOW, records=[StepPassedBy])

    assert queries.profile_of(thao).answered == ["about"]


def test_a_question_can_be_passed_by(thao: Person) -> None:
    proves(actions.pass_by_step, thao, "style", by=thao, now=NOW, records=[StepPassedBy])
    proves(actions.pass_by_step, thao, "style", by=thao, now=NOW, records=[])
    refuses(actions.pass_by_step, thao, "shoe-size", by=thao, now=NOW, error=CannotBeDone)


def test_a_stale_tab_loses_no_words(thao: Person) -> None:
    actions.answer_step(thao, "hopes", {"hopes": "The first"}, 0, tab="one", by=thao, now=NOW)

    stale = refuses(
        actions.answer_step,
        thao,
        "hopes",
        {"hopes": "The second"},
        0,
        tab="two",
        by=thao,
        now=NOW,
        error=Stale,
    )

    assert isinstance(stale, Stale)
    assert (stale.theirs, stale.yours, stale.version) == ({"hopes": "The first"}, {"hopes": "The second"}, 1)
    kept = actions.answer_step(
        thao, "hopes", {"hopes": "The second"}, stale.version, tab="two", by=thao, now=NOW
    )
    assert kept.hopes == "The second"


def test_without_the_version_the_first_words_would_be_lost(thao: Person) -> None:
    """The control of the test before: nobody compares, and the first words are gone."""
    actions.answer_step(thao, "hopes", {"hopes": "The first"}, 0, tab="one", by=thao, now=NOW)

    actions.answer_step(thao, "hopes", {"hopes": "The second"}, None, tab="two", by=thao, now=NOW)

    assert queries.profile_of(thao).hopes == "The second"


def test_a_tab_never_argues_with_what_it_saved_itself(thao: Person) -> None:
    actions.answer_step(thao, "hopes", {"hopes": "The f"}, 0, tab="one", by=thao, now=NOW)

    kept = actions.answer_step(thao, "hopes", {"hopes": "The first"}, 0, tab="one", by=thao, now=NOW)

    assert kept.hopes == "The first"


def test_a_stale_tab_that_says_the_same_is_fine(thao: Person) -> None:
    actions.answer_step(thao, "hopes", {"hopes": "The first"}, 0, tab="one", by=thao, now=NOW)

    proves(
        actions.answer_step, thao, "hopes", {"hopes": "The first"}, 0, tab="two", by=thao, now=NOW, records=[]
    )


def test_two_questions_in_two_tabs_do_not_meet(thao: Person) -> None:
    actions.answer_step(thao, "hopes", {"hopes": "The first"}, 0, tab="one", by=thao, now=NOW)

    actions.answer_step(thao, "about", {"about": "Me"}, 0, tab="two", by=thao, now=NOW)

    assert queries.profile_of(thao).version == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_tabs_at_the_same_instant_one_is_asked() -> None:
    thao = a_person("Thảo")

    outcomes = at_once(
        2,
        lambda n: actions.answer_step(
            thao, "hopes", {"hopes": f"Version {n}"}, 0, tab=f"tab {n}", by=thao, now=NOW
        ),
    )

    assert sorted(type(outcome.error).__name__ for outcome in outcomes) == ["NoneType", "Stale"]
    asked = next(outcome.error for outcome in outcomes if isinstance(outcome.error, Stale))
    kept = queries.profile_of(thao).hopes
    assert {kept, *asked.yours.values()} == {"Version 0", "Version 1"}


@pytest.mark.django_db(transaction=True)
def test_skills_added_at_the_same_instant_are_all_kept() -> None:
    thao = a_person("Thảo")

    def add(number: int) -> None:
        actions.adjust_step(
            thao,
            "wanted-skills",
            lambda standing: {"skills": [*standing["skills"], ChosenSkill(f"own word {number}", 1)]},
            by=thao,
            now=NOW,
        )

    outcomes = at_once(4, add)

    assert [outcome.error for outcome in outcomes] == [None] * 4
    assert len(queries.skills_of(thao, "wants")) == 4


@pytest.mark.django_db(transaction=True)
def test_skills_that_a_page_read_before_would_be_lost() -> None:
    """The control of the test before: who hands over the whole list takes the others' choice away."""
    thao = a_person("Thảo")
    read_before = queries.skills_of(thao, "wants")

    for number in range(4):
        chosen = [*read_before, ChosenSkill(f"own word {number}", 1)]
        actions.set_skills(thao, "wants", chosen, by=thao, now=NOW)

    assert len(queries.skills_of(thao, "wants")) == 1


def test_nobody_else_answers_for_a_person(thao: Person, ifeoma: Person, arvid: Person) -> None:
    unseen = refuses(actions.answer_step, thao, "about", {"about": "x"}, by=ifeoma, now=NOW, error=Refused)
    seen = refuses(actions.answer_step, thao, "about", {"about": "x"}, by=arvid, now=NOW, error=Refused)

    assert unseen.decision.hidden  # type: ignore[attr-defined]
    assert str(seen) == "Only the person can change this profile."
    proves(actions.answer_step, thao, "about", {"about": "x"}, by=SETUP, now=NOW, records=[ProfileChanged])


def test_an_unknown_question_is_refused(thao: Person) -> None:
    refuses(actions.answer_step, thao, "shoe-size", {}, by=thao, now=NOW, error=CannotBeDone)


def test_fifty_thousand_words_change_nothing(thao: Person) -> None:
    refuses(
        actions.answer_step, thao, "hopes", {"hopes": "word " * 50_000}, by=thao, now=NOW, error=CannotBeDone
    )


def test_setting_all_skills_of_one_side_leaves_the_other(thao: Person) -> None:
    actions.set_skills(thao, "wants", [ChosenSkill("sql", 1)], by=thao, now=NOW)

    proves(
        actions.set_skills,
        thao,
        "offers",
        [ChosenSkill("excel", 4)],
        by=thao,
        now=NOW,
        records=[ProfileChanged],
    )

    assert queries.skills_of(thao, "wants") == (ChosenSkill("databases", 1),)
    assert queries.profile_of(thao).answered == ["offered-skills", "wanted-skills"]


def test_hours_over_midnight_are_kept_as_two(thao: Person) -> None:
    proves(actions.set_windows, thao, [Stretch(6, 1320, 120)], by=thao, now=NOW, records=[ProfileChanged])

    assert queries.windows_of(thao) == (Stretch(0, 0, 120), Stretch(6, 1320, 1440))


def test_being_away_is_said_and_taken_back(thao: Person) -> None:
    day = date(2026, 12, 24)

    assert proves(actions.set_away, thao, day, by=thao, now=NOW, records=[AwayChanged]).away_until == day
    proves(actions.set_away, thao, day, by=thao, now=NOW, records=[])
    assert proves(actions.set_away, thao, None, by=thao, now=NOW, records=[AwayChanged]).away_until is None
    refuses(actions.set_away, thao, date(2026, 11, 1), by=thao, now=NOW, error=CannotBeDone)


def test_today_is_the_persons_own_day() -> None:
    early = NOW.replace(hour=20)
    there, here = a_person("There", zone="Asia/Tokyo"), a_person("Here", zone="Europe/Oslo")

    refuses(actions.set_away, there, date(2026, 11, 24), by=there, now=early, error=CannotBeDone)
    actions.set_away(here, date(2026, 11, 24), by=here, now=early)


def test_private_words_stand_in_no_event_and_in_no_table_in_clear(thao: Person) -> None:
    hopes, room = canary("hopes"), canary("room")

    actions.answer_step(thao, "hopes", {"hopes": f"To be {hopes}"}, by=thao, now=NOW)
    actions.answer_step(thao, "room", {"room_link": f"https://meet.example/{room}"}, by=thao, now=NOW)

    assert search_everywhere(hopes) == search_everywhere(room) == []
    assert LoggedEvent.objects.filter(kind="profile.changed").count() == 2


def test_words_that_are_meant_for_others_can_be_found_where_they_stand(thao: Person) -> None:
    """The control of the test before: a word that is not sealed is found."""
    about = canary("about")

    actions.answer_step(thao, "about", {"about": about}, by=thao, now=NOW)

    assert search_everywhere(about) == ["people_profile.about"]
