"""One command does everything that is due, ends in good order, and may be killed."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from cairn.foundation import beats, clock, events, reactions
from cairn.foundation.actors import System
from cairn.foundation.ids import new_id
from cairn.foundation.long_work import Step, Work, long_work, running
from cairn.foundation.long_work.actions import start_long_work
from cairn.foundation.models import LoggedEvent, LongWork
from cairn.foundation.models import Worker as WorkerRow
from cairn.operations.tests.conftest import ROOT
from cairn.operations.worker import Worker

BY = System("a test")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """What those heard who listen to a bell that only these tests have."""
    monkeypatch.setattr(events, "_kinds", dict(events._kinds))
    monkeypatch.setattr(reactions, "_reactions", dict(reactions._reactions))
    found: list[UUID] = []

    @events.event("tests.rang")
    class Rang(events.Event):
        bell: UUID

    @reactions.reacts_to(Rang)
    def hear(rang: Rang, *, at: datetime) -> None:
        found.append(rang.bell)

    return found


def ring(now: datetime) -> int:
    with transaction.atomic():
        return events.record(events.kinds()["tests.rang"](bell=new_id(now)), by=BY, at=now)  # type: ignore[call-arg]


@pytest.mark.django_db
def test_once_does_everything_that_is_due_and_what_that_brings_about(
    heard: list[UUID], now: datetime
) -> None:
    @long_work("ring", title="Ringing")
    def ring_twice(work: Work) -> Iterator[Step]:
        for number in range(2):
            ring(work.now())
            yield Step(number + 1, 2)

    ring(now)
    start_long_work("ring", {}, by=BY, now=now)
    assert Worker(lambda: now).run_once() == 4  # three bells, and the work that rang two of them
    assert len(heard) == 3
    assert not LoggedEvent.objects.filter(settled_at=None).exists()
    assert LongWork.objects.get().state == "done"
    assert WorkerRow.objects.count() == 0
    assert Worker(lambda: now).run_once() == 0


@pytest.mark.django_db
def test_its_heartbeat_says_who_it_is_and_holds_its_work(now: datetime) -> None:
    worker = Worker(lambda: now)
    row = LongWork.objects.create(
        id=new_id(now),
        kind="ring",
        asked_at=now,
        state="running",
        lease_by=worker.id.hex,
        lease_until=now + timedelta(seconds=10),
    )
    worker.beat()
    (found,) = beats.alive(now)
    assert (found.pk, found.name, found.beat_at) == (worker.id, worker.name, now)
    assert worker.name.endswith(f" {os.getpid()}")
    row.refresh_from_db()
    assert row.lease_until == now + running.LEASE


@pytest.mark.django_db(transaction=True)
def test_it_runs_until_it_is_stopped_then_leaves_its_work_to_the_next() -> None:
    """The work itself asks the worker to stop, in its first step: no second one is begun."""
    worker = Worker()

    @long_work("stop-me", title="Stopping")
    def stop_me(work: Work) -> Iterator[Step]:
        for number in range(work.checkpoint or 0, 3):
            worker.stop()
            yield Step(number + 1, 3, number + 1)

    start_long_work("stop-me", {}, by=BY, now=clock.now())
    worker.run()
    row = LongWork.objects.get()
    assert (row.state, row.checkpoint, row.lease_by) == ("waiting", 1, "")
    assert WorkerRow.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_beside_a_server_that_is_gone_stops() -> None:
    Worker(beside=1 if os.getppid() != 1 else 2).run()
    assert WorkerRow.objects.count() == 0


KILLED_IN_THE_THIRD_STEP = textwrap.dedent(
    """
    import os, signal, sys
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()

    from cairn.foundation import clock
    from cairn.foundation.actors import System
    from cairn.foundation.long_work import Step, long_work, running
    from cairn.foundation.long_work.actions import start_long_work

    @long_work("climb", title="Climbing")
    def climb(work):
        for number in range(4):
            if number == 2:
                os.kill(os.getpid(), signal.SIGKILL)
            yield Step(number + 1, 4, number + 1)

    start_long_work("climb", {}, by=System("a test"), now=clock.now())
    running.run_next("a worker that is killed", clock.now)
    """
)


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_had_in_hand_goes_on_elsewhere_from_its_checkpoint() -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_IN_THE_THIRD_STEP, str(connection.settings_dict["NAME"])],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cairn.site.settings"},
        timeout=60,
        check=False,
    )
    assert killed.returncode == -9
    row = LongWork.objects.get()
    assert (row.state, row.checkpoint, row.lease_by) == ("running", 2, "a worker that is killed")

    begun: list[int] = []

    @long_work("climb", title="Climbing")
    def climb(work: Work) -> Iterator[Step]:
        for number in range(work.checkpoint or 0, 4):
            begun.append(number)
            yield Step(number + 1, 4, number + 1)

    later = clock.now() + running.LEASE + timedelta(seconds=1)
    Worker(lambda: later).run_once()
    row.refresh_from_db()
    assert (row.state, row.attempts, begun) == ("done", 2, [2, 3])
