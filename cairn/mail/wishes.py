"""What readers want and what they may get: registries that higher rooms fill when Django starts.

`people` says which kinds of letters a person has stopped and when their quiet hours are. Any room may add a
check that is asked before a letter is sent: has its reader left, is the mentorship paused or suspended?
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from cairn.foundation.actors import Actor
from cairn.mail.models import Delivery


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one person wants to be written to; quiet hours in minutes of their own day, equal means none."""

    stopped: frozenset[str] = frozenset()
    quiet_from: int = 0
    quiet_until: int = 0


class SetStopped(Protocol):
    """Stops or allows a kind of letters for a person, in the transaction at hand."""

    def __call__(self, person: UUID, kind: str, stopped: bool, *, by: Actor, now: datetime) -> None:
        """Does it; doing it twice changes nothing."""


Check = Callable[[Delivery, datetime], str]
"""Answers with a short key that says why a letter may not leave (`suspended`), or with nothing."""

_read: list[Callable[[UUID], Wishes]] = []
_set: list[SetStopped] = []
_settings_page: list[Callable[[], str]] = []
_checks: dict[str, Check] = {}


def keep(
    *, read: Callable[[UUID], Wishes], set_stopped: SetStopped, settings_page: Callable[[], str]
) -> None:
    """Says who keeps the wishes of persons: how to read them, how to stop a kind, where the page is."""
    _read[:] = [read]
    _set[:] = [set_stopped]
    _settings_page[:] = [settings_page]


def add_check(name: str, check: Check) -> None:
    """Adds a check that every letter passes before it leaves."""
    _checks[name] = check


def wishes_of(person: UUID | None) -> Wishes:
    """What a person wants; nothing in particular if they are unknown or nobody keeps wishes."""
    return _read[0](person) if person is not None and _read else Wishes()


def set_stopped(person: UUID, kind: str, stopped: bool, *, by: Actor, now: datetime) -> None:
    """Stops or allows a kind of letters for a person. Raises `LookupError` if nobody keeps wishes."""
    if not _set:
        raise LookupError("nobody keeps what persons want")
    _set[0](person, kind, stopped, by=by, now=now)


def settings_path() -> str:
    """Where a person changes what they get, or nothing if there is no such page."""
    return _settings_page[0]() if _settings_page else ""


def checked(letter: Delivery, now: datetime) -> str:
    """The first reason why a letter may not leave, or nothing."""
    return next((reason for check in _checks.values() if (reason := check(letter, now))), "")
