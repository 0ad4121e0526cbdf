"""What was asked on the command line. Light to import: `--help` loads no engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

WEEKS = 39
"""Weeks that a program lasts if neither its type nor anybody says."""


class Program(StrEnum):
    """The program types, as typed; `cairn.matching.PROGRAM_TYPES` has what each means."""

    CAREER = "career"
    LEADERSHIP = "leadership"
    TRANSITION = "transition"
    JOINER = "joiner"
    REVERSE = "reverse"
    PEER = "peer"
    CIRCLE = "circle"
    FLASH = "flash"

    @property
    def weeks(self) -> int:
        """How many weeks such a program usually lasts."""
        return _WEEKS.get(self, 26)


_WEEKS = {Program.CAREER: 39, Program.LEADERSHIP: 39, Program.JOINER: 13, Program.FLASH: 4}


class Order(StrEnum):
    """What comes first, as typed; the words of `cairn.matching.First`."""

    EVERYONE = "everyone"
    TOTAL = "total"
    WEAKEST = "weakest"


class Kind(StrEnum):
    """What is made of the people."""

    PAIRS = "pairs"
    RANKED = "ranked"
    CIRCLES = "circles"
    PEERS = "peers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Everything that was asked. `floor` is in points; `None` is the default of the program type."""

    mentees: Path
    mentors: Path
    start: date
    weeks: int
    pairs: Path | None = None
    forbid: Path | None = None
    program: Program | None = None
    first: Order = Order.EVERYONE
    floor: int | None = None
    ranked: bool = False
    out: Path | None = None
    overwrite: bool = False
    explain: str | None = None
    compare: bool = False
    reasons: bool = False
    skip_bad_rows: bool = False
    round: str = ""
    quiet: bool = False

    @property
    def kind(self) -> Kind:
        """What is made of the people."""
        if self.program is Program.CIRCLE:
            return Kind.CIRCLES
        if self.program is Program.PEER:
            return Kind.PEERS
        return Kind.RANKED if self.ranked else Kind.PAIRS


def monday(today: date) -> date:
    """The Monday of a day's week."""
    return today - timedelta(days=today.weekday())
