"""The columns that a sheet may have, and how headings are matched to them."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column that a sheet may have.

    `key` is what rows are asked for; `title` the heading that templates use; `aliases` further headings.
    `required`: the column must be there and every row must fill it. `example` and `explanation` are for
    templates and documents. A `family` stands for any number of columns headed 'title: something'; their
    keys are 'key:something'.
    """

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    family: bool = False
    example: str = ""
    explanation: str = ""


def fold(heading: str) -> str:
    """A heading without what people vary: case, accents, spaces, hyphens, underscores, punctuation.

    >>> fold("  E-Mail_Adresse (neu)")
    'emailadresseneu'
    """
    plain = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def letter(index: int) -> str:
    """The letters by which a spreadsheet program calls a column, counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def nearest(heading: str, columns: Sequence[Column]) -> Column | None:
    """The column whose title or alias is written most like a heading, or None if none is near."""
    names = {fold(name): column for column in columns for name in (column.title, column.key, *column.aliases)}
    found = difflib.get_close_matches(fold(heading), names, n=1, cutoff=0.72)
    return names[found[0]] if found else None


@dataclass(slots=True)
class Headings:
    """The headings of one sheet: which column each stands for.

    `keys` and `names` go by position; a key of `None` is a column that is not read. `doubles` are
    positions of headings whose column was there already, with the position of the first.
    """

    keys: list[str | None] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    doubles: list[tuple[int, int]] = field(default_factory=list)

    def where(self, key: str) -> int | None:
        """The position of a column, or None if the sheet has none."""
        return self.keys.index(key) if key in self.keys else None

    def named(self, position: int) -> str:
        """The heading at a position, or its letter where there is none."""
        name = self.names[position] if position < len(self.names) else ""
        return name or letter(position)


class Matcher:
    """Finds the column that a heading means."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._exact: dict[str, str] = {}
        self._families: dict[str, str] = {}
        for column in columns:
            names = self._families if column.family else self._exact
            for name in (column.title, column.key, *column.aliases):
                holder = names.setdefault(fold(name), column.key)
                if holder != column.key:
                    raise ValueError(f"'{name}' is a heading of two columns, '{holder}' and '{column.key}'")

    def key(self, heading: str) -> str | None:
        """The key of the column that a heading means, or None."""
        found = self._exact.get(fold(heading))
        if found is None and ":" in heading:
            before, _, after = heading.partition(":")
            family = self._families.get(fold(before))
            if family is not None and after.strip():
                found = f"{family}:{' '.join(after.split()).casefold()}"
        return found

    def match(self, row: Sequence[str]) -> Headings:
        """All headings of a row, matched."""
        headings = Headings()
        for position, cell in enumerate(row):
            name = " ".join(cell.split())
            key = self.key(name) if name else None
            if key is not None and key in headings.keys:
                headings.doubles.append((position, headings.keys.index(key)))
                key = None
            elif name and key is None:
                headings.unknown.append(position)
            headings.names.append(name)
            headings.keys.append(key)
        return headings

    def known(self, row: Sequence[str]) -> int:
        """How many of the cells are headings of a column."""
        return sum(1 for _ in self._recognized(row))

    def _recognized(self, row: Sequence[str]) -> Iterator[str]:
        for cell in row:
            key = self.key(cell)
            if key is not None:
                yield key
