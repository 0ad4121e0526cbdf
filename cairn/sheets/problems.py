"""What is wrong in a sheet, said so that somebody can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """The row, or the whole sheet where no row can be read, is not usable as it stands."""

    WARNING = "warning"
    """The row is used; the message says how it was understood."""


@dataclass(frozen=True, slots=True)
class RowError:
    """One problem: where it stands, and what to do about it.

    `sheet` is the name of the file (and of the worksheet where a workbook has several). `line` is the row
    as a spreadsheet program numbers it, from 1 for the first row of the file; `None` for the whole sheet.
    `column` is the heading as the file has it, or a letter such as 'F' where there is none.
    """

    sheet: str
    line: int | None
    column: str | None
    message: str
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether it is more than a warning."""
        return self.severity is Severity.ERROR

    @property
    def place(self) -> str:
        """Where it stands, such as "mentees.csv, row 4, column 'Seats'"."""
        line = "" if self.line is None else f", row {self.line}"
        column = "" if self.column is None else f", column '{self.column}'"
        return f"{self.sheet}{line}{column}"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"
