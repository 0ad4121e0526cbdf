"""Writes the example sheets, the same to the byte each time: `python -m benchmarks.make_examples`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cast import FORBID, PAIRS, Listed, cast
from benchmarks.people import Population, make
from benchmarks.rows import tables
from cairn.sheets import Table, write

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
"""Where the example sheets stand."""


def large() -> Population:
    """The 200 mentees and 90 mentors of the large example; a few want two mentors."""
    return make(200, 90, second_mentor_per_hundred=4)


def write_examples(folder: Path = EXAMPLES) -> list[Path]:
    """Write all example sheets into a folder, over what stands there, and return their paths."""
    people = cast()
    names = {person.id: person.name for person in (*people.mentees, *people.mentors)}
    small_mentees, small_mentors = tables(people)
    large_mentees, large_mentors = tables(large())
    (folder / "large").mkdir(parents=True, exist_ok=True)
    sheets = {
        "mentees.csv": small_mentees,
        "mentors.csv": small_mentors,
        "pairs.csv": _pairs("Pairs", PAIRS, names),
        "forbid.csv": _pairs("Forbid", FORBID, names),
        "large/mentees.csv": large_mentees,
        "large/mentors.csv": large_mentors,
    }
    return [write(folder / name, [table], overwrite=True) for name, table in sheets.items()]


def _pairs(title: str, pairs: Sequence[Listed], names: dict[str, str]) -> Table:
    """A list of pairs, with the names beside the ids for people to read."""
    rows = [[pair.mentee, names[pair.mentee], pair.mentor, names[pair.mentor], pair.why] for pair in pairs]
    return Table(title, ["Mentee ID", "Mentee", "Mentor ID", "Mentor", "Why"], rows)


def main() -> int:
    """Write the examples and say where they are."""
    for path in write_examples():
        print(path.relative_to(EXAMPLES.parent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
