"""The chores of the house itself: events nobody followed, dead workers' work, and what may be forgotten."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cairn.foundation import beats, once
from cairn.foundation.cache import SharedCache
from cairn.foundation.chores import chore
from cairn.foundation.long_work.running import return_stranded
from cairn.foundation.models import CacheRow, LoggedEvent, OnceKey, Worker
from cairn.foundation.reactions import settle

log = logging.getLogger(__name__)

QUICK_ENOUGH = timedelta(seconds=10)
"""So long the hint of a new event has the first turn."""
MOST_TRIES_OF_A_TASK = 3
KEEP_TASKS = timedelta(days=1)
KEEP_FAILED_TASKS = timedelta(days=14)
FORGET_WORKERS = timedelta(hours=1)


@chore(name="follow events", every=timedelta(seconds=10))
def follow_events(now: datetime, batch: int) -> int:
    """Runs what follows from events whose hint was lost, or which failed and have waited long enough."""
    due = LoggedEvent.objects.filter(settled_at=None).filter(
        Q(try_again_at=None, at__lte=now - QUICK_ENOUGH) | Q(try_again_at__lte=now)
    )
    numbers = list(due.order_by("pk").values_list("pk", flat=True)[:batch])
    for number in numbers:
        settle(number, now)
    return len(numbers)


@chore(name="take back the work of dead workers", every=timedelta(seconds=30))
def take_back_work(now: datetime, batch: int) -> int:
    """Gives long work and tasks, whose worker is gone, to whoever comes next."""
    return return_stranded(now, batch) + return_tasks(now, batch)


def return_tasks(now: datetime, batch: int) -> int:
    """Puts tasks of dead workers back into the queue; one that was begun three times has failed."""
    living = {worker.hex for worker in beats.alive(now).values_list("pk", flat=True)}
    running = DBTaskResult.objects.running().filter(started_at__lte=now - beats.DEAD_AFTER)
    returned = 0
    for row in running.order_by("started_at")[:batch]:
        if row.worker_ids and row.worker_ids[-1] in living:
            continue
        mine = DBTaskResult.objects.filter(
            pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at
        )
        if len(row.worker_ids) < MOST_TRIES_OF_A_TASK:
            returned += mine.update(status=TaskResultStatus.READY, started_at=None)
        else:
            returned += mine.update(status=TaskResultStatus.FAILED, finished_at=now)
            log.error("the task %s was begun %d times and never ended", row.task_path, len(row.worker_ids))
    return returned


@chore(name="forget old tasks", every=timedelta(minutes=10))
def forget_tasks(now: datetime, batch: int) -> int:
    """Deletes finished tasks: after a day, failed ones after two weeks."""
    old = DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lte=now - KEEP_TASKS)
        | Q(status=TaskResultStatus.FAILED, finished_at__lte=now - KEEP_FAILED_TASKS)
    )
    keys = list(old.order_by("finished_at").values_list("pk", flat=True)[:batch])
    return DBTaskResult.objects.filter(pk__in=keys).delete()[0] if keys else 0


@chore(name="forget one-time keys", every=timedelta(minutes=10))
def forget_keys(now: datetime, batch: int) -> int:
    """Deletes the keys of forms that were sent long ago, with their answers."""
    before = now - once.LIFETIME
    if not OnceKey.objects.filter(at__lt=before).exists():
        return 0
    return once.forget_before(before, limit=batch)


@chore(name="forget what was kept for a while", every=timedelta(minutes=10))
def forget_cached(now: datetime, batch: int) -> int:
    """Deletes expired rows of the shared cache, in which guesses are counted."""
    shared = caches["default"]
    if not isinstance(shared, SharedCache) or not CacheRow.objects.filter(expires__lt=now).exists():
        return 0
    return shared.forget_expired(now)


@chore(name="forget expired sessions", every=timedelta(hours=1))
def forget_sessions(now: datetime, batch: int) -> int:
    """Deletes sessions that have run out."""
    keys = list(Session.objects.filter(expire_date__lt=now).values_list("pk", flat=True)[:batch])
    if not keys:
        return 0
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


@chore(name="forget dead workers", every=timedelta(minutes=10))
def forget_workers(now: datetime, batch: int) -> int:
    """Deletes workers that were not heard of for an hour."""
    gone = list(Worker.objects.filter(beat_at__lt=now - FORGET_WORKERS).values_list("pk", flat=True)[:batch])
    if not gone:
        return 0
    Worker.objects.filter(pk__in=gone).delete()
    return len(gone)
