"""Working hours as the sheets write them, turned into the engine's half hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from cairn.matching.windows import DAY_MINUTES, Availability, Span, availability

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def availability_of(pattern: str, zone: ZoneInfo, start: date, middle: date) -> Availability:
    """The availability of 'Mon-Fri 12:00-13:30; Sat 09:00-12:00' in a zone.

    It reads only what this package writes; people's sheets are read by the command, which forgives more.
    """
    return availability(_spans(pattern), zone, start, middle)


def _spans(pattern: str) -> Iterator[Span]:
    for part in pattern.split("; "):
        days, hours = part.split(" ")
        begin, end = (_minutes(clock) for clock in hours.split("-"))
        first, _, last = days.partition("-")
        day, stop = _DAYS.index(first), _DAYS.index(last or first)
        while True:
            if begin < end:
                yield Span(day, begin, end)
            else:  # over midnight: split there, as the command does
                yield Span(day, begin, DAY_MINUTES)
                yield Span((day + 1) % 7, 0, end)
            if day == stop:
                break
            day = (day + 1) % 7


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return 60 * int(hour) + int(minute)
