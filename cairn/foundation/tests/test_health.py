"""What is asked before people are let in."""

from __future__ import annotations

import shutil
from collections import namedtuple
from datetime import datetime, timedelta

import pytest
from django.db import Error, OperationalError

from cairn.foundation import beats, health
from cairn.foundation.health import Level
from cairn.foundation.ids import new_id
from cairn.foundation.models import Worker

Usage = namedtuple("Usage", "total used free")


def names_of_wrong(now: datetime) -> list[str]:
    return [found.name for found in health.readiness(now) if found.is_wrong]


@pytest.mark.django_db
def test_an_installation_with_a_worker_is_ready(now: datetime) -> None:
    beats.beat(new_id(now), "a worker", now, started_at=now)
    assert names_of_wrong(now) == []


@pytest.mark.django_db
def test_a_worker_that_was_not_heard_of_for_a_minute_is_missed(now: datetime) -> None:
    beats.beat(new_id(now), "a worker", now, started_at=now)
    assert names_of_wrong(now + beats.DEAD_AFTER) == ["worker"]
    assert health.worker(now + timedelta(days=1)).words == (
        "No worker is running, so letters stay where they are. "
        f"The last one was heard of at {now:%Y-%m-%d %H:%M} UTC."
    )


@pytest.mark.django_db
def test_the_probe_leaves_nothing_behind(now: datetime) -> None:
    assert health.database_writes(now).level is Level.WELL
    assert Worker.objects.count() == 0


@pytest.mark.django_db
def test_a_database_that_cannot_be_written_to_is_named(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise OperationalError("attempt to write a readonly database at /secret/place")

    monkeypatch.setattr(Worker, "save", refuse)
    found = health.database_writes(now)
    assert found.is_wrong
    assert found.words == "The database could not be written to (OperationalError)."


@pytest.mark.django_db
def test_missing_migrations_are_counted(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "missing_migrations", lambda: ["people.0002_more"])
    found = health.migrations(now)
    assert (found.level, found.words) == (
        Level.WRONG,
        "The database lacks 1 migration that this version needs.",
    )


def test_a_database_that_does_not_answer_is_a_finding_and_no_error(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> list[str]:
        raise Error

    monkeypatch.setattr(health, "missing_migrations", away)
    assert health.migrations(now).is_wrong


@pytest.mark.parametrize(
    "megabytes, level, said",
    [(100, Level.WRONG, "100 MB"), (1000, Level.CARE, "1000 MB"), (50_000, Level.WELL, "48.8 GB")],
)
def test_a_full_disk_is_seen_before_it_is_full(
    now: datetime, monkeypatch: pytest.MonkeyPatch, megabytes: int, level: Level, said: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda of: Usage(0, 0, megabytes * health.MEGABYTE))
    found = health.disk_space(now)
    assert (found.level, found.words) == (level, f"The disk with the data has {said} left.")
