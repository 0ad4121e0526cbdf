"""The keyboard alone is enough, and what has the focus can be seen."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.house import House
from tests.browser.looking import PHONE
from tests.browser.walking import heading, is_focus_seen, tab_to


def test_the_first_stop_skips_to_the_page(visit: Opening) -> None:
    page = visit("mentee")
    page.goto("/me/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    assert is_focus_seen(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('main'))")


def test_every_stop_of_a_page_can_be_seen_in_order(visit: Opening) -> None:
    page = visit("manager")
    page.goto("/people/")
    stops = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
            .filter((one) => one.checkVisibility() && one.tabIndex >= 0).length"""
    )
    places: list[int] = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        assert is_focus_seen(page), page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
        places.append(
            page.evaluate("() => [...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
    assert places == sorted(places)
    assert len(set(places)) == stops


def test_on_a_phone_the_dock_never_hides_the_focus(visit: Opening) -> None:
    page = visit("mentee", viewport=PHONE)
    page.goto("/me/profile/hours/")
    tab_to(page, page.get_by_role("button", name="Continue"))


def test_the_menu_opens_with_enter_and_closes_with_escape(visit: Opening) -> None:
    page = visit("mentee")
    page.goto("/")
    summary = page.locator("details.me > summary")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    expect(page.locator("details.me .menu-panel")).to_be_visible()
    page.keyboard.press("Tab")
    assert is_focus_seen(page)
    page.keyboard.press("Escape")
    expect(page.locator("details.me .menu-panel")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_dialog_keeps_the_focus_and_closes_with_escape(visit: Opening) -> None:
    page = visit("administrator")
    page.goto("/style/")
    opener = page.get_by_role("link", name="Open it")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog#live")
    expect(dialog).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        outside = "body :not(dialog#live, dialog#live *):focus"
        assert page.locator(outside).count() == 0
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_signing_in_needs_no_mouse(house: House, visit: Opening) -> None:
    address = house.ask("come", name="Kei Keys")["address"]
    page = visit()
    page.goto("/sign-in/")
    tab_to(page, page.get_by_label("Your work email"))
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    heading(page, "Look in your mailbox")
    tab_to(page, page.get_by_label("The code from the letter"))
    page.keyboard.type(house.ask("code", address=address))
    page.keyboard.press("Enter")
    heading(page, re.compile("Kei"))


def test_a_question_is_answered_without_a_mouse(house: House, visit: Opening) -> None:
    page = visit(address=house.ask("come", name="Kei Keys", role="mentee")["address"])
    page.goto("/me/profile/values/")
    tab_to(page, page.get_by_role("checkbox").first)
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Continue"))
    page.keyboard.press("Enter")
    heading(page, "How do you like to work with somebody?")
    tab_to(page, page.get_by_role("slider").first)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("checkbox").first).not_to_be_checked()
