"""Links in letters: opening one does nothing, a button acts, and what no longer works says so kindly."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from cairn.foundation import clock
from cairn.foundation.ids import new_id
from cairn.foundation.models import LoggedEvent
from cairn.mail import kinds, links
from cairn.mail.chores import forget_old_links
from cairn.mail.models import LinkToken
from cairn.mail.tests.cast import BY, NOW, Answers, Wishing

pytestmark = pytest.mark.django_db

THING = new_id(NOW)
LATER = NOW + timedelta(days=7)


@pytest.fixture(autouse=True)
def at_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is NOW."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def scanner() -> Client:
    """A browser without cookies, which checks forged posts as a real one would."""
    return Client(enforce_csrf_checks=True)


def path(purpose: str, person: Any, answer: str = "", thing: UUID | None = THING) -> str:
    url = links.make(purpose, person, thing, LATER, answer=answer, by=BY, now=NOW)
    return urlsplit(url).path


def heading(page: Any) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page.content.decode(), re.DOTALL)
    assert found is not None
    return found[1]


def rows() -> list[Any]:
    return [list(LinkToken.objects.order_by("pk").values()), LoggedEvent.objects.count()]


def test_a_link_is_a_whole_address_whose_token_is_nowhere_kept(ifeoma: Any, answers: Answers) -> None:
    url = links.make("once-only", ifeoma, THING, LATER, answer="yes", by=BY, now=NOW)
    token = url.removeprefix(f"{settings.ADDRESS}/l/").removesuffix("/")
    assert len(token) == 32  # 192 bits
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mail_linktoken")
        assert token not in str(cursor.fetchall())
    assert links.make("once-only", ifeoma, new_id(NOW), LATER, by=BY, now=NOW) != url


@pytest.mark.parametrize("purpose", ["once-only", "correctable"])
def test_a_scanner_that_opens_a_link_changes_nothing(
    ifeoma: Any, answers: Answers, scanner: Client, purpose: str
) -> None:
    link = path(purpose, ifeoma, "yes")
    before = rows()
    for _ in range(3):
        assert scanner.get(link).status_code == 200
        assert scanner.head(link).status_code == 200
    assert scanner.options(link).status_code == 405
    assert rows() == before
    assert answers.given == {}


def test_the_page_shows_the_chosen_answer_and_one_button_that_a_script_does_not_press(
    ifeoma: Any, answers: Answers, scanner: Client
) -> None:
    page = scanner.get(path("once-only", ifeoma, "yes"))
    assert heading(page) == "You answer: yes"
    html = page.content.decode()
    assert len(re.findall(r"<button", html)) == 1
    assert "data-submit-self" not in html


def test_only_a_browser_in_which_this_person_is_signed_in_submits_by_itself(
    ifeoma: Any, arvid: Any, answers: Answers, client: Client
) -> None:
    link = path("once-only", ifeoma, "yes")
    client.force_login(ifeoma)
    assert "data-submit-self" in client.get(link).content.decode()
    assert answers.given == {}
    client.force_login(arvid)
    assert "data-submit-self" not in client.get(link).content.decode()


def test_the_button_acts_once_as_the_person_the_letter_was_written_to(
    ifeoma: Any, answers: Answers, scanner: Client
) -> None:
    link = path("once-only", ifeoma, "yes")
    assert heading(scanner.post(link)) == "Thank you"
    again = scanner.post(link)
    assert (again.status_code, heading(again)) == (410, "This was already answered")
    assert answers.given == {str(THING): "yes"}
    assert [getattr(by, "pk", None) for by in answers.by] == [ifeoma.pk]
    used = LoggedEvent.objects.get(kind="link.used")
    assert (used.by_kind, used.by_person) == ("person", ifeoma.pk)
    assert used.facts["purpose"] == "once-only"


def test_pages_of_links_set_no_cookie_and_tell_nobody_where_they_were(
    ifeoma: Any, answers: Answers, scanner: Client
) -> None:
    link = path("once-only", ifeoma, "yes")
    for page in (scanner.get(link), scanner.post(link), scanner.get(link), scanner.get("/l/nonsense/")):
        assert dict(page.cookies) == {}
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in page["Cache-Control"]


def test_one_answer_of_several_voids_the_others(ifeoma: Any, answers: Answers, scanner: Client) -> None:
    yes, no = path("once-only", ifeoma, "yes"), path("once-only", ifeoma, "no")
    scanner.post(yes)
    refused = scanner.post(no)
    assert (refused.status_code, heading(refused)) == (410, "This link no longer holds")
    assert answers.given == {str(THING): "yes"}


def test_an_answer_may_be_corrected_until_it_closes(ifeoma: Any, answers: Answers, scanner: Client) -> None:
    yes, no = path("correctable", ifeoma, "yes"), path("correctable", ifeoma, "no")
    scanner.post(yes)
    scanner.post(no)
    assert answers.given == {str(THING): "no"}
    scanner.post(yes)
    answers.closed = "The check-in has closed."
    refused = scanner.post(no)
    assert refused.status_code == 410
    assert "The check-in has closed." in refused.content.decode()
    assert scanner.get(no).status_code == 410
    assert answers.given == {str(THING): "yes"}


def test_a_newer_link_to_the_same_takes_the_place_of_the_older(
    ifeoma: Any, answers: Answers, scanner: Client
) -> None:
    old, new = path("once-only", ifeoma, "yes"), path("once-only", ifeoma, "yes")
    assert heading(scanner.get(old)) == "This link no longer holds"
    assert heading(scanner.get(new)) == "You answer: yes"


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_old_link_an_altered_one_and_one_of_somebody_who_left_are_refused_kindly(
    ifeoma: Any, answers: Answers, scanner: Client, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    link = path("once-only", ifeoma, "yes")
    open_it = getattr(scanner, method)
    altered = open_it(link[:-2] + ("a/" if link[-2] != "a" else "b/"))
    assert (altered.status_code, heading(altered)) == (404, "This link does not work")
    cut = open_it(link[:-9] + "/")
    assert (cut.status_code, heading(cut)) == (404, "This link does not work")
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: LATER)
        old = open_it(link)
    assert (old.status_code, heading(old)) == (410, "This link is too old")
    ifeoma.is_active = False
    ifeoma.save()
    left = open_it(link)
    assert (left.status_code, heading(left)) == (410, "This link no longer holds")
    for page in (altered, cut, old, left):
        assert 'href="/"' in page.content.decode()
    assert answers.given == {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_of_somebody_else_is_refused_where_another_person_is_signed_in(
    ifeoma: Any, arvid: Any, answers: Answers, client: Client, method: str
) -> None:
    link = path("once-only", ifeoma, "yes")
    client.force_login(arvid)
    page = getattr(client, method)(link)
    assert (page.status_code, heading(page)) == (403, "This link was written to somebody else")
    assert answers.given == {}
    client.logout()
    assert heading(client.post(link)) == "Thank you"


def test_a_link_for_one_purpose_does_nothing_else(ifeoma: Any, answers: Answers, scanner: Client) -> None:
    link = path("correctable", ifeoma, "yes")
    LinkToken.objects.update(purpose="once-only")
    scanner.post(link)
    assert LoggedEvent.objects.get(kind="link.used").facts["purpose"] == "once-only"
    with pytest.raises(links.UnknownPurpose):
        path("nobody-declared-this", ifeoma)


def test_a_link_opens_no_session(ifeoma: Any, answers: Answers, client: Client) -> None:
    client.post(path("once-only", ifeoma, "yes"))
    assert "_auth_user_id" not in client.session


def test_somebody_outside_may_use_a_link_of_their_own(answers: Answers, scanner: Client) -> None:
    assert heading(scanner.post(path("once-only", None, "yes"))) == "Thank you"
    assert LoggedEvent.objects.get(kind="link.used").by_kind == "visitor"


def test_links_are_forgotten_long_after_they_expired(ifeoma: Any, answers: Answers) -> None:
    path("once-only", ifeoma, "yes")
    assert forget_old_links(LATER + timedelta(days=90), 200) == 0
    assert forget_old_links(LATER + timedelta(days=91), 200) == 1
    assert LinkToken.objects.count() == 0


# --- Stopping letters ------------------------------------------------------------------------------------

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def stop_path(person: Any) -> str:
    return path("stop-letters", person, "check-in", thing=None)


def test_a_mail_programs_own_button_stops_that_kind_alone_without_cookie_or_redirect(
    ifeoma: Any, wishing: Wishing, scanner: Client
) -> None:
    link = stop_path(ifeoma)
    for _ in range(2):
        answer = scanner.post(link, ONE_CLICK)
        assert (answer.status_code, answer.content, dict(answer.cookies)) == (200, b"Done.\n", {})
    assert wishing.stopped == {ifeoma.pk: {"check-in"}}
    assert LoggedEvent.objects.filter(kind="letter.stopped").first() is not None


def test_it_works_from_a_multipart_form_and_beside_anothers_session(
    ifeoma: Any, arvid: Any, wishing: Wishing, client: Client
) -> None:
    client.force_login(arvid)
    body = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    answer = client.post(stop_path(ifeoma), body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 200
    assert wishing.stopped == {ifeoma.pk: {"check-in"}}


def test_a_link_of_another_purpose_cannot_be_used_by_a_mail_programs_button(
    ifeoma: Any, answers: Answers, scanner: Client
) -> None:
    assert scanner.post(path("once-only", ifeoma, "yes"), ONE_CLICK).status_code == 410
    assert answers.given == {}


def test_who_opens_the_stop_link_is_asked_and_can_take_it_back(
    ifeoma: Any, wishing: Wishing, scanner: Client
) -> None:
    link = stop_path(ifeoma)
    assert heading(scanner.get(link)) == "Stop questions after a meeting?"
    assert wishing.stopped == {}
    stopped = scanner.post(link)
    assert heading(stopped) == "You get no more questions after a meeting."
    assert "Send them to me again" in stopped.content.decode()
    assert heading(scanner.get(link)) == "You get no more questions after a meeting."
    assert heading(scanner.post(link, {"undo": "1"})) == "You get questions after a meeting again."
    assert wishing.stopped == {ifeoma.pk: set()}
    assert heading(scanner.get(link)) == "Stop questions after a meeting?"
    kinds = (
        LoggedEvent.objects.filter(kind__startswith="letter.").order_by("pk").values_list("kind", flat=True)
    )
    assert list(kinds) == ["letter.stopped", "letter.allowed"]


def test_stop_links_of_earlier_letters_keep_working(ifeoma: Any, wishing: Wishing, scanner: Client) -> None:
    first = stop_path(ifeoma)
    stop_path(ifeoma)
    assert scanner.post(first, ONE_CLICK).status_code == 200


def test_a_stop_link_of_a_kind_that_is_gone_says_so(
    ifeoma: Any, wishing: Wishing, scanner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = stop_path(ifeoma)
    monkeypatch.delitem(kinds._kinds, "check-in")
    for page in (scanner.get(link), scanner.post(link)):
        assert page.status_code == 410
        assert "nothing to stop" in page.content.decode()
    LinkToken.objects.update(purpose="gone-too")
    assert scanner.get(link).status_code == 404


def test_letters_that_must_be_are_not_stopped(ifeoma: Any, wishing: Wishing, scanner: Client) -> None:
    page = scanner.post(path("stop-letters", ifeoma, "invitation", thing=None))
    assert page.status_code == 409
    assert wishing.stopped == {}
