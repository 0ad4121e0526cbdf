"""Asking for long work, and asking it to stop."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cairn.foundation.actors import Actor, describe
from cairn.foundation.decisions import require
from cairn.foundation.events import record
from cairn.foundation.ids import new_id
from cairn.foundation.long_work.events import LongWorkAskedFor, LongWorkEnded, LongWorkStopAskedFor
from cairn.foundation.long_work.kinds import kind_of
from cairn.foundation.models import LongWork
from cairn.foundation.writing import action, lock


@action
def start_long_work(kind: str, facts: Mapping[str, Any], *, by: Actor, now: datetime) -> LongWork:
    """Asks for work; a worker takes it within seconds.

    `facts` are ids, numbers and short keys, never private words. Raises `UnknownKind` and `Refused`.
    """
    require(by, "long_work.start")
    _, person, _ = describe(by)
    work = LongWork.objects.create(
        id=new_id(now), kind=kind_of(kind).name, facts=dict(facts), asked_by=person, asked_at=now
    )
    record(LongWorkAskedFor(work=work.pk, kind_of_work=work.kind), by=by, at=now)
    return work


@action
def stop_long_work(work: LongWork, *, by: Actor, now: datetime) -> LongWork:
    """Asks work to stop: at once if it waits, otherwise after the step at hand. What is over stays as it is.

    Raises `Refused`.
    """
    work = lock(work)
    require(by, "long_work.stop", work)
    if work.state == LongWork.State.WAITING:
        work.state, work.stop_asked_at, work.ended_at = LongWork.State.STOPPED, now, now
        work.save(update_fields=["state", "stop_asked_at", "ended_at"])
        record(LongWorkEnded(work=work.pk, state=work.state), by=by, at=now)
    elif work.state == LongWork.State.RUNNING and work.stop_asked_at is None:
        work.stop_asked_at = now
        work.save(update_fields=["stop_asked_at"])
        record(LongWorkStopAskedFor(work=work.pk), by=by, at=now)
    return work
