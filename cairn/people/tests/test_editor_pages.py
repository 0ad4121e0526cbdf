"""Questions answered piece by piece: languages, skills, hours, moves, and the private list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cairn.people import actions, queries
from cairn.people.models import Person
from cairn.people.rules.skills import ChosenSkill
from cairn.people.rules.windows import Stretch
from cairn.people.tests.cast import NOW, Browser, a_person, carried, hidden, value_of

pytestmark = pytest.mark.django_db
Open = Callable[[Person], Browser]


def test_a_language_is_added_by_any_of_its_names(thao: Person, browser: Open) -> None:
    at = browser(thao)

    at.post("people:step", "languages", add="language", language="Tiếng Việt", zone=thao.zone)
    at.post("people:step", "languages", add="language", language="english", zone=thao.zone)
    assert queries.profile_of(thao).languages == ["vi", "en"]
    at.post("people:step", "languages", drop="vi", language="", zone=thao.zone)
    assert queries.profile_of(thao).languages == ["en"]


def test_a_language_that_was_typed_but_not_added_counts(thao: Person, browser: Open) -> None:
    answer = browser(thao).post("people:step", "languages", language="French", zone="Africa/Lagos", then="on")

    thao.refresh_from_db()
    assert answer.status_code == 302
    assert (queries.profile_of(thao).languages, thao.zone) == (["fr"], "Africa/Lagos")


def test_an_unknown_language_and_zone_are_asked_again(thao: Person, browser: Open) -> None:
    at = browser(thao)

    page = at.post("people:step", "languages", add="language", language="Klingonese", zone=thao.zone)
    assert page.status_code == 422
    assert value_of(page.content.decode(), "language") == "Klingonese"
    assert at.post("people:step", "languages", language="", zone="Mars/Base", then="on").status_code == 422


def test_a_skill_is_found_added_leveled_and_taken_away(thao: Person, browser: Open) -> None:
    at = browser(thao)

    found = at.post("people:step", "wanted-skills", search="yes", q="sql").content.decode()
    assert 'name="add" value="databases"' in found
    at.post("people:step", "wanted-skills", add="databases", q="sql")
    at.post("people:step", "wanted-skills", add="Bee-keeping")
    at.post("people:step", "wanted-skills", level__databases="3", priority__databases="1", then="later")
    assert queries.skills_of(thao, "wants") == (
        ChosenSkill("bee keeping", 1, 2),
        ChosenSkill("databases", 3, 1),
    )
    at.post("people:step", "wanted-skills", drop="databases")
    assert queries.skills_of(thao, "wants") == (ChosenSkill("bee keeping", 1, 2),)


def test_two_tabs_with_skills_take_nothing_from_each_other(thao: Person, browser: Open) -> None:
    at, other = browser(thao), browser(thao)

    at.post("people:step", "offered-skills", add="databases")
    other.post("people:step", "offered-skills", add="dashboards")
    at.post("people:step", "offered-skills", then="on", level__databases="5")

    assert {one.skill for one in queries.skills_of(thao, "offers")} == {"databases", "dashboards"}


def test_a_search_while_typing_gets_a_part_of_the_page(thao: Person, browser: Open) -> None:
    at = browser(thao)

    part = at.get("people:skills", "wanted-skills", query="?q=bee+keeping", part="found").content.decode()

    assert "Add “Bee keeping” in my own words" in part
    assert "<html" not in part
    assert at.get("people:skills", "hopes", query="?q=sql").status_code == 404


def test_too_long_a_skill_of_ones_own_is_refused_kindly(thao: Person, browser: Open) -> None:
    page = browser(thao).post("people:step", "wanted-skills", add="x" * 61)

    assert page.status_code == 422
    assert "This has 61 characters and 60 fit." in page.content.decode()


def test_hours_are_typed_a_row_each(thao: Person, browser: Open) -> None:
    answer = browser(thao).answer(
        "hours", **{"from-0-0": "09:00", "to-0-0": "12:00", "from-6-0": "22:00", "to-6-0": "02:00"}
    )

    assert answer.status_code == 302
    assert queries.windows_of(thao) == (
        Stretch(0, 0, 120),
        Stretch(0, 540, 720),
        Stretch(6, 1320, 1440),
    )


@pytest.mark.parametrize(
    "start, end, words, wrong",
    [
        ("16:00", "16:00", "Monday: Choose an end after 16:00", "to-0-0"),
        ("16:00", "", "Monday: Choose an end after 16:00", "to-0-0"),
        ("", "17:00", "Monday: Choose a start before 17:00", "from-0-0"),
        ("16:10", "17:00", "Monday: Choose full or quarter hours, such as 09:00 or 09:15.", "from-0-0"),
        ("16:00", "17:05", "Monday: Choose full or quarter hours, such as 09:00 or 09:15.", "to-0-0"),
        ("soon", "17:00", "Monday: Write a time, like 15:30", "from-0-0"),
    ],
)
def test_hours_that_need_another_look_are_told_and_kept_on_the_page(
    thao: Person, browser: Open, start: str, end: str, words: str, wrong: str
) -> None:
    page = browser(thao).answer(
        "hours", **{"from-0-0": start, "to-0-0": end, "from-1-0": "09:00", "to-1-0": "10:00"}
    )

    text = page.content.decode()
    assert page.status_code == 422
    assert f'<a href="#{wrong}">{words}</a>' in text
    assert 'name="from-1-0" id="from-1-0" value="09:00"' in text
    assert queries.windows_of(thao) == ()


def test_hours_are_copied_to_the_other_weekdays(thao: Person, browser: Open) -> None:
    browser(thao).answer(
        "hours",
        copy="0",
        then="",
        **{"from-0-0": "09:00", "to-0-0": "10:00", "from-1-0": "15:00", "to-1-0": "16:00"},
    )

    assert queries.windows_of(thao) == tuple(Stretch(day, 540, 600) for day in range(5))


def test_hours_that_many_keep_come_with_one_button(thao: Person, browser: Open) -> None:
    at = browser(thao)

    at.answer("hours", preset="weekday-mornings", **{"from-5-0": "10:00", "to-5-0": "11:00"})
    assert queries.windows_of(thao) == (
        *(Stretch(day, 540, 720) for day in range(5)),
        Stretch(5, 600, 660),
    )
    at.answer("hours", clear="all")
    assert queries.windows_of(thao) == ()


def test_a_row_is_added_and_taken_away(thao: Person, browser: Open) -> None:
    at = browser(thao)
    typed = {"from-0-0": "09:00", "to-0-0": "10:00", "from-0-1": "11:00", "to-0-1": "12:00"}

    added = at.answer("hours", add="0", **typed).content.decode()
    assert 'id="from-0-2"' in added
    at.answer("hours", drop="0-0", **typed)
    assert queries.windows_of(thao) == (Stretch(0, 660, 720),)


def test_hours_saved_on_the_way_bring_the_week_along(thao: Person, browser: Open) -> None:
    at = browser(thao)
    page = at.get("people:step", "hours").content.decode()
    given = carried(page)

    part = at.post("people:step", "hours", part="saved", **{"from-0-0": "09:00", "to-0-0": "10:00", **given})

    text = part.content.decode()
    assert "Saved at " in text
    assert 'id="week" hx-swap-oob="true"' in text
    assert hidden(text, "version") == "1"
    assert queries.windows_of(thao) == (Stretch(0, 540, 600),)


def test_a_stale_week_shows_both_and_asks(thao: Person, browser: Open) -> None:
    at = browser(thao)
    page = at.get("people:step", "hours").content.decode()
    given = carried(page)
    actions.set_windows(thao, [Stretch(4, 600, 660)], by=thao, now=NOW)

    asked = at.post("people:step", "hours", **{"from-0-0": "09:00", "to-0-0": "10:00", "then": "on", **given})

    text = asked.content.decode()
    assert asked.status_code == 409
    assert "Friday 10:00–11:00" in text
    assert 'id="from-0-0" value="09:00"' in text
    assert queries.windows_of(thao) == (Stretch(4, 600, 660),)


def test_moves_are_typed_a_row_each(thao: Person, browser: Open) -> None:
    at = browser(thao)

    answer = at.answer(
        "moves",
        **{"origin-0": "Expert", "destination-0": "Lead", "year-0": "2020",
           "wanted-origin": "Lead", "wanted-destination": "Manager"},
    )  # fmt: skip

    assert answer.status_code == 302
    profile = queries.profile_of(thao)
    assert profile.move_wanted == ["lead", "manager"]
    assert 'id="year-0" value="2020"' in at.get("people:step", "moves").content.decode()


def test_half_a_move_is_told_beside_it(thao: Person, browser: Open) -> None:
    at = browser(thao)

    page = at.answer("moves", **{"origin-0": "Expert", "destination-0": "", "year-0": "soon"})
    assert page.status_code == 422
    assert "Write a year, like " in page.content.decode()
    page = at.answer("moves", **{"wanted-origin": "Expert", "wanted-destination": ""})
    assert '<a href="#wanted-origin">A move has two ends.' in page.content.decode()


def test_a_move_is_added_and_taken_away(thao: Person, browser: Open) -> None:
    at = browser(thao)
    typed = {"origin-0": "Expert", "destination-0": "Lead", "year-0": ""}

    assert 'id="origin-1"' in at.answer("moves", add="one", **typed).content.decode()
    assert queries.answers_of(thao, queries.profile_of(thao), "moves")["moves"] != ()
    at.answer("moves", drop="0", **typed)
    assert queries.answers_of(thao, queries.profile_of(thao), "moves")["moves"] == ()


def test_the_private_list_is_searched_added_to_and_undone(arvid: Person, browser: Open) -> None:
    other = a_person("Rohan Deshpande")
    at = browser(arvid)

    assert "Rohan Deshpande" in at.post("people:step", "not-with", search="yes", q="rohan").content.decode()
    at.post("people:step", "not-with", add=str(other.pk))
    assert [entry.other for entry in queries.not_with_of(arvid, by=arvid)] == [other]
    at.post("people:not_with_removal", other=str(other.pk))
    assert queries.not_with_of(arvid, by=arvid) == []
    at.post("people:not_with_return")
    assert [entry.other for entry in queries.not_with_of(arvid, by=arvid)] == [other]


def test_whom_one_may_not_see_cannot_be_put_on_the_list(thao: Person, ifeoma: Person, browser: Open) -> None:
    at = browser(thao)

    assert (
        "Nobody in your programs is called"
        in at.post("people:step", "not-with", search="yes", q="Ifeoma").content.decode()
    )
    assert at.post("people:step", "not-with", add=str(ifeoma.pk)).status_code == 404
    assert at.post("people:step", "not-with", add="nobody").status_code == 404
    assert at.post("people:not_with_removal", other=str(ifeoma.pk)).status_code == 404
    assert at.post("people:not_with_return").status_code == 404
