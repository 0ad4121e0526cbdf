from collections.abc import Sequence
from pathlib import Path

import pytest

from cairn.cli.columns import MENTEE_COLUMNS, MENTOR_COLUMNS, PAIR_COLUMNS
from cairn.cli.templates import template_tables
from cairn.sheets import NOTES, Column, read, to_csv, to_xlsx

DOCUMENT = Path(__file__).parents[3] / "docs" / "match-command" / "columns.md"
KINDS = {"Mentees": MENTEE_COLUMNS, "Mentors": MENTOR_COLUMNS, "Pairs to keep": PAIR_COLUMNS}


@pytest.mark.parametrize("heading", KINDS)
def test_every_column_is_documented_as_it_is_and_no_other(heading: str) -> None:
    part = DOCUMENT.read_text(encoding="utf-8").split(f"\n## {heading}")[1].split("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| **")]
    assert rows == [documented(column) for column in KINDS[heading]]


def documented(column: Column) -> str:
    title = f"{column.title}: …" if column.family else column.title
    return f"| **{title}** | {column.explanation} | {column.example} | {', '.join(column.aliases)} |"


@pytest.mark.parametrize("side,columns", [("mentees", MENTEE_COLUMNS), ("mentors", MENTOR_COLUMNS)])
def test_a_template_has_every_column_and_can_be_read_again(side: str, columns: Sequence[Column]) -> None:
    sheet, notes = template_tables()[side]
    found = read(to_xlsx([sheet, notes]), name="template.xlsx", columns=columns)
    assert [error.message for error in found.problems] == [
        "There are no rows below the names of the columns. Add at least one."
    ]
    assert len(found.found) == len(columns)
    assert notes.title == NOTES
    assert [row[0] for row in notes.rows] == list(sheet.columns)


@pytest.mark.parametrize("side,columns", [("mentees", MENTEE_COLUMNS), ("mentors", MENTOR_COLUMNS)])
def test_no_heading_means_two_columns(side: str, columns: Sequence[Column]) -> None:
    sheet, _ = template_tables()[side]
    assert read(to_csv(sheet) + b"x\r\n", name="template.csv", columns=columns).problems == ()
