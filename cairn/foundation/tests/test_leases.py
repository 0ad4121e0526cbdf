"""A row goes to one worker, for a while, and comes back if that worker dies."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cairn.foundation import leases
from cairn.foundation.ids import new_id
from cairn.foundation.models import LongWork
from cairn.foundation.testing import at_once

MINUTE = timedelta(minutes=1)
Rows = Callable[[int], list[LongWork]]


@pytest.fixture
def rows(now: datetime) -> Rows:
    def make(number: int) -> list[LongWork]:
        return [
            LongWork.objects.create(
                id=new_id(now), kind="sorting", asked_at=now + timedelta(seconds=at), lease_by=""
            )
            for at in range(number)
        ]

    return make


def due() -> QuerySet[LongWork]:
    return LongWork.objects.filter(state="waiting").order_by("asked_at")


def take(by: str, now: datetime, limit: int = 10) -> list[LongWork]:
    return leases.claim(due(), by, now, MINUTE, limit)


@pytest.mark.django_db
def test_what_is_due_is_taken_in_its_order_up_to_the_limit(rows: Rows, now: datetime) -> None:
    made = rows(3)
    taken = take("ann", now, limit=2)
    assert [row.pk for row in taken] == [made[0].pk, made[1].pk]
    assert [(row.lease_by, row.lease_until, row.attempts) for row in taken] == [("ann", now + MINUTE, 1)] * 2
    assert [row.pk for row in take("ben", now)] == [made[2].pk]


@pytest.mark.django_db
def test_the_row_of_a_dead_worker_comes_back_when_its_lease_is_over(rows: Rows, now: datetime) -> None:
    (row,) = rows(1)
    take("ann", now)
    assert take("ben", now + MINUTE - timedelta(seconds=1)) == []
    (again,) = take("ben", now + MINUTE)
    assert (again.pk, again.lease_by, again.attempts) == (row.pk, "ben", 2)


@pytest.mark.django_db
def test_who_lost_a_row_cannot_say_what_becomes_of_it(rows: Rows, now: datetime) -> None:
    rows(1)
    (old,) = take("ann", now)
    (new,) = take("ann", now + MINUTE)  # the same worker, in another of its threads
    assert not leases.release(old, "ann", state="failed")
    assert not leases.renew(old, "ann", now + MINUTE, MINUTE)
    assert LongWork.objects.get().state == "waiting"
    assert leases.release(new, "ann", state="done")
    assert LongWork.objects.get().state == "done"


@pytest.mark.django_db
def test_a_heartbeat_holds_a_row(rows: Rows, now: datetime) -> None:
    rows(1)
    (row,) = take("ann", now)
    assert leases.renew(row, "ann", now + MINUTE / 2, MINUTE)
    assert take("ben", now + MINUTE) == []
    assert len(take("ben", now + MINUTE * 1.5)) == 1


@pytest.mark.django_db
def test_what_is_put_off_is_nobodys_until_its_time(rows: Rows, now: datetime) -> None:
    rows(1)
    (row,) = take("ann", now)
    assert leases.put_off(row, "ann", now + 5 * MINUTE)
    assert take("ann", now + 4 * MINUTE) == []
    assert len(take("ben", now + 5 * MINUTE)) == 1


@pytest.mark.django_db
def test_nothing_is_written_while_nothing_is_due(rows: Rows, now: datetime) -> None:
    rows(1)
    take("ann", now)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert take("ben", now) == []
    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]


def _race(monkeypatch: pytest.MonkeyPatch, now: datetime) -> Counter[UUID]:
    """How often each of twenty rows was taken by eight workers who all saw them free before any took one."""
    all_saw = threading.Barrier(8)

    @contextmanager
    def when_all_saw(*args: Any, **kwargs: Any) -> Iterator[None]:
        all_saw.wait(timeout=60)
        with transaction.atomic(*args, **kwargs):
            yield

    monkeypatch.setattr(leases, "transaction", SimpleNamespace(atomic=when_all_saw))
    outcomes = at_once(8, lambda number: take(f"worker {number}", now, limit=20))
    assert [outcome.error for outcome in outcomes] == [None] * 8
    return Counter(row.pk for outcome in outcomes for row in outcome.result or ())


@pytest.mark.django_db(transaction=True)
def test_each_row_goes_to_one_of_many_workers(
    rows: Rows, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = rows(20)
    assert _race(monkeypatch, now) == Counter(row.pk for row in made)


@pytest.mark.django_db(transaction=True)
def test_control_without_the_condition_workers_take_the_same_rows(
    rows: Rows, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_anyway(free: QuerySet[LongWork], key: UUID, **changes: Any) -> bool:
        return LongWork.objects.filter(pk=key).update(**changes) == 1

    monkeypatch.setattr(leases, "_take", take_anyway)
    made = rows(20)
    assert _race(monkeypatch, now) != Counter(row.pk for row in made)


@given(st.integers(0, 40), st.uuids())
def test_waits_grow_to_a_limit_and_lie_between_half_and_all_of_it(attempts: int, row: UUID) -> None:
    most = min(leases.LONGEST_WAIT, leases.FIRST_WAIT * 2 ** max(attempts - 1, 0))
    wait = leases.wait_after(attempts, row)
    assert most / 2 <= wait <= most
    assert leases.wait_after(attempts, row) == wait


def test_what_failed_together_does_not_come_back_together() -> None:
    assert len({leases.wait_after(5, UUID(int=number)) for number in range(100)}) > 90
