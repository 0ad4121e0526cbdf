"""The days of the demo, all counted from the Monday at which it is anchored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from cairn.operations.demo.organization import table


@dataclass(frozen=True, slots=True)
class Course:
    """A program with its days. Its name carries the year in which it opened."""

    key: str
    name: str
    type: str
    aim: str
    created: date
    opens: date
    hears: date
    starts: date
    ends: date


def monday(day: date) -> date:
    """The first day of a week."""
    return day - timedelta(days=day.weekday())


def course(key: str, anchor: date) -> Course:
    """A program of the data file, as it is in the week of a Monday."""
    kept = table("programs")[key]

    def day(name: str) -> date:
        days = kept.get(f"{name}_day")
        return anchor + timedelta(days=days if days is not None else 7 * kept[f"{name}_week"])

    opens = day("open")
    return Course(
        key=key,
        name=f"{kept['name']} {opens.year}",
        type=kept["type"],
        aim=kept["aim"],
        created=day("created"),
        opens=opens,
        hears=day("hear"),
        starts=day("start"),
        ends=day("end"),
    )


def at_work(day: date, zone: ZoneInfo, dice: Random, first: int = 8, last: int = 17) -> datetime:
    """An instant in the office hours of a zone, on the day or, at a weekend, on the Friday before it."""
    day -= timedelta(days=max(0, day.weekday() - 4))
    clock = time(dice.randrange(first, last), dice.randrange(60), dice.randrange(60))
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def between(first: date, last: date, dice: Random) -> date:
    """One of the days from the first to the last."""
    return first + timedelta(days=dice.randrange((last - first).days + 1))
