"""One house for each worker, and one browser for each file of tests.

A browser is stopped at the end of its file: while one is open, Django takes its thread for one that waits,
and refuses to ask the database from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.house import House
from tests.browser.looking import DESK
from tools.screens import ARGUMENTS, browser_path

Opening = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The small organization, served."""
    with House(tmp_path_factory.mktemp("house")) as built:
        yield built


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one file."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, house: House) -> Iterator[Opening]:
    """Opens a browser window of its own: for a visitor, or for somebody who is signed in.

    `persona` is one of the house's people, `address` somebody's mail address; `javascript`, `size` and other
    choices are those of Playwright's contexts. Whatever waits, waits at most ten seconds.
    """
    opened: list[BrowserContext] = []

    def open_window(persona: str = "", address: str = "", javascript: bool = True, **choices: Any) -> Page:
        context = browser.new_context(
            **{
                "base_url": house.address,
                "viewport": DESK,
                "reduced_motion": "reduce",
                "java_script_enabled": javascript,
                **choices,
            }
        )
        opened.append(context)
        context.set_default_timeout(10_000)
        address = address or house.people.get(persona, "")
        if address:
            kept = house.ask("cookie", address=address)
            context.add_cookies([{"name": kept["name"], "value": kept["value"], "url": house.address}])
        return context.new_page()

    yield open_window
    for context in opened:
        context.close()
