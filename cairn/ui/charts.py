"""What a chart shows: plain values, which `{% chart %}` draws and lists as a table.

A heading says the finding ("Nine meetings in ten happen as agreed"), not the subject. Numbers about groups of
fewer than five people never get here: a row about them is `None`, and shows a dashed box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Shade = Literal["0", "1", "2", "open", "attention", "slow", "paused", "done"]
Table = tuple[Sequence[Any], Sequence[Sequence[Any]]]


def shown(number: float | None, unit: str = "", decimals: int = 0, signed: bool = False) -> str:
    """A number as it stands in a chart, with a real minus sign; nothing for None."""
    if number is None:
        return ""
    text = f"{number:+.{decimals}f}" if signed else f"{number:.{decimals}f}"
    return text.replace("-", "−") + unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What all charts have: the finding, what is measured, and about how many people."""

    heading: Any
    lede: Any = ""
    note: Any = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """One answer before and now."""

    label: Any
    before: float
    now: float
    is_strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Chart):
    """Before and now on one scale: a ring, a line, a dot."""

    rows: tuple[Moved, ...]
    low: float
    high: float
    before_word: Any
    now_word: Any
    decimals: int = 1

    def table(self) -> Table:
        """Head and rows."""
        return (
            ("", self.before_word, self.now_word),
            [
                (row.label, shown(row.before, "", self.decimals), shown(row.now, "", self.decimals))
                for row in self.rows
            ],
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line over time; fewer values than moments means that the rest is still to come."""

    label: Any
    values: tuple[float, ...]
    is_strong: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Chart):
    """One or two lines over time, with what was hoped for dashed."""

    moments: tuple[Any, ...]
    lines: tuple[Line, ...]
    low: float
    high: float
    unit: str = "%"
    decimals: int = 0
    hoped: float | None = None
    hoped_words: Any = ""
    remark_at: int | None = None
    remark: Any = ""

    def table(self) -> Table:
        """Head and rows."""
        return (
            ("", *(line.label for line in self.lines)),
            [
                (
                    moment,
                    *(
                        shown(line.values[index], self.unit, self.decimals)
                        if index < len(line.values)
                        else ""
                        for line in self.lines
                    ),
                )
                for index, moment in enumerate(self.moments)
            ],
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A group on two measures; None where it has fewer than five people."""

    label: Any
    people: int | None
    first: float | None
    second: float | None = None
    is_exception: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups(Chart):
    """Groups beside each other; the band is the program as a whole."""

    rows: tuple[Group, ...]
    low: float
    high: float
    first_word: Any
    second_word: Any = ""
    band: tuple[float, float] | None = None
    unit: str = "%"
    too_few: Any = "fewer than five people"

    def table(self) -> Table:
        """Head and rows."""
        head = ("", "", self.first_word, *([self.second_word] if self.second_word else []))
        return (
            head,
            [
                (row.label, self.too_few, *("" for _ in head[2:]))
                if row.people is None
                else (
                    row.label,
                    row.people,
                    shown(row.first, self.unit),
                    *([shown(row.second, self.unit)] if self.second_word else []),
                )
                for row in self.rows
            ],
        )


@dataclass(frozen=True, slots=True)
class Bar:
    """A length; `wanted` is the dashed part, what is wanted or was hoped for."""

    label: Any
    value: float
    words: Any = ""
    wanted: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Chart):
    """Lengths beside each other, each with its own number."""

    rows: tuple[Bar, ...]
    value_word: Any = ""

    def table(self) -> Table:
        """Head and rows."""
        return ("", self.value_word), [(row.label, row.words or shown(row.value)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Part:
    """So many of a kind, each one stone."""

    label: Any
    count: int
    shade: Shade


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally(Chart):
    """One stone for each: people, pairs or goals."""

    parts: tuple[Part, ...]
    count_word: Any = ""
    has_words: bool = field(default=True)

    def table(self) -> Table:
        """Head and rows."""
        return ("", self.count_word), [(part.label, part.count) for part in self.parts]
