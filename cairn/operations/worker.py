"""`cairn work`: one process that runs tasks, chores and long work. Several may run at once.

It may be killed at any time: what it held comes back by itself, and what was lost from the queue is found by
a chore. While nothing is due it only reads, but for its heartbeat.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from types import FrameType
from uuid import UUID

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from django.db import close_old_connections, connections

from cairn.foundation import beats, clock
from cairn.foundation.chores import chores, turn
from cairn.foundation.ids import new_id
from cairn.foundation.long_work import running
from cairn.operations.task_queue import run_tasks

log = logging.getLogger(__name__)

LOOK_FOR_TASKS = 0.5
"""Seconds between two looks into the queue."""
LOOK_FOR_LONG_WORK = timedelta(seconds=2)
APART = timedelta(milliseconds=300)
"""Chores start so far from each other."""
THREADS = 3
"""Chores at once; each has a connection to the database."""
MOST_ROUNDS = 100


class Worker:
    """One worker: known by an id, heard of by its heartbeat."""

    def __init__(self, read_clock: Callable[[], datetime] = clock.now, *, beside: int = 0) -> None:
        self.read_clock = read_clock
        self.started_at = read_clock()
        self.id: UUID = new_id(self.started_at)
        self.name = f"{socket.gethostname()[:64]} {os.getpid()}"
        self._stop = threading.Event()
        self._beside = beside

    @property
    def stopping(self) -> bool:
        """Whether it ends after what it has in hand."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Asks it to end after what it has in hand."""
        self._stop.set()

    def stop_on_signals(self) -> None:
        """A first Ctrl+C or SIGTERM lets it end in good order, a second one ends it at once."""

        def heard(number: int, frame: FrameType | None) -> None:
            if self.stopping:
                os._exit(130)
            self.stop()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, heard)

    def run(self) -> None:
        """Works until it is asked to stop. A database that is away is waited for."""
        scheduler = self._scheduler()
        scheduler.start()
        try:
            while not self.stopping:
                self._tasks()
                if self._beside and os.getppid() != self._beside:
                    log.warning("the process this worker belongs to is gone; it stops")
                    self.stop()
                self._stop.wait(LOOK_FOR_TASKS)
        finally:
            self.stop()
            scheduler.shutdown(wait=True)
            _in_its_thread(partial(beats.end, self.id))

    def run_once(self) -> int:
        """Does everything that is due, and what that brings about, then ends; returns how many things."""
        done = 0
        self.beat()
        try:
            for _ in range(MOST_ROUNDS):
                did = run_tasks(self.id.hex, self.read_clock, stopping=lambda: self.stopping)
                did += sum(turn(chore, self.read_clock).done for chore in chores())
                while running.run_next(self.id.hex, self.read_clock):
                    did += 1
                done += did
                if not did:
                    break
        finally:
            beats.end(self.id)
        return done

    def beat(self) -> None:
        """Says that it is alive, and holds on to what it has in hand."""
        now = self.read_clock()
        beats.beat(self.id, self.name, now, started_at=self.started_at)
        running.keep(self.id.hex, now)

    def _tasks(self) -> int:
        close_old_connections()
        try:
            return run_tasks(self.id.hex, self.read_clock, stopping=lambda: self.stopping)
        except Exception as error:
            log.error("the queue could not be read: %s", type(error).__name__)
            self._stop.wait(LOOK_FOR_TASKS * 4)
            return 0

    def _long_work(self) -> None:
        while not self.stopping and running.run_next(
            self.id.hex, self.read_clock, stopping=lambda: self.stopping
        ):
            pass

    def _scheduler(self) -> BackgroundScheduler:
        """Heartbeat and long work have threads of their own: no chore holds them up."""
        scheduler = BackgroundScheduler(
            timezone="UTC",
            executors={
                "default": ThreadPoolExecutor(THREADS),
                "beat": ThreadPoolExecutor(1),
                "long work": ThreadPoolExecutor(1),
            },
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
        )
        jobs: list[tuple[str, str, Callable[[], object], timedelta]] = [
            ("beat", "beat", self.beat, beats.EVERY),
            ("long work", "long work", self._long_work, LOOK_FOR_LONG_WORK),
        ]
        for chore in chores():
            once = partial(turn, chore, self.read_clock, stopping=lambda: self.stopping)
            jobs.append((f"chore: {chore.name}", "default", once, chore.every))
        for place, (name, executor, work, every) in enumerate(jobs):
            scheduler.add_job(
                _in_its_thread,
                _every(every),
                args=[work],
                id=name,
                executor=executor,
                next_run_time=self.started_at + APART * place,
            )
        return scheduler


def _every(time: timedelta) -> IntervalTrigger:
    seconds = time.total_seconds()
    return IntervalTrigger(seconds=seconds, timezone="UTC", jitter=min(seconds / 10, 30))


def _in_its_thread(work: Callable[[], object]) -> None:
    """Runs a job of the scheduler: a failure is logged by its kind, and the thread's connection is closed.

    So none is kept open by a thread that ends, and none outlives a database that was away.
    """
    try:
        work()
    except Exception as error:
        log.error("the worker could not go on for now: %s", type(error).__name__)
    finally:
        connections.close_all()
