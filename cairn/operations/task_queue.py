"""Runs the tasks of the queue, one by one.

The package that keeps the queue has a worker of its own, but that one locks the database each time it looks,
and keeps whole tracebacks, in which somebody's words could stand. So here is a loop that looks before it
locks, and keeps of a failure only its kind and place.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

log = logging.getLogger(__name__)


Row = DBTaskResult[Any, Any]


class TaskFailed(Exception):
    """What is kept of a failure: kind and place, without words."""


def run_tasks(by: str, read_clock: Callable[[], datetime], *, stopping: Callable[[], bool]) -> int:
    """Runs what is ready until nothing is, or the worker is stopping; returns how many tasks ran.

    `by` is the worker's id, in hexadecimal; a task whose worker died is known by it.
    """
    ran = 0
    while not stopping():
        row = DBTaskResult.objects.ready().first()
        if row is None:
            break
        if _claim(row, by, read_clock()):
            _run(row)
            ran += 1
    return ran


def _claim(row: Row, by: str, now: datetime) -> bool:
    """Whether this worker got the task; another may have been quicker."""
    row.status, row.started_at, row.worker_ids = TaskResultStatus.RUNNING, now, [*row.worker_ids, by]
    ready = DBTaskResult.objects.ready().order_by().filter(pk=row.pk)
    return ready.update(status=row.status, started_at=row.started_at, worker_ids=row.worker_ids) == 1


def _run(row: Row) -> None:
    try:
        kept = row.args_kwargs
        row.set_successful(row.task.call(*kept["args"], **kept["kwargs"]))
    except Exception as error:
        failed = _without_words(error)
        log.error("the task %s failed: %s", row.task_path, failed)
        row.set_failed(failed)


def _without_words(error: Exception) -> TaskFailed:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    return TaskFailed(f"{type(error).__module__}.{type(error).__name__}{place}")
