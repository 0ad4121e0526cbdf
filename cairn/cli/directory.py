"""Who stands in the sheets, and finding them by ID, email or name."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cairn.sheets import Row, Sheet

_MOST_LOOKED_FOR = 500
"""How many unknown names get a 'did you mean': in a long list each takes a while."""

_MOST_COMPARED = 40
_ADDRESS = re.compile(r"<([^<>@\s]+@[^<>@\s]+)>")


class Side(StrEnum):
    """Which of the two sheets somebody stands in."""

    MENTEE = "mentee"
    MENTOR = "mentor"

    @property
    def other(self) -> Side:
        """The other one."""
        return Side.MENTOR if self is Side.MENTEE else Side.MENTEE


@dataclass(slots=True)
class Entry:
    """One row of a person. `id` may change until both sheets are known; '' if the row names nobody."""

    side: Side
    sheet: Sheet
    row: Row
    id: str
    own_id: bool
    email: str
    name: str

    @property
    def label(self) -> str:
        """The name to use in a sentence."""
        return self.name or self.id or "somebody without a name"

    @property
    def where(self) -> str:
        """Where the person stands, such as 'row 4 of mentees.csv'."""
        return f"row {self.row.line} of {self.sheet.name}"


def fold_name(name: str) -> str:
    """A name without what people vary in typing it: case and the number of spaces."""
    return " ".join(name.split()).casefold()


class Directory:
    """Finds people by what others write of them. Made once everybody has an id.

    `complete`: whether both sheets could be read. If not, somebody who is not found may well be there.
    """

    def __init__(self, entries: Iterable[Entry], *, complete: bool = True) -> None:
        self.complete = complete
        self._by_id: dict[str, str] = {}
        self._folded: dict[str, set[str]] = defaultdict(set)
        self._sides: dict[str, set[Side]] = defaultdict(set)
        self._shown: dict[str, str] = {}
        for entry in entries:
            if not entry.id:
                continue
            self._by_id[entry.id] = entry.id
            self._sides[entry.id].add(entry.side)
            for wording in (entry.id, entry.email, entry.name):
                if wording:
                    self._folded[fold_name(wording)].add(entry.id)
                    self._shown.setdefault(fold_name(wording), wording)
        self._pieces: dict[str, list[str]] | None = None
        self._looked_for: dict[str, str | None] = {}

    def find(self, text: str, side: Side | None = None) -> tuple[str, ...]:
        """The ids of those whom a text may mean: one, several of the same name, or none.

        Of several, those of `side` are meant if there are any.
        """
        exact = self._by_id.get(text)
        if exact is not None:
            return (exact,)
        found = self._folded.get(fold_name(text))
        if found is None:
            address = _ADDRESS.search(text)
            found = self._folded.get(fold_name(address[1])) if address else None
        likely = [person for person in found or () if side is None or self.stands(person, side)]
        return tuple(sorted(likely or found or ()))

    def stands(self, person: str, side: Side) -> bool:
        """Whether somebody stands on a side."""
        return side in self._sides.get(person, ())

    def nearest(self, text: str) -> str | None:
        """The id, email or name that is written most like a text, or None if none is near."""
        folded = fold_name(text)
        if folded not in self._looked_for:
            if len(self._looked_for) >= _MOST_LOOKED_FOR:
                return None
            self._looked_for[folded] = self._look_for(folded)
        return self._looked_for[folded]

    def _look_for(self, folded: str) -> str | None:
        if self._pieces is None:
            self._pieces = defaultdict(list)
            for wording in self._folded:
                for piece in _pieces(wording):
                    self._pieces[piece].append(wording)
        # Comparing with everybody takes seconds for a few names; who shares most letters is told quickly.
        shared = Counter(wording for piece in _pieces(folded) for wording in self._pieces.get(piece, ()))
        likely = sorted(
            shared, key=lambda wording: (-shared[wording], abs(len(wording) - len(folded)), wording)
        )
        found = difflib.get_close_matches(folded, likely[:_MOST_COMPARED], n=1, cutoff=0.7)
        return self._shown[found[0]] if found else None


def _pieces(text: str) -> set[str]:
    """All pairs of neighboring letters."""
    return {text[place : place + 2] for place in range(max(len(text) - 1, 1))}
