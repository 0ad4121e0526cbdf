"""When people can meet: the half hours of a week, counted in UTC.

A week is 336 half hours from Monday 00:00 UTC, kept as the bits of one whole number. Because clocks
change, a program looks at two of its weeks: the one in which it starts and the one half-way. Two people
overlap as long as the *shorter* of their two shared weeks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HALF_HOURS = 336
"""Half hours in a week."""

DAY_MINUTES = 1440
WEEK_MINUTES = 7 * DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a week by somebody's own clock.

    `weekday` 0 (Monday) to 6; `start` and `end` in minutes after midnight, 0 to 1440. An end at or
    before the start means the next day: 22:00 to 02:00 runs over midnight.
    """

    weekday: int
    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it lasts, in minutes, at most a day."""
        return self.end - self.start if self.end > self.start else self.end - self.start + DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Availability:
    """The half hours in which a person can meet, as bits, in two weeks of the program.

    Bit *n* of `start` (and of `middle`) is the half hour from Monday 00:00 UTC plus *n* times 30 minutes.
    """

    start: int
    middle: int

    @property
    def in_a_week(self) -> bool:
        """Whether the bits are those of half hours of a week."""
        return all(0 <= week < 1 << HALF_HOURS for week in (self.start, self.middle))

    @property
    def minutes(self) -> int:
        """Minutes of the shorter of the two weeks."""
        return 30 * min(self.start.bit_count(), self.middle.bit_count())

    def overlap(self, other: Availability) -> int:
        """Minutes a week in which both can meet: the smaller of the two weeks' overlaps."""
        return 30 * min(
            (self.start & other.start).bit_count(),
            (self.middle & other.middle).bit_count(),
        )


def availability(spans: Iterable[Span], zone: ZoneInfo, start: date, middle: date) -> Availability:
    """The availability of somebody who lives in `zone` and can meet in `spans` of every week.

    `start` and `middle` are any days of the two weeks looked at. Spans that touch are one. Only half hours
    that lie wholly inside count, so a zone at 45 minutes past loses the edges, and where a clock change makes
    a time doubtful only what is free for certain. Raises `ValueError` for a weekday or a
    minute out of range.
    """
    kept = tuple(spans)
    for span in kept:
        if not 0 <= span.weekday <= 6:
            raise ValueError(f"weekday {span.weekday} is not between 0 (Monday) and 6 (Sunday)")
        if not (0 <= span.start < DAY_MINUTES and 0 <= span.end <= DAY_MINUTES):
            raise ValueError(f"{span.start}-{span.end} are not minutes of a day, 0 to 1440")
    return Availability(_week(kept, zone, start), _week(kept, zone, middle))


def _week(spans: tuple[Span, ...], zone: ZoneInfo, day: date) -> int:
    """The bits of the week around `day`: each stretch is laid on that week by the clock of `zone`."""
    monday = datetime.combine(day - timedelta(days=day.weekday()), datetime.min.time())
    bits = 0
    for start, end in _joined(spans):
        begin = max(_minutes_utc(monday, start, zone, fold) for fold in (0, 1))
        until = min(_minutes_utc(monday, end, zone, fold) for fold in (0, 1))
        for half_hour in range(-(-begin // 30), until // 30):
            bits |= 1 << (half_hour % HALF_HOURS)
    return bits


def _joined(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Stretches in minutes since Monday by the local clock; spans that touch or overlap are one."""
    joined: list[tuple[int, int]] = []
    for start, minutes in sorted((span.weekday * DAY_MINUTES + span.start, span.minutes) for span in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], start + minutes))
        else:
            joined.append((start, start + minutes))
    if len(joined) > 1 and joined[-1][1] - WEEK_MINUTES >= joined[0][0]:
        first = joined.pop(0)
        joined[-1] = (joined[-1][0], max(joined[-1][1], first[1] + WEEK_MINUTES))
    return joined


def _minutes_utc(monday: datetime, minute: int, zone: ZoneInfo, fold: int) -> int:
    """Minutes since Monday 00:00 UTC of a local minute; `fold` tells a doubtful time's two readings apart."""
    utc = ZoneInfo("UTC")
    local = (monday + timedelta(minutes=minute)).replace(tzinfo=zone, fold=fold)
    return int((local.astimezone(utc) - monday.replace(tzinfo=utc)).total_seconds()) // 60
