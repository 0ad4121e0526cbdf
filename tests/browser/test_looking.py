"""The controls: what is planted wrong on a whole page is found by the very function that passes it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opening
from tests.browser.looking import Watcher, faults

PAGE = "/me/preferences/"


@pytest.fixture
def page(visit: Opening) -> Page:
    return visit("newcomer")


def look(page: Page, planted: str = "") -> list[str]:
    """What is found on the page, with something planted at the end of its form."""
    watcher = Watcher(page)
    page.goto(PAGE)
    if planted:
        page.evaluate(
            "(planted) => document.querySelector('main form').insertAdjacentHTML('beforeend', planted)",
            planted,
        )
    return [*faults(page), *watcher.take()]


def test_the_page_itself_is_whole(page: Page) -> None:
    assert look(page) == []


@pytest.mark.parametrize(
    "planted, found",
    [
        ('<input type="text" name="planted">', "label"),
        ('<p style="color: red">planted</p>', "inline"),
        ('<p style="color: red">planted</p>', "Content Security Policy"),
        ("<h1>A second title</h1>", "2 h1"),
        ('<i id="main"></i>', "stand twice"),
        ('<img src="/static/ui/sign.svg">', "image-alt"),
        ("<p><nobr>planted " + 40 * "and too long " + "</nobr></p>", "320 scrolls sideways"),
        ('<img alt="planted" src="http://127.0.0.9/planted.png">', "Content Security Policy"),
        ("<div>" + 3 * '<button type="button" aria-label="planted"></button>' + "</div>", "target-size"),
    ],
)
def test_a_planted_fault_is_found(planted: str, found: str, page: Page) -> None:
    seen = look(page, planted)
    assert [one for one in seen if found in one] != [], seen


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_that_are_too_faint_are_found(theme: str, page: Page) -> None:
    faint = (
        f":root {{ --ink2: light-dark({'#ccc, #bbb' if theme == 'light' else '#333, #333'}) !important; }}"
    )
    page.route("**/ui/css/base.css", lambda route: route.fulfill(body=faint, content_type="text/css"))
    assert any(f"{theme}: color-contrast" in one for one in look(page))


def test_another_host_that_is_asked_is_found(visit: Opening) -> None:
    page = visit("newcomer", bypass_csp=True)
    page.route("http://127.0.0.9/**", lambda route: route.fulfill(body=""))
    assert any(
        "asked another host" in one for one in look(page, '<img alt="" src="http://127.0.0.9/planted.png">')
    )


def test_a_script_that_breaks_is_found(page: Page) -> None:
    page.route(
        "**/ui/js/cairn.js",
        lambda route: route.fulfill(body="nothing.at.all()", content_type="text/javascript"),
    )
    assert any("script error" in one for one in look(page))
