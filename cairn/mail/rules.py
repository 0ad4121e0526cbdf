"""When a letter goes, when again, and when no more; what still holds of a link. Values in, answer out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from cairn.foundation.time import next_between

BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
"""How long a letter waits after each try that did not succeed; after the last it has failed."""

STATES: dict[str, frozenset[str]] = {
    "queued": frozenset({"sending", "failed", "held"}),
    "sending": frozenset({"sent", "queued", "failed"}),
    "sent": frozenset(),
    "failed": frozenset({"queued"}),
    "held": frozenset({"queued"}),
}
"""From which state a letter may come into which."""


def may_become(before: str, after: str) -> bool:
    """Whether a letter may change from one state into another."""
    return after in STATES[before]


class Try(Enum):
    """What became of a try to send."""

    ACCEPTED = "accepted"
    PUT_OFF = "put_off"
    """It surely did not leave, but may the next time: mail server away, mailbox full."""
    REFUSED = "refused"
    """It surely did not leave, and never will: no such address."""
    UNKNOWN = "unknown"
    """It may have left: the worker or the connection died in the middle."""


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to a letter after a try: its state, how long it waits, and why if it failed."""

    state: str
    wait: timedelta = timedelta(0)
    failure: str = ""


def after(outcome: Try, *, must_arrive: bool, attempts: int) -> Step:
    """What happens after the `attempts`-th try.

    The one table that says what may be repeated: whatever surely did not leave goes again; what may have
    left goes again only if it must arrive.
    """
    if outcome is Try.ACCEPTED:
        return Step("sent")
    if outcome is Try.REFUSED:
        return Step("failed", failure="refused")
    if outcome is Try.UNKNOWN and not must_arrive:
        return Step("failed", failure="may-have-left")
    if attempts > len(BACK_OFF):
        return Step("failed", failure="tried-too-often")
    return Step("queued", wait=BACK_OFF[max(0, attempts - 1)])


def after_quiet_hours(due: datetime, zone: str, quiet_from: int, quiet_until: int) -> datetime:
    """When a letter due at an instant may go: then, or when the reader's quiet hours are over.

    Quiet hours are minutes of the day in the reader's zone and may span midnight; equal ends mean none.
    They end at the same wall clock time on days when the clock changes.
    """
    return next_between(due, ZoneInfo(zone), quiet_until, quiet_from)


class Standing(Enum):
    """Whether a link still works."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What is known of a link."""

    expires_at: datetime
    used: bool
    void: bool
    owner_left: bool
    correctable: bool


def standing(link: LinkFacts, now: datetime) -> Standing:
    """Whether a link still works. One that was used says so, even when it has also expired."""
    if link.void or link.owner_left:
        return Standing.VOID
    if link.used and not link.correctable:
        return Standing.USED
    return Standing.EXPIRED if now >= link.expires_at else Standing.OPEN
