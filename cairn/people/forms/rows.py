"""Questions that are answered in rows: the hours of a week, and the moves of a working life.

Buttons of the page add a row, take one away, copy a day, or put in hours that many people keep. They work
without JavaScript: each sends the whole form, and what was typed comes back with the change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from cairn.foundation.writing import CannotBeDone
from cairn.people.rules import choices
from cairn.people.rules.choices import Move
from cairn.people.rules.windows import (
    DAYS,
    PRESETS,
    WORKDAYS,
    Stretch,
    check_stretch,
    clock_of,
    minute_of,
    over_midnight,
)


@dataclass(slots=True)
class HoursRow:
    """One stretch of a day as it was typed, and what is wrong with it."""

    weekday: int
    start: str = ""
    end: str = ""
    error: str = ""
    wrong_start: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.start and not self.end

    @property
    def is_over(self) -> bool:
        """Whether it runs over midnight into the next day."""
        return bool(self.start and self.end and not self.error and "00:00" != self.end < self.start)


@dataclass(slots=True)
class HoursForm:
    """The hours of a week, a list of rows a day."""

    rows: list[HoursRow] = field(default_factory=list)

    @classmethod
    def filled(cls, windows: Sequence[Stretch]) -> HoursForm:
        """What stands, as it would be typed."""
        return cls([_row(stretch) for stretch in over_midnight(windows)])

    @classmethod
    def typed(cls, data: QueryDict) -> HoursForm:
        """What was typed: `from-0-1` is the start of Monday's second row."""
        rows = []
        for name in data:
            found = re.fullmatch(r"from-([0-6])-(\d{1,2})", name)
            if found:
                end = data.get(f"to-{found[1]}-{found[2]}", "")
                rows.append(HoursRow(int(found[1]), (data.get(name) or "").strip()[:8], end.strip()[:8]))
        return cls(rows)

    def of(self, weekday: int) -> list[HoursRow]:
        """The rows of a day; a day without any has an empty one to type into."""
        return [row for row in self.rows if row.weekday == weekday] or [HoursRow(weekday)]

    def stretches(self) -> tuple[Stretch, ...]:
        """What was typed as stretches; wrong rows are told what is wrong and left out."""
        found = []
        for row in self.rows:
            if row.is_empty:
                continue
            stretch = _stretch(row)
            if stretch is not None:
                found.append(stretch)
        return tuple(found)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """The id of each wrong field, and what is wrong."""
        found = []
        for weekday, day in enumerate(DAYS):
            for number, row in enumerate(self.of(weekday)):
                if row.error:
                    part = "from" if row.wrong_start else "to"
                    found.append((f"{part}-{weekday}-{number}", f"{day}: {row.error}"))
        return found

    def add(self, weekday: int) -> None:
        """One more empty row for a day."""
        if not any(row.weekday == weekday for row in self.rows):
            self.rows.append(HoursRow(weekday))
        self.rows.append(HoursRow(weekday))

    def drop(self, weekday: int, number: int) -> None:
        """Takes a row away."""
        of_day = [row for row in self.rows if row.weekday == weekday]
        if number < len(of_day):
            self.rows.remove(of_day[number])

    def copy(self, weekday: int) -> None:
        """Gives the other workdays the hours of this day; a day of the weekend, the other one."""
        targets = [day for day in (WORKDAYS if weekday in WORKDAYS else (5, 6)) if day != weekday]
        source = [row for row in self.rows if row.weekday == weekday and not row.is_empty]
        kept = [row for row in self.rows if row.weekday not in targets]
        self.rows = kept + [HoursRow(day, row.start, row.end) for day in targets for row in source]

    def put_in(self, preset: str) -> None:
        """Adds hours that many people keep."""
        for known in PRESETS:
            if known.name == preset:
                self.rows = [row for row in self.rows if not row.is_empty]
                self.rows += [_row(stretch) for stretch in known.stretches]

    def clear(self) -> None:
        """Takes everything away."""
        self.rows = []


def _row(stretch: Stretch) -> HoursRow:
    return HoursRow(stretch.weekday, clock_of(stretch.start), clock_of(stretch.end))


def _stretch(row: HoursRow) -> Stretch | None:
    try:
        row.wrong_start = True
        start = minute_of(row.start) if row.start else None
        if start is None:
            raise CannotBeDone(_("Choose a start before {end}").format(end=row.end))
        if start % 15:
            raise CannotBeDone(_("Choose full or quarter hours, such as 09:00 or 09:15."))
        row.wrong_start = False
        if not row.end:
            raise CannotBeDone(_("Choose an end after {start}").format(start=row.start))
        stretch = Stretch(row.weekday, start, minute_of(row.end))
        check_stretch(stretch)
    except ValueError:
        row.error = _("Write a time, like 15:30")
    except CannotBeDone as refusal:
        row.error = refusal.reason
    else:
        row.error = ""
        return stretch
    return None


