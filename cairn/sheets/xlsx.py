"""Reading one worksheet of an XLSX workbook, row by row, within limits.

openpyxl reads how the workbook is built and styled (defusedxml sees to it that no part attacks the
reader); the rows themselves are read as a stream.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.xml.constants import SHARED_STRINGS

from cairn.sheets.grid import Flaw, Grid, Limits, Unreadable
from cairn.sheets.guard import unguard
from cairn.sheets.problems import Severity
from cairn.sheets.sheet_xml import Cell, Enough, ForbiddenXml, RowReader, read_strings
from cairn.sheets.values import number_text, value_text

NOTES = "Columns explained"
"""The name of a worksheet that holds explanations and is never taken for data."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_DAMAGED = "The workbook is damaged. Open it in a spreadsheet program and save it again."
_FORBIDDEN = "The workbook holds forbidden XML. Open it and save it as XLSX again."
_MOST_ROWS = 1_048_576
_MOST_MERGED = 500


def parse(data: bytes, limits: Limits, sheet: str | None, prefer: str | None) -> Grid:
    """The rows of one worksheet of a workbook. Raises `Unreadable`."""
    if not openpyxl.DEFUSEDXML:
        raise Unreadable("Workbooks cannot be read safely: the package defusedxml is missing. Install it.")
    _check_size(data, limits)
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as archive:
            # What openpyxl leaves out (validations, drawings) does not matter here.
            warnings.simplefilter("ignore")
            return _read(_Book(data), archive, limits, sheet, prefer)
    except Unreadable:
        raise
    except (ForbiddenXml, DefusedXmlException) as error:
        raise Unreadable(_FORBIDDEN) from error
    except Exception as error:  # a damaged file makes openpyxl raise nearly anything
        raise Unreadable(_DAMAGED) from error


