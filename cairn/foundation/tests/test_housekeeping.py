"""The chores of the house: lost hints are made up for, dead workers' work returns, old rows go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from cairn.foundation import beats, housekeeping, once
from cairn.foundation.actors import System
from cairn.foundation.chores import BATCH, chores
from cairn.foundation.events import Event, event, record
from cairn.foundation.ids import new_id
from cairn.foundation.models import CacheRow, LoggedEvent, OnceKey, Worker
from cairn.foundation.reactions import reacts_to
from cairn.foundation.tasks import follow_event

pytestmark = pytest.mark.django_db
Row = DBTaskResult[Any, Any]
SECOND = timedelta(seconds=1)


@pytest.fixture
def heard() -> list[UUID]:
    return []


@pytest.fixture
def happen(heard: list[UUID], now: datetime, by: System) -> Callable[[], int]:
    """Records an event to which one reaction listens; its hint stays in the queue, where nobody works."""

    @event("tests.planted")
    class Planted(Event):
        tree: UUID

    @reacts_to(Planted)
    def water(planted: Planted, *, at: datetime) -> None:
        heard.append(planted.tree)

    def record_it() -> int:
        with transaction.atomic():
            return record(Planted(tree=new_id(now)), by=by, at=now)

    return record_it


def test_an_event_whose_hint_was_lost_is_followed(
    happen: Callable[[], int], heard: list[UUID], now: datetime
) -> None:
    number = happen()
    DBTaskResult.objects.all().delete()
    assert housekeeping.follow_events(now + 9 * SECOND, BATCH) == 0  # the hint has the first turn
    assert housekeeping.follow_events(now + 10 * SECOND, BATCH) == 1
    assert housekeeping.follow_events(now + 20 * SECOND, BATCH) == 0
    assert len(heard) == 1
    assert LoggedEvent.objects.get(pk=number).settled_at is not None


def test_an_event_that_failed_waits_for_its_time(happen: Callable[[], int], now: datetime) -> None:
    number = happen()
    LoggedEvent.objects.filter(pk=number).update(tries=1, try_again_at=now + 60 * SECOND)
    assert housekeeping.follow_events(now + 59 * SECOND, BATCH) == 0
    assert housekeeping.follow_events(now + 60 * SECOND, BATCH) == 1


def _begun_task(by: UUID, at: datetime, times: int = 1) -> Row:
    follow_event.enqueue(0)
    row: Row = DBTaskResult.objects.latest("enqueued_at")
    row.status, row.started_at, row.worker_ids = "RUNNING", at, [by.hex] * times
    row.save()
    return row


def _status(row: Row) -> str:
    return str(DBTaskResult.objects.get(pk=row.pk).status)


def test_the_tasks_of_a_killed_worker_return_to_the_queue(now: datetime) -> None:
    dead, living = new_id(now), new_id(now)
    later = now + beats.DEAD_AFTER
    beats.beat(dead, "dead", now, started_at=now)
    beats.beat(living, "living", later, started_at=now)
    lost, held = _begun_task(dead, now), _begun_task(living, now)
    assert housekeeping.take_back_work(later, BATCH) == 1
    assert (_status(lost), _status(held)) == ("READY", "RUNNING")


def test_a_task_that_killed_three_workers_is_not_begun_again(now: datetime) -> None:
    row = _begun_task(new_id(now), now, times=3)
    assert housekeeping.take_back_work(now + beats.DEAD_AFTER, BATCH) == 1
    assert _status(row) == "FAILED"


def test_a_task_that_has_just_begun_is_left_alone(now: datetime) -> None:
    """Its worker may have had no time yet to be heard of."""
    row = _begun_task(new_id(now), now)
    assert housekeeping.take_back_work(now + beats.DEAD_AFTER - SECOND, BATCH) == 0
    assert _status(row) == "RUNNING"


def test_old_tasks_are_forgotten_failed_ones_later(now: datetime) -> None:
    for status, days in (("SUCCESSFUL", 0), ("SUCCESSFUL", 1), ("FAILED", 1), ("FAILED", 14)):
        row = _begun_task(new_id(now), now)
        row.status, row.finished_at = status, now - timedelta(days=days)
        row.save()
    assert housekeeping.forget_tasks(now, BATCH) == 2
    kept = DBTaskResult.objects.order_by("status").values_list("status", "finished_at")
    assert list(kept) == [("FAILED", now - timedelta(days=1)), ("SUCCESSFUL", now)]


def test_one_time_keys_are_forgotten_after_their_lifetime(now: datetime) -> None:
    for at in (now, now - once.LIFETIME - SECOND):
        OnceKey.objects.create(id=new_id(now), owner="person", key=f"{at:%d}", at=at)
    assert housekeeping.forget_keys(now, BATCH) == 1
    assert [row.at for row in OnceKey.objects.all()] == [now]


def test_expired_sessions_are_forgotten_in_batches(now: datetime) -> None:
    for number in range(5):
        Session.objects.create(session_key=f"old{number}", session_data="", expire_date=now - SECOND)
    Session.objects.create(session_key="live", session_data="", expire_date=now + SECOND)
    assert [housekeeping.forget_sessions(now, 3) for _ in range(3)] == [3, 2, 0]
    assert [row.session_key for row in Session.objects.all()] == ["live"]


def test_dead_workers_are_forgotten_after_an_hour(now: datetime) -> None:
    for minutes in (1, 59, 61):
        at = now - timedelta(minutes=minutes)
        beats.beat(new_id(now), f"{minutes} minutes ago", at, started_at=at)
    assert housekeeping.forget_workers(now, BATCH) == 1
    assert sorted(worker.name for worker in Worker.objects.all()) == ["1 minutes ago", "59 minutes ago"]


def test_while_nothing_is_due_no_chore_writes(now: datetime, settings: Settings) -> None:
    """An idle worker takes no lock that somebody at a page would wait for."""
    ours: list[Any] = [found for found in chores() if found.declared_by.startswith("foundation.")]
    assert len(ours) >= 6
    with CaptureQueriesContext(connection) as asked:
        assert [found.run(now, BATCH) for found in ours] == [0] * len(ours)
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}


def test_what_the_shared_cache_kept_for_a_while_is_forgotten_and_the_rest_is_not(now: datetime) -> None:
    for key, expires in (("old", now - SECOND), ("new", now + SECOND)):
        CacheRow.objects.create(cache_key=key, value="", expires=expires)
    assert housekeeping.forget_cached(now, BATCH) == 1
    assert list(CacheRow.objects.values_list("cache_key", flat=True)) == ["new"]
    assert housekeeping.forget_cached(now, BATCH) == 0
