import sqlite3
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.backends.db import SessionStore
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from cairn.foundation.middleware import pages
from cairn.foundation.middleware.away import DatabaseAway, is_away

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

KEY = "k" * 24
TYPED = "What I wrote all evening, with <tags> & more"
FORM = {"about": TYPED, "once": KEY, "password": "hunter2", "sign_in_code": "K7Q4M2XB", "api_token": "t0ken"}


def from_driver(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def sqlite_error(code: int, words: str) -> Exception:
    cause = sqlite3.OperationalError(words)
    cause.sqlite_errorcode = code
    return from_driver(OperationalError(words), cause)


LOCKED = sqlite_error(5, "database is locked")


@login_not_required
def profile(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        raise LOCKED
    return HttpResponse("the form")


@login_not_required
def session(request: HttpRequest) -> HttpResponse:
    request.session["seen"] = "yes"
    return HttpResponse("fine")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise sqlite_error(1, "no such column: hopes")


urlpatterns = [path("profile/", profile), path("session/", session), path("broken/", broken)]


@pytest.mark.parametrize(
    "error, away",
    [
        (LOCKED, True),
        (sqlite_error(5 | 1 << 8, "busy in recovery"), True),
        (sqlite_error(13, "database or disk is full"), True),
        (sqlite_error(14, "unable to open database file"), True),
        (sqlite_error(1, "no such table: people"), False),
        (from_driver(OperationalError("x"), sqlite3.OperationalError("database is locked")), True),
        (from_driver(OperationalError("x"), sqlite3.OperationalError("no such column")), False),
        (from_driver(OperationalError("x"), psycopg.OperationalError("connection refused")), True),
        (from_driver(OperationalError("x"), psycopg.errors.DeadlockDetected("deadlock")), True),
        (from_driver(OperationalError("x"), psycopg.errors.DiskFull("full")), True),
        (InterfaceError("connection already closed"), True),
        (IntegrityError("duplicate key"), False),
        (ProgrammingError("column does not exist"), False),
        (DatabaseError("something"), False),
        (ValueError("locked"), False),
        (None, False),
    ],
)
def test_a_database_that_is_away_is_told_from_one_that_was_asked_wrongly(error: Any, away: bool) -> None:
    assert is_away(error) is away


def test_the_library_in_use_tells_a_locked_file_from_a_missing_table(tmp_path: Path) -> None:
    library = connection.Database if connection.vendor == "sqlite" else sqlite3  # type: ignore[attr-defined]
    file = tmp_path / "file.sqlite3"
    first, second = (library.connect(file, timeout=0, isolation_level=None) for _ in range(2))
    first.execute("BEGIN IMMEDIATE")

    try:
        with pytest.raises(library.OperationalError) as locked:
            second.execute("BEGIN IMMEDIATE")
        with pytest.raises(library.OperationalError) as missing:
            first.execute("SELECT * FROM nowhere")
    finally:
        first.close()
        second.close()

    assert is_away(from_driver(OperationalError("x"), locked.value)) is True
    assert is_away(from_driver(OperationalError("x"), missing.value)) is False


def test_a_form_that_could_not_be_saved_comes_back_with_what_was_typed(client: Client) -> None:
    answer = client.post("/profile/", FORM)

    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"], int(answer["Retry-After"]) > 0) == (
        503,
        "no-store",
        True,
    )
    assert "What I wrote all evening, with &lt;tags&gt; &amp; more" in page
    assert f'name="once" value="{KEY}"' in page  # so that sending it again is still the same post


def test_passwords_codes_and_tokens_do_not_come_back(client: Client) -> None:
    page = client.post("/profile/", FORM).content.decode()

    assert [secret for secret in ("hunter2", "K7Q4M2XB", "t0ken") if secret in page] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Referer": "https://elsewhere.example/page"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_nothing_is_kept_of_what_another_site_posts(client: Client, headers: dict[str, str]) -> None:
    answer = client.post("/profile/", FORM, headers=headers)

    assert (answer.status_code, "all evening" in answer.content.decode()) == (503, False)


def test_control_without_that_question_it_would_be_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "is_from_elsewhere", lambda request: False)

    answer = client.post("/profile/", FORM, headers={"Origin": "https://elsewhere.example"})

    assert "all evening" in answer.content.decode()


def test_a_database_that_goes_away_while_the_session_is_saved_is_no_broken_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def save(self: Any, must_create: bool = False) -> None:
        raise LOCKED

    monkeypatch.setattr(SessionStore, "save", save)

    answer = Client(raise_request_exception=False).get("/session/")

    assert (answer.status_code, answer.has_header("Retry-After")) == (503, True)


def test_control_without_the_middleware_it_is_a_broken_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def save(self: Any, must_create: bool = False) -> None:
        raise LOCKED

    monkeypatch.setattr(SessionStore, "save", save)
    monkeypatch.setattr(DatabaseAway, "__call__", lambda self, request: self.get_response(request))

    assert Client(raise_request_exception=False).get("/session/").status_code == 500


def test_a_mistake_in_our_code_stays_a_broken_page() -> None:
    assert Client(raise_request_exception=False).get("/broken/").status_code == 500


def test_if_not_even_the_page_can_be_drawn_the_words_are_still_there(
    client: Client, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PAGES = {**settings.PAGES, "away": f"{__name__}.cannot_be_drawn"}

    answer = client.post("/profile/", FORM)

    assert (answer.status_code, answer.has_header("Retry-After")) == (503, True)
    assert "What I wrote all evening, with &lt;tags&gt; &amp; more" in answer.content.decode()
    assert "the page away could not be drawn: ZeroDivisionError" in caplog.messages


def cannot_be_drawn(request: HttpRequest, kept: object) -> HttpResponse:
    raise ZeroDivisionError


def test_the_page_heals_by_itself(client: Client) -> None:
    client.post("/profile/", FORM)

    assert client.get("/profile/").content == b"the form"
