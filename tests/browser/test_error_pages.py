"""What does not work says so on a page that is whole too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.house import House
from tests.browser.looking import Watcher, faults
from tests.browser.walking import heading, press


def whole(page: Page, status: int) -> list[str]:
    """What is wrong with the page that is open, but for the browser's own word about its status."""
    watcher = Watcher(page)
    return [*faults(page), *(said for said in watcher.take() if str(status) not in said)]


@pytest.mark.parametrize(
    "persona, address, status",
    [
        ("mentee", "/nothing/here/", 404),
        ("visitor", "/l/not-a-link/", 404),
        ("visitor", "/nothing/here/", 404),
        ("mentee", "/people/new/", 403),
        ("mentee", "/me/away/", 405),
    ],
)
def test_a_page_that_cannot_be_shown_is_whole(
    persona: str, address: str, status: int, visit: Opening
) -> None:
    page = visit(persona)
    answer = page.goto(address)
    assert answer is not None
    assert (answer.status, whole(page, status)) == (status, [])


def test_a_form_without_its_key_gives_the_words_back(house: House, visit: Opening) -> None:
    page = visit(address=house.ask("come", name="Una Once", role="mentee")["address"])
    page.goto("/me/profile/about/")
    page.evaluate("() => document.querySelectorAll('[name=once]').forEach((one) => one.remove())")
    page.get_by_role("main").get_by_role("textbox").fill("Words that must not be lost.")
    press(page, "Continue")
    expect(page.get_by_text("Words that must not be lost.")).to_be_visible()
    assert whole(page, 400) == []
    page.get_by_role("main").get_by_role("button").first.click()
    heading(page, "Which languages can you talk in, and where does your day begin?")


def test_a_page_with_errors_is_whole(house: House, visit: Opening) -> None:
    page = visit(address=house.ask("come", name="Eli Error", role="mentee")["address"])
    page.goto("/me/profile/who/")
    page.get_by_label("Your name").fill("")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_be_focused()
    assert whole(page, 422) == []
    page.goto("/me/profile/hours/")
    page.get_by_label("Monday, from").fill("10:00")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_be_focused()
    assert whole(page, 422) == []


def test_a_stale_page_is_whole(house: House, visit: Opening) -> None:
    address = house.ask("come", name="Sta Le", role="mentee")["address"]
    page = visit(address=address)
    page.goto("/me/profile/about/")
    house.ask("answer", address=address, step="about", answers={"about": "Said elsewhere."})
    page.get_by_role("main").get_by_role("textbox").fill("Said here.")
    press(page, "Continue")
    expect(page.get_by_text("Said elsewhere.")).to_be_visible()
    assert whole(page, 409) == []
