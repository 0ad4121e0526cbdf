"""The XML of worksheets and of shared texts, read as a stream.

openpyxl builds objects for every cell, which takes many seconds for a large sheet. These readers keep
nothing but the texts, so that time and memory stay small whatever the file holds.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_ROW, _CELL, _VALUE, _FORMULA, _TEXT, _ITEM, _MERGED, _SOUND = (
    _MAIN + tag for tag in ("row", "c", "v", "f", "t", "si", "mergeCell", "rPh")
)
_CHUNK = 1 << 16


class ForbiddenXml(Exception):
    """A part declares a document type, which no workbook needs and attacks do."""


class Enough(Exception):
    """Raised by a row's receiver to stop reading."""


def _feed(
    source: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    data: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = _refuse
    while chunk := source.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise ForbiddenXml


def read_strings(source: IO[bytes]) -> list[str]:
    """The shared texts of a workbook, by their number; readings of Asian letters are left out."""
    strings: list[str] = []
    parts: list[str] = []
    inside = sounds = 0

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal inside, sounds
        if tag == _TEXT:
            inside += not sounds
        elif tag == _SOUND:
            sounds += 1

    def end(tag: str) -> None:
        nonlocal inside, sounds
        if tag == _TEXT:
            inside = 0
        elif tag == _SOUND:
            sounds -= 1
        elif tag == _ITEM:
            strings.append("".join(parts))
            parts.clear()

    def data(text: str) -> None:
        if inside:
            parts.append(text)

    _feed(source, start, end, data)
    return strings


class Cell:
    """A cell as it stands: its place in the row from 0, its type and style, and its text.

    `kind` is 'n' for a number, 's' for the number of a shared text, 'inlineStr' and 'str' for text, 'b',
    'd' or 'e', as in the file; 'f' for a formula.
    """

    __slots__ = ("kind", "place", "style", "text")

    def __init__(self, place: int, kind: str, style: int) -> None:
        self.place = place
        self.kind = kind
        self.style = style
        self.text = ""


class RowReader:
    """Reads the rows of a worksheet and gives each to `take`, with its line; `merged` fills meanwhile."""

    def __init__(self, take: Callable[[int, list[Cell]], None], most_merged: int) -> None:
        self.merged: list[str] = []
        self._take = take
        self._most_merged = most_merged
        self._line = 0
        self._cells: list[Cell] = []
        self._cell: Cell | None = None
        self._parts: list[str] = []
        self._reading = False
        self._sounds = 0
        self._places: dict[str, int] = {}

    def read(self, source: IO[bytes]) -> None:
        """Read a worksheet to its end, unless `take` raises `Enough`."""
        try:
            _feed(source, self._start, self._end, self._data)
        except Enough:
            return

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _CELL:
            reference = attributes.get("r")
            place = len(self._cells) and self._cells[-1].place + 1
            if reference is not None:
                place = self._place(reference.rstrip(string.digits))
            self._cell = Cell(place, attributes.get("t", "n"), int(attributes.get("s", 0)))
        elif tag in (_VALUE, _TEXT):
            self._reading = self._cell is not None and not self._sounds
        elif tag == _FORMULA:
            if self._cell is not None:
                self._cell.kind = "f"
        elif tag == _ROW:
            self._line = int(attributes["r"]) if "r" in attributes else self._line + 1
            self._cells = []
        elif tag == _SOUND:
            self._sounds += 1
        elif tag == _MERGED and len(self.merged) < self._most_merged:
            self.merged.append(attributes["ref"])

    def _data(self, text: str) -> None:
        if self._reading:
            self._parts.append(text)

    def _end(self, tag: str) -> None:
        if tag in (_VALUE, _TEXT):
            self._reading = False
        elif tag == _CELL:
            if self._cell is not None and (self._parts or self._cell.kind == "f"):
                self._cell.text = "".join(self._parts)
                self._cells.append(self._cell)
            self._parts.clear()
            self._cell = None
        elif tag == _ROW:
            self._take(self._line, self._cells)
            self._cells = []
        elif tag == _SOUND:
            self._sounds -= 1

    def _place(self, letters: str) -> int:
        """The place of a column from 0, by its letters."""
        place = self._places.get(letters)
        if place is None:
            if not 1 <= len(letters) <= 3 or not letters.isalpha() or not letters.isascii():
                raise ValueError(f"'{letters}' is no column")
            place = 0
            for letter in letters.upper():
                place = place * 26 + ord(letter) - ord("A") + 1
            place -= 1
            self._places[letters] = place
        return place