def _check_size(data: bytes, limits: Limits) -> None:
    """A small file may unpack to an enormous one; the sizes that it states are the most that is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if len(parts) > limits.parts:
        raise Unreadable(
            f"The workbook has more than {limits.parts} parts. Copy the one sheet, as values, to a new one."
        )
    if sum(part.file_size for part in parts) > limits.unpacked:
        raise Unreadable(
            f"The workbook unpacks to more than {limits.unpacked / 1_000_000:g} MB. Copy the filled cells, "
            "as values, to a new one."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("The workbook is protected by a password. Save it without one, and read that.")


@dataclass(frozen=True, slots=True)
class _Worksheet:
    title: str
    part: str
    visible: bool


class _Book:
    """How a workbook is built: its worksheets, its styles, and where its shared texts are."""

    def __init__(self, data: bytes) -> None:
        reader = ExcelReader(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            reader.read_manifest()
            reader.read_workbook()
            apply_stylesheet(reader.archive, reader.wb)
            self.worksheets = tuple(
                _Worksheet(str(sheet.name), relation.target, sheet.state == "visible")
                for sheet, relation in reader.parser.find_sheets()
                if "chartsheet" not in relation.Type and relation.target in reader.valid_files
            )
            shared = reader.package.find(SHARED_STRINGS)
        finally:
            reader.archive.close()
        self.shared: str | None = shared and shared.PartName[1:]
        self._book = reader.wb

    def is_date(self, style: int) -> bool:
        """Whether numbers of a style stand for dates, times or durations."""
        return style in self._book._date_formats

    def date(self, number: float, style: int) -> object:
        """The date, time or duration that a number stands for."""
        return from_excel(number, self._book.epoch, timedelta=style in self._book._timedelta_formats)

    def is_share(self, style: int) -> bool:
        """Whether numbers of a style are shown in percent."""
        number = self._book._cell_styles[style].numFmtId
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return str(BUILTIN_FORMATS.get(number, "")).endswith("%")
        return str(self._book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]).endswith("%")


def _read(
    book: _Book, archive: zipfile.ZipFile, limits: Limits, sheet: str | None, prefer: str | None
) -> Grid:
    grid = Grid()
    worksheet = _choose(book, grid, sheet, prefer)
    strings: list[str] = []
    if book.shared is not None and book.shared in archive.namelist():
        with archive.open(book.shared) as source:
            strings = read_strings(source)
    texts = _Texts(book, strings, grid, limits)
    last = 0

    def take(line: int, cells: list[Cell]) -> None:
        nonlocal last
        if not last < line <= _MOST_ROWS:
            raise Unreadable(_DAMAGED)
        last = line
        if cells and not grid.add(line, texts.of_row(line, cells), limits):
            raise Enough

    reader = RowReader(take, _MOST_MERGED + 1)
    with archive.open(worksheet.part) as source:
        reader.read(source)
    _refuse_merged(reader.merged, grid)
    return grid


def _choose(book: _Book, grid: Grid, sheet: str | None, prefer: str | None) -> _Worksheet:
    """The worksheet to read; says so where that was a choice."""
    usable = [one for one in book.worksheets if one.visible and one.title != NOTES]
    if not usable:
        raise Unreadable("The workbook has no visible worksheet. Unhide the one that is meant.")
    by_name = {one.title.strip().casefold(): one for one in usable}
    if sheet is not None:
        named = by_name.get(sheet.strip().casefold())
        if named is None:
            names = ", ".join(f"'{one.title}'" for one in usable)
            raise Unreadable(f"The workbook has no worksheet '{sheet}'. It has {names}.")
    else:
        named = by_name.get((prefer or "").strip().casefold())
    chosen = named or usable[0]
    if len(usable) > 1:
        grid.worksheet = chosen.title
        if named is None:
            others = ", ".join(f"'{one.title}'" for one in usable if one is not chosen)
            message = f"Only this worksheet was read. The workbook also has {others}."
            grid.flaws.append(Flaw(message, severity=Severity.WARNING))
    return chosen


class _Texts:
    """The texts of cells as a person would write them; formulas and errors become flaws."""

    def __init__(self, book: _Book, strings: Sequence[str], grid: Grid, limits: Limits) -> None:
        self._book = book
        self._strings = strings
        self._grid = grid
        self._limits = limits
        self._plain: dict[str, str] = {}

    def of_row(self, line: int, cells: Sequence[Cell]) -> list[str]:
        """The texts of a row by position."""
        texts: list[str] = []
        for cell in cells:
            # One past the limit is enough for the row to be refused.
            place = min(cell.place, self._limits.columns)
            texts.extend([""] * (place + 1 - len(texts)))
            texts[place] = text = self._of(cell, line, place)
            if len(text) > self._limits.cell:
                self._flaw(
                    f"The cell has more than {self._limits.cell:,} characters. Shorten it.", line, place
                )
        return texts

    def _flaw(self, message: str, line: int, place: int) -> None:
        self._grid.flaws.append(Flaw(message, line, place))

    def _of(self, cell: Cell, line: int, place: int) -> str:
        kind, text = cell.kind, cell.text
        if kind == "s":
            return self._written(self._strings[int(text)])
        if kind in ("inlineStr", "str"):
            return self._written(text)
        if kind == "n":
            return self._number(cell, line, place)
        if kind == "f":
            self._flaw(
                "The cell holds a formula. Paste its value in its place (paste special, values).", line, place
            )
            return "="
        if kind == "b":
            return value_text(bool(int(text)))
        if kind == "e":
            return self._error(text, line, place)
        return text

    def _written(self, text: str) -> str:
        plain = self._plain.get(text)
        if plain is None:
            plain = self._plain[text] = unguard(_ESCAPE.sub(_unescaped, text))
        return plain

    def _error(self, text: str, line: int, place: int) -> str:
        self._flaw(
            f"The cell holds the error {text}. Put the right value in its place, or empty it.", line, place
        )
        return "#"

    def _number(self, cell: Cell, line: int, place: int) -> str:
        number = int(cell.text) if cell.text.lstrip("-").isdigit() else float(cell.text)
        if not cell.style:
            return number_text(number)
        if self._book.is_date(cell.style):
            try:
                return value_text(self._book.date(number, cell.style))
            except (OverflowError, ValueError):
                return self._error(f"of a date that does not exist ({number_text(number)})", line, place)
        if self._book.is_share(cell.style):
            return number_text(round(number * 100, 10)) + "%"
        return number_text(number)


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return escape[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def _refuse_merged(areas: Sequence[str], grid: Grid) -> None:
    """Every filled row that a merged area touches is in doubt: the value stands only in its first cell."""
    if len(areas) > _MOST_MERGED:
        grid.refuse("The worksheet has very many merged cells. Select all, unmerge, and fill each cell.")
        return
    lines = [line for line, _ in grid.rows]
    for area in areas:
        left, top, _, bottom = range_boundaries(area)
        for line in lines[bisect_left(lines, top) : bisect_right(lines, bottom)]:
            message = f"The cells {area} are merged. Unmerge them and fill each one."
            grid.flaws.append(Flaw(message, line, left - 1))
