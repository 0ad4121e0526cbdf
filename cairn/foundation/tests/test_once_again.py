"""One form sent twice at the same time, or again after its answer was lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import OperationalError, models
from django.test import Client

from cairn.foundation import clock, once
from cairn.foundation.models import LongWork, OnceKey
from cairn.foundation.once import forget_before
from cairn.foundation.testing import at_once
from cairn.foundation.tests.once_pages import acted, after_the_commit, new_key, send

pytestmark = [pytest.mark.django_db, pytest.mark.urls("cairn.foundation.tests.once_pages")]
CLIENTS = 16


def lose_the_answer() -> None:
    """As if the first post's process had been killed after the commit."""
    OnceKey.objects.update(status=None, answer="", at=clock.now() - timedelta(minutes=1))


@pytest.mark.parametrize(
    "referer, address",
    [
        ("http://testserver/people/me/?step=2", "/people/me/?step=2"),
        ("https://elsewhere.example/people/", "/"),
        ("//elsewhere.example/people/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_if_the_first_answer_was_lost_the_page_of_the_form_says_that_it_is_saved(
    client: Client, referer: str, address: str
) -> None:
    key = new_key()
    send(client, key)
    lose_the_answer()

    again = send(client, key, headers={"Referer": referer})

    assert (again.status_code, again["Location"], acted()) == (302, address, 1)
    assert [str(message) for message in get_messages(again.wsgi_request)] == ["That was already saved."]


def test_if_the_first_answer_was_lost_htmx_is_told_where_to_go(client: Client) -> None:
    key = new_key()
    send(client, key)
    lose_the_answer()

    htmx = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/me/"}
    again = send(client, key, headers=htmx)

    assert (again.status_code, again["HX-Redirect"], acted()) == (200, "/people/me/", 1)


@pytest.mark.parametrize("how", ["long page", "stream", "picture", "fails"])
def test_an_answer_that_cannot_be_given_again_is_told_in_words(how: str) -> None:
    client, key = Client(raise_request_exception=False), new_key()
    send(client, key, how=how)

    again = send(client, key, how=how)

    assert (again.status_code, again["Location"], acted()) == (302, "/", 1)


def test_an_answer_that_cannot_be_kept_goes_out_all_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(self: OnceKey, **given: Any) -> None:
        if not given.get("force_insert"):
            raise OperationalError("the database went away")
        models.Model.save(self, **given)

    monkeypatch.setattr(OnceKey, "save", away)

    assert (send(client, new_key()).status_code, acted()) == (302, 1)
    assert "the answer to a form could not be kept: OperationalError" in caplog.messages


def test_old_keys_and_their_answers_are_forgotten(client: Client) -> None:
    for text in ("one", "two", "three"):
        send(client, new_key(), text)
    now = clock.now()
    OnceKey.objects.filter(pk=OnceKey.objects.order_by("at").values("pk")[:1].get()["pk"]).update(
        at=now - timedelta(hours=25)
    )

    assert forget_before(now - once.LIFETIME) == 1
    assert (OnceKey.objects.count(), forget_before(now + timedelta(hours=1), limit=1)) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_of_sixteen_that_send_one_form_at_once_one_acts_and_all_get_its_answer() -> None:
    answers = _send_at_once(new_key())

    assert acted() == 1
    assert answers == {(302, f"/notes/{LongWork.objects.get().pk}/")}


@pytest.mark.django_db(transaction=True)
def test_control_without_the_claim_all_sixteen_act(unclaimed: None) -> None:
    _send_at_once(new_key())

    assert acted() == CLIENTS


def _send_at_once(key: str) -> set[tuple[int, str]]:
    def post(_: int) -> tuple[int, str]:
        answer = send(Client(), key)
        return answer.status_code, answer["Location"]

    outcomes = at_once(CLIENTS, post)
    assert [outcome.error for outcome in outcomes] == [None] * CLIENTS
    return {outcome.result for outcome in outcomes if outcome.result}


@pytest.mark.django_db(transaction=True)
def test_a_second_post_waits_for_the_answer_of_one_that_is_still_at_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    after_the_commit.clear()
    key = new_key()
    looked: list[float] = []

    def look_again(seconds: float) -> None:
        looked.append(seconds)
        after_the_commit.set()  # the first goes on only now that the second is seen to wait

    monkeypatch.setattr(once, "sleep", look_again)

    outcomes = at_once(2, lambda _: str(send(Client(), key, how="waits")["Location"]))

    assert [outcome.error for outcome in outcomes] == [None, None]
    assert {outcome.result for outcome in outcomes} == {f"/notes/{LongWork.objects.get().pk}/"}
    assert looked != []


@pytest.mark.django_db(transaction=True)
def test_a_second_post_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first stays at work, so the second is told that it is saved."""
    monkeypatch.setattr(once, "WAIT_SECONDS", 0.2)
    after_the_commit.clear()
    key = new_key()
    second: list[Any] = []

    def post(number: int) -> Any:
        if number == 0:
            return send(Client(), key, how="waits")
        while not OnceKey.objects.exists():
            pass
        second.append(send(Client(), key, how="waits"))
        after_the_commit.set()
        return None

    outcomes = at_once(2, post)

    assert [outcome.error for outcome in outcomes] == [None, None]
    assert (second[0].status_code, second[0]["Location"], acted()) == (302, "/", 1)
