"""Leases: a row goes to one worker for a while, and comes back by itself if that worker dies.

A row that is leased has the columns `lease_by`, `lease_until` and `attempts`. Whoever takes it does so by
an UPDATE that says what it expects to find, and counts the rows; so it needs no lock, on any database.
`attempts` counts how often a row was taken and tells two takings apart, even by the same worker.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, Model, Q, QuerySet

M = TypeVar("M", bound=Model)

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)


def claim(
    queryset: QuerySet[M], by: str, now: datetime, lease: timedelta, limit: int, **changes: Any
) -> list[M]:
    """Takes up to `limit` of the rows that are due, for `lease`; returns those it got, in their order.

    `queryset` says what is due by columns of the row itself (no joins), in the order wished for. Rows under
    somebody's lease are left alone. `changes` are written with the lease, such as a new state. Nothing is
    written if nothing is due, so that an idle worker holds up nobody.
    """
    free = queryset.filter(Q(lease_until=None) | Q(lease_until__lte=now))
    seen = list(free.values_list("pk", flat=True)[:limit])
    if not seen:
        return []
    until = now + lease
    taken = set()
    with transaction.atomic():
        # In the order of ids, the same for every worker: two of them never wait for each other in a circle.
        for key in sorted(seen, key=str):
            if _take(free, key, lease_by=by, lease_until=until, attempts=F("attempts") + 1, **changes):
                taken.add(key)
    found = queryset.model._default_manager.in_bulk(taken)
    return [found[key] for key in seen if key in found]


def _take(free: QuerySet[M], key: object, **changes: Any) -> bool:
    """Takes a row, if it is still free when the database comes to it."""
    return free.order_by().filter(pk=key).update(**changes) == 1


def renew(row: Model, by: str, now: datetime, lease: timedelta, **changes: Any) -> bool:
    """Holds a row for longer; returns whether it is still this worker's."""
    return _held(row, by).update(lease_until=now + lease, **changes) == 1


def release(row: Model, by: str, **changes: Any) -> bool:
    """Gives a row back with what became of it; returns whether it was still this worker's.

    If it was not, nothing is written: whoever has it now will say what becomes of it.
    """
    return _held(row, by).update(lease_by="", lease_until=None, **changes) == 1


def put_off(row: Model, by: str, until: datetime, **changes: Any) -> bool:
    """Gives a row back that nobody may take before `until`; returns whether it was still this worker's."""
    return _held(row, by).update(lease_by="", lease_until=until, **changes) == 1


def _held(row: Model, by: str) -> QuerySet[Any]:
    attempts: int = row.attempts  # type: ignore[attr-defined]
    return type(row)._default_manager.filter(pk=row.pk, lease_by=by, attempts=attempts)


def wait_after(
    attempts: int, row_id: object, *, first: timedelta = FIRST_WAIT, longest: timedelta = LONGEST_WAIT
) -> timedelta:
    """How long to wait after the given number of attempts: twice as long each time, up to `longest`.

    Between half and all of that, by the row's id: what failed together does not come back together, and the
    same row always waits the same.
    """
    most = min(longest, first * int(2 ** min(max(attempts - 1, 0), 30)))
    digest = hashlib.sha256(f"{row_id}:{attempts}".encode()).digest()
    part: float = 0.5 + int.from_bytes(digest[:4], "big") / 2**33
    return most * part
