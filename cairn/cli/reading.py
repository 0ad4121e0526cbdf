"""Two sheets of people, and lists of pairs, as the engine needs them, with everything that is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from cairn.cli.columns import MENTEE_COLUMNS, MENTOR_COLUMNS
from cairn.cli.directory import Directory, Entry, Side
from cairn.cli.identities import identify
from cairn.cli.meeting_times import half_way
from cairn.cli.pairs import Pairs, PairsReader
from cairn.cli.people import PeopleReader
from cairn.cli.words import Words
from cairn.matching.people import Mentee, Mentor
from cairn.matching.vocabulary import Vocabulary, standard_vocabulary
from cairn.sheets import Column, Limits, RowError, Sheet, read

LOCAL = Limits(file=50_000_000, unpacked=250_000_000)
"""Files of one's own may be larger than uploads: 20,000 rows with every column filled are some 15 MB."""

_Person = TypeVar("_Person", Mentee, Mentor)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose row has an error, and who waits until it is mended."""

    side: Side
    id: str
    label: str
    sheet: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read.

    `mentees` and `mentors` are those whose rows have no error; `waiting` are the others. `pairs` are to be
    kept and `forbids` to be avoided, each (mentee id, mentor id), without those who wait. `emails` are
    addresses by id. `errors` and `warnings` are in the order of the files, sheets and rows.

    `blocked`: leaving rows out does not help, because a file as a whole is wrong, or because a list of
    pairs is: half a list of conflicts could put people together who must be kept apart.
    """

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    pairs: Pairs = ()
    forbids: Pairs = ()
    emails: Mapping[str, str]
    errors: tuple[RowError, ...] = ()
    warnings: tuple[RowError, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    blocked: bool = False

    def may_match(self, *, skip_bad_rows: bool = False) -> bool:
        """Whether to go on: nothing is wrong, or the rows that are may be left out."""
        return not self.errors or (skip_bad_rows and not self.blocked)


def read_people(
    mentees_path: str | Path,
    mentors_path: str | Path,
    *,
    start: date,
    weeks: int,
    pairs: str | Path | None = None,
    forbid: str | Path | None = None,
    vocabulary: Vocabulary | None = None,
) -> Reading:
    """Read the sheets of mentees and mentors, and lists of pairs to keep and to forbid.

    Meeting times are laid on two weeks: the one of `start` and the one half-way through `weeks`. Both
    sheets may stand in one workbook, in worksheets called 'Mentees' and 'Mentors'.

    Never raises for what the files hold: see `errors` of the result. Raises `ValueError` if `weeks` is
    below 1.
    """
    middle = half_way(start, weeks)
    name_of = _Names((mentees_path, mentors_path, pairs, forbid))
    mentees = _read(mentees_path, MENTEE_COLUMNS, name_of(mentees_path), "Mentees")
    mentors = _read(mentors_path, MENTOR_COLUMNS, name_of(mentors_path), "Mentors")
    entries, who = identify(mentees, mentors)
    directory = Directory(entries, complete=not (mentees.broken or mentors.broken))
    reader = PeopleReader(Words(vocabulary or standard_vocabulary()), directory, start, middle)
    left = [(entry, reader.mentee(entry)) for entry in entries if entry.side is Side.MENTEE]
    right = [(entry, reader.mentor(entry)) for entry in entries if entry.side is Side.MENTOR]
    problems = _together((mentees, mentors), [*who, *reader.problems])
    bad = {(problem.sheet, problem.line) for problem in problems if problem.is_error}
    good_mentees, waiting_mentees = _sort_out(left, bad, mentees)
    good_mentors, waiting_mentors = _sort_out(right, bad, mentors)

    good = {
        Side.MENTEE: {person.id for person in good_mentees},
        Side.MENTOR: {person.id for person in good_mentors},
    }
    lists = PairsReader(directory, good, LOCAL)
    keep = lists.read(pairs, name=name_of(pairs), prefer="Pairs")
    avoid = lists.read(forbid, name=name_of(forbid), prefer="Forbidden")
    problems = list(dict.fromkeys([*problems, *lists.problems]))
    return Reading(
        mentees=_ranking_only(good_mentees, good[Side.MENTOR]),
        mentors=_ranking_only(good_mentors, good[Side.MENTEE]),
        pairs=keep,
        forbids=avoid,
        emails={entry.id: entry.email for entry in reversed(entries) if entry.id and entry.email},
        errors=tuple(problem for problem in problems if problem.is_error),
        warnings=tuple(problem for problem in problems if not problem.is_error),
        waiting=(*waiting_mentees, *waiting_mentors),
        blocked=mentees.broken or mentors.broken or any(problem.is_error for problem in lists.problems),
    )


def _read(path: str | Path, columns: Sequence[Column], name: str, prefer: str) -> Sheet:
    return read(path, columns=columns, name=name, prefer=prefer, limits=LOCAL)


class _Names:
    """What to call a file: its name, or the whole path where two files of one name are read."""

    def __init__(self, paths: Iterable[str | Path | None]) -> None:
        self._times = Counter(path.name for path in {Path(path) for path in paths if path is not None})

    def __call__(self, path: str | Path | None) -> str:
        path = Path(path or "")
        return str(path) if self._times[path.name] > 1 or not path.name else path.name


def _together(sheets: Sequence[Sheet], found: Iterable[RowError]) -> list[RowError]:
    """All problems of the two sheets in the order of their rows and columns.

    What cannot be read as a cell at all, such as a formula, is not called a wrong answer as well.
    """
    own = [problem for sheet in sheets for problem in sheet.problems]
    unread = {(problem.sheet, problem.line, problem.column) for problem in own if problem.is_error}
    more = [one for one in found if (one.sheet, one.line, one.column) not in unread]
    sheet_place = {sheet.name: place for place, sheet in enumerate(sheets)}
    column_place = {
        (sheet.name, sheet.titles[key]): place for sheet in sheets for place, key in enumerate(sheet.found)
    }

    def place(problem: RowError) -> tuple[int, int, int]:
        column = column_place.get((problem.sheet, problem.column or ""), -1)
        return sheet_place[problem.sheet], problem.line or 0, column

    return sorted([*own, *more], key=place)


def _sort_out(
    people: Iterable[tuple[Entry, _Person]], bad: Set[tuple[str, int | None]], sheet: Sheet
) -> tuple[list[_Person], list[Waiting]]:
    """Those whose rows are good, and those who wait."""
    good: list[_Person] = []
    waiting: list[Waiting] = []
    for entry, person in people:
        line = entry.row.line
        if sheet.broken or (sheet.name, line) in bad:
            waiting.append(Waiting(entry.side, entry.id, entry.label, sheet.name, line))
        else:
            good.append(person)
    return good, waiting


def _ranking_only(people: Iterable[_Person], known: set[str]) -> tuple[_Person, ...]:
    """The same people, with only those in their rankings who do not wait."""
    return tuple(
        person
        if known.issuperset(person.ranking)
        else replace(person, ranking=tuple(one for one in person.ranking if one in known))
        for person in people
    )
