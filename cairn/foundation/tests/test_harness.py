"""The harness itself: each of its proofs fails for an action that breaks the promise."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from django.db import transaction

from cairn.foundation.actors import Actor, System
from cairn.foundation.events import Event, event, record
from cairn.foundation.models import LongWork, Worker
from cairn.foundation.reactions import reacts_to
from cairn.foundation.testing import (
    at_once,
    canaries,
    canary,
    fingerprint,
    proves,
    refuses,
    search_everywhere,
)
from cairn.foundation.writing import CannotBeDone, action

pytestmark = pytest.mark.django_db


@pytest.fixture
def started() -> type[Any]:
    @event("test.started")
    class Started(Event):
        work: UUID
        how: str

    return Started


@pytest.fixture
def start(started: type[Any]) -> Callable[..., Any]:
    @action
    def start(how: str = "well", *, by: Actor, now: datetime) -> LongWork:
        work = LongWork.objects.create(id=uuid4(), kind="test", asked_at=now)
        record(started(work=work.pk, how=how), by=by, at=now)
        return work

    return start


def test_an_action_that_keeps_its_promises(start: Any, started: type[Any], by: System, now: datetime) -> None:
    def note_it(event: Any, *, at: datetime) -> None:
        Worker.objects.get_or_create(id=event.work, defaults={"name": "w", "started_at": at, "beat_at": at})

    reacts_to(started)(note_it)

    work = proves(start, by=by, now=now, records=[started])

    assert list(LongWork.objects.all()) == [work]
    assert Worker.objects.get().pk == work.pk


def test_other_events_than_those_declared_are_found(start: Any, by: System, now: datetime) -> None:
    with pytest.raises(AssertionError, match=r"it recorded \['test.started'\]"):
        proves(start, by=by, now=now, records=[])


def test_an_event_too_few_is_found(start: Any, started: type[Any], by: System, now: datetime) -> None:
    with pytest.raises(AssertionError, match="it recorded"):
        proves(start, by=by, now=now, records=[started, started])


def test_a_private_word_in_an_event_is_found(
    start: Any, started: type[Any], by: System, now: datetime
) -> None:
    word = canary("a private field")

    with pytest.raises(AssertionError, match=r"test.started carries private words of \['a private field'\]"):
        proves(start, word, by=by, now=now, records=[started])


def test_a_reaction_that_is_not_harmless_twice_is_found(
    start: Any, started: type[Any], by: System, now: datetime
) -> None:
    def write_again(event: Any, *, at: datetime) -> None:
        Worker.objects.create(id=uuid4(), name="w", started_at=at, beat_at=at)

    reacts_to(started, "write_again")(write_again)

    with pytest.raises(
        AssertionError, match=r"write_again ran a second time and changed .*: foundation.Worker"
    ):
        proves(start, by=by, now=now, records=[started])


def test_a_reaction_that_fails_is_found(start: Any, started: type[Any], by: System, now: datetime) -> None:
    def stumble(event: Any, *, at: datetime) -> None:
        raise ValueError

    reacts_to(started)(stumble)

    with pytest.raises(AssertionError, match=r"something that follows from test.started failed"):
        proves(start, by=by, now=now, records=[started])


def test_events_that_lead_to_each_other_are_found(
    start: Any, started: type[Any], by: System, now: datetime
) -> None:
    calls: list[int] = []

    def start_again(event: Any, *, at: datetime) -> None:
        calls.append(1)
        if len(calls) % 2:  # harmless when it runs the second time
            start(by=by, now=at)

    reacts_to(started)(start_again)

    with pytest.raises(AssertionError, match="without an end"):
        proves(start, by=by, now=now, records=[started])


def test_a_letter_sent_within_the_transaction_is_found(started: type[Any], by: System, now: datetime) -> None:
    @action
    def start_and_write(*, by: Actor, now: datetime) -> None:
        mail.send_mail("Started", "It has.", "cairn@example.org", ["t@example.org"])

    with pytest.raises(AssertionError, match="undone, but left something: letters"):
        proves(start_and_write, by=by, now=now, records=[])


def test_a_refusal_that_leaves_nothing(start: Any, by: System, now: datetime) -> None:
    @action
    def start_and_refuse(*, by: Actor, now: datetime) -> None:
        start(by=by, now=now)
        raise CannotBeDone("Not today.")

    assert str(refuses(start_and_refuse, by=by, now=now, error=CannotBeDone)) == "Not today."


def test_a_refusal_that_leaves_something_is_found(start: Any, by: System, now: datetime) -> None:
    def start_then_refuse(*, by: Actor, now: datetime) -> None:
        start(by=by, now=now)
        raise CannotBeDone("Not today.")

    with pytest.raises(AssertionError, match="the refusal left something"):
        refuses(start_then_refuse, by=by, now=now, error=CannotBeDone)


def test_an_action_that_does_not_refuse_is_found(start: Any, by: System, now: datetime) -> None:
    with pytest.raises(AssertionError, match="did not refuse"):
        refuses(start, by=by, now=now, error=CannotBeDone)


def test_a_fingerprint_changes_with_the_rows_only(start: Any, by: System, now: datetime) -> None:
    before = fingerprint()
    with transaction.atomic():
        start(by=by, now=now)
        during = fingerprint()
        transaction.set_rollback(True)

    assert [label for label in before if before[label] != during[label]] == [
        "foundation.LoggedEvent",
        "foundation.LongWork",
    ]


def test_a_canary_is_the_same_word_each_time_and_knows_its_field() -> None:
    word = canary("profile.hopes")

    assert (word, canaries()[word]) == (canary("profile.hopes"), "profile.hopes")
    assert word != canary("profile.room_link")


def test_a_word_is_found_wherever_it_can_be_read(now: datetime) -> None:
    word = canary("everywhere")
    LongWork.objects.create(id=uuid4(), kind="test", facts={"deep": [{"down": f"so {word}"}]}, asked_at=now)
    session = SessionStore()
    session["said"] = word
    session.create()
    cache.set("said", [word])
    mail.send_mail(f"About {word}", "Hello.", "cairn@example.org", ["t@example.org"])

    assert search_everywhere(word, logs=f"it was {word}") == [
        "cache.value",
        "django_session.session_data",
        "foundation_longwork.facts",
        "letter",
        "log",
    ]


@pytest.mark.django_db(transaction=True)
def test_those_who_come_at_once_get_each_their_own_outcome() -> None:
    def divide(number: int) -> float:
        return 12 / number

    outcomes = at_once(3, divide)

    assert [outcome.result for outcome in outcomes] == [None, 12, 6]
    assert [type(outcome.error) for outcome in outcomes] == [ZeroDivisionError, type(None), type(None)]
