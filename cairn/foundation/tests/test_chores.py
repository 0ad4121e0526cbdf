"""Chores: in small batches, each by itself."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import pytest

from cairn.foundation import chores
from cairn.foundation.chores import BATCH, MOST_BATCHES, Outcome, chore, turn

HOUR = timedelta(hours=1)
PRIVATE = "I am thinking of leaving"


@pytest.fixture(autouse=True)
def own_chores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chores, "_chores", dict(chores._chores))


def declared(name: str) -> chores.Chore:
    return next(found for found in chores.chores() if found.name == name)


def test_a_chore_is_asked_again_until_it_did_less_than_a_batch(now: datetime) -> None:
    left = [BATCH, BATCH, 7]
    told = []

    @chore(name="sweep", every=HOUR)
    def sweep(at: datetime, batch: int) -> int:
        told.append((at, batch))
        return left.pop(0)

    assert turn(declared("sweep"), lambda: now) == Outcome(2 * BATCH + 7)
    assert told == [(now, BATCH)] * 3


def test_a_chore_with_slow_things_is_asked_for_fewer_at_once(now: datetime) -> None:
    told = []

    @chore(name="sweep slowly", every=HOUR, batch=5)
    def sweep(at: datetime, batch: int) -> int:
        told.append(batch)
        return 5 if len(told) == 1 else 0

    assert turn(declared("sweep slowly"), lambda: now) == Outcome(5)
    assert told == [5, 5]


def test_a_chore_without_end_leaves_others_their_turn(now: datetime) -> None:
    @chore(name="sweep for ever", every=HOUR)
    def sweep(at: datetime, batch: int) -> int:
        return batch

    assert turn(declared("sweep for ever"), lambda: now) == Outcome(MOST_BATCHES * BATCH)


def test_a_stopping_worker_begins_no_further_batch(now: datetime) -> None:
    did: list[int] = []

    @chore(name="sweep", every=HOUR)
    def sweep(at: datetime, batch: int) -> int:
        did.append(batch)
        return batch

    assert turn(declared("sweep"), lambda: now, stopping=lambda: len(did) == 2) == Outcome(2 * BATCH)


def test_a_failing_chore_stops_no_other_and_its_words_are_not_logged(
    now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    @chore(name="a broken one", every=HOUR)
    def broken(at: datetime, batch: int) -> int:
        raise ValueError(PRIVATE)

    @chore(name="a good one", every=HOUR)
    def good(at: datetime, batch: int) -> int:
        return 3

    with caplog.at_level(logging.DEBUG):
        outcomes = [turn(declared(name), lambda: now) for name in ("a broken one", "a good one")]
    assert outcomes == [Outcome(0, "ValueError"), Outcome(3)]
    assert [record.getMessage() for record in caplog.records] == [
        "the chore 'a broken one' failed after 0: ValueError"
    ]
    assert PRIVATE not in caplog.text


def test_two_chores_of_one_name_are_a_mistake() -> None:
    @chore(name="sweep", every=HOUR)
    def sweep(at: datetime, batch: int) -> int:
        return 0

    with pytest.raises(ValueError, match="declared twice"):

        @chore(name="sweep", every=HOUR)
        def sweep_too(at: datetime, batch: int) -> int:
            return 0


def test_nobody_is_asked_more_often_than_each_second() -> None:
    with pytest.raises(ValueError, match="each second"):
        chore(name="hurry", every=timedelta(milliseconds=10))(lambda at, batch: 0)
