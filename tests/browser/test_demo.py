"""The demo as a stranger finds it: doors, homes of every kind, a full list, a mailbox with letters."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.looking import PHONE, Watcher, faults, told
from tests.browser.walking import both_ways, heading, press
from tools import served_demo

DOORS = {
    "Thảo Nguyễn": ("/", "/me/", "/me/others-see/", "/programs/pathways-2026/"),
    "Leilani Kahale": ("/", "/me/profile/wanted-skills/"),
    "Ifeoma Nwosu": ("/", "/me/", "/me/profile/hours/"),
    "Marisol Quispe": ("/", "/people/", "/people/?q=planning"),
    "Kjersti Aalto": ("/",),
    "Arvid Holm": ("/", "/people/", "/style/"),
}
"""Who stands at the doors, and what there is to see behind each that a small organization does not show."""


@pytest.fixture(scope="session")
def halden() -> Iterator[str]:
    """The address of the demo."""
    folder = Path(os.environ["CAIRN_TEST_FOLDER"], "demo")
    served_demo.build(folder)
    with served_demo.served(folder) as address:
        yield address


def walk_in(page: Page, name: str) -> None:
    """By a door of the sign-in page."""
    page.goto("/")
    page.get_by_role("button", name=re.compile(name)).click()
    expect(page.get_by_role("region", name="Looking around?")).to_have_count(0)


@pytest.mark.parametrize("name", DOORS)
def test_every_door_opens_a_home_that_is_whole(name: str, halden: str, visit: Opening) -> None:
    page = visit(base_url=halden)
    watcher = Watcher(page)
    walk_in(page, name)
    found: dict[str, list[str]] = {}
    for address in DOORS[name]:
        answer = page.goto(address)
        assert answer is not None
        wrong = [*([] if answer.status == 200 else [str(answer.status)]), *faults(page), *watcher.take()]
        if wrong:
            found[address] = wrong
    assert found == {}, told(found)


@both_ways
def test_each_door_leads_in_with_one_press(javascript: bool, halden: str, visit: Opening) -> None:
    page = visit(base_url=halden, javascript=javascript, viewport=PHONE)
    for name in DOORS:
        page.context.clear_cookies()
        walk_in(page, name)
        heading(page, re.compile("."))


def open_newest(page: Page, address: str) -> None:
    """Opens the newest letter to an address, and looks again until the worker has written it."""
    page.goto(f"/demo/mailbox/?to={address}")
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    heading(page, re.compile("code", re.IGNORECASE))
    while page.get_by_text("Look again in a moment").count():
        page.reload()


@both_ways
def test_the_mailbox_shows_a_code_that_opens_the_account(
    javascript: bool, halden: str, visit: Opening
) -> None:
    page = visit(base_url=halden, javascript=javascript)
    name, address = ("Leilani", "leilani.kahale") if javascript else ("Ifeoma", "ifeoma.nwosu")
    page.goto("/")
    page.get_by_label("Your work email").fill(f"{address}@halden.example")
    press(page, "Email me a sign-in code")
    heading(page, "Look in your mailbox")
    mailbox = page.context.new_page()
    open_newest(mailbox, f"{address}@halden.example")
    letter = mailbox.frame_locator("iframe").locator("body")
    expect(letter).to_contain_text(re.compile("[A-Z]{4}-[A-Z]{4}"))
    code = re.search("[A-Z]{4}-[A-Z]{4}", letter.inner_text())
    assert code is not None
    for part in ("As text", "Headers"):
        mailbox.get_by_role("link", name=part).click()
        expect(mailbox.get_by_role("main")).to_contain_text("code" if part == "As text" else "Message-ID")
    page.get_by_label("The code from the letter").fill(code[0])
    press(page, "Sign in")
    heading(page, re.compile(name))


def test_the_mailbox_is_whole(halden: str, visit: Opening) -> None:
    page = visit(base_url=halden)
    watcher = Watcher(page)
    found = {}
    page.goto("/demo/mailbox/")
    found["/demo/mailbox/"] = [*faults(page), *watcher.take()]
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    for part in ("", "?part=text", "?part=headers"):
        page.goto(page.url.split("?")[0] + part)
        found[part] = [*faults(page), *watcher.take()]
    assert {part: wrong for part, wrong in found.items() if wrong} == {}
