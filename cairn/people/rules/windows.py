"""The hours of a week in which somebody can meet, by their own clock.

A stretch lies within one day, on quarter hours; one over midnight becomes two, and stretches that touch or
overlap become one. Since they are kept by the clock on the wall, a change of summer time moves none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from cairn.foundation.writing import CannotBeDone
from cairn.people.rules.text import Words

DAY = 24 * 60
GRID = 15
MOST_A_DAY = 8
DAYS: tuple[Words, ...] = (
    lazy("Monday"),
    lazy("Tuesday"),
    lazy("Wednesday"),
    lazy("Thursday"),
    lazy("Friday"),
    lazy("Saturday"),
    lazy("Sunday"),
)
WORKDAYS = range(5)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """From minute `start` to minute `end` of a weekday, Monday being 0.

    As typed, an end before the start means the next day, and midnight to midnight the whole day. As kept,
    the end is later than the start: at most 1440.
    """

    weekday: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Preset:
    """Hours that many people keep, offered as one button."""

    name: str
    label: Words
    stretches: tuple[Stretch, ...]


def _workdays(start: int, end: int) -> tuple[Stretch, ...]:
    return tuple(Stretch(day, start * 60, end * 60) for day in WORKDAYS)


PRESETS = (
    Preset("weekday-mornings", lazy("Mornings"), _workdays(9, 12)),
    Preset("weekday-lunch", lazy("Lunch"), _workdays(12, 13)),
    Preset("weekday-afternoons", lazy("Afternoons"), _workdays(13, 17)),
    Preset("weekday-evenings", lazy("Evenings"), _workdays(18, 20)),
)


def minute_of(clock: str) -> int:
    """The minute of the day that '9:00', '09.30', '9' or '24:00' stands for. Raises `ValueError`."""
    hours, _, minutes = clock.strip().replace(".", ":").replace("h", ":").partition(":")
    if not hours.isascii() or not hours.isdigit() or not (minutes == "" or minutes.isascii()):
        raise ValueError(clock)
    found = int(hours) * 60 + (int(minutes[:2]) if minutes else 0)
    if not (0 <= found <= DAY and (not minutes or int(minutes[:2]) < 60)):
        raise ValueError(clock)
    return found


def clock_of(minute: int) -> str:
    """A minute of the day as a clock shows it: 570 is '09:30', the end of the day '00:00'."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def check_stretch(stretch: Stretch, field: str = "windows") -> None:
    """Refuses a day or minute that is none, a time off the quarter hours, and an end equal to the start."""
    if not 0 <= stretch.weekday <= 6:
        raise CannotBeDone(_("Choose a day from Monday to Sunday."), field=field)
    if not (0 <= stretch.start < DAY and 0 <= stretch.end <= DAY):
        raise CannotBeDone(_("Choose times between 00:00 and 24:00."), field=field)
    if stretch.start % GRID or stretch.end % GRID:
        raise CannotBeDone(_("Choose full or quarter hours, such as 09:00 or 09:15."), field=field)
    if stretch.start == stretch.end != 0:
        raise CannotBeDone(
            _("Choose an end after {start}").format(start=clock_of(stretch.start)), field=field
        )


def clean_windows(typed: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches as they are kept: within one day each, in order, none touching another of its day.

    Refused: what `check_stretch` refuses, and more than eight on one day.
    """
    days: dict[int, list[tuple[int, int]]] = {}
    for stretch in typed:
        check_stretch(stretch)
        for piece in _within_days(stretch):
            days.setdefault(piece.weekday, []).append((piece.start, piece.end))
    kept = tuple(Stretch(day, start, end) for day in sorted(days) for start, end in _joined(days[day]))
    for day in days:
        if sum(1 for stretch in kept if stretch.weekday == day) > MOST_A_DAY:
            raise CannotBeDone(
                _("{day} has more than {most} stretches. Join some.").format(day=DAYS[day], most=MOST_A_DAY),
                field="windows",
            )
    return kept


def _within_days(stretch: Stretch) -> Iterable[Stretch]:
    if stretch.end > stretch.start:
        yield stretch
        return
    yield Stretch(stretch.weekday, stretch.start, DAY)
    if stretch.end > 0:
        yield Stretch((stretch.weekday + 1) % 7, 0, stretch.end)


def _joined(pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def over_midnight(kept: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Kept stretches as a person would type them: two that meet at midnight are one again."""
    left = sorted(kept)
    shown: list[Stretch] = []
    for stretch in [found for found in left if found.end == DAY]:
        rest = Stretch((stretch.weekday + 1) % 7, 0, 0)
        follower = next((found for found in left if found.weekday == rest.weekday and found.start == 0), None)
        if follower is not None and follower.end < min(stretch.start, DAY):
            left.remove(stretch)
            left.remove(follower)
            shown.append(Stretch(stretch.weekday, stretch.start, follower.end))
    return tuple(sorted([*left, *shown]))


def minutes_a_week(kept: Iterable[Stretch]) -> int:
    """How long all kept stretches are together, in minutes."""
    return sum(stretch.end - stretch.start for stretch in kept)


def hours_in_words(kept: Iterable[Stretch]) -> str:
    """'6 hours a week', '1 hour 30 minutes a week', 'No hours yet'."""
    hours, minutes = divmod(minutes_a_week(kept), 60)
    words = [ngettext("{n} hour", "{n} hours", hours).format(n=hours)] if hours else []
    words += [_("{n} minutes").format(n=minutes)] if minutes else []
    return _("{hours} a week").format(hours=" ".join(words)) if words else _("No hours yet")


def by_another_clock(
    kept: Iterable[Stretch], zone: ZoneInfo, reader: ZoneInfo, week: date
) -> tuple[Stretch, ...]:
    """The stretches of `zone` as a clock in `reader` shows them in the week of a day.

    Times that the clock change of that week skips or repeats are read as the earlier of their two meanings.
    """
    monday = datetime.combine(week - timedelta(days=week.weekday()), datetime.min.time())
    moved: list[Stretch] = []
    for stretch in kept:
        at = monday + timedelta(days=stretch.weekday)
        start, end = (
            (at + timedelta(minutes=minute)).replace(tzinfo=zone).astimezone(reader).replace(tzinfo=None)
            for minute in (stretch.start, stretch.end)
        )
        while start < end:
            until = min(end, datetime.combine(start.date() + timedelta(days=1), datetime.min.time()))
            first = start.hour * 60 + start.minute
            moved.append(Stretch(start.weekday(), first, first + int((until - start).total_seconds()) // 60))
            start = until
    days: dict[int, list[tuple[int, int]]] = {}
    for stretch in moved:
        days.setdefault(stretch.weekday, []).append((stretch.start, stretch.end))
    return tuple(Stretch(day, *piece) for day in sorted(days) for piece in _joined(days[day]))
