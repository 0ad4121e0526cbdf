"""A sheet that was read: its rows, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cairn.sheets.problems import RowError, Severity


class Row(Mapping[str, str]):
    """One row: the text of each column by its key, '' where the cell or the column is not there.

    `line` is the row as a spreadsheet program numbers it. Asking for a column that no sheet of this kind
    has raises `KeyError`.
    """

    __slots__ = ("_cells", "_keys", "line")

    def __init__(self, line: int, cells: Mapping[str, str], keys: Mapping[str, str]) -> None:
        self.line = line
        self._cells = cells
        self._keys = keys

    def __getitem__(self, key: str) -> str:
        cell = self._cells.get(key)
        if cell is not None:
            return cell
        if key in self._keys:
            return ""
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __repr__(self) -> str:
        return f"Row({self.line}, {dict(self._cells)!r})"


@dataclass(frozen=True)
class Sheet:
    """What was read from one sheet.

    `name` is what problems call it. `titles` has the heading of every column by its key: as the file
    writes it, or the column's own title where the file has none. `found` are the keys of the columns that
    the file has, in its order. `broken`: no row should be used. `encoding` and `delimiter` say how a CSV
    file was understood and are empty for a workbook.
    """

    name: str
    rows: tuple[Row, ...] = ()
    problems: tuple[RowError, ...] = ()
    broken: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)
    found: tuple[str, ...] = ()
    worksheet: str = ""
    encoding: str = ""
    delimiter: str = ""

    @cached_property
    def errors(self) -> tuple[RowError, ...]:
        """Everything that has to be mended."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @cached_property
    def warnings(self) -> tuple[RowError, ...]:
        """Everything that was read in a way which somebody should know of."""
        return tuple(problem for problem in self.problems if not problem.is_error)

    @cached_property
    def good_rows(self) -> tuple[Row, ...]:
        """The rows without an error; none if the sheet as a whole is broken."""
        if self.broken:
            return ()
        bad = {problem.line for problem in self.errors}
        return tuple(row for row in self.rows if row.line not in bad)

    def error(self, row: Row | int | None, key: str | None, message: str) -> RowError:
        """An error of this sheet in a row and a column, for readers that know what the cells mean."""
        return self._problem(row, key, message, Severity.ERROR)

    def warning(self, row: Row | int | None, key: str | None, message: str) -> RowError:
        """A warning of this sheet in a row and a column."""
        return self._problem(row, key, message, Severity.WARNING)

    def _problem(self, row: Row | int | None, key: str | None, message: str, severity: Severity) -> RowError:
        line = row.line if isinstance(row, Row) else row
        column = None if key is None else self.titles.get(key, key)
        return RowError(self.name, line, column, message, severity)
