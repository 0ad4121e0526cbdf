"""Sessions: listed, ended at will, ended by time, and noticed when the browser is new."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.foundation import clock
from cairn.foundation.actors import System
from cairn.foundation.models import LoggedEvent
from cairn.mail.layout import unpack
from cairn.people import actions
from cairn.people.models import Browser
from cairn.people.reactions import write_about_a_new_browser
from cairn.people.sign_in import rules
from cairn.people.sign_in.chores import forget_ended_sessions, forget_old_browsers
from cairn.people.sign_in.events import PersonSignedIn
from cairn.people.tests.entrance import NOW, PASSWORD, Visit, Watch, letters, somebody, stop_clocks

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return stop_clocks(monkeypatch)


def test_every_session_is_listed_and_one_can_be_ended() -> None:
    person, here, there = somebody(), Visit(), Visit()
    here.sign_in(person)
    there.sign_in(person)
    listed = here.get(reverse("usersessions_list")).context["sessions"]
    assert [session.is_this_one for session in listed] == [True, False]
    here.post(reverse("sign_in_session_end", args=[listed[1].id]))
    assert here.is_signed_in
    assert not there.is_signed_in


def test_all_others_can_be_ended_at_once() -> None:
    person, visits = somebody(), [Visit() for _ in range(4)]
    for visit in visits:
        visit.sign_in(person)
    visits[2].post(reverse("sign_in_other_sessions_end"))
    assert [visit.is_signed_in for visit in visits] == [False, False, True, False]
    ended = LoggedEvent.objects.get(kind="person.sessions_ended")
    assert ended.facts == {"person": str(person.pk), "number": 3}


def test_nobody_ends_a_session_of_somebody_else() -> None:
    mine, theirs = Visit(), Visit()
    mine.sign_in(somebody())
    theirs.sign_in(somebody())
    other = theirs.get(reverse("usersessions_list")).context["sessions"][0]
    assert mine.post(reverse("sign_in_session_end", args=[other.id])).status_code == 404
    assert theirs.is_signed_in


def test_looking_at_the_address_that_ends_a_session_ends_nothing() -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    session = visit.get(reverse("usersessions_list")).context["sessions"][0]
    assert visit.get(reverse("sign_in_session_end", args=[session.id])).status_code == 405
    assert visit.is_signed_in


def test_a_closed_account_is_out_at_once() -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    actions.deactivate(person, by=System("test"), now=clock.now())
    assert not visit.is_signed_in
    assert Session.objects.count() == 0


def test_after_fourteen_days_unused_the_session_is_over(watch: Watch) -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    watch.move(days=13, hours=23)
    assert visit.is_signed_in
    watch.move(days=14, hours=1)
    assert not visit.is_signed_in


def test_after_ninety_days_the_session_is_over_however_much_it_is_used(watch: Watch) -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    for _ in range(8):
        watch.move(days=11)
        assert visit.is_signed_in
    watch.move(days=3)
    assert not visit.is_signed_in


def test_an_administrator_is_out_after_twelve_hours_unused_and_nobody_else(watch: Watch) -> None:
    visits = {True: Visit(), False: Visit()}
    for is_administrator, visit in visits.items():
        visit.sign_in(somebody(is_administrator=is_administrator))
    watch.move(hours=11, minutes=59)
    assert [visit.is_signed_in for visit in visits.values()] == [True, True]
    watch.move(hours=12, minutes=1)
    assert [visit.is_signed_in for visit in visits.values()] == [False, True]


def _writes(visit: Visit) -> int:
    with CaptureQueriesContext(connection) as queries:
        visit.get(reverse("sign_in"))
    return sum(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in queries)


def test_looking_at_a_page_writes_at_most_once_an_hour(watch: Watch) -> None:
    person, visit = somebody(), Visit()
    visit.sign_in(person)
    assert _writes(visit) == 0
    watch.move(minutes=59)
    assert _writes(visit) == 0
    watch.move(minutes=2)
    assert _writes(visit) > 0
    assert _writes(visit) == 0


def test_when_a_session_was_last_seen_shows_in_the_list(watch: Watch) -> None:
    person, here, there = somebody(), Visit(), Visit()
    there.sign_in(person)
    watch.move(hours=5)
    seen = watch.at
    there.get(reverse("sign_in"))
    watch.move(hours=3)
    here.sign_in(person)
    shown = here.get(reverse("usersessions_list")).context["sessions"][1].last_seen
    assert shown.replace(microsecond=0) == seen.replace(microsecond=0)


@pytest.mark.usefixtures("inline_reactions")
def test_a_new_browser_is_told_by_mail_and_a_known_one_is_not(
    django_capture_on_commit_callbacks: Any,
) -> None:
    person, visit = somebody(), Visit()
    for told in (1, 1):
        with django_capture_on_commit_callbacks(execute=True):
            visit.sign_in(person)
        visit.post(reverse("account_logout"))
        assert len(letters("new-browser", person.email)) == told
    with django_capture_on_commit_callbacks(execute=True):
        Visit().sign_in(person)
    assert len(letters("new-browser", person.email)) == 2
    noted = LoggedEvent.objects.filter(kind="person.signed_in").order_by("pk")
    assert [(event.facts["way"], event.facts["new_browser"]) for event in noted] == [
        ("code", True),
        ("code", False),
        ("code", True),
    ]


def test_the_letter_names_the_browser() -> None:
    person, visit = somebody(), Visit()
    visit.client.defaults["HTTP_USER_AGENT"] = FIREFOX
    visit.sign_in(person)
    signed_in = PersonSignedIn(person=person.pk, way="code", new_browser=True)
    write_about_a_new_browser(signed_in, at=NOW)
    told = unpack(letters("new-browser", person.email)[0].context)
    assert (told["browser"], told["system"], told["at"]) == ("Firefox", "Windows", NOW)


def test_a_browser_known_to_one_person_is_new_to_another() -> None:
    visit = Visit()
    for _ in range(2):
        visit.sign_in(somebody())
        visit.post(reverse("account_logout"))
    noted = LoggedEvent.objects.filter(kind="person.signed_in")
    assert [event.facts["new_browser"] for event in noted] == [True, True]


def test_a_forged_browser_cookie_is_a_new_browser() -> None:
    person, visit = somebody(password=PASSWORD), Visit()
    visit.client.cookies["cairn-browser"] = "InRva2VuIg:forged:signature"
    visit.sign_in(person)
    assert LoggedEvent.objects.get(kind="person.signed_in").facts["new_browser"] is True


APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    "user_agent, called",
    [
        (FIREFOX, ("Firefox", "Windows")),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) {APPLE} Version/18.5 Safari/604.1", ("Safari", "iPhone")),
        (f"Mozilla/5.0 (Windows NT 10.0) {APPLE} Chrome/140.0 Safari/537.36 Edg/140.0", ("Edge", "Windows")),
        (f"Mozilla/5.0 (Linux; Android 15) {APPLE} Chrome/140.0 Safari/537.36", ("Chrome", "Android")),
        ("curl/8.5.0", ("", "")),
        ("", ("", "")),
    ],
)
def test_browsers_are_called_by_name(user_agent: str, called: tuple[str, str]) -> None:
    assert rules.browser_and_system(user_agent) == called


def test_what_is_over_is_forgotten_in_batches(watch: Watch) -> None:
    person, here = somebody(), Visit()
    for _ in range(3):
        Visit().sign_in(person)
    watch.move(days=15)
    here.sign_in(somebody())
    assert UserSession.objects.count() == 4
    assert [forget_ended_sessions(watch.at, 2) for _ in range(3)] == [2, 1, 0]
    assert here.is_signed_in
    watch.move(days=360)
    assert [forget_old_browsers(watch.at, 10) for _ in range(2)] == [3, 0]
    assert Browser.objects.count() == 1
