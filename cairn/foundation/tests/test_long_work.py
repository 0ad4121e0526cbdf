"""Long work: progress, stopping, going on after a kill."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError

from cairn.foundation import beats
from cairn.foundation.actors import System, Visitor
from cairn.foundation.decisions import Refused, visible_to
from cairn.foundation.ids import new_id
from cairn.foundation.long_work import Step, UnknownKind, Work, kinds, long_work, running
from cairn.foundation.long_work.actions import start_long_work, stop_long_work
from cairn.foundation.long_work.events import LongWorkAskedFor, LongWorkEnded, LongWorkStopAskedFor
from cairn.foundation.long_work.queries import progress_of
from cairn.foundation.models import LoggedEvent, LongWork, Worker
from cairn.foundation.testing import proves

pytestmark = pytest.mark.django_db
PRIVATE = "she told me in confidence"


class Someone:
    """A person, as far as this room knows persons."""

    def __init__(self, number: int, *, administrator: bool = False) -> None:
        self.pk = UUID(int=number)
        self.is_active = True
        self.is_administrator = administrator


ANN, BEN, ADMINISTRATOR = Someone(1), Someone(2), Someone(3, administrator=True)


class Killed(BaseException):
    """What a kill looks like from inside: nothing more is done, not even cleaning up."""


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))


@pytest.fixture
def counted(own_kinds: None) -> list[int]:
    """What the work 'count to four' did, step by step."""
    did: list[int] = []

    @long_work("count", title="Counting to four")
    def count(work: Work) -> Iterator[Step]:
        for number in range(work.checkpoint or 0, 4):
            did.append(number + 1)
            yield Step(done=number + 1, all=4, checkpoint=number + 1)

    return did


@pytest.fixture
def work(counted: list[int], now: datetime) -> LongWork:
    return start_long_work("count", {}, by=ANN, now=now)


def run(now: datetime, by: str = "a worker", **kwargs: Any) -> bool:
    return running.run_next(by, lambda: now, **kwargs)


def fresh() -> LongWork:
    return LongWork.objects.get()


def ends() -> list[str]:
    rows = LoggedEvent.objects.filter(kind=LongWorkEnded.kind).order_by("pk")
    return [row.facts["state"] for row in rows]


def test_work_is_asked_for_done_once_and_says_so(work: LongWork, counted: list[int], now: datetime) -> None:
    assert (work.state, work.asked_by) == ("waiting", ANN.pk)
    assert [run(now), run(now)] == [True, False]
    done = fresh()
    assert (done.state, done.done_steps, done.all_steps, done.ended_at) == ("done", 4, 4, now)
    assert (done.lease_by, done.lease_until) == ("", None)
    assert counted == [1, 2, 3, 4]
    assert ends() == ["done"]


def test_asking_and_stopping_leave_their_events(counted: list[int], now: datetime) -> None:
    by = System("a test")
    work = proves(start_long_work, "count", {}, by=by, now=now, records=[LongWorkAskedFor])
    proves(stop_long_work, work, by=by, now=now, records=[LongWorkEnded])
    other = start_long_work("count", {}, by=by, now=now)
    LongWork.objects.filter(pk=other.pk).update(state="running")
    proves(stop_long_work, other, by=by, now=now, records=[LongWorkStopAskedFor])
    proves(stop_long_work, other, by=by, now=now, records=[])


def test_work_nobody_declared_cannot_be_asked_for(now: datetime) -> None:
    with pytest.raises(UnknownKind):
        start_long_work("nothing.known", {}, by=ANN, now=now)


def test_progress_is_seen_while_it_runs(work: LongWork, now: datetime) -> None:
    seen = []

    def look() -> bool:
        progress = progress_of(work.pk, by=ANN)
        assert progress is not None
        seen.append((progress.title, progress.work.state, progress.percent, progress.is_over))
        return False

    run(now, stopping=look)
    look()
    title = "Counting to four"
    running_ = [(title, "running", percent, False) for percent in (0, 25, 50, 75, 99)]
    assert seen == [*running_, (title, "done", 100, True)]


def test_work_that_is_asked_to_stop_does_so_after_the_step_at_hand(
    work: LongWork, counted: list[int], now: datetime
) -> None:
    def ask() -> bool:
        if len(counted) == 2:
            stop_long_work(work, by=ANN, now=now)
        return False

    run(now, stopping=ask)
    assert counted == [1, 2, 3]  # asked for while the third was about to begin
    assert (fresh().state, fresh().done_steps) == ("stopped", 3)
    assert ends() == ["stopped"]
    assert not run(now)


def test_work_that_waits_stops_at_once_and_never_begins(
    work: LongWork, counted: list[int], now: datetime
) -> None:
    stop_long_work(work, by=ANN, now=now)
    assert (fresh().state, run(now), counted) == ("stopped", False, [])


def test_what_is_over_stays_as_it_is(work: LongWork, now: datetime) -> None:
    run(now)
    stop_long_work(work, by=ANN, now=now + timedelta(minutes=1))
    assert (fresh().state, fresh().stop_asked_at, ends()) == ("done", None, ["done"])


def test_a_stopping_worker_leaves_work_to_the_next_who_goes_on_from_there(
    work: LongWork, counted: list[int], now: datetime
) -> None:
    run(now, "first", stopping=lambda: len(counted) == 2)
    assert (fresh().state, fresh().checkpoint, fresh().lease_by) == ("waiting", 2, "")
    assert run(now, "second")
    assert counted == [1, 2, 3, 4]
    assert fresh().state == "done"


def _kill_in_the_third_step(counted: list[int], now: datetime) -> None:
    def kill() -> bool:
        if len(counted) == 2:
            raise Killed
        return False

    with pytest.raises(Killed):
        run(now, "killed", stopping=kill)


def test_work_goes_on_from_its_checkpoint_after_a_kill(
    work: LongWork, counted: list[int], now: datetime
) -> None:
    _kill_in_the_third_step(counted, now)
    assert (fresh().state, run(now, "second")) == ("running", False)  # the dead one still has its lease
    later = now + running.LEASE
    assert running.return_stranded(later, 200) == 1
    assert fresh().state == "waiting"
    assert run(later, "second")
    assert counted == [1, 2, 3, 4]
    assert (fresh().state, fresh().attempts) == ("done", 2)


def test_control_without_a_checkpoint_the_steps_are_done_again(
    work: LongWork, counted: list[int], now: datetime
) -> None:
    _kill_in_the_third_step(counted, now)
    LongWork.objects.update(checkpoint=None)
    run(now + running.LEASE, "second")
    assert counted == [1, 2, 1, 2, 3, 4]


def test_a_living_worker_holds_on_to_a_step_that_takes_long(
    work: LongWork, counted: list[int], now: datetime
) -> None:
    _kill_in_the_third_step(counted, now)
    running.keep("killed", now + running.LEASE * 0.8)  # its heart still beats
    assert running.return_stranded(now + running.LEASE, 200) == 0
    assert not run(now + running.LEASE, "second")


def test_work_that_killed_its_worker_five_times_has_failed(
    work: LongWork, counted: list[int], now: datetime
) -> None:
    for time in range(running.MOST_ATTEMPTS):
        counted.clear()
        LongWork.objects.update(checkpoint=None)
        _kill_in_the_third_step(counted, now + time * running.LEASE)
    later = now + running.MOST_ATTEMPTS * running.LEASE
    assert (running.return_stranded(later, 200), run(later)) == (1, False)
    assert (fresh().state, ends()) == ("failed", ["failed"])


def _declare(*, in_one_transaction: bool) -> None:
    @long_work("add-workers", title="Adding", step_in_one_transaction=in_one_transaction)
    def add(work: Work) -> Iterator[Step]:
        for number in range(work.checkpoint or 0, 2):
            beats.beat(new_id(work.now()), str(number), work.now(), started_at=work.now())
            LongWork.objects.update(lease_by="somebody else")
            yield Step(number + 1, 2, number + 1)


@pytest.mark.parametrize("in_one_transaction, rows", [(True, 0), (False, 1)])
def test_a_step_and_its_checkpoint_are_there_together_or_not_at_all(
    in_one_transaction: bool, rows: int, now: datetime
) -> None:
    """The second case is the control: without the promise, the row of a lost step stays."""
    _declare(in_one_transaction=in_one_transaction)
    start_long_work("add-workers", {}, by=ANN, now=now)
    run(now)
    assert (Worker.objects.count(), fresh().checkpoint, fresh().state) == (rows, None, "running")


def test_work_that_fails_says_so_without_its_words(now: datetime, caplog: pytest.LogCaptureFixture) -> None:
    @long_work("fail", title="Failing")
    def fail(work: Work) -> Iterator[Step]:
        yield Step(1, 2)
        raise ValueError(PRIVATE)

    start_long_work("fail", {}, by=ANN, now=now)
    with caplog.at_level(logging.DEBUG):
        assert run(now)
    assert (fresh().state, fresh().done_steps, ends()) == ("failed", 1, ["failed"])
    assert "ValueError" in caplog.text
    assert PRIVATE not in caplog.text


def test_work_waits_for_a_database_that_was_away(now: datetime) -> None:
    away = [True]

    @long_work("save", title="Saving")
    def save(work: Work) -> Iterator[Step]:
        if away.pop():
            raise OperationalError("the connection is gone")
        yield Step(1, 1)

    start_long_work("save", {}, by=ANN, now=now)
    run(now)
    away.append(False)
    assert (fresh().state, run(now)) == ("waiting", False)
    assert run(now + timedelta(seconds=5))
    assert fresh().state == "done"


def test_who_asked_and_administrators_see_it_and_nobody_else(work: LongWork, now: datetime) -> None:
    for person, sees in ((ANN, True), (BEN, False), (ADMINISTRATOR, True), (Visitor(), False)):
        assert (progress_of(work.pk, by=person) is not None) == sees
        assert visible_to(person, LongWork).filter(pk=work.pk).exists() == sees
    with pytest.raises(Refused) as refusal:
        stop_long_work(work, by=BEN, now=now)
    assert refusal.value.decision.hidden
    with pytest.raises(Refused):
        start_long_work("count", {}, by=Visitor(), now=now)
