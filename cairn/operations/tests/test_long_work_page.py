"""The page of long work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client

from cairn.foundation.long_work import Step, Work, long_work
from cairn.foundation.long_work.actions import start_long_work
from cairn.foundation.models import LongWork
from cairn.people.models import Person

BrowserOf = Callable[[Person], Client]
KEY = "a-key-that-is-used-once"


@pytest.fixture
def work(ann: Person, now: datetime) -> LongWork:
    @long_work("sort", title="Sorting 400 letters")
    def sort(work: Work) -> Iterator[Step]:
        yield Step(1, 1)

    return start_long_work("sort", {}, by=ann, now=now)


def set_state(work: LongWork, state: str, done: int = 0, all_: int = 0) -> None:
    LongWork.objects.filter(pk=work.pk).update(state=state, done_steps=done, all_steps=all_)


@pytest.mark.parametrize(
    "state, done, said",
    [
        ("waiting", 0, "It begins within moments."),
        ("running", 100, "100 of 400."),
        ("done", 400, "It is done."),
        ("stopped", 200, "It was stopped. What was done until then stays."),
        ("failed", 200, "It could not be finished."),
    ],
)
def test_the_page_says_where_the_work_stands(
    work: LongWork, ann: Person, browser_of: BrowserOf, state: str, done: int, said: str
) -> None:
    set_state(work, state, done, 400)
    page = browser_of(ann).get(f"/progress/{work.pk}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "<title>Sorting 400 letters" in text
    assert said in text
    over = state in ("done", "stopped", "failed")
    assert ("hx-trigger" in text) != over
    assert (f'action="/progress/{work.pk}/stop/"' in text) != over


def test_htmx_gets_the_part_that_changes(work: LongWork, ann: Person, browser_of: BrowserOf) -> None:
    page = browser_of(ann).get(f"/progress/{work.pk}/", headers={"HX-Request": "true"})
    text = page.content.decode()
    assert "<html" not in text
    assert text.strip().startswith('<div id="long-work" class="stack"')


def test_a_button_stops_it(work: LongWork, ann: Person, browser_of: BrowserOf) -> None:
    browser = browser_of(ann)
    answer = browser.post(f"/progress/{work.pk}/stop/", {"once": KEY})
    assert (answer.status_code, answer["Location"]) == (302, f"/progress/{work.pk}/")
    work.refresh_from_db()
    assert work.state == "stopped"
    assert browser.get(f"/progress/{work.pk}/stop/").status_code == 405


def test_nobody_elses_work_is_there(work: LongWork, ben: Person, browser_of: BrowserOf) -> None:
    browser = browser_of(ben)
    assert browser.get(f"/progress/{work.pk}/").status_code == 404
    assert browser.post(f"/progress/{work.pk}/stop/", {"once": KEY}).status_code == 404
    work.refresh_from_db()
    assert work.state == "waiting"
