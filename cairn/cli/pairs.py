"""Reading lists of pairs: those to keep and those to forbid."""

from __future__ import annotations

from collections.abc import Mapping, Set
from pathlib import Path

from cairn.cli.answer import Answer
from cairn.cli.columns import PAIR_COLUMNS
from cairn.cli.directory import Directory, Entry, Side
from cairn.cli.references import one_of
from cairn.sheets import Limits, Row, RowError, Sheet, read

Pairs = tuple[tuple[str, str], ...]


class PairsReader:
    """Reads lists of pairs of those whose rows are good: `good` has their ids by side."""

    def __init__(self, directory: Directory, good: Mapping[Side, Set[str]], limits: Limits) -> None:
        self.problems: list[RowError] = []
        self._directory = directory
        self._good = good
        self._limits = limits

    def read(self, path: str | Path | None, *, name: str, prefer: str) -> Pairs:
        """The (mentee id, mentor id) of every row of a list, each pair once; none without a list.

        `prefer` is the worksheet to read if the workbook has one of that name. A pair of which somebody
        waits is left out with a warning.
        """
        if path is None:
            return ()
        sheet = read(
            path, columns=PAIR_COLUMNS, name=name, prefer=prefer, warn_unknown=False, limits=self._limits
        )
        self.problems.extend(sheet.problems)
        keys = self._keys(sheet)
        if sheet.broken or len(keys) < len(Side):
            return ()
        first: dict[tuple[str, str], int] = {}
        for row in sheet.good_rows:
            mentee, mentor = (self._person(sheet, row, side, keys[side]) for side in Side)
            if mentee is None or mentor is None or self._waits(sheet, row, mentee, mentor):
                continue
            line = first.setdefault((mentee, mentor), row.line)
            if line != row.line:
                message = f"This pair stands in row {line} already. It counts once."
                self.problems.append(sheet.warning(row, None, message))
        return tuple(first)

    def _keys(self, sheet: Sheet) -> dict[Side, str]:
        """The column that names each side; an error where there is none."""
        keys = {}
        for side in Side:
            key = next((key for key in (f"{side}_id", side.value) if key in sheet.found), None)
            if key is not None:
                keys[side] = key
            elif sheet.found:
                message = f"The column '{side.capitalize()}' is missing. Add it."
                self.problems.append(sheet.error(None, None, message))
        return keys

    def _person(self, sheet: Sheet, row: Row, side: Side, key: str) -> str | None:
        if not row[key] and row[side.value]:
            key = side.value
        answer = Answer(Entry(side, sheet, row, "", False, "", ""), key, self.problems)
        if answer.text:
            return one_of(answer, self._directory, side)
        answer.error(f"The cell is empty. Name the {side}, or delete the row.")
        return None

    def _waits(self, sheet: Sheet, row: Row, mentee: str, mentor: str) -> bool:
        for side, person in ((Side.MENTEE, mentee), (Side.MENTOR, mentor)):
            if person not in self._good[side]:
                message = (
                    f"The {side} '{person}' has a row with an error and waits, so this pair is left out."
                )
                self.problems.append(sheet.warning(row, None, message))
                return True
        return False
