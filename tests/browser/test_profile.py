"""Telling about oneself, a question at a time: with and without JavaScript, by mouse, finger, or keys."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.house import House
from tests.browser.looking import PHONE, Watcher
from tests.browser.walking import both_ways, heading, press, tab_to

HOPES = "What would you like to be different a year from now?"
HOURS = "When in the week could you meet?"
WANTS = "What would you like to get better at?"
LEARNED = "Lead a shift on my own. سلام, ここで, 🙂"


def new_mentee(house: House, name: str = "Nia Mentee") -> str:
    """Somebody new with a place as a mentee; returns their address."""
    return str(house.ask("come", name=name, role="mentee")["address"])


def saved(page: Page) -> None:
    """Waits until the page says that it kept what was typed."""
    expect(page.get_by_role("status").filter(has_text=re.compile(r"Saved at \d"))).to_be_visible()


@both_ways
def test_questions_are_left_and_taken_up_again(javascript: bool, house: House, visit: Opening) -> None:
    page = visit(address=new_mentee(house), javascript=javascript)
    watcher = Watcher(page)
    page.goto("/me/")
    page.get_by_role("link", name="Begin").click()
    heading(page, "How do people know you?")
    page.get_by_label("What you do").fill("Planner of routes")
    press(page, "Continue")
    heading(page, "What would you tell somebody on a first coffee?")
    page.get_by_label("What would you tell somebody on a first coffee?").fill("I get lost on every holiday.")
    press(page, "Save and finish later")
    expect(page.get_by_text("Saved. Go on whenever you like.")).to_be_visible()
    expect(page.get_by_text("Planner of routes")).to_be_visible()
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=re.compile("Answer|Choose")).first.click()
    heading(page, "Which languages can you talk in, and where does your day begin?")
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("What would you tell somebody on a first coffee?")).to_have_value(
        "I get lost on every holiday."
    )
    assert watcher.take() == []


def test_what_is_typed_is_saved_as_one_goes(house: House, visit: Opening) -> None:
    address = new_mentee(house)
    page = visit(address=address)
    page.goto("/me/profile/hopes/")
    page.get_by_label(HOPES).press_sequentially(LEARNED)
    saved(page)
    with page.expect_response(lambda answer: "And sleep." in (answer.request.post_data or "")) as second:
        page.get_by_label(HOPES).press_sequentially(" And sleep.")
    assert second.value.status == 200
    expect(page.get_by_text(re.compile(r"^\d+ of 1,000 characters$"))).to_be_visible()
    later = visit(address=address)
    later.goto("/me/profile/hopes/")
    expect(later.get_by_label(HOPES)).to_have_value(f"{LEARNED} And sleep.")


@both_ways
def test_a_stale_tab_loses_no_words(javascript: bool, house: House, visit: Opening) -> None:
    page = visit(address=new_mentee(house), javascript=javascript)
    page.goto("/me/profile/hopes/")
    other = page.context.new_page()
    other.goto("/me/profile/hopes/")
    other.get_by_label(HOPES).fill("The words of the other tab.")
    press(other, "Continue")
    heading(other, WANTS)
    page.get_by_label(HOPES).fill("The words of this tab.")
    press(page, "Continue")
    expect(page.get_by_text("The words of the other tab.")).to_be_visible()
    expect(page.get_by_label(HOPES)).to_have_value("The words of this tab.")
    press(page, "Continue")
    heading(page, WANTS)
    page.goto("/me/profile/hopes/")
    expect(page.get_by_label(HOPES)).to_have_value("The words of this tab.")


@both_ways
def test_an_error_keeps_what_was_typed(javascript: bool, house: House, visit: Opening) -> None:
    page = visit(address=new_mentee(house), javascript=javascript)
    page.goto("/me/profile/who/")
    page.get_by_label("Your name").fill(" ")
    page.get_by_label("What you do").fill("Everything that nobody else does")
    press(page, "Continue")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("One answer needs another look")
    expect(page.get_by_label("What you do")).to_have_value("Everything that nobody else does")
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Your name")).to_be_focused()
    expect(page.get_by_label("Your name")).to_have_attribute("aria-invalid", "true")
    page.goto("/me/profile/room/")
    page.get_by_label(re.compile("room")).fill("meet.halden.example/mine")
    press(page, "Continue")
    expect(page.get_by_label(re.compile("room"))).to_have_value("meet.halden.example/mine")


def test_a_skill_is_found_by_another_word_while_typing(house: House, visit: Opening) -> None:
    page = visit(address=new_mentee(house))
    watcher = Watcher(page)
    page.goto("/me/profile/wanted-skills/")
    with page.expect_response(lambda answer: answer.url.endswith("/search/?q=sql")):
        page.get_by_label("Find a skill").press_sequentially("sql")
    page.get_by_role("button", name=re.compile("^Databases")).click()
    chosen = page.get_by_role("list", name="Chosen")
    expect(chosen.get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_label("Find a skill")).to_be_focused()
    with page.expect_response(lambda answer: answer.url.endswith("roofs")):
        page.get_by_label("Find a skill").press_sequentially("beekeeping on roofs")
    page.get_by_role("button", name=re.compile("in my own words")).click()
    expect(chosen.get_by_role("listitem")).to_have_count(2)
    chosen.get_by_label(re.compile("how important")).first.select_option(index=0)
    saved(page)
    chosen.get_by_role("button", name="Take away beekeeping on roofs").click()
    expect(chosen.get_by_role("listitem")).to_have_count(1)
    page.reload()
    expect(chosen.get_by_role("listitem")).to_have_count(1)
    assert watcher.take() == []


def test_skills_are_chosen_without_javascript(house: House, visit: Opening) -> None:
    page = visit(address=new_mentee(house), javascript=False)
    page.goto("/me/profile/wanted-skills/")
    page.get_by_label("Find a skill").fill("sql")
    press(page, "Search")
    page.get_by_role("button", name=re.compile("^Databases")).click()
    chosen = page.get_by_role("list", name="Chosen")
    expect(chosen.get_by_role("listitem")).to_have_count(1)
    chosen.get_by_label(re.compile("how well")).select_option(index=1)
    press(page, "Continue")
    page.goto("/me/profile/wanted-skills/")
    expect(chosen.get_by_label(re.compile("how well")).locator("option:checked")).to_have_attribute(
        "value", re.compile(".")
    )
    chosen.get_by_role("button", name=re.compile("^Take away")).click()
    expect(chosen).to_have_count(0)


def test_hours_are_set_by_keyboard_alone(house: House, visit: Opening) -> None:
    page = visit(address=new_mentee(house), locale="en-US")
    watcher = Watcher(page)
    page.goto("/me/profile/hours/")
    tab_to(page, page.get_by_label("Monday, from"))
    page.keyboard.type("0930am")
    tab_to(page, page.get_by_label("Monday, to"))
    page.keyboard.type("1100am")
    saved(page)
    tab_to(page, page.get_by_role("button", name=re.compile("^Copy to all weekdays.*Monday")))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Friday, to")).to_have_value("11:00")
    tab_to(page, page.get_by_role("button", name="Add another Friday"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Friday, from").nth(1)).to_be_focused()
    page.keyboard.type("1100pm")
    page.keyboard.press("Tab")
    tab_to(page, page.get_by_label("Friday, to").nth(1))
    page.keyboard.type("0100am")
    tab_to(page, page.get_by_role("button", name="Take away Monday 09:30 to 11:00"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Monday, from")).to_have_value("")
    tab_to(page, page.get_by_role("button", name="Continue"))
    page.keyboard.press("Enter")
    heading(page, re.compile("video room"))
    page.goto("/me/profile/hours/")
    expect(page.get_by_label("Friday, to").nth(1)).to_have_value("01:00")
    expect(page.get_by_label("Monday, from")).to_have_value("")
    assert watcher.take() == []


@both_ways
def test_hours_are_set_on_a_phone(javascript: bool, house: House, visit: Opening) -> None:
    page = visit(
        address=new_mentee(house), javascript=javascript, viewport=PHONE, has_touch=True, is_mobile=True
    )
    page.goto("/me/profile/hours/")
    page.get_by_role("button", name=re.compile("orning")).first.tap()
    expect(page.get_by_label("Friday, from").first).not_to_have_value("")
    page.get_by_label("Saturday, from").fill("18:00")
    page.get_by_label("Saturday, to").fill("02:00")
    page.get_by_role("button", name="Continue").tap()
    heading(page, re.compile("video room"))
    page.goto("/me/profile/hours/")
    expect(page.get_by_label("Saturday, from")).to_have_value("18:00")
    expect(page.get_by_label("Saturday, to")).to_have_value("02:00")
    expect(page.get_by_text("over midnight")).to_be_visible()


@both_ways
def test_preferences_are_kept(javascript: bool, house: House, visit: Opening) -> None:
    page = visit(address=new_mentee(house), javascript=javascript)
    page.goto("/me/preferences/")
    page.get_by_label("Time zone").select_option("Asia/Ho_Chi_Minh")
    page.get_by_label("From").fill("22:00")
    page.get_by_label("Until").fill("06:30")
    press(page, "Save")
    expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()
    page.goto("/me/preferences/")
    assert page.get_by_label("Time zone").input_value() == "Asia/Ho_Chi_Minh"
    assert page.get_by_label("Until").input_value() == "06:30"


@both_ways
def test_somebody_is_put_on_the_private_list_and_taken_off(
    javascript: bool, house: House, visit: Opening
) -> None:
    page = visit(address=new_mentee(house), javascript=javascript)
    page.goto("/me/profile/not-with/")
    page.get_by_label("Find somebody by name").fill("alice")
    press(page, "Search")
    press(page, "Add Alice Mentor")
    expect(page.get_by_role("button", name="Take off")).to_be_visible()
    press(page, "Take off")
    expect(page.get_by_text("Nobody. Most lists stay empty.")).to_be_visible()
    press(page, "Undo")
    expect(page.get_by_role("button", name="Take off")).to_be_visible()


@both_ways
def test_somebody_says_that_they_are_away_and_back(javascript: bool, house: House, visit: Opening) -> None:
    page = visit(address=new_mentee(house), javascript=javascript)
    page.goto("/me/")
    day = house.ask("day", ahead=30)
    page.get_by_label("Last day away").fill(day["typed"])
    press(page, "Say that I am away")
    expect(page.get_by_text(f"You are away until {day['shown']}.")).to_be_visible()
    press(page, "I am back")
    expect(page.get_by_role("button", name="Say that I am away")).to_be_visible()
