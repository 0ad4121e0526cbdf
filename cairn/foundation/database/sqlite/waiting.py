"""How a writer waits for its turn on SQLite.

SQLite's own waiting sleeps longer the longer one has waited (up to 100 ms a time), so that whoever came
last asks most often and goes first: with sixteen writers some wait for seconds. Here everybody asks again
about every millisecond, and whoever has waited longer asks more often: every two when just come, every half
after a tenth of a second. So the old go first, mostly, and nobody needs to keep a queue.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

R = TypeVar("R")

FIRST_PAUSE = 0.002
LAST_PAUSE = 0.0005
GROWN_OLD = 0.1
"""Seconds between two tries of somebody who has just come, and of somebody who has waited so many seconds.
Not shorter: fifteen who wait would take the processor from the one who works.
"""

PATIENCE = 20.0
"""Seconds after which somebody who waits for a page is better told."""

_BUSY = 5
"""SQLite's code for a lock that somebody else holds; the other bits of an error say which."""

SORRY = "The database was busy for too long, and nothing was changed. Please try again in a moment."


def is_busy(error: Exception) -> bool:
    """Whether an error of the library says that somebody else holds the lock."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == _BUSY


def pause_after(waited: float) -> float:
    """The seconds until the next try of somebody who has waited so many seconds."""
    return max(LAST_PAUSE, FIRST_PAUSE - (FIRST_PAUSE - LAST_PAUSE) * waited / GROWN_OLD)


def patiently(
    attempt: Callable[[], R], patience: float, still_worth_it: Callable[[], bool] | None = None
) -> R:
    """What an attempt returns, tried again about every millisecond as long as somebody else holds the lock.

    An attempt that finds the lock held has changed nothing. After `patience` seconds, or when it is no
    longer worth it, the library's own error is raised, with words for people in the first case.
    """
    begun: float | None = None
    while True:
        try:
            return attempt()
        except Exception as error:
            if not is_busy(error) or (still_worth_it is not None and not still_worth_it()):
                raise
            now = monotonic()
            begun = now if begun is None else begun
            waited = now - begun
            if waited >= patience:
                sorry = type(error)(SORRY)
                sorry.sqlite_errorcode = getattr(error, "sqlite_errorcode", _BUSY)  # type: ignore[attr-defined]
                raise sorry from error
        sleep(pause_after(waited))
