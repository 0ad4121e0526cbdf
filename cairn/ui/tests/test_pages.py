"""Whole pages: the style guide and who may see it, toasts, and what every page has."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from cairn.ui import told, views

Draw = Callable[..., str]


def visitor(**about: object) -> HttpRequest:
    request = RequestFactory().get("/style/")
    request.user = SimpleNamespace(is_authenticated=False, **about)  # type: ignore[assignment]
    return request


def test_in_the_demo_everybody_sees_the_style_guide(settings: Settings) -> None:
    settings.DEMO = True
    page = views.style(visitor()).content.decode()
    assert page.count("<h1") == 1
    assert page.count('class="piece ') > 25


def test_elsewhere_administrators_see_it(settings: Settings) -> None:
    settings.DEMO = False
    assert views.style(visitor(is_administrator=True)).status_code == 200


def test_elsewhere_nobody_else_learns_that_it_exists(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(Http404):
        views.style(visitor(is_administrator=False))
    with pytest.raises(Http404):
        views.style(visitor())


def test_a_page_has_one_main_and_a_way_past_the_header(draw: Draw) -> None:
    page = draw('{% extends "ui/page.html" %}{% block main %}<h1>Today</h1>{% endblock %}')
    assert (page.count("<main"), page.count('href="#main"'), page.count('id="main"')) == (1, 1, 1)


def test_a_page_says_its_language(draw: Draw) -> None:
    assert '<html lang="en-us" dir="ltr">' in draw('{% extends "ui/page.html" %}')


def test_htmx_keeps_no_history_and_runs_no_code(draw: Draw) -> None:
    page = draw('{% extends "ui/page.html" %}')
    settled = re.findall(r"name=\"htmx-config\" content='([^']+)'", page)
    assert settled == [
        (
            '{"historyCacheSize":0,"allowEval":false,"allowScriptTags":false,'
            '"includeIndicatorStyles":false,"selfRequestsOnly":true}'
        )
    ]


def test_the_summary_stands_above_the_heading(draw: Draw) -> None:
    from cairn.ui.samples import wrong

    page = draw(
        '{% extends "ui/form_page.html" %}{% block heading %}<h1>Propose three times</h1>{% endblock %}',
        form=wrong(),
    )
    assert page.index('class="summary"') < page.index("<h1>")


def told_with(visit: HttpRequest, words: str, undo: str = "") -> list[Message]:
    visit.session = {}  # type: ignore[assignment]
    storage = FallbackStorage(visit)
    visit._messages = storage  # type: ignore[attr-defined]
    told.tell(visit, words, undo=undo)
    return list(storage)


def test_what_can_be_undone_offers_to(visit: HttpRequest, draw: Draw) -> None:
    page = draw("{% toasts told %}", told=told_with(visit, "Action dropped", undo="/actions/7/return/"))
    assert 'action="/actions/7/return/"' in page
    assert "Action dropped" in page


def test_what_cannot_be_undone_does_not(visit: HttpRequest, draw: Draw) -> None:
    assert "<form" not in draw("{% toasts told %}", told=told_with(visit, "Saved"))


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "/a b/"])
def test_undo_never_leads_to_another_host(visit: HttpRequest, address: str) -> None:
    with pytest.raises(ValueError, match="an address of our own"):
        told_with(visit, "Action dropped", undo=address)


def test_an_error_is_a_notice_in_the_page_and_no_toast(draw: Draw) -> None:
    page = draw("{% toasts told %}", told=[Message(40, "The file could not be read")])
    assert ('role="alert"' in page, "data-toasts" in page) == (True, False)
