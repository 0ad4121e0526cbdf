"""One cell of one person, and a place to say what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.cli.directory import Entry
from cairn.sheets import RowError


@dataclass(frozen=True, slots=True)
class Answer:
    """The cell of a person in the column `key`; problems are added to `problems`."""

    entry: Entry
    key: str
    problems: list[RowError]

    @property
    def text(self) -> str:
        """What the cell holds, '' where it is empty or the sheet has no such column."""
        return self.entry.row[self.key]

    @property
    def heading(self) -> str:
        """The heading of the column, as the file has it."""
        return self.entry.sheet.titles.get(self.key, self.key)

    def error(self, message: str) -> None:
        """The cell cannot be used; the message says what to do."""
        self.problems.append(self.entry.sheet.error(self.entry.row, self.key, message))

    def warn(self, message: str) -> None:
        """The cell was used; the message says how."""
        self.problems.append(self.entry.sheet.warning(self.entry.row, self.key, message))
