"""Error pages: they stand without a database, say what to do, and lose no words."""

from __future__ import annotations

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from cairn.foundation.decisions import HIDDEN, Refused, no
from cairn.foundation.writing import CannotBeDone, Stale
from cairn.ui import errors

PAGES = {
    400: errors.bad_request,
    403: errors.refused,
    404: errors.not_found,
    429: lambda request: errors.too_many(request, 60),
    500: errors.broken,
    503: errors.away,
}


def bare(method: str = "get", **typed: str) -> HttpRequest:
    """A request that no middleware has touched: no reader, no session."""
    return getattr(RequestFactory(), method)("/questions/3/?from=home", typed)  # type: ignore[no-any-return]


def heading(answer: HttpResponse) -> str:
    return str(re.findall(r"<h1>([^<]+)</h1>", answer.content.decode())[0])


@pytest.mark.parametrize("status", sorted(PAGES))
def test_an_error_page_stands_without_a_database(status: int) -> None:
    # No test here may touch the database: pytest-django refuses, and that would fail this test.
    answer = PAGES[status](bare())
    assert answer.status_code == status
    assert answer.content.decode().count("<h1>") == 1
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", sorted(PAGES))
def test_an_error_page_names_a_next_step(status: int) -> None:
    page = PAGES[status](bare()).content.decode()
    assert re.search(r'<a (?:href="[^"]*" )?class="button primary"', page)


def test_a_refusal_says_why() -> None:
    answer = errors.refused(bare(), Refused("program.edit", no("Only its manager may edit this.")))
    assert (answer.status_code, "Only its manager may edit this." in answer.content.decode()) == (403, True)


def test_what_may_not_be_seen_looks_like_what_does_not_exist() -> None:
    hidden = errors.not_found(bare(), Refused("person.see", HIDDEN))
    missing = errors.not_found(bare())
    assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_a_stopped_database_keeps_the_typed_words() -> None:
    answer = errors.away(bare("post"), {"question": ["How do I say <no>?"], "tags": ["a", "b"]})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "20")
    assert 'action="/questions/3/?from=home"' in page
    assert re.findall(r'<input type="hidden" name="(question|tags)" value="([^"]*)">', page) == [
        ("question", "How do I say &lt;no&gt;?"),
        ("tags", "a"),
        ("tags", "b"),
    ]
    assert page.count("How do I say &lt;no&gt;?") == 2


def test_passwords_and_codes_are_not_repeated() -> None:
    typed = {"password": "over the hills", "code": "ABCD 1234", "question": "Why not?"}
    page = errors.forged(bare("post", **typed)).content.decode()
    shown = [words in page for words in typed.values()]
    assert shown == [False, False, True]


def test_what_another_site_posts_is_not_offered_to_be_sent_again() -> None:
    request = bare("post", question="Give me all")
    request.META["HTTP_ORIGIN"] = "https://elsewhere.example"
    assert "Give me all" not in errors.forged(request).content.decode()


def test_a_form_without_a_key_gets_one_and_keeps_its_words() -> None:
    answer = errors.without_key(bare("post"), {"question": ["How do I say no?"]})
    page = answer.content.decode()
    assert (answer.status_code, page.count('name="once"')) == (400, 1)
    assert 'name="question" value="How do I say no?"' in page


def test_a_key_that_was_given_is_not_doubled() -> None:
    page = errors.away(bare("post"), {"question": ["Why?"], "once": ["k" * 24]}).content.decode()
    assert re.findall(r'name="once" value="([^"]+)"', page) == ["k" * 24]


@pytest.mark.parametrize("field,status", [(None, 409), ("seats", 422)])
def test_a_rule_that_says_no_is_explained(field: str | None, status: int) -> None:
    request = bare("post", note="Three more would fit")
    request.META["HTTP_REFERER"] = "http://testserver/programs/7/seats/?year=2026#end"
    answer = errors.cannot(request, CannotBeDone("Two of these seats are taken.", field=field))
    page = answer.content.decode()
    assert (answer.status_code, "Two of these seats are taken." in page) == (status, True)
    assert 'href="/programs/7/seats/?year=2026"' in page
    assert "Three more would fit" in page


def test_the_way_back_never_leads_to_another_host() -> None:
    request = bare("post")
    request.META["HTTP_REFERER"] = "https://elsewhere.example/trap/"
    assert "elsewhere" not in errors.cannot(request, CannotBeDone("No.")).content.decode()


def test_a_stale_text_shows_both_versions_and_sends_yours_with_the_new_number() -> None:
    request = bare("post", version="3", hope="Run a shift", move="same", once="k" * 24)
    changed = Stale(
        theirs={"hope": "Lead a team", "move": "same"},
        yours={"hope": "Run a shift", "move": "same"},
        version=5,
    )
    answer = errors.stale(request, changed)
    page = answer.content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(version|move|hope|once)" value="([^"]*)">', page))
    assert answer.status_code == 409
    assert hidden == {"version": "5", "move": "same", "once": "k" * 24}
    assert "Lead a team" in page
    assert re.findall(r'<textarea[^>]* name="hope"[^>]*>\s*([^<]*)</textarea>', page) == ["Run a shift"]


def test_a_form_without_its_proof_keeps_the_words_and_offers_to_send_them_again() -> None:
    answer = errors.forged(bare("post", question="How do I say no?", csrfmiddlewaretoken="old"))
    page = answer.content.decode()
    assert (answer.status_code, heading(answer)) == (403, "This form was open for too long")
    assert 'name="question" value="How do I say no?"' in page
    assert 'value="old"' not in page


def test_django_uses_the_page_for_forged_forms() -> None:
    answer = Client(enforce_csrf_checks=True).post("/style/", {"question": "How do I say no?"})
    assert (answer.status_code, "How do I say no?" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("seconds,minutes", [(30, "a minute"), (600, "10 minutes")])
def test_too_many_says_when_to_come_back(seconds: int, minutes: str) -> None:
    answer = errors.too_many(bare(), seconds)
    assert (answer["Retry-After"], f"Wait {minutes}" in answer.content.decode()) == (str(seconds), True)
