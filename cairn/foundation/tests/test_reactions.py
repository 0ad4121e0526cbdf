import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from cairn.foundation import reactions
from cairn.foundation.actors import Actor, System
from cairn.foundation.events import Event, event, record
from cairn.foundation.ids import new_id
from cairn.foundation.models import DoneReaction, LoggedEvent, Worker
from cairn.foundation.reactions import listeners, reacts_to, settle
from cairn.foundation.testing import at_once
from cairn.foundation.writing import action, claim_key

Started = Callable[[], int]


class Killed(BaseException):
    """As if the process had been killed here."""


@pytest.fixture
def began() -> type[Any]:
    @event("test.began")
    class Began(Event):
        what: UUID

    return Began


@pytest.fixture
def begin(began: type[Any], by: System, now: datetime) -> Started:
    """Does something that others react to; returns the number of the event."""

    @action
    def begin_something(*, by: Actor, now: datetime) -> int:
        return record(began(what=UUID(int=1)), by=by, at=now)

    return lambda: begin_something(by=by, now=now)


def write_down(began: type[Any], name: str, now: datetime) -> None:
    """Declares a reaction that leaves a row each time it runs."""

    def write(event: Any, *, at: datetime) -> None:
        Worker.objects.create(id=new_id(at), name=name, started_at=at, beat_at=at)

    reacts_to(began, name)(write)


def begin_and_take_back(began: type[Any], by: System, now: datetime) -> None:
    with transaction.atomic():
        record(began(what=UUID(int=1)), by=by, at=now)
        transaction.set_rollback(True)


def written(name: str = "written") -> int:
    return Worker.objects.filter(name=name).count()


@pytest.mark.django_db(transaction=True)
def test_a_reaction_runs_after_the_commit_only(
    began: type[Any], settings: Any, by: System, now: datetime
) -> None:
    settings.INLINE_REACTIONS = True
    seen: list[bool] = []
    reacts_to(began, "look")(lambda event, *, at: seen.append(LoggedEvent.objects.exists()))

    with transaction.atomic():
        record(began(what=UUID(int=1)), by=by, at=now)
        assert seen == []

    assert seen == [True]


