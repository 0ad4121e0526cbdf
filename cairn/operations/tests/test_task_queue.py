"""Tasks run once, and leave no words behind."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from cairn.foundation import reactions
from cairn.foundation.tasks import follow_event
from cairn.foundation.testing import at_once, search_everywhere
from cairn.operations import task_queue
from cairn.operations.task_queue import run_tasks

PRIVATE = "between you and me"


def run(now: datetime, by: str = "a worker") -> int:
    return run_tasks(by, lambda: now, stopping=lambda: False)


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    numbers: list[int] = []
    monkeypatch.setattr(reactions, "settle", lambda number, now: numbers.append(number))
    return numbers


@pytest.mark.django_db
def test_what_is_in_the_queue_is_done_in_its_order(followed: list[int], now: datetime) -> None:
    for number in (1, 2, 3):
        follow_event.enqueue(number)
    assert (run(now), run(now)) == (3, 0)
    assert followed == [1, 2, 3]
    kept = DBTaskResult.objects.values_list("status", "worker_ids")
    assert list(kept) == [("SUCCESSFUL", ["a worker"])] * 3


@pytest.mark.django_db
def test_a_failing_task_holds_up_no_other_and_keeps_no_words(
    monkeypatch: pytest.MonkeyPatch, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    def settle(number: int, now: datetime) -> None:
        if number == 1:
            raise ValueError(PRIVATE)

    monkeypatch.setattr(reactions, "settle", settle)
    for number in (1, 2):
        follow_event.enqueue(number)
    with caplog.at_level(logging.DEBUG):
        assert run(now) == 2
    statuses = DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True)
    assert list(statuses) == ["FAILED", "SUCCESSFUL"]
    assert search_everywhere(PRIVATE, logs=caplog.text) == []
    assert "ValueError in settle" in DBTaskResult.objects.get(status="FAILED").traceback


@pytest.mark.django_db
def test_control_a_whole_traceback_would_tell_the_words(followed: list[int], now: datetime) -> None:
    follow_event.enqueue(1)
    DBTaskResult.objects.get().set_failed(ValueError(PRIVATE))
    assert search_everywhere(PRIVATE) == ["django_tasks_database_dbtaskresult.traceback"]


@pytest.mark.django_db
def test_an_empty_queue_is_only_read(now: datetime) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert run(now) == 0
    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]


def _by_many(followed: list[int], now: datetime) -> Counter[int]:
    for number in range(12):
        follow_event.enqueue(number)
    outcomes = at_once(4, lambda number: run(now, f"worker {number}"))
    assert [outcome.error for outcome in outcomes] == [None] * 4
    return Counter(followed)


@pytest.mark.django_db(transaction=True)
def test_each_task_runs_once_whoever_takes_it(followed: list[int], now: datetime) -> None:
    assert _by_many(followed, now) == Counter(range(12))


@pytest.mark.django_db(transaction=True)
def test_control_without_the_condition_a_task_runs_more_than_once(
    followed: list[int], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def claim_anyway(row: Any, by: str, now: datetime) -> bool:
        return True

    monkeypatch.setattr(task_queue, "_claim", claim_anyway)
    assert _by_many(followed, now) != Counter(range(12))
