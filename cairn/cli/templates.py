"""Empty sheets to fill in, each with its columns explained."""

from __future__ import annotations

from collections.abc import Sequence

from cairn.cli.columns import MENTEE_COLUMNS, MENTOR_COLUMNS
from cairn.sheets import NOTES, Column, Table


def template_tables() -> dict[str, tuple[Table, Table]]:
    """For 'mentees' and for 'mentors': the empty sheet, and the sheet that explains its columns.

    The first holds headings only, since an example row that somebody forgets to delete would be matched.
    The second is never read as data.
    """
    return {
        "mentees": _tables("Mentees", MENTEE_COLUMNS),
        "mentors": _tables("Mentors", MENTOR_COLUMNS),
    }


def _tables(title: str, columns: Sequence[Column]) -> tuple[Table, Table]:
    headings = [column.example if column.family else column.title for column in columns]
    rows = [
        (heading, column.explanation, "" if column.family else column.example, ", ".join(column.aliases))
        for heading, column in zip(headings, columns, strict=True)
    ]
    return (
        Table(title, headings, []),
        Table(NOTES, ("Column", "What to write", "Example", "Other headings that are understood"), rows),
    )