@pytest.mark.django_db(transaction=True)
def test_nothing_follows_from_what_was_taken_back(
    began: type[Any], settings: Any, by: System, now: datetime
) -> None:
    settings.INLINE_REACTIONS = True
    write_down(began, "written", now)

    begin_and_take_back(began, by, now)

    assert (written(), LoggedEvent.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_without_inline_reactions_the_hint_is_committed_with_the_event(
    began: type[Any], begin: Started, by: System, now: datetime
) -> None:
    write_down(began, "written", now)

    number = begin()
    begin_and_take_back(began, by, now)

    assert written() == 0
    assert [row.args_kwargs["args"] for row in DBTaskResult.objects.all()] == [[number]]


@pytest.mark.django_db(transaction=True)
def test_another_queue_hears_of_an_event_only_when_it_is_committed(
    began: type[Any], settings: Any, by: System, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    heard: list[int] = []
    monkeypatch.setattr("cairn.foundation.tasks.follow_event", type("Task", (), {"enqueue": heard.append}))
    write_down(began, "written", now)

    with transaction.atomic():
        number = record(began(what=UUID(int=1)), by=by, at=now)
        assert heard == []

    assert heard == [number]


@pytest.mark.django_db
def test_an_event_that_nobody_reacts_to_is_settled_at_once(begin: Started, now: datetime) -> None:
    number = begin()

    assert LoggedEvent.objects.get(pk=number).settled_at == now
    assert DBTaskResult.objects.count() == 0


@pytest.mark.django_db
def test_settling_twice_runs_a_reaction_once(began: type[Any], begin: Started, now: datetime) -> None:
    write_down(began, "written", now)
    number = begin()

    assert (settle(number, now), settle(number, now)) == (True, True)

    assert written() == 1
    assert LoggedEvent.objects.get(pk=number).settled_at == now


def _race(number: int, now: datetime) -> int:
    outcomes = at_once(8, lambda _: settle(number, now))
    assert [outcome.error for outcome in outcomes] == [None] * 8
    return written()


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_one_event_run_a_reaction_once(
    began: type[Any], begin: Started, now: datetime
) -> None:
    write_down(began, "written", now)

    assert _race(begin(), now) == 1
    assert DoneReaction.objects.count() == 1
    assert LoggedEvent.objects.get().settled_at == now


@pytest.mark.django_db(transaction=True)
def test_control_without_the_row_that_says_done_each_of_them_runs_it(
    began: type[Any], begin: Started, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_down(began, "written", now)
    number = begin()

    all_have_seen_it_open = threading.Barrier(8)

    def run(row: Any, reaction: Any, happened: Any, now: datetime) -> bool:
        all_have_seen_it_open.wait(timeout=60)
        with transaction.atomic():
            reaction.run(happened, at=row.at)
        return True

    monkeypatch.setattr(reactions, "_once", run)

    assert _race(number, now) == 8


@pytest.mark.django_db
def test_a_reaction_that_fails_is_tried_again_and_holds_up_no_other(
    began: type[Any], begin: Started, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    works = [False]

    def stumble(event: Any, *, at: datetime) -> None:
        if not works[0]:
            raise ValueError("what Thảo wrote about her manager")

    reacts_to(began, "stumble")(stumble)
    write_down(began, "written", now)
    number = begin()

    with caplog.at_level(logging.ERROR):
        assert settle(number, now) is False
    row = LoggedEvent.objects.get(pk=number)
    assert (written(), row.settled_at, row.tries, row.try_again_at) == (
        1,
        None,
        1,
        now + timedelta(seconds=5),
    )
    assert caplog.messages == [f"reaction stumble to event {number} failed: ValueError"]

    works[0] = True
    assert settle(number, now + timedelta(seconds=5)) is True
    assert written() == 1
    assert sorted(DoneReaction.objects.values_list("reaction", flat=True)) == ["stumble", "written"]


@pytest.mark.django_db
def test_a_reaction_that_goes_on_failing_waits_longer_each_time_but_at_most_an_hour(
    began: type[Any], begin: Started, now: datetime
) -> None:
    def stumble(event: Any, *, at: datetime) -> None:
        raise ValueError

    reacts_to(began, "stumble")(stumble)
    number = begin()
    waits = []
    for _ in range(12):
        settle(number, now)
        again = LoggedEvent.objects.get(pk=number).try_again_at
        assert again is not None
        waits.append((again - now).total_seconds())

    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]


@pytest.mark.django_db
def test_a_reaction_that_breaks_a_constraint_is_no_reaction_that_was_done(
    began: type[Any], begin: Started, now: datetime
) -> None:
    def collide(event: Any, *, at: datetime) -> None:
        raise IntegrityError

    reacts_to(began, "collide")(collide)
    number = begin()

    assert settle(number, now) is False
    assert DoneReaction.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_kill_between_commit_and_reaction_is_made_up_for(
    began: type[Any], begin: Started, now: datetime, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.INLINE_REACTIONS = True
    write_down(began, "written", now)

    def die(*args: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(reactions, "settle", die)
        with pytest.raises(Killed):
            begin()
    row = LoggedEvent.objects.get()
    assert (written(), row.settled_at) == (0, None)

    assert settle(row.pk, now) is True
    assert written() == 1


@pytest.mark.django_db(transaction=True)
def test_a_kill_in_the_middle_of_a_reaction_leaves_nothing_of_it(
    began: type[Any], begin: Started, now: datetime
) -> None:
    alive = [False]

    def write(event: Any, *, at: datetime) -> None:
        Worker.objects.create(id=uuid4(), name="written", started_at=at, beat_at=at)
        if not alive[0]:
            raise Killed

    reacts_to(began, "written")(write)
    number = begin()
    with pytest.raises(Killed):
        settle(number, now)
    assert (written(), DoneReaction.objects.count()) == (0, 0)

    alive[0] = True
    assert settle(number, now) is True
    assert (written(), DoneReaction.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_failing_reaction_does_not_break_the_page_that_caused_it(
    began: type[Any], begin: Started, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.INLINE_REACTIONS = True
    reacts_to(began, "look")(lambda event, *, at: None)

    def broken(*args: Any) -> None:
        raise ValueError("the database went away")

    monkeypatch.setattr(reactions, "settle", broken)

    assert begin() == LoggedEvent.objects.get().pk


@pytest.mark.django_db
def test_an_event_that_can_no_longer_be_read_is_kept_for_later(
    began: type[Any], begin: Started, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    write_down(began, "written", now)
    number = begin()
    LoggedEvent.objects.filter(pk=number).update(facts={"what": "no id"})

    assert settle(number, now) is False
    assert LoggedEvent.objects.get(pk=number).settled_at is None
    assert caplog.messages == [f"event {number} of kind test.began cannot be read"]


@pytest.mark.django_db(transaction=True)
def test_a_reaction_does_not_use_up_the_key_of_the_form(
    began: type[Any], begin: Started, settings: Any
) -> None:
    settings.INLINE_REACTIONS = True
    claims: list[str] = []

    @action
    def follow(*, by: Actor, now: datetime) -> None:
        claims.append("in the reaction" if claim_key.get() else "no key in the reaction")

    reacts_to(began, "follow")(lambda event, *, at: follow(by=System("a test"), now=at))
    mark = claim_key.set(lambda: claims.append("claimed"))
    try:
        begin()
    finally:
        claim_key.reset(mark)

    assert claims == ["claimed", "no key in the reaction"]


def test_reactions_run_in_the_order_of_their_rooms_and_once_each(began: type[Any]) -> None:
    for name in ("one", "two", "one"):
        reacts_to(began, name)(lambda event, *, at: None)

    assert [reaction.name for reaction in listeners("test.began")] == ["two", "one"]
