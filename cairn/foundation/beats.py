"""Heartbeats: which workers are alive."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from cairn.foundation.models import Worker

EVERY = timedelta(seconds=10)
DEAD_AFTER = timedelta(seconds=60)
"""A worker that was not heard of for so long is taken for dead."""


def beat(worker: UUID, name: str, now: datetime, *, started_at: datetime) -> None:
    """Says that a worker is alive. One that was forgotten, since its machine slept, is known again."""
    if not Worker.objects.filter(pk=worker).update(beat_at=now):
        Worker.objects.create(pk=worker, name=name[:96], started_at=started_at, beat_at=now)


def end(worker: UUID) -> None:
    """A worker that stopped in good order is forgotten at once."""
    Worker.objects.filter(pk=worker).delete()


def alive(now: datetime) -> QuerySet[Worker]:
    """The workers heard of lately, longest running first."""
    return Worker.objects.filter(beat_at__gt=now - DEAD_AFTER).order_by("started_at", "id")


def last_beat() -> datetime | None:
    """When any worker was last heard of."""
    return Worker.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
