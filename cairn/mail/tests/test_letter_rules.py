"""What may be repeated and what may not, when quiet hours end, what a link still is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from cairn.mail import rules
from cairn.mail.models import Delivery
from cairn.mail.rules import LinkFacts, Standing, Step, Try

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "outcome, must_arrive, expected",
    [
        (Try.ACCEPTED, True, Step("sent")),
        (Try.ACCEPTED, False, Step("sent")),
        (Try.PUT_OFF, True, Step("queued", wait=MINUTE)),
        (Try.PUT_OFF, False, Step("queued", wait=MINUTE)),
        (Try.REFUSED, True, Step("failed", failure="refused")),
        (Try.REFUSED, False, Step("failed", failure="refused")),
        (Try.UNKNOWN, True, Step("queued", wait=MINUTE)),
        (Try.UNKNOWN, False, Step("failed", failure="may-have-left")),
    ],
)
def test_what_may_have_left_goes_again_only_if_it_must_arrive(
    outcome: Try, must_arrive: bool, expected: Step
) -> None:
    assert rules.after(outcome, must_arrive=must_arrive, attempts=1) == expected


def test_each_wait_is_longer_and_after_the_last_the_letter_has_failed() -> None:
    steps = [rules.after(Try.PUT_OFF, must_arrive=True, attempts=n) for n in range(1, 10)]
    assert [step.wait for step in steps[:-1]] == list(rules.BACK_OFF)
    assert list(rules.BACK_OFF) == sorted(set(rules.BACK_OFF))
    assert steps[-1] == Step("failed", failure="tried-too-often")


def test_a_letter_changes_state_only_as_the_table_says() -> None:
    allowed = {
        ("queued", "sending"),
        ("queued", "failed"),
        ("queued", "held"),
        ("sending", "sent"),
        ("sending", "queued"),
        ("sending", "failed"),
        ("failed", "queued"),
        ("held", "queued"),
    }
    states = Delivery.State.values
    assert {pair for pair in product(states, states) if rules.may_become(*pair)} == allowed


@pytest.mark.parametrize(
    "due, expected",
    [
        ("2026-11-27T10:00+00:00", "2026-11-27T10:00+00:00"),  # 11:00 in Oslo
        ("2026-11-27T08:00+00:00", "2026-11-27T08:00+00:00"),  # 9:00 sharp: quiet hours are over
        ("2026-11-27T07:59+00:00", "2026-11-27T08:00+00:00"),
        ("2026-11-27T17:00+00:00", "2026-11-28T08:00+00:00"),  # 18:00 sharp: they begin
        ("2026-11-27T23:30+00:00", "2026-11-28T08:00+00:00"),  # half past midnight
        ("2026-03-28T20:00+00:00", "2026-03-29T07:00+00:00"),  # the night in which the clock goes forward
        ("2026-10-24T20:00+00:00", "2026-10-25T08:00+00:00"),  # and back
    ],
)
def test_a_letter_waits_for_the_end_of_quiet_hours_in_the_readers_zone(due: str, expected: str) -> None:
    found = rules.after_quiet_hours(datetime.fromisoformat(due), "Europe/Oslo", 18 * 60, 9 * 60)
    assert found == datetime.fromisoformat(expected)


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    assert rules.after_quiet_hours(NOON, "UTC", 11 * 60, 14 * 60) == NOON + timedelta(hours=2)
    assert rules.after_quiet_hours(NOON, "UTC", 13 * 60, 14 * 60) == NOON
    assert rules.after_quiet_hours(NOON, "UTC", 9 * 60, 9 * 60) == NOON


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({}, Standing.OPEN),
        ({"used": True}, Standing.USED),
        ({"used": True, "correctable": True}, Standing.OPEN),
        ({"void": True}, Standing.VOID),
        ({"owner_left": True}, Standing.VOID),
        ({"owner_left": True, "used": True, "correctable": True}, Standing.VOID),
        ({"expires_at": NOON}, Standing.EXPIRED),
        ({"expires_at": NOON, "used": True}, Standing.USED),
        ({"expires_at": NOON, "used": True, "correctable": True}, Standing.EXPIRED),
    ],
)
def test_a_link_is_open_unless_something_ended_it(changes: dict[str, bool], expected: Standing) -> None:
    facts = {"used": False, "void": False, "owner_left": False, "correctable": False}
    link = LinkFacts(**{"expires_at": NOON + MINUTE, **facts, **changes})  # type: ignore[arg-type]
    assert rules.standing(link, NOON) is expected