@dataclass(slots=True)
class MoveRow:
    """One move as it was typed, and what is wrong with it."""

    origin: str = ""
    destination: str = ""
    year: str = ""
    error: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.origin or self.destination or self.year)


@dataclass(slots=True)
class MovesForm:
    """The moves that somebody has made, a row each, and the one they would like to make."""

    rows: list[MoveRow] = field(default_factory=list)
    wanted: MoveRow = field(default_factory=MoveRow)

    @classmethod
    def filled(cls, answers: Mapping[str, Any]) -> MovesForm:
        """What stands, in words."""
        rows = [
            MoveRow(_place(move.origin), _place(move.destination), str(move.year or ""))
            for move in answers["moves"]
        ]
        wanted = answers["move_wanted"] or ("", "")
        return cls(rows, MoveRow(_place(wanted[0]), _place(wanted[1])))

    @classmethod
    def typed(cls, data: QueryDict) -> MovesForm:
        """What was typed: `origin-0`, `destination-0`, `year-0`, and so on."""
        numbers = sorted(int(name[7:]) for name in data if re.fullmatch(r"origin-\d{1,2}", name))
        rows = [
            MoveRow(*(data.get(f"{part}-{number}", "") for part in ("origin", "destination", "year")))
            for number in numbers
        ]
        return cls(rows, MoveRow(data.get("wanted-origin", ""), data.get("wanted-destination", "")))

    @property
    def shown(self) -> list[MoveRow]:
        """The rows to draw: at least one to type into."""
        return self.rows or [MoveRow()]

    def answers(self, this_year: int) -> dict[str, Any]:
        """What was typed, for the action; wrong rows are told what is wrong and left out."""
        moves = [move for row in self.rows if (move := _move(row, this_year)) is not None]
        return {"moves": tuple(moves), "move_wanted": (self.wanted.origin, self.wanted.destination)}

    @property
    def errors(self) -> list[tuple[str, str]]:
        """The id of each wrong field, and what is wrong."""
        found = [(f"origin-{number}", row.error) for number, row in enumerate(self.shown) if row.error]
        return found + ([("wanted-origin", self.wanted.error)] if self.wanted.error else [])

    def refuse(self, refusal: CannotBeDone) -> None:
        """Puts what an action refused where it belongs."""
        row = self.wanted if refusal.field == "move_wanted" else self.shown[-1]
        row.error = refusal.reason
        if row is not self.wanted and row not in self.rows:
            self.rows.append(row)

    def add(self) -> None:
        """One more empty row."""
        self.rows = [*self.shown, MoveRow()]

    def drop(self, number: int) -> None:
        """Takes a row away."""
        self.rows = [row for at, row in enumerate(self.rows) if at != number]


def _place(key: str) -> str:
    return choices.word_name("place", key) if key else ""


def _move(row: MoveRow, this_year: int) -> Move | None:
    if row.is_empty:
        return None
    try:
        year = int(row.year) if row.year.strip() else None
        move = Move(row.origin, row.destination, year)
        choices.clean_moves([move], this_year=this_year)
    except ValueError:
        row.error = _("Write a year, like {year}").format(year=this_year)
    except CannotBeDone as refusal:
        row.error = refusal.reason
    else:
        return move
    return None


def week_bars(windows: Iterable[Stretch]) -> dict[str, Any]:
    """What the drawing of a week needs: the hours at its edges, marks, and bars a day in percent."""
    kept = tuple(windows)
    first = min([8, *(stretch.start // 60 for stretch in kept)])
    last = max([18, *(-(-stretch.end // 60) for stretch in kept)])
    length = (last - first) * 60

    def percent(minute: int) -> str:
        return f"{(minute - first * 60) / length * 100:.2f}"

    days = []
    for weekday, day in enumerate(DAYS):
        of_day = [stretch for stretch in kept if stretch.weekday == weekday]
        if weekday > 4 and not of_day:
            continue
        days.append(
            {
                "word": str(day)[:3],
                "day": day,
                "spoken": ", ".join(f"{clock_of(one.start)}–{clock_of(one.end)}" for one in of_day),
                "bars": [
                    {"x": percent(one.start), "width": f"{(one.end - one.start) / length * 100:.2f}"}
                    for one in of_day
                ],
            }
        )
    step = 4 if last - first <= 14 else 6
    marks = [{"hour": hour, "x": percent(hour * 60)} for hour in range(first, last + 1) if hour % step == 0]
    return {"days": days, "marks": marks}
