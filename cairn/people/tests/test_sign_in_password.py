"""Passwords, and how guessing is stopped while the owner still gets in."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse

from cairn.foundation.models import LoggedEvent
from cairn.people.models import Person
from cairn.people.tests.entrance import (
    PASSWORD,
    Visit,
    Watch,
    code_for,
    letters,
    somebody,
    stop_clocks,
    without_secrets,
)

pytestmark = pytest.mark.django_db
NEW = "four stones and a river"


@pytest.fixture(autouse=True)
def _quick_hashes(settings: pytest.FixtureRequest) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    cache.clear()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return stop_clocks(monkeypatch)


def test_address_and_password_open_the_account() -> None:
    person, visit = somebody(password=PASSWORD), Visit()
    assert visit.try_password(person.email, PASSWORD).status_code == 302
    assert visit.is_signed_in


@pytest.mark.usefixtures("watch")
def test_a_wrong_password_an_unknown_address_and_a_closed_account_answer_alike() -> None:
    known = somebody("aaaa@halden.example", password=PASSWORD)
    closed = somebody("bbbb@halden.example", password=PASSWORD, is_active=False)
    wrong = Visit().try_password(known.email, "wrong")
    unknown = Visit().try_password("cccc@halden.example", "wrong")
    right_but_closed = Visit().try_password(closed.email, PASSWORD)
    assert without_secrets(wrong) == without_secrets(unknown) == without_secrets(right_but_closed)
    errors = [answer.context["form"].errors.as_json() for answer in (wrong, unknown, right_but_closed)]
    assert errors[0] == errors[1] == errors[2]


def _guess(person: Person, times: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Guesses from ever new places; returns how many guesses were looked at at all."""
    looked_at = 0
    check = Person.check_password

    def counted(self: Person, password: str) -> bool:
        nonlocal looked_at
        looked_at += 1
        return check(self, password)

    monkeypatch.setattr(Person, "check_password", counted)
    for number in range(times):
        Visit(source=f"198.51.{number // 250}.{number % 250 + 1}").try_password(
            person.email, f"guess {number}"
        )
    monkeypatch.setattr(Person, "check_password", check)
    return looked_at


