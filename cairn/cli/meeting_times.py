"""Reading when somebody can meet: the windows of a week and the zone whose clock they follow."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from cairn.cli.answer import Answer
from cairn.cli.windows_text import BadWindows, parse_windows
from cairn.cli.wordings import either
from cairn.cli.zones import find_zone, nearest_zones
from cairn.matching.windows import Availability, Span, availability


def half_way(start: date, weeks: int) -> date:
    """A day of the week half-way through a program of so many weeks. Raises `ValueError` below one week."""
    if weeks < 1:
        raise ValueError(f"A program lasts at least one week, not {weeks}.")
    return start + timedelta(days=weeks * 7 // 2)


class MeetingTimes:
    """Reads meeting times for two weeks of a program, around the days `start` and `middle`."""

    def __init__(self, start: date, middle: date) -> None:
        self._start = start
        self._middle = middle
        self._zones: dict[str, ZoneInfo | None] = {}
        self._seen: dict[tuple[str, str], Availability] = {}

    def read(self, windows: Answer, zone: Answer) -> Availability | None:
        """The half hours in which somebody can meet; None without an answer."""
        spans = self._spans(windows)
        where = self._zone(zone) if zone.text else None
        if not windows.text:
            return None
        if not zone.text:
            zone.error(
                f"The cell is empty, but '{windows.heading}' is filled. Name the zone of these times, such "
                "as Europe/Berlin."
            )
        if not spans or where is None:
            return None
        free = self._availability(windows.text, spans, where)
        if not free.minutes:
            windows.error(
                f"'{windows.text}' has no whole half hour, counted from the full or the half hour. Write "
                "longer times, or leave the cell empty for no answer."
            )
            return None
        return free

    def _availability(self, text: str, spans: tuple[Span, ...], zone: ZoneInfo) -> Availability:
        place = (text, zone.key)
        if place not in self._seen:
            self._seen[place] = availability(spans, zone, self._start, self._middle)
        return self._seen[place]

    def _spans(self, windows: Answer) -> tuple[Span, ...]:
        if not windows.text:
            return ()
        try:
            return parse_windows(windows.text)
        except BadWindows as error:
            windows.error(str(error))
            return ()

    def _zone(self, answer: Answer) -> ZoneInfo | None:
        text = answer.text
        if text not in self._zones:
            self._zones[text] = find_zone(text)
        zone = self._zones[text]
        if zone is None:
            near = nearest_zones(text)
            hint = (
                f"Did you mean {either(near)}?"
                if near
                else "Write a region and a city, such as Europe/Berlin."
            )
            answer.error(f"'{text}' is no time zone. {hint}")
        return zone
