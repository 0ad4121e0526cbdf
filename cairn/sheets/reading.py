"""Reading a sheet: a file in, rows by column out, with everything that is wrong said at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cairn.sheets import csv_text, xlsx
from cairn.sheets.columns import Column, Headings, Matcher, letter, nearest
from cairn.sheets.grid import LIMITS, Flaw, Grid, Limits, Unreadable
from cairn.sheets.problems import RowError, Severity
from cairn.sheets.sheet import Row, Sheet
from cairn.sheets.source import Kind, kind_of, take_in

_BLANK = " \t\r\n\f\v\u00a0\u2007\u202f\u200b\ufeff"


def read(
    source: str | Path | bytes,
    *,
    columns: Sequence[Column],
    name: str | None = None,
    sheet: str | None = None,
    prefer: str | None = None,
    trim: bool = True,
    warn_unknown: bool = True,
    limits: Limits = LIMITS,
) -> Sheet:
    """Read a CSV or XLSX sheet whose headings are among `columns`.

    `source` is a path, or the bytes of a file with its `name`. Of a workbook, `sheet` names the worksheet
    to read, `prefer` one to read if it is there; without either it is the first that can be seen. `trim`
    takes the spaces around every value away. `warn_unknown`: whether columns that are not among `columns` are
    worth a warning.

    Never raises for what a file holds: whatever is wrong is among the `problems` of the sheet, all of it,
    and rows without an error are among its `good_rows`. Raises `ValueError` if bytes come without a name
    or two columns share a heading.
    """
    if isinstance(source, bytes):
        if not name:
            raise ValueError("bytes need the name of the file that they came from")
    else:
        source = Path(source)
        name = name or source.name or str(source)
    matcher = Matcher(columns)
    try:
        data = source if isinstance(source, bytes) else take_in(source, limits)
        if kind_of(data, source.name if isinstance(source, Path) else name, limits) is Kind.WORKBOOK:
            grid = xlsx.parse(data, limits, sheet, prefer)
        else:
            grid = csv_text.parse(data, matcher, limits)
    except Unreadable as error:
        return Sheet(name, problems=(RowError(name, None, None, str(error)),), broken=True)
    if grid.worksheet:
        name = f"{name}, sheet '{grid.worksheet}'"
    return _Reader(name, grid, columns, matcher, trim, warn_unknown).sheet()


class _Reader:
    """Turns a grid into a sheet, and its flaws into problems."""

    def __init__(
        self,
        name: str,
        grid: Grid,
        columns: Sequence[Column],
        matcher: Matcher,
        trim: bool,
        warn_unknown: bool,
    ) -> None:
        self.name = name
        self.grid = grid
        self.columns = columns
        self.trim = trim
        self.warn_unknown = warn_unknown
        self.problems: list[RowError] = []
        self.broken = grid.broken
        first, cells = grid.rows[0] if grid.rows else (1, [])
        self.first = first
        self.headings = matcher.match(cells)

    def sheet(self) -> Sheet:
        """The sheet, with its problems in the order of the rows."""
        for flaw in self.grid.flaws:
            self._take_over(flaw)
        rows: tuple[Row, ...] = ()
        if not self.grid.rows:
            if not self.broken:
                self._refuse("The sheet is empty. The first row must hold the names of the columns.", None)
        elif self._check_headings():
            rows = self._rows()
            self._check_rows(rows)
        self.problems.sort(key=lambda problem: problem.line or 0)
        return Sheet(
            name=self.name,
            rows=rows,
            problems=tuple(self.problems),
            broken=self.broken,
            titles=self._titles(),
            found=tuple(key for key in self.headings.keys if key is not None),
            worksheet=self.grid.worksheet,
            encoding=self.grid.encoding,
            delimiter=self.grid.delimiter,
        )

    def _say(
        self, message: str, line: int | None, column: str | None = None, severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(RowError(self.name, line, column, message, severity))

    def _refuse(self, message: str, line: int | None, column: str | None = None) -> None:
        self.broken = True
        self._say(message, line, column)

    def _take_over(self, flaw: Flaw) -> None:
        column = None if flaw.column is None else self.headings.named(flaw.column)
        if flaw.line == self.first and flaw.column is not None:
            # What a wrong heading stands for is anybody's guess.
            self.broken |= flaw.severity is Severity.ERROR
            column = letter(flaw.column)
        self._say(flaw.message, flaw.line, column, flaw.severity)

    def _titles(self) -> dict[str, str]:
        titles = {column.key: column.title for column in self.columns if not column.family}
        pairs = zip(self.headings.keys, self.headings.names, strict=True)
        return titles | {key: heading for key, heading in pairs if key is not None}

    def _check_headings(self) -> bool:
        """Whether any heading is known at all; says what is wrong with the others."""
        headings = self.headings
        if not any(headings.keys):
            some = ", ".join(f"'{column.title}'" for column in self.columns[:4])
            self._refuse(
                "No column name is known here. The first row must hold the names of the columns, such as "
                f"{some}.",
                self.first,
            )
            return False
        for position, earlier in headings.doubles:
            self._refuse(
                f"The columns '{headings.names[earlier]}' ({letter(earlier)}) and "
                f"'{headings.names[position]}' ({letter(position)}) mean the same. Keep one of them.",
                self.first,
                headings.names[position],
            )
        for position in headings.unknown if self.warn_unknown else ():
            self._say(
                self._unknown(headings, position), self.first, headings.names[position], Severity.WARNING
            )
        for column in self.columns:
            if column.required and headings.where(column.key) is None:
                self._refuse(f"The column '{column.title}' is missing. Add it.", self.first, column.title)
        return True

    def _unknown(self, headings: Headings, position: int) -> str:
        near = nearest(headings.names[position], self.columns)
        if near is None:
            return "This column is not known and was not read."
        if near.key in headings.keys:
            return f"This column is not known and was not read ('{near.title}' is there already)."
        return f"This column is not known and was not read. Did you mean '{near.title}'?"

    def _rows(self) -> tuple[Row, ...]:
        keys = dict.fromkeys(column.key for column in self.columns if not column.family)
        keys |= dict.fromkeys(key for key in self.headings.keys if key is not None)
        known = dict.fromkeys(keys, "")
        by_position = [(place, key) for place, key in enumerate(self.headings.keys) if key is not None]
        rows = []
        for line, texts in self.grid.rows[1:]:
            width = len(texts)
            cells = {}
            for place, key in by_position:
                if place < width:
                    text = texts[place].strip(_BLANK) if self.trim else texts[place]
                    if text:
                        cells[key] = text
            rows.append(Row(line, cells, known))
        return tuple(rows)

    def _check_rows(self, rows: tuple[Row, ...]) -> None:
        if not rows and not self.broken:
            self._refuse("There are no rows below the names of the columns. Add at least one.", None)
        self._check_gaps()
        self._check_unnamed()
        for column in self.columns:
            if column.required and self.headings.where(column.key) is not None:
                heading = self._titles()[column.key]
                for row in rows:
                    if not row[column.key].strip():
                        self._say("The cell is empty. Fill it.", row.line, heading)

    def _check_gaps(self) -> None:
        unread = {flaw.line for flaw in self.grid.flaws}
        before = self.first
        for line, _ in self.grid.rows[1:]:
            empty = [number for number in range(before + 1, min(line, before + 1000)) if number not in unread]
            if empty:
                last = line - 1
                which = "This row is" if last == empty[0] else f"The rows {empty[0]} to {last} are"
                self._say(
                    f"{which} empty, between rows that are filled. Delete it, or fill what is missing.",
                    empty[0],
                )
            before = line

    def _check_unnamed(self) -> None:
        """Values in columns without a heading: lost in a workbook, and a sign of a torn row in CSV."""
        width = len(self.headings.keys)
        unnamed: set[int] = set()
        for line, texts in self.grid.rows[1:]:
            if self.grid.ragged and len(texts) > width:
                sign = {"\t": "tab"}.get(self.grid.delimiter, self.grid.delimiter)
                self._say(
                    f"The row has more values than there are columns. A value that has a '{sign}' in it must "
                    'stand between quotation marks (").',
                    line,
                )
                continue
            for place, text in enumerate(texts):
                if (place >= width or not self.headings.names[place]) and text.strip():
                    unnamed.add(place)
        for place in sorted(unnamed):
            self._say(
                "This column has values and no name, and was not read. Give it a name, or empty it.",
                self.first,
                letter(place),
                Severity.WARNING,
            )
