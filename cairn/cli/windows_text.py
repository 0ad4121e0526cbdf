"""Reading meeting times as people write them: 'Mon 9:00-12:00; Tue-Thu 14-17'."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from itertools import product

from cairn.matching.windows import DAY_MINUTES, Span

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
OVER_MIDNIGHT = 8 * 60
"""How long, in minutes, a window that ends before it starts may last to be taken as over midnight."""

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = (
    ("mo", "mon"),
    ("tu", "tue", "tues"),
    ("we", "wed", "weds"),
    ("th", "thu", "thur", "thurs"),
    ("fr", "fri"),
    ("sa", "sat"),
    ("su", "sun"),
)
_WEEK = {
    "weekdays": range(5),
    "weekday": range(5),
    "workdays": range(5),
    "weekends": range(5, 7),
    "weekend": range(5, 7),
    "daily": range(7),
    "everyday": range(7),
}
_DAY = {
    word: weekday
    for weekday, (name, short) in enumerate(zip(_NAMES, _SHORT, strict=True))
    for word in (name, f"{name}s", *short)
}
_CLOCK = {"noon": 12 * 60, "midnight": 0}
_FILLERS = frozenset({"from", "at", "on", "every", "h", "hrs", "uhr", "oclock"})
_TO = frozenset({"to", "until", "till", "through"})
_AND = frozenset({"and", "or"})

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})|(?P<packed>\d{2}))?(?!\d)\s*(?P<half>[ap]\.?\s?m\b\.?)?
    | (?P<dash>[-‐-―−~]+)
    | (?P<separator>[,;/&+|:\n.()]+)
    | (?P<word>[^\W\d_]+)
    | (?P<other>\S)
    )""",
    re.VERBOSE,
)


