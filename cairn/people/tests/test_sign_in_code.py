"""Signing in with a code by email."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.people.tests.entrance import (
    Visit,
    Watch,
    code_for,
    letters,
    somebody,
    stop_clocks,
    without_secrets,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return stop_clocks(monkeypatch)


def test_the_code_from_the_letter_opens_the_account() -> None:
    person, visit = somebody(), Visit()
    assert visit.ask_for_code(person.email).url == reverse("account_confirm_login_code")
    answer = visit.type_code(code_for(person.email))
    assert (answer.status_code, answer.url) == (302, "/")
    assert visit.is_signed_in


def test_a_code_may_be_typed_in_small_letters_and_without_the_dash() -> None:
    person, visit = somebody(), Visit()
    visit.ask_for_code(person.email)
    visit.type_code(f" {code_for(person.email).replace('-', '').lower()} ")
    assert visit.is_signed_in


def test_an_address_may_be_written_in_capitals() -> None:
    person, visit = somebody("ifeoma@halden.example"), Visit()
    visit.ask_for_code("Ifeoma@Halden.Example")
    visit.type_code(code_for(person.email))
    assert visit.is_signed_in


def test_after_ten_minutes_the_code_is_refused(watch: Watch) -> None:
    person, visit = somebody(), Visit()
    visit.ask_for_code(person.email)
    watch.move(minutes=10, seconds=1)
    visit.type_code(code_for(person.email))
    assert not visit.is_signed_in


def test_just_before_ten_minutes_the_code_still_works(watch: Watch) -> None:
    person, visit = somebody(), Visit()
    visit.ask_for_code(person.email)
    watch.move(minutes=9, seconds=59)
    visit.type_code(code_for(person.email))
    assert visit.is_signed_in


def test_after_three_wrong_tries_even_the_right_code_is_refused() -> None:
    person, visit = somebody(), Visit()
    visit.ask_for_code(person.email)
    for _ in range(3):
        visit.type_code("BBBB-BBBB")
    visit.type_code(code_for(person.email))
    assert not visit.is_signed_in


def test_after_two_wrong_tries_the_right_code_works() -> None:
    person, visit = somebody(), Visit()
    visit.ask_for_code(person.email)
    for _ in range(2):
        visit.type_code("BBBB-BBBB")
    visit.type_code(code_for(person.email))
    assert visit.is_signed_in


def test_the_code_is_refused_in_another_browser() -> None:
    person, asked, other = somebody(), Visit(), Visit()
    asked.ask_for_code(person.email)
    other.type_code(code_for(person.email))
    assert not other.is_signed_in
    other.ask_for_code(somebody().email)
    other.type_code(code_for(person.email))
    assert not other.is_signed_in


def test_a_code_works_once() -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    visit.post(reverse("account_logout"))
    visit.type_code(code_for(person.email))
    assert not visit.is_signed_in


def test_a_new_code_voids_the_one_before() -> None:
    person, visit = somebody(), Visit()
    visit.ask_for_code(person.email)
    first = code_for(person.email)
    visit.ask_for_code(person.email)
    visit.type_code(first)
    assert not visit.is_signed_in
    visit.type_code(code_for(person.email))
    assert visit.is_signed_in


def test_opening_the_link_of_the_letter_does_nothing_until_its_button_is_pressed() -> None:
    person, visit = somebody(), Visit()
    visit.ask_for_code(person.email)
    code = code_for(person.email)
    link = reverse("sign_in_by_link", args=[code])
    for _ in range(5):
        visit.client.head(link)
        visit.get(link)
    page = visit.get(link)
    assert not visit.is_signed_in
    assert f'value="{code}"' in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    visit.post(link, {"code": code})
    assert visit.is_signed_in


def test_the_button_works_though_browsers_hide_the_origin_of_a_page_without_referrer() -> None:
    person, visit = somebody(), Visit()
    visit.ask_for_code(person.email)
    code = code_for(person.email)
    visit.client.handler.enforce_csrf_checks = True
    answer = visit.post(reverse("sign_in_by_link", args=[code]), {"code": code}, HTTP_ORIGIN="null")
    assert (answer.status_code, answer.url) == (302, "/")


def test_the_link_in_another_browser_explains_itself_and_opens_nothing() -> None:
    person, asked, other = somebody(), Visit(), Visit()
    asked.ask_for_code(person.email)
    page = other.get(reverse("sign_in_by_link", args=[code_for(person.email)]))
    assert page.status_code == 200
    assert code_for(person.email) not in page.content.decode()
    assert person.email not in page.content.decode()


def test_unknown_known_and_deactivated_addresses_get_the_same_answers(watch: Watch) -> None:
    """Status, headers, cookies and words, from the first page to the last try."""
    known, closed = somebody("aaaa@halden.example"), somebody("bbbb@halden.example", is_active=False)

    def story(address: str) -> list[object]:
        visit = Visit()
        answers = [visit.ask_for_code(address), visit.get(reverse("account_confirm_login_code"))]
        answers += [visit.type_code("BBBB-BBBB") for _ in range(3)]
        answers.append(visit.get(reverse("account_login")))
        return [
            (without_secrets(answer), _without_keys(answer.content.decode()).replace(address, "ADDRESS"))
            for answer in answers
        ]

    assert story(known.email) == story("cccc@halden.example") == story(closed.email)


def test_an_unknown_address_gets_a_letter_without_a_code() -> None:
    """So that the work done is the same, and whoever mistyped learns of it."""
    closed = somebody(is_active=False)
    for address in ("nobody@elsewhere.example", closed.email):
        Visit().ask_for_code(address)
        assert [letter.kind for letter in letters(to=address)] == ["no-account"]


def test_the_same_queries_for_an_unknown_and_a_known_address() -> None:
    known = somebody()
    Visit().ask_for_code("warm@up.example")
    counted = []
    for address in (known.email, "nobody@elsewhere.example"):
        with CaptureQueriesContext(connection) as queries:
            Visit().ask_for_code(address)
        counted.append(sorted(query["sql"].split(" ", 2)[0] for query in queries))
    assert counted[0] == counted[1]


def test_strangers_cannot_sign_up() -> None:
    page = Visit().get(reverse("account_signup"))
    assert page.status_code == 200
    assert "<form" not in page.content.decode()
    assert Visit().post(reverse("account_signup"), {"email": "me@elsewhere.example"}).status_code == 405


def test_the_way_on_leads_to_our_own_pages_only() -> None:
    for onward, leads_to in {
        "/account/": "/account/",
        "https://evil.example/": "/",
        "//evil.example": "/",
    }.items():
        person, visit = somebody(), Visit()
        visit.post(reverse("account_login"), {"email": person.email, "next": onward})
        confirm = reverse("account_confirm_login_code")
        answer = visit.post(confirm, {"code": code_for(person.email), "next": onward})
        assert answer.url == leads_to


def _without_keys(page: str) -> str:
    """A page without the keys that are new each time."""
    return re.sub(
        r'(name="(?:once|csrfmiddlewaretoken)" value=|x-csrftoken&quot;: &quot;|"x-csrftoken": ")"?[\w-]+',
        r"\1",
        page,
    )
