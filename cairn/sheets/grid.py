"""What a file holds before anybody asks what its columns mean: rows of text, and what was wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from cairn.sheets.problems import Severity


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a sheet may be. Sizes in bytes; `rows` without the headings; `cell` in characters."""

    file: int = 5_000_000
    unpacked: int = 50_000_000
    parts: int = 200
    rows: int = 20_000
    columns: int = 100
    cell: int = 32_767


LIMITS = Limits()
"""The limits of every sheet that comes from outside."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem by position: `line` from 1, `column` from 0, `None` where it is not one row or column."""

    message: str
    line: int | None = None
    column: int | None = None
    severity: Severity = Severity.ERROR


@dataclass(slots=True)
class Grid:
    """The filled rows of a sheet, each with its line; empty rows are left out.

    `worksheet` is the name of the worksheet where a workbook has several. `ragged`: a row longer than the
    headings was probably torn by a stray separator. `broken`: nothing of it should be used.
    """

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    worksheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    ragged: bool = False
    broken: bool = False

    def add(self, line: int, cells: list[str], limits: Limits) -> bool:
        """Take in a row, unless it is empty; says whether there is room for more."""
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            return True
        if len(cells) > limits.columns:
            self.refuse(
                f"The row has more than {limits.columns:,} columns. Delete those that are not needed "
                "(also hidden ones), and read it again.",
                line,
            )
            return False
        if len(self.rows) > limits.rows:
            self.refuse(
                f"The sheet has more than {limits.rows:,} rows below its headings, the most that can be "
                "read. Split it into several files.",
                line,
            )
            return False
        self.rows.append((line, cells))
        return True

    def refuse(self, message: str, line: int | None = None) -> None:
        """Nothing of this sheet can be used, for the reason that the message gives."""
        self.flaws.append(Flaw(message, line))
        self.broken = True


class Unreadable(Exception):
    """The file as a whole cannot be read; the message says what to do."""
