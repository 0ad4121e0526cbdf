"""Writing sheets: XLSX with several tables, or CSV with one, never half and never over another file."""

from __future__ import annotations

import csv
import io
import os
import re
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from cairn.sheets.columns import letter
from cairn.sheets.grid import LIMITS
from cairn.sheets.guard import guard
from cairn.sheets.values import value_text

Cell = str | int | float | bool | date | None
"""What a cell may hold. `None` is an empty cell; `True` and `False` are written 'yes' and 'no'."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)|^ +\\Z")
_LONE = re.compile("[\ud800-\udfff]")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_EXACT = 2**53


class NotWritten(Exception):
    """A file could not be written; nothing was changed. The message says what to do."""


class AlreadyThere(NotWritten):
    """There is a file of that name, and it was not to be written over."""


@dataclass(frozen=True)
class Table:
    """One table: a `title` (the name of its worksheet), its headings, and rows of as many cells."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write(path: str | Path, tables: Sequence[Table], *, overwrite: bool = False) -> Path:
    """Write tables to a file, XLSX or CSV by the ending of its name, and return its path.

    A CSV file holds one table. Text that a spreadsheet program could take for a formula gets an apostrophe
    in front, which `read` takes away again; numbers stay numbers. The file appears whole or not at all.

    Raises `AlreadyThere` if the file exists and `overwrite` is not set, `NotWritten` if it cannot be
    written, and `ValueError` for another ending, for no table, or for several in a CSV file.
    """
    path = Path(path)
    if not overwrite and (path.exists() or path.is_symlink()):
        raise _already_there(path)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        data = to_xlsx(tables)
    elif suffix == ".csv":
        if len(tables) != 1:
            raise ValueError(
                f"A CSV file holds one table, not {len(tables)}. Write XLSX, or one file for each."
            )
        data = to_csv(tables[0])
    else:
        raise ValueError(f"'{path.name}' ends in neither .xlsx nor .csv, so its format is not known.")
    put(path, data, overwrite=overwrite)
    return path


def put(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Put bytes into a file, whole or not at all. Raises `AlreadyThere` and `NotWritten` as `write` does."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if overwrite:
            beside.replace(path)
        else:
            _place(beside, path)
    except FileExistsError as error:
        raise _already_there(path) from error
    except FileNotFoundError as error:
        raise NotWritten(f"There is no folder '{path.parent}'. Make it first, or choose another.") from error
    except PermissionError as error:
        raise NotWritten(
            f"'{path}' may not be written by you. Close the program that holds it, or choose another folder."
        ) from error
    except OSError as error:
        raise NotWritten(f"'{path}' could not be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _place(beside: Path, path: Path) -> None:
    """Give the finished file its name, unless the name was taken meanwhile."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # A file system without links: look again, as late as possible.
        if path.exists():
            raise FileExistsError from None
        beside.replace(path)


def _already_there(path: Path) -> AlreadyThere:
    return AlreadyThere(
        f"'{path}' is there already and was left as it is. Choose another name, or allow overwriting."
    )


def to_csv(table: Table) -> bytes:
    """A table as CSV: UTF-8 with a mark, so that spreadsheet programs show every letter; commas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guard(_checked(heading)) for heading in table.columns])
    writer.writerows([_csv_text(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _csv_text(cell: Cell) -> str:
    if cell is None:
        return ""
    return guard(_checked(cell)) if isinstance(cell, str) else value_text(cell)


def _check_lengths(*rows: Sequence[Cell]) -> None:
    """Before a worksheet is begun, since one that is left unfinished keeps a file open."""
    for row in rows:
        for cell in row:
            if isinstance(cell, str):
                _check_length(cell)


def _check_length(text: str) -> None:
    if len(text) >= LIMITS.cell:
        raise ValueError(f"A cell holds at most {LIMITS.cell - 1:,} characters, not {len(text):,}.")


def _checked(text: str) -> str:
    _check_length(text)
    # Half a letter cannot be written in any encoding.
    return _LONE.sub("\ufffd", text)


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """Tables as a workbook, a worksheet each: headings in bold and always in view, numbers as numbers."""
    if not tables:
        raise ValueError("A workbook needs at least one table.")
    book = openpyxl.Workbook(write_only=True)
    taken: set[str] = set()
    for table in tables:
        rows = [list(row) for row in table.rows]
        _check_lengths(table.columns, *rows)
        worksheet = book.create_sheet(_title(table.title, taken))
        worksheet.freeze_panes = "A2"
        for position, heading in enumerate(table.columns):
            cells = (row[position] for row in rows[:200] if position < len(row))
            worksheet.column_dimensions[letter(position)].width = _width(heading, cells)
        worksheet.append([_heading(worksheet, heading) for heading in table.columns])
        for row in rows:
            worksheet.append([_xlsx_cell(worksheet, cell) for cell in row])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _title(title: str, taken: set[str]) -> str:
    """A title that a worksheet may have, and that no other has."""
    plain = _NOT_IN_TITLES.sub(" ", title).strip("' ")[:31] or "Sheet"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: 30 - len(str(number))]} {number}"
    taken.add(name.casefold())
    return name


def _width(heading: str, cells: Iterable[Cell]) -> float:
    """A width in characters that shows most values, and never fills the screen with one."""
    longest = max((len(value_text(cell)) for cell in cells if cell is not None), default=0)
    return min(max(longest, len(heading) + 2, 8) + 1, 60)


def _heading(worksheet: Any, heading: str) -> Any:
    cell = _text_cell(worksheet, heading)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top")
    return cell


def _xlsx_cell(worksheet: Any, cell: Cell) -> Any:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return _text_cell(worksheet, value_text(cell))
    if isinstance(cell, int | float):
        # Spreadsheet programs know numbers of 15 digits, and neither infinity nor 'not a number'.
        return cell if abs(cell) <= _EXACT else _text_cell(worksheet, value_text(cell))
    if isinstance(cell, date):
        plain = cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
        dated = WriteOnlyCell(worksheet, value=plain)
        dated.number_format = "yyyy-mm-dd hh:mm" if isinstance(cell, datetime) else "yyyy-mm-dd"
        return dated
    return _text_cell(worksheet, cell)


def _text_cell(worksheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(worksheet)
    # Set from outside, so that '=1' and '#N/A' stay the text that they are.
    cell._value = _NOT_IN_XML.sub(_escaped, guard(_checked(text)))
    cell.data_type = "s"
    return cell


def _escaped(found: re.Match[str]) -> str:
    """Signs that XML does not allow or would change, in the way of spreadsheet programs."""
    if found[0].startswith("_x"):
        return "_x005F_x"
    return "".join(f"_x{ord(sign):04X}_" for sign in found[0])
