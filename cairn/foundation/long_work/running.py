"""Doing long work: one step after the other, under a lease."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import datetime, timedelta
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError, transaction

from cairn.foundation.actors import System
from cairn.foundation.events import record
from cairn.foundation.leases import claim, put_off, release, renew, wait_after
from cairn.foundation.long_work.events import LongWorkEnded
from cairn.foundation.long_work.kinds import Kind, Step, UnknownKind, Work, kind_of
from cairn.foundation.models import LongWork

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 5
"""Work that was taken up so often, and whose worker died each time, has failed."""

WORKER = System("long work")
State = LongWork.State
Clock = Callable[[], datetime]


class _End(Enum):
    """Why a worker leaves off, when it is not because the work is done."""

    STOPPED = "stopped"
    LEFT = "left for another worker"
    LOST = "lost to another worker"


def run_next(by: str, read_clock: Clock, *, stopping: Callable[[], bool] = lambda: False) -> bool:
    """Takes up the longest waiting work and does it; returns whether there was any.

    When `stopping` says so, the work is given back after the step at hand and goes on elsewhere from there.
    Never raises for what the work itself did wrong: it is marked as failed.
    """
    waiting = LongWork.objects.filter(state__in=[State.WAITING, State.RUNNING], attempts__lt=MOST_ATTEMPTS)
    taken = claim(waiting.order_by("asked_at", "id"), by, read_clock(), LEASE, 1, state=State.RUNNING)
    if not taken:
        return False
    work = taken[0]
    if work.started_at is None:
        LongWork.objects.filter(pk=work.pk).update(started_at=read_clock())
    try:
        end = _steps(work, kind_of(work.kind), by, read_clock, stopping)
    except UnknownKind:
        log.error("long work %s is of a kind that nobody declared", work.pk)
        _close(work, by, State.FAILED, read_clock())
    except (OperationalError, InterfaceError) as error:
        # The database was away or busy: not the work's fault, so it is tried again from its checkpoint.
        log.error("long work %s of kind %s waits: %s", work.pk, work.kind, type(error).__name__)
        _put_off(work, by, read_clock())
    except Exception as error:
        log.error("long work %s of kind %s failed: %s", work.pk, work.kind, type(error).__name__)
        _close(work, by, State.FAILED, read_clock())
    else:
        if end is None:
            _close(work, by, State.DONE, read_clock())
        elif end is _End.STOPPED:
            _close(work, by, State.STOPPED, read_clock())
        elif end is _End.LEFT:
            release(work, by, state=State.WAITING, attempts=0)
    return True


def _steps(
    work: LongWork, kind: Kind, by: str, read_clock: Clock, stopping: Callable[[], bool]
) -> _End | None:
    told = Work(work.pk, work.facts, work.asked_by, work.checkpoint, read_clock)
    steps = iter(kind.run(told))
    while True:
        if LongWork.objects.filter(pk=work.pk).exclude(stop_asked_at=None).exists():
            return _End.STOPPED
        if stopping():
            return _End.LEFT
        with transaction.atomic() if kind.step_in_one_transaction else nullcontext():
            step = next(steps, None)
            if step is None:
                return None
            if not _kept(work, step, by, read_clock()):
                if kind.step_in_one_transaction:
                    transaction.set_rollback(True)
                return _End.LOST


def _kept(work: LongWork, step: Step, by: str, now: datetime) -> bool:
    """Writes down how far it is; False if the work is somebody else's by now."""
    return renew(work, by, now, LEASE, done_steps=step.done, all_steps=step.all, checkpoint=step.checkpoint)


def _close(work: LongWork, by: str, state: LongWork.State, now: datetime) -> None:
    with transaction.atomic():
        if release(work, by, state=state, ended_at=now):
            record(LongWorkEnded(work=work.pk, state=state), by=WORKER, at=now)


def _put_off(work: LongWork, by: str, now: datetime) -> None:
    """Leaves it for a little later; if not even that can be written, the lease runs out."""
    if work.attempts >= MOST_ATTEMPTS:
        _close(work, by, State.FAILED, now)
        return
    again_at = now + wait_after(work.attempts, work.pk)
    with suppress(DatabaseError):
        put_off(work, by, again_at, state=State.WAITING)


def keep(by: str, now: datetime) -> None:
    """Holds on to the work of a living worker, for steps that take longer than a lease."""
    held = LongWork.objects.filter(lease_by=by, lease_until__lt=now + LEASE / 2)
    if held.exists():
        held.update(lease_until=now + LEASE)


def return_stranded(now: datetime, batch: int) -> int:
    """Puts work of dead workers back to waiting, so that its page says so; returns how many.

    What was taken up too often has failed.
    """
    stranded = LongWork.objects.filter(state=State.RUNNING, lease_until__lte=now)
    returned = 0
    for work in stranded.order_by("asked_at", "id")[:batch]:
        if work.attempts >= MOST_ATTEMPTS:
            log.error("long work %s of kind %s was begun %d times", work.pk, work.kind, work.attempts)
            _close(work, work.lease_by, State.FAILED, now)
            returned += 1
        else:
            returned += release(work, work.lease_by, state=State.WAITING)
    return returned
