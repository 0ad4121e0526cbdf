"""What managers and administrators do: find people, answer applicants, add somebody."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.house import House
from tests.browser.looking import PHONE, Watcher
from tests.browser.walking import both_ways, heading, press


@pytest.fixture
def place(house: House) -> str:
    """The page on which somebody's application is answered."""
    applied = house.ask("come", name="Ada Applicant", role="mentee", state="applied")
    return f"/enrollments/{applied['place']}/decision/"


@both_ways
def test_people_are_found_by_name_and_by_filter(javascript: bool, visit: Opening) -> None:
    page = visit("administrator", javascript=javascript)
    watcher = Watcher(page)
    page.goto("/people/")
    page.get_by_role("searchbox").fill("alice")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("row").filter(has_text="Alice Mentor")).to_have_count(1)
    expect(page.get_by_role("row").filter(has_text="Bob Mentee")).to_have_count(0)
    page.get_by_role("searchbox").fill("nobody of that name")
    press(page, "Search")
    expect(page.get_by_text("Nobody fits all of that")).to_be_visible()
    page.get_by_role("link", name="Show everybody").click()
    expect(page.get_by_role("row").filter(has_text="Bob Mentee")).to_have_count(1)
    page.get_by_label("Account").select_option("closed")
    press(page, "Show these people")
    expect(page.get_by_text("Nobody fits all of that")).to_be_visible()
    assert watcher.take() == []


@both_ways
def test_the_list_is_usable_on_a_phone(javascript: bool, visit: Opening) -> None:
    page = visit("manager", javascript=javascript, viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto("/people/")
    page.get_by_text("Filters", exact=True).tap()
    page.get_by_label("Speaks").select_option(index=1)
    page.get_by_role("button", name="Show these people").tap()
    page.get_by_role("link", name=re.compile("Show everybody")).tap()
    page.get_by_role("link", name="Alice Mentor").tap()
    heading(page, "Alice Mentor")


@both_ways
def test_an_applicant_is_answered_with_a_toast(javascript: bool, place: str, visit: Opening) -> None:
    page = visit("manager", javascript=javascript)
    page.goto("/")
    page.goto(place)
    heading(page, "What do you answer Ada Applicant?")
    page.get_by_text("Put on the waitlist").click()
    press(page, "Save this answer")
    expect(page.get_by_role("status").get_by_text("Ada Applicant is on the waitlist.")).to_be_visible()
    page.goto(place)
    expect(page.get_by_text("Put on the waitlist")).to_have_count(0)


@both_ways
def test_an_answer_that_was_not_chosen_is_asked_for(javascript: bool, place: str, visit: Opening) -> None:
    page = visit("manager", javascript=javascript)
    page.goto(place)
    if javascript:
        press(page, "Save this answer")
        expect(page.get_by_role("alert")).to_be_focused()
    else:
        page.locator("form", has=page.get_by_text("Save this answer")).evaluate(
            "(form) => form.noValidate = true"
        )
        press(page, "Save this answer")
    expect(page.get_by_role("alert")).to_contain_text("One answer needs another look")


@both_ways
def test_a_double_click_acts_once(javascript: bool, place: str, visit: Opening) -> None:
    page = visit("manager", javascript=javascript)
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.goto(place)
    page.get_by_text("Give a place").click()
    page.get_by_role("button", name="Save this answer").dblclick(no_wait_after=True)
    heading(page, re.compile("wait|heard from you"))
    assert len(posts) == 1 or not javascript
    page.goto(place)
    expect(page.get_by_text("This place is approved by now")).to_be_visible()


@both_ways
def test_an_administrator_adds_somebody_and_closes_an_account(javascript: bool, visit: Opening) -> None:
    page = visit("administrator", javascript=javascript)
    name = f"Zoé {'With' if javascript else 'Without'}"
    page.goto("/people/")
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Email address").fill(f"zoe.{javascript}@halden.example")
    press(page, "Add this person")
    heading(page, name)
    page.get_by_role("link", name="Change the account").click()
    press(page, "Close this account")
    expect(page.get_by_role("heading", name="The account is closed")).to_be_visible()
    press(page, "Open this account")
    expect(page.get_by_role("heading", name="Can sign in")).to_be_visible()


@both_ways
def test_a_mentor_changes_their_seats(javascript: bool, house: House, visit: Opening) -> None:
    mentor = house.ask("come", name="Sam Seats", role="mentor")
    page = visit(address=mentor["address"], javascript=javascript)
    page.goto("/")
    page.get_by_role("link", name="Change my seats").click()
    page.get_by_label("Mentees I can take").fill("99")
    page.locator("form", has=page.get_by_label("Mentees I can take")).evaluate(
        "(form) => form.noValidate = true"
    )
    page.get_by_role("button", name=re.compile("seats|Save")).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Mentees I can take").fill("3")
    page.get_by_role("button", name=re.compile("seats|Save")).click()
    expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()


def test_a_profile_tells_the_time_where_its_person_is(house: House, visit: Opening) -> None:
    far = house.ask("come", name="Noa Far", role="mentor", zone="Pacific/Honolulu")
    page = visit("manager")
    before = house.ask("time_in", zone="Pacific/Honolulu")
    page.goto(f"/people/{far['id']}/")
    after = house.ask("time_in", zone="Pacific/Honolulu")
    expect(page.get_by_text(re.compile(f"It is ({before}|{after}) in Honolulu."))).to_be_visible()
