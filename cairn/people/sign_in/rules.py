"""Pure decisions about signing in: plain values in, answer out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

CODE_GOOD_FOR = timedelta(minutes=10)
CODE_TRIES = 3

PROOF_GOOD_FOR = timedelta(minutes=10)
TOUCH_EVERY = timedelta(hours=1)


def plain_code(code: str) -> str:
    """A code without dash, spaces and small letters."""
    return re.sub(r"[\W_]+", "", code).upper()


def hashed(token: str) -> str:
    """A token of at least 128 random bits, as the database keeps it."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_proved(records: Iterable[Mapping[str, Any]], *, has_factor: bool, at: float) -> bool:
    """Whether somebody has just shown who they are, at the second `at`.

    `records` are the ways of this session with their second, as django-allauth keeps them. Who has a
    second factor shows that; anybody else a password or a mailed code.
    """
    enough = {"mfa"} if has_factor else {"mfa", "password", "code"}
    return any(
        record.get("method") in enough and 0 <= at - float(record["at"]) < PROOF_GOOD_FOR.total_seconds()
        for record in records
    )


def way_of(records: Iterable[Mapping[str, Any]]) -> str:
    """How a session was opened, as a short key: `code`, `password`, `passkey` or `other`."""
    for record in records:
        if record.get("passwordless"):
            return "passkey"
        if record.get("method") in ("code", "password"):
            return str(record["method"])
    return "other"


def has_ended(*, since: float, seen: float, at: float, idle: float, longest: float) -> bool:
    """Whether a session is over: too long unused, or too old. All in seconds."""
    return at - seen > idle or at - since > longest


_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_and_system(user_agent: str) -> tuple[str, str]:
    """The names of a browser and its system, as far as it tells; an empty text where it does not."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return browser, system
