import copy
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cairn.foundation.actors import Actor, System, Visitor
from cairn.foundation.events import Event, event, record
from cairn.foundation.models import LoggedEvent, LongWork, Worker
from cairn.foundation.testing import at_once
from cairn.foundation.writing import AskedTwice, CannotBeDone, action, actions, claim_key, lock


@pytest.fixture
def begin(now: datetime) -> Any:
    """An action that writes a row and records an event, and can be refused after both."""

    @event("test.begun")
    class Begun(Event):
        work: UUID

    @action
    def begin(number: int, *, refuse: bool = False, by: Actor, now: datetime) -> LongWork:
        work = LongWork.objects.create(id=UUID(int=number), kind="test", asked_at=now)
        record(Begun(work=work.pk), by=by, at=now)
        if refuse:
            raise CannotBeDone("Somebody else was quicker.", field="number")
        return work

    return begin


def rows() -> tuple[int, int]:
    return LongWork.objects.count(), LoggedEvent.objects.count()


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"by": None},
        {"by": "Thảo"},
        {"by": AnonymousUser()},
        {"by": System("a test"), "now": None},
        {"by": System("a test"), "now": "today"},
        {"by": System("a test"), "now": datetime(2026, 11, 24)},
    ],
)
@pytest.mark.django_db
def test_an_action_needs_to_know_by_whom_and_when(begin: Any, now: datetime, given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"begin needs to know"):
        begin(1, **{"now": now, **given} if "by" in given else {})

    assert rows() == (0, 0)


@pytest.mark.parametrize("by", [System("a test"), Visitor()])
@pytest.mark.django_db
def test_an_action_writes_its_row_and_its_event(begin: Any, now: datetime, by: Actor) -> None:
    assert begin(1, by=by, now=now).pk == UUID(int=1)

    assert rows() == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_refusal_leaves_neither_row_nor_event(begin: Any, by: System, now: datetime) -> None:
    with pytest.raises(CannotBeDone, match="Somebody else was quicker") as refusal:
        begin(1, refuse=True, by=by, now=now)

    assert (refusal.value.reason, refusal.value.field) == ("Somebody else was quicker.", "number")
    assert rows() == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_control_without_its_transaction_a_refusal_leaves_both(begin: Any, by: System, now: datetime) -> None:
    with transaction.atomic(), pytest.raises(CannotBeDone):
        begin.__wrapped__(1, refuse=True, by=by, now=now)

    assert rows() == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_an_action_within_an_action_is_all_or_nothing(begin: Any, by: System, now: datetime) -> None:
    @action
    def begin_both(*, by: Actor, now: datetime) -> None:
        begin(1, by=by, now=now)
        begin(2, refuse=True, by=by, now=now)

    with pytest.raises(CannotBeDone):
        begin_both(by=by, now=now)

    assert rows() == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_the_forms_key_is_claimed_once_within_the_transaction_of_the_first_action(
    begin: Any, by: System, now: datetime
) -> None:
    claimed: list[bool] = []

    @action
    def begin_both(*, by: Actor, now: datetime) -> None:
        begin(1, by=by, now=now)
        begin(2, by=by, now=now)

    mark = claim_key.set(lambda: claimed.append(connection.in_atomic_block))
    try:
        begin_both(by=by, now=now)
    finally:
        claim_key.reset(mark)

    assert claimed == [True]


@pytest.mark.django_db(transaction=True)
def test_a_form_that_was_sent_before_changes_nothing(begin: Any, by: System, now: datetime) -> None:
    def claim() -> None:
        raise AskedTwice

    mark = claim_key.set(claim)
    try:
        with pytest.raises(AskedTwice):
            begin(1, by=by, now=now)
    finally:
        claim_key.reset(mark)

    assert rows() == (0, 0)


@pytest.mark.django_db
def test_after_a_refusal_the_next_action_claims_again(begin: Any, by: System, now: datetime) -> None:
    claimed: list[int] = []
    with pytest.raises(CannotBeDone):
        begin(1, refuse=True, by=by, now=now)

    mark = claim_key.set(lambda: claimed.append(1))
    try:
        begin(2, by=by, now=now)
    finally:
        claim_key.reset(mark)

    assert claimed == [1]


def test_actions_are_listed_by_room_and_name(begin: Any) -> None:
    assert "foundation.begin" in actions()
    assert [name for name in actions() if "." not in name] == []


@pytest.mark.django_db
def test_a_locked_row_is_read_again(begin: Any, by: System, now: datetime) -> None:
    old = begin(1, by=by, now=now)
    LongWork.objects.update(done_steps=7)

    with transaction.atomic():
        assert (lock(old).done_steps, old.done_steps) == (7, 0)


@pytest.mark.django_db
def test_a_row_that_is_gone_is_not_locked(begin: Any, by: System, now: datetime) -> None:
    old = begin(1, by=by, now=now)
    LongWork.objects.all().delete()

    with pytest.raises(LongWork.DoesNotExist), transaction.atomic():
        lock(old)


@pytest.mark.django_db(transaction=True)
def test_a_row_is_not_locked_outside_of_a_transaction(begin: Any, by: System, now: datetime) -> None:
    with pytest.raises(RuntimeError, match="within a transaction"):
        lock(begin(1, by=by, now=now))


@pytest.mark.django_db
def test_rows_are_locked_in_one_order_and_come_back_as_they_were_given(
    begin: Any, by: System, now: datetime
) -> None:
    two, one = begin(2, by=by, now=now), begin(1, by=by, now=now)
    worker = Worker.objects.create(id=UUID(int=0), name="w", started_at=now, beat_at=now)

    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        assert lock(worker, two, one) == (worker, two, one)

    tables = [query["sql"].split(' FROM "')[1].split('"')[0] for query in queries]
    ids = [query["sql"] for query in queries]
    assert tables == ["foundation_longwork", "foundation_longwork", "foundation_worker"]
    assert [_names(one.pk, ids[0]), _names(two.pk, ids[1]), _names(worker.pk, ids[2])] == [True, True, True]


def _names(pk: UUID, sql: str) -> bool:
    return pk.hex in sql or str(pk) in sql


@pytest.mark.django_db
def test_a_row_that_is_locked_twice_is_one_row(begin: Any, by: System, now: datetime) -> None:
    work = begin(1, by=by, now=now)

    with transaction.atomic():
        first, second = lock(work, work)

    assert first is second


COUNTERS = 16


def _count_up(work: LongWork, read: Callable[[LongWork], LongWork]) -> int:
    """Sixteen at once add one to what they have read; returns what stands there in the end."""

    def add(_: int) -> None:
        with transaction.atomic():
            row = read(work)
            row.done_steps += 1
            row.save(update_fields=["done_steps"])

    outcomes = at_once(COUNTERS, add)
    assert [outcome.error for outcome in outcomes] == [None] * COUNTERS
    return LongWork.objects.get(pk=work.pk).done_steps


@pytest.mark.django_db(transaction=True)
def test_no_count_is_lost_when_sixteen_lock_before_they_count(begin: Any, by: System, now: datetime) -> None:
    assert _count_up(begin(1, by=by, now=now), lock) == COUNTERS


@pytest.mark.django_db(transaction=True)
def test_control_whoever_counts_from_what_the_page_saw_loses_counts(
    begin: Any, by: System, now: datetime
) -> None:
    def as_the_page_saw_it(work: LongWork) -> LongWork:
        return copy.copy(work)

    assert _count_up(begin(1, by=by, now=now), as_the_page_saw_it) == 1