def test_guesses_from_ever_new_places_are_stopped_after_five(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _guess(somebody(password=PASSWORD), 60, monkeypatch) == 5


def test_without_the_limit_every_guess_would_be_looked_at(
    monkeypatch: pytest.MonkeyPatch, settings: pytest.FixtureRequest
) -> None:
    """The control of the test above."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": None}  # type: ignore[attr-defined]
    assert _guess(somebody(password=PASSWORD), 20, monkeypatch) == 20


def test_while_guesses_are_stopped_the_owner_gets_in_with_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    person = somebody(password=PASSWORD)
    _guess(person, 30, monkeypatch)
    owner = Visit()
    owner.try_password(person.email, PASSWORD)
    assert not owner.is_signed_in
    owner.sign_in(person)
    assert owner.is_signed_in


def test_whoever_uses_up_the_codes_of_an_address_does_not_lock_out_a_browser_that_is_known() -> None:
    person, owner = somebody(), Visit()
    owner.sign_in(person)
    owner.post(reverse("account_logout"))
    before = len(letters(to=person.email))
    for number in range(40):
        Visit(source=f"198.51.100.{number + 1}").ask_for_code(person.email)
    assert len(letters("sign-in-code", person.email)) <= before + 20
    Visit(source="203.0.113.5").ask_for_code(person.email)
    flooded = len(letters("sign-in-code", person.email))
    owner.sign_in(person)
    assert owner.is_signed_in
    assert len(letters("sign-in-code", person.email)) == flooded + 1


def test_one_source_gets_five_codes_for_an_address_and_reads_why_there_are_no_more() -> None:
    person, visit = somebody(), Visit()
    answers = [visit.ask_for_code(person.email) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [200]
    assert len(letters(to=person.email)) == 5
    assert "Wait ten minutes" in answers[5].content.decode()


def test_forwarded_addresses_count_only_as_far_as_proxies_are_stated(settings: pytest.FixtureRequest) -> None:
    person = somebody(password=PASSWORD)

    def guesses(number: int) -> list[int]:
        return [
            Visit()
            .post(
                reverse("account_login"),
                {"email": person.email},
                HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 10.0.0.1",
            )
            .status_code
            for number in range(number)
        ]

    assert guesses(6) == [302] * 5 + [200]
    cache.clear()
    settings.TRUSTED_PROXIES = 2  # type: ignore[attr-defined]
    assert guesses(6) == [302] * 6
    cache.clear()
    settings.TRUSTED_PROXIES = 1  # type: ignore[attr-defined]
    assert guesses(6) == [302] * 5 + [200]


def test_too_many_requests_from_one_place_answer_429(settings: pytest.FixtureRequest) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}  # type: ignore[attr-defined]
    answers = [Visit().try_password("nobody@elsewhere.example", "x").status_code for _ in range(3)]
    assert answers == [200, 200, 429]


def test_a_new_password_is_chosen_with_a_code_and_ends_other_sessions() -> None:
    person = somebody(password=PASSWORD)
    elsewhere, visit = Visit(), Visit()
    elsewhere.sign_in(person)
    visit.post(reverse("account_reset_password"), {"email": person.email})
    code = code_for(person.email, "password-code")
    assert visit.post(reverse("account_confirm_password_reset_code"), {"code": code}).status_code == 302
    visit.post(reverse("account_complete_password_reset"), {"password1": NEW, "password2": NEW})
    assert not elsewhere.is_signed_in
    assert not visit.is_signed_in
    visit.try_password(person.email, NEW)
    assert visit.is_signed_in


def test_guesses_at_the_old_password_do_not_lock_the_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    person, visit = somebody(password=PASSWORD), Visit()
    _guess(person, 30, monkeypatch)
    visit.post(reverse("account_reset_password"), {"email": person.email})
    code = code_for(person.email, "password-code")
    visit.post(reverse("account_confirm_password_reset_code"), {"code": code})
    visit.post(reverse("account_complete_password_reset"), {"password1": NEW, "password2": NEW})
    visit.try_password(person.email, NEW)
    assert visit.is_signed_in


@pytest.mark.usefixtures("watch")
def test_asking_for_a_new_password_answers_alike_for_everybody() -> None:
    somebody("aaaa@halden.example", password=PASSWORD)
    somebody("bbbb@halden.example", password=PASSWORD, is_active=False)
    answers = [
        without_secrets(
            Visit().post(reverse("account_reset_password"), {"email": f"{letter * 4}@halden.example"})
        )
        for letter in "abc"
    ]
    assert answers[0] == answers[1] == answers[2]


def test_a_new_password_cannot_be_chosen_with_a_code_from_another_browser() -> None:
    person = somebody(password=PASSWORD)
    Visit().post(reverse("account_reset_password"), {"email": person.email})
    other = Visit()
    other.post(
        reverse("account_confirm_password_reset_code"), {"code": code_for(person.email, "password-code")}
    )
    other.post(reverse("account_complete_password_reset"), {"password1": NEW, "password2": NEW})
    assert Person.objects.get(pk=person.pk).check_password(PASSWORD)


def test_a_short_password_is_refused_with_a_reason() -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    page = visit.post(reverse("account_set_password"), {"password1": "short", "password2": "short"})
    assert page.status_code == 200
    assert page.context["form"].errors["password1"]


@pytest.mark.usefixtures("inline_reactions")
def test_a_set_password_is_told_by_mail(django_capture_on_commit_callbacks: object) -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        visit.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    assert visit.is_signed_in
    told = LoggedEvent.objects.get(kind="person.sign_in_changed")
    assert told.facts == {"person": str(person.pk), "what": "password_set"}
    assert len(letters("account-changed", person.email)) == 1
