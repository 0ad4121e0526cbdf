"""Ids that sort by time: UUID version 7 (RFC 9562), which Python itself has only from 3.14 on."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

_START = datetime(1970, 1, 1, tzinfo=UTC)
_random_bits: ContextVar[Callable[[int], int]] = ContextVar("random_bits", default=secrets.randbits)


def new_id(now: datetime) -> UUID:
    """A new id: 48 bits of milliseconds since 1970, then 74 random bits.

    Ids of different milliseconds sort by time; those of one millisecond do not. Raises `TypeError` for an
    instant without a zone, and `ValueError` for one before 1970.
    """
    bits = _random_bits.get()
    milliseconds = (now - _START) // timedelta(milliseconds=1)
    if milliseconds < 0:
        raise ValueError("an id cannot tell a time before 1970")
    value = milliseconds << 80 | 7 << 76 | bits(12) << 64 | 0b10 << 62 | bits(62)
    return UUID(int=value)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Within this block, ids come from a seed: the demo is the same each time it is built."""
    token = _random_bits.set(Random(seed).getrandbits)
    try:
        yield
    finally:
        _random_bits.reset(token)
