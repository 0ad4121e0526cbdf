"""Reading CSV: which encoding, which separator, which rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from cairn.sheets.columns import Matcher
from cairn.sheets.grid import Flaw, Grid, Limits, Unreadable
from cairn.sheets.guard import unguard
from cairn.sheets.problems import Severity

DELIMITERS = (",", ";", "\t", "|")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_UNDECODED = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_SAVE_AS = "save the whole file as 'CSV UTF-8'"


def parse(data: bytes, matcher: Matcher, limits: Limits) -> Grid:
    """The rows of a CSV file. Raises `Unreadable` if it is not text."""
    grid = Grid(ragged=True)
    text = _decode(data, grid)
    start = 0
    first, _, rest = text.partition("\n")
    stated = re.fullmatch(r"sep=(.)\r?", first, re.IGNORECASE)
    if stated:
        # Some programs say in the first row which separator follows.
        grid.delimiter, text, start = stated[1], rest, 1
    else:
        grid.delimiter = _delimiter(text, matcher)
    damaged = bool(_UNDECODED.search(text)) or "\ufffd" in text
    for line, cells in _records(text, grid, start):
        for column, cell in enumerate(cells):
            if damaged:
                _check_letters(cell, line, column, grid)
            if cell[:1] in "= \t" and cell.lstrip()[:1] == "=":
                grid.flaws.append(Flaw("The cell holds a formula. Put its value in its place.", line, column))
            elif cell[:1] == "'":
                cells[column] = unguard(cell)
            if len(cell) > limits.cell:
                grid.flaws.append(_too_long(line, column, limits))
        if not grid.add(line, cells, limits):
            break
    return grid


def _too_long(line: int, column: int, limits: Limits) -> Flaw:
    return Flaw(
        f"The cell has more than {limits.cell:,} characters. Shorten it, or look for a quotation mark that "
        "was never closed.",
        line,
        column,
    )


def _decode(data: bytes, grid: Grid) -> str:
    """The text of a file; what cannot be decoded stays as lone surrogates, to be named by cell."""
    mark, encoding = next(
        (pair for pair in _MARKS if data.startswith(pair[0])), (b"", _wide(data) or "utf-8")
    )
    data = data[len(mark) :]
    grid.encoding = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    if encoding == "utf-8":
        return _decode_bytes(data, grid)
    width = 4 if "32" in encoding else 2
    if len(data) % width:
        grid.refuse("The file ends in the middle of a letter: it was not saved to its end. Save it again.")
        data = data[: len(data) // width * width]
    try:
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"The file says that it is {grid.encoding}, but is not. Please {_SAVE_AS}."
        ) from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told by where the zeros are."""
    sample = data[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most, half = max(even, odd), len(sample) // 2
    if half and most > 0.4 * half and min(even, odd) < 0.05 * half:
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _decode_bytes(data: bytes, grid: Grid) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if len(_CONTROLS.findall(data)) > len(data) // 100:
        raise Unreadable("The file holds no text, whatever its name says. Export the sheet as CSV or XLSX.")
    if _has_utf8_line(data):
        return data.decode("utf-8", "surrogateescape")
    grid.encoding = "Windows-1252"
    grid.flaws.append(
        Flaw(
            "The file is not UTF-8 and was read as Windows-1252 (Western European). If accents look wrong, "
            f"{_SAVE_AS}.",
            severity=Severity.WARNING,
        )
    )
    return data.decode("cp1252", "surrogateescape")


def _has_utf8_line(data: bytes) -> bool:
    """Whether some line has letters in proper UTF-8: then the file is UTF-8, and other lines are wrong."""
    for line in data.splitlines():
        if not line.isascii():
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            return True
    return False


def _check_letters(cell: str, line: int, column: int, grid: Grid) -> None:
    if _UNDECODED.search(cell):
        grid.flaws.append(
            Flaw(
                f"This cell is in another encoding than the rest of the file ({grid.encoding}). "
                f"Type the cell again and {_SAVE_AS}.",
                line,
                column,
            )
        )
    elif "\ufffd" in cell:
        grid.flaws.append(
            Flaw(
                "A letter of this cell was lost when the file was saved (it shows as '\ufffd'). The rest is "
                "used; type it again.",
                line,
                column,
                Severity.WARNING,
            )
        )


def _delimiter(text: str, matcher: Matcher) -> str:
    """The separator under which most headings are known; then the one that the headings have most of."""
    heading = next((line for line in io.StringIO(text) if line.strip()), "")

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([heading], delimiter=delimiter), [])
        except csv.Error:
            cells = []
        return matcher.known(cells), heading.count(delimiter)

    return max(DELIMITERS, key=fit)


def _records(text: str, grid: Grid, start: int) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number as a spreadsheet program counts; rows that cannot be read become flaws."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=grid.delimiter, strict=True)
    line = start
    while True:
        line += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error) or "field larger" in str(error):
                grid.refuse(
                    'A quotation mark (") is opened in this row and never closed, so that the rows after it '
                    "cannot be told apart. Close it or delete it.",
                    line,
                )
                return
            grid.flaws.append(
                Flaw(
                    'A cell begins with a quotation mark (") that closes before its end. Write the marks '
                    'inside a cell twice ("") or leave them out.',
                    line,
                )
            )
            continue
        yield line, cells
