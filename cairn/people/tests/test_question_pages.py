"""One question a page: it saves as one goes, can be left and resumed, and loses no word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from cairn.people import actions, queries
from cairn.people.models import Person
from cairn.people.rules.steps import STEPS
from cairn.people.tests.cast import NOW, Browser, carried, hidden, value_of

pytestmark = pytest.mark.django_db
Open = Callable[[Person], Browser]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_question_has_a_page_that_says_who_reads_it(thao: Person, browser: Open, step: object) -> None:
    page = browser(thao).get("people:step", step.name)  # type: ignore[attr-defined]

    words = page.content.decode()
    assert page.status_code == 200
    assert words.count("<h1>") == 1
    assert "Who reads this" in words or "Only you see this" in words
    assert f"Question {STEPS.index(step) + 1} of 15" in words


def test_there_is_no_page_for_a_question_that_nobody_asks(thao: Person, browser: Open) -> None:
    assert browser(thao).get("people:step", "shoe-size").status_code == 404


def test_going_on_leads_to_the_next_question_that_waits(thao: Person, browser: Open) -> None:
    actions.answer_step(thao, "about", {"about": "Me"}, by=thao, now=NOW)

    answer = browser(thao).answer("who", name="Thảo Nguyễn", headline="Analyst", place="Hanoi", called="")

    assert answer.headers["Location"] == reverse("people:step", args=["languages"])
    assert queries.profile_of(thao).headline == "Analyst"


def test_one_may_finish_later_and_resume_where_one_was(thao: Person, browser: Open) -> None:
    at = browser(thao)

    answer = at.answer("who", name="Thảo", then="later")

    assert answer.headers["Location"] == reverse("people:me")
    assert at.get("people:go_on").headers["Location"] == reverse("people:step", args=["about"])


def test_the_last_answer_leads_home(thao: Person, browser: Open) -> None:
    for step in STEPS[:-1]:
        actions.pass_by_step(thao, step.name, by=thao, now=NOW)
    at = browser(thao)

    assert at.answer("not-with").headers["Location"] == reverse("people:me")
    assert at.get("people:go_on").headers["Location"] == reverse("people:me")
    assert "Your profile is complete" in at.get("people:me").content.decode()


def test_what_is_typed_is_saved_as_one_goes(thao: Person, browser: Open) -> None:
    at = browser(thao)
    page = at.get("people:step", "hopes").content.decode()
    given = carried(page)

    first = at.post("people:step", "hopes", saving=True, hopes="To lea", **given)
    second = at.post("people:step", "hopes", saving=True, hopes="To lead", **given)
    last = at.post("people:step", "hopes", hopes="To lead one forecast", then="on", **given)

    assert first.json()["version"] == 1
    assert second.json()["saved"].startswith("Saved at ")
    assert len(second.json()["once"]) > 16
    assert last.status_code == 302
    assert queries.profile_of(thao).hopes == "To lead one forecast"


def test_fifty_thousand_words_come_back_with_a_kind_sentence(thao: Person, browser: Open) -> None:
    words = "every word counts " * 16_667

    page = browser(thao).answer("hopes", hopes=words)

    text = page.content.decode()
    assert page.status_code == 422
    assert "Shorten it by 299,005; all of it is here." in text
    assert value_of(text, "hopes").strip() == words.strip()
    assert queries.profile_of(thao).hopes == ""


def test_too_much_is_not_saved_on_the_way_and_says_why(thao: Person, browser: Open) -> None:
    answer = browser(thao).post("people:step", "about", saving=True, about="x" * 401, version="0", tab="one")

    assert answer.status_code == 422
    assert answer.json() == {
        "unsaved": ["This has 401 characters and 400 fit. Shorten it by 1; all of it is here."]
    }


@pytest.mark.parametrize("version", ["", "nine", "9" * 5000, "-1"])
def test_a_form_with_a_version_that_is_none_breaks_nothing(thao: Person, browser: Open, version: str) -> None:
    at = browser(thao)

    assert at.answer("about", about="Me", version=version).status_code in (302, 409, 422)
    assert at.answer(
        "hours", version=version, drop="0-" + version, **{"from-0-0": "09:00", "to-0-0": "10:00"}
    ).status_code in (200, 302, 409, 422)
    assert at.post("people:step", "wanted-skills", level__databases=version, add="sql").status_code in (
        200,
        302,
        422,
    )


def test_everything_typed_stays_when_one_answer_needs_another_look(thao: Person, browser: Open) -> None:
    page = browser(thao).answer("who", name="...", headline="x" * 130, place="Hanoi")

    text = page.content.decode()
    assert page.status_code == 422
    assert "Write your name, as you would like to be introduced." in text
    assert "This has 130 characters and 120 fit." in text
    assert value_of(text, "place") == "Hanoi"
    assert value_of(text, "headline") == "x" * 130


def test_a_stale_tab_shows_both_texts_and_asks(thao: Person, browser: Open) -> None:
    at = browser(thao)
    page = at.get("people:step", "hopes").content.decode()
    given = carried(page)
    at.answer("hopes", hopes="Said in the other window")

    asked = at.post("people:step", "hopes", hopes="Said in this one", then="on", **given)

    text = asked.content.decode()
    assert asked.status_code == 409
    assert "Said in the other window" in text
    assert value_of(text, "hopes") == "Said in this one"
    assert queries.profile_of(thao).hopes == "Said in the other window"
    chosen = at.post(
        "people:step",
        "hopes",
        hopes="Said in this one",
        then="on",
        version=hidden(text, "version"),
        tab=hidden(text, "tab"),
    )
    assert chosen.status_code == 302
    assert queries.profile_of(thao).hopes == "Said in this one"


def test_a_form_that_is_sent_twice_saves_once(thao: Person, browser: Open) -> None:
    at = browser(thao)
    page = at.get("people:step", "about").content.decode()
    typed = {
        "once": hidden(page, "once"),
        "version": "0",
        "tab": hidden(page, "tab"),
        "about": "Me",
        "then": "on",
    }

    answers = [at.client.post(reverse("people:step", args=["about"]), typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert queries.step_version(queries.profile_of(thao), "about") == 1


def test_a_career_is_chosen_and_taken_back(thao: Person, browser: Open) -> None:
    at = browser(thao)

    at.answer("career", field="energy", function="data-analytics", stage="3")
    assert queries.profile_of(thao).stage == 3
    at.answer("career", field="", function="", stage="")
    assert queries.profile_of(thao).stage is None


def test_a_word_of_ones_own_stays_among_the_fields(thao: Person, browser: Open) -> None:
    actions.answer_step(thao, "career", {"field": "bee keeping"}, by=thao, now=NOW)

    page = browser(thao).get("people:step", "career").content.decode()

    assert '<option value="bee keeping" selected>Bee keeping</option>' in page


def test_a_sixth_value_is_one_too_many(thao: Person, browser: Open) -> None:
    page = browser(thao).answer("values", values=["trust", "fun", "family", "growth", "health", "impact"])

    assert page.status_code == 422
    assert "Choose up to five; you have 6. Which could go?" in page.content.decode()


def sliders(*given: tuple[int, int, bool]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for number, (answer, was, is_open) in enumerate(given):
        typed |= {f"answer__{number}": str(answer), f"was__{number}": str(was)}
        if is_open:
            typed[f"open__{number}"] = "on"
    return typed


def test_a_slider_that_was_moved_counts_also_without_javascript(thao: Person, browser: Open) -> None:
    typed = sliders((8, 5, True), (5, 5, True), (5, 5, False), (2, 2, True), (0, 0, False))

    assert browser(thao).answer("style", **typed).status_code == 302

    assert queries.profile_of(thao).style == [8, None, 5, None, 0]


def test_capacity_and_days_away(thao: Person, browser: Open) -> None:
    at = browser(thao)

    assert at.answer("capacity", capacity="21").status_code == 422
    assert at.answer("capacity", capacity="two").status_code == 422
    assert at.answer("capacity", capacity="2", away_until="").status_code == 302
    assert queries.profile_of(thao).capacity == 2


def test_a_room_needs_its_whole_address(thao: Person, browser: Open) -> None:
    page = browser(thao).answer("room", room_link="meet.example.org/thao")

    assert page.status_code == 422
    assert "Paste the whole address of your room, beginning with https://" in page.content.decode()
    assert value_of(page.content.decode(), "room_link") == "meet.example.org/thao"


def test_being_away_is_said_on_ones_own_page(thao: Person, browser: Open) -> None:
    at = browser(thao)
    later = date.fromordinal(NOW.date().toordinal() + 3650)

    assert at.post("people:away", until="").status_code == 422
    assert at.post("people:away", until=later.isoformat()).status_code == 422
    assert at.post("people:back").status_code == 302