class BadWindows(ValueError):
    """Meeting times that cannot be understood; the message says what to write."""


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time as written: minutes after midnight, and 'a', 'p' or nothing for its half of the day."""

    minutes: int
    half: str
    text: str

    def readings(self, other: str) -> list[int]:
        """What it may mean: where the other end of the window says am or pm, this may be either half."""
        hours, minutes = divmod(self.minutes, 60)
        if self.half:
            return [hours % 12 * 60 + minutes + (12 * 60 if self.half == "p" else 0)]
        if other and 1 <= hours <= 12:
            return [hours % 12 * 60 + minutes, (hours % 12 + 12) * 60 + minutes]
        return [self.minutes]


_Token = tuple[str, object, str]


def parse_windows(text: str) -> tuple[Span, ...]:
    """The stretches of a week that a text names, in its order.

    Days are names, short names, ranges ('Tue-Thu'), lists, 'weekdays', 'weekends' or 'daily'. Hours are
    '9', '9:30', '9.30', '14:00', '0930', '2pm', 'noon' or 'midnight', and several may follow one day. A
    window that ends before it starts runs over midnight if it lasts at most 8 hours, and is split there.

    Raises `BadWindows` with everything that is wrong, one sentence after the other.
    """
    reader = _Reader()
    wrong = []
    for part in re.split(r"[;\n]+", text):
        if part.strip():
            try:
                reader.read(part.strip())
            except BadWindows as error:
                wrong.append(str(error))
    if wrong:
        raise BadWindows(" ".join(wrong))
    if not reader.spans:
        raise BadWindows("No times are named. Write such as 'Mon 9:00-12:00; Tue-Thu 14-17'.")
    return tuple(reader.spans)


@dataclass(slots=True)
class _Reader:
    """Reads one part after the other; a part without a day belongs to the days before it."""

    days: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def read(self, part: str) -> None:
        tokens = _tokens(part)
        place = 0
        while place < len(tokens):
            days, place = _days(tokens, place)
            if days:
                self.days = days
            if not self.days:
                raise BadWindows(f"'{part}' names no day. Begin with one, such as 'Mon 9:00-12:00'.")
            windows, place = _windows(tokens, place, part)
            if not windows:
                raise BadWindows(
                    f"'{part}' names no hours. Write them after the day, as in 'Mon 9:00-12:00'."
                )
            for (start, end), weekday in product(windows, self.days):
                self.spans.extend(_spans(weekday, start, end, part))


def _tokens(part: str) -> list[_Token]:
    """The words of a part: days, clock times, dashes; separators and fillers are left out."""
    tokens: list[_Token] = []
    # An 'every day' is a 'daily', and a date that a spreadsheet made of '9-12' is neither day nor time.
    for found in _TOKEN.finditer(re.sub(r"\b(every|any|all)\s+days?\b", "daily", part.lower())):
        kind = found.lastgroup
        text = found[0].strip()
        if found["hour"] is not None:
            tokens.append(("time", _clock(found, part), text))
        elif kind == "dash":
            tokens.append(("dash", None, text))
        elif kind == "word":
            token = _word(text, part)
            if token is not None:
                tokens.append(token)
        elif kind == "other":
            raise BadWindows(
                f"'{part}' has the sign '{text}', which is no part of days and hours. Delete it."
            )
    return tokens


def _word(text: str, part: str) -> _Token | None:
    if text in _DAY:
        return ("day", range(_DAY[text], _DAY[text] + 1), text)
    if text in _WEEK:
        return ("day", _WEEK[text], text)
    if text in _CLOCK:
        return ("time", _Clock(_CLOCK[text], "", text), text)
    if text in _TO:
        return ("dash", None, text)
    if text in _FILLERS or text in _AND:
        return None
    near = difflib.get_close_matches(text, [*_NAMES, *_DAY, *_WEEK], n=1, cutoff=0.6)
    hint = "Write days and hours, such as 'Mon 9-12'."
    if near:
        hint = f"Did you mean '{_NAMES[_DAY[near[0]]].capitalize() if near[0] in _DAY else near[0]}'?"
    raise BadWindows(f"'{text}' in '{part}' is no day. {hint}")


def _clock(found: re.Match[str], part: str) -> _Clock:
    text = found[0].strip()
    hour, minute = int(found["hour"]), int(found["minute"] or found["packed"] or 0)
    half = (found["half"] or "")[:1]
    if minute > 59 or hour > 24 or (hour == 24 and minute) or (half and not 1 <= hour <= 12):
        raise BadWindows(f"'{text}' in '{part}' is no time of day. Write 0:00 to 24:00, or 1am to 12pm.")
    return _Clock(hour * 60 + minute, half, text)


def _days(tokens: list[_Token], place: int) -> tuple[list[int], int]:
    """The days from a place on, ranges filled in, and the place after them."""
    days: list[int] = []
    while place < len(tokens) and tokens[place][0] in {"day", "dash"}:
        kind, value, _ = tokens[place]
        if kind == "day" and isinstance(value, range):
            first = value
            if [token[0] for token in tokens[place + 1 : place + 3]] == ["dash", "day"]:
                last = tokens[place + 2][1]
                assert isinstance(last, range)
                length = (last[-1] - first[0]) % 7 + 1
                days.extend((first[0] + step) % 7 for step in range(length))
                place += 2
            else:
                days.extend(first)
        place += 1
    return list(dict.fromkeys(days)), place


def _windows(tokens: list[_Token], place: int, part: str) -> tuple[list[tuple[int, int]], int]:
    """The windows from a place on, in minutes after midnight, and the place after them."""
    windows = []
    while place < len(tokens) and tokens[place][0] == "time":
        start = tokens[place][1]
        if [token[0] for token in tokens[place + 1 : place + 3]] != ["dash", "time"]:
            raise BadWindows(f"'{part}' has a time without an end. Write both, such as '9:00-12:00'.")
        end = tokens[place + 2][1]
        assert isinstance(start, _Clock)
        assert isinstance(end, _Clock)
        windows.append(_shortest(start, end, part))
        place += 3
    return windows, place


def _shortest(start: _Clock, end: _Clock, part: str) -> tuple[int, int]:
    """Start and end; where only one says am or pm, the other is the half that makes the window shortest."""
    readings = product(start.readings(end.half), end.readings(start.half))
    begin, finish = min(readings, key=lambda both: (both[1] - both[0] - 1) % DAY_MINUTES)
    if begin == DAY_MINUTES:
        raise BadWindows(f"'{start.text}' in '{part}' is no start. Write 0:00 for the first minute of a day.")
    return begin, finish


def _spans(weekday: int, start: int, end: int, part: str) -> list[Span]:
    """A window on one day; split where it runs over midnight."""
    if start == end:
        raise BadWindows(f"'{part}' ends when it begins. Write a later end; a whole day is 0:00-24:00.")
    if end > start:
        return [Span(weekday, start, end)]
    if end == 0:
        return [Span(weekday, start, DAY_MINUTES)]
    if end - start + DAY_MINUTES > OVER_MIDNIGHT:
        day, after = DAYS[weekday], DAYS[(weekday + 1) % 7]
        # '9-5' is meant as 9 to 17; '17:00-9:00' has its ends the wrong way round.
        meant = (start, end + DAY_MINUTES // 2) if start <= DAY_MINUTES // 2 else (end, start)
        raise BadWindows(
            f"'{part}' ends before it starts. Write {day} {clock(meant[0])}-{clock(meant[1])}, or, if it "
            f"runs over midnight, {day} {clock(start)}-24:00; {after} 0:00-{clock(end)}."
        )
    return [Span(weekday, start, DAY_MINUTES), Span((weekday + 1) % 7, 0, end)]


def clock(minutes: int) -> str:
    """Minutes after midnight as people write them.

    >>> clock(545), clock(1440)
    ('9:05', '24:00')
    """
    return f"{minutes // 60}:{minutes % 60:02}"
