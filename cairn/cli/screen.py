"""Words on a screen: wrapped to its width, colored where somebody looks, and safe to show."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.cells import cell_len

WIDEST = 100
"""Columns beyond which lines are hard to read."""

IN_A_PIPE = 88
"""Columns where there is no screen, so that the same sheets give the same text everywhere."""

_NARROWEST = 40
_WIDEST_CELL = 30
_LEAST_REST = 24
_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """A text of somebody else's that a terminal can show: without signs that would command it."""
    return "".join(_shown(sign) for sign in text)


def _shown(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in ("Zl", "Zp") or sign in "\n\t":
        return " "
    return "\ufffd" if category in ("Cc", "Cs") or sign in _TURNING else sign


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` columns; letters that fill two columns count as two."""
    lines = [""]
    for word in text.split():
        if lines[-1] and cell_len(lines[-1]) + 1 + cell_len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
        while cell_len(lines[-1]) > width:
            head = _cut(lines[-1], width)
            lines[-1:] = [head, lines[-1][len(head) :]]
    return lines


def _cut(text: str, width: int) -> str:
    """As much of a text as fits, one letter at least."""
    used = 0
    for place, sign in enumerate(text):
        used += cell_len(sign)
        if used > width:
            return text[: max(place, 1)]
    return text


class Screen:
    """One stream to write to. `color`: whether styles are shown; `width`: columns of a line."""

    def __init__(self, stream: TextIO | None, *, color: bool, width: int) -> None:
        self._stream = stream
        self.color = color
        self.width = width

    @classmethod
    def on(cls, stream: TextIO | None, *, no_color: bool = False) -> Screen:
        """The screen of a stream: colors on a terminal only, unless NO_COLOR or `no_color` says no."""
        terminal = stream is not None and stream.isatty()
        color = terminal and not no_color and not os.environ.get("NO_COLOR")
        color = color and os.environ.get("TERM") != "dumb"
        if terminal:
            width = shutil.get_terminal_size((IN_A_PIPE, 24)).columns
        else:
            told = os.environ.get("COLUMNS", "")
            width = int(told) if told.isdecimal() else IN_A_PIPE
        return cls(stream, color=color, width=max(_NARROWEST, min(width, WIDEST)))

    def gap(self) -> None:
        """An empty line."""
        self._put("")

    def title(self, text: str) -> None:
        """A heading, with an empty line above it."""
        self.gap()
        self.line(text, style="bold")

    def line(self, text: str, *, indent: int = 0, hang: int = 0, style: str = "", mark: str = "") -> None:
        """A paragraph, `indent` columns in; its further lines `hang` columns more. `mark` goes in front."""
        space = self.width - indent - hang
        for number, part in enumerate(wrapped(clean(text), space - cell_len(mark))):
            first = number == 0
            front = mark if first else " " * (cell_len(mark) + hang)
            self._put(" " * indent + front + self._styled(part, style))

    def item(self, text: str, *, indent: int = 2, style: str = "") -> None:
        """One line of a list."""
        self.line(text, indent=indent, style=style, mark="- ")

    def columns(self, text: str, *, indent: int = 0) -> None:
        """A line that is not wrapped, whose spaces stay as they are."""
        self._put(" " * indent + clean(text))

    def table(
        self, rows: Iterable[Sequence[str]], *, indent: int = 2, right: Sequence[int] = (), style: str = ""
    ) -> None:
        """Rows in columns. `right`: columns that are aligned to the right. The last one is wrapped, below
        the others if little room is left."""
        cells = [[clean(cell) for cell in row] for row in rows]
        if not cells:
            return
        sizes = [
            min(_WIDEST_CELL, max(cell_len(row[place]) for row in cells))
            for place in range(len(cells[0]) - 1)
        ]
        used = indent + sum(size + 2 for size in sizes)
        below = self.width - used < min(_LEAST_REST, max(cell_len(row[-1]) for row in cells))
        for row in cells:
            parts = [
                _filled(cell, size, place in right)
                for place, (cell, size) in enumerate(zip(row, sizes, strict=False))
            ]
            front = " " * indent + "".join(f"{part}  " for part in parts)
            rest = wrapped(row[-1], self.width - (indent + 4 if below else used))
            if below:
                self._put(self._styled(front.rstrip(), style))
                front = " " * (indent + 4)
                used = indent + 4
            for number, part in enumerate(rest if row[-1] or not below else []):
                self._put(self._styled(((front if number == 0 else " " * used) + part).rstrip(), style))

    def flush(self) -> None:
        """Sends off what was written, so that whoever cannot take it says so now."""
        if self._stream is not None:
            self._stream.flush()

    def _styled(self, text: str, style: str) -> str:
        if not (self.color and style and text.strip()):
            return text
        codes = ";".join(_STYLES[name] for name in style.split())
        return f"\x1b[{codes}m{text}\x1b[0m"

    def _put(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(text.rstrip(" ") + "\n")


def _filled(cell: str, size: int, right: bool) -> str:
    """A cell of exactly so many columns; what does not fit ends in '…'."""
    if cell_len(cell) > size:
        cell = _cut(cell, size - 1) + "…"
    space = " " * (size - cell_len(cell))
    return space + cell if right else cell + space
