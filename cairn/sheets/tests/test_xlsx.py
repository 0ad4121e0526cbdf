import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula

from cairn.sheets import Column, Sheet, read

COLUMNS = (
    Column(key="name", title="Name"),
    Column(key="town", title="Town"),
    Column(key="seats", title="Seats"),
)


def xlsx(
    *rows: list[object],
    change: Callable[[openpyxl.Workbook], object] | None = None,
    sheet: str | None = None,
    prefer: str | None = None,
) -> Sheet:
    book = openpyxl.Workbook()
    book.active.title = "People"
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    data = io.BytesIO()
    book.save(data)
    return read(data.getvalue(), name="people.xlsx", columns=COLUMNS, sheet=sheet, prefer=prefer)


@pytest.mark.parametrize(
    "value,text",
    [
        (2, "2"),
        (2.0, "2"),
        (0.1 + 0.2, "0.3"),
        (-1, "-1"),
        (1e21, "1000000000000000000000"),
        (0.00001, "0.00001"),
        (True, "yes"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 9, 30), "2026-03-02 09:30"),
        (time(9, 0), "09:00"),
        (timedelta(hours=26, minutes=5), "26:05"),
        ("  Ana ", "Ana"),
        ("'=1+1", "=1+1"),
        ("_x0041_b", "Ab"),
    ],
)
def test_values_come_back_as_a_person_would_write_them(value: object, text: str) -> None:
    found = xlsx(["Name", "Town"], ["Ana", value])
    assert found.problems == ()
    assert found.rows[0]["town"] == text


def test_a_share_comes_back_with_its_percent_sign() -> None:
    def as_percent(book: openpyxl.Workbook) -> None:
        book.active["B2"].number_format = "0%"

    assert xlsx(["Name", "Town"], ["Ana", 0.35], change=as_percent).rows[0]["town"] == "35%"


def test_a_formula_is_an_error_and_the_other_rows_are_good() -> None:
    found = xlsx(["Name", "Seats"], ["Ana", "=1+1"], ["Bo", ArrayFormula("B3:B3", "=SUM(1,2)")], ["Cy", 3])
    assert [(error.line, error.column, error.message) for error in found.errors] == [
        (2, "Seats", "The cell holds a formula. Paste its value in its place (paste special, values)."),
        (3, "Seats", "The cell holds a formula. Paste its value in its place (paste special, values)."),
    ]
    assert [row["name"] for row in found.good_rows] == ["Cy"]


def test_text_that_begins_like_a_formula_is_text() -> None:
    def as_text(book: openpyxl.Workbook) -> None:
        book.active["B2"].data_type = "s"

    assert xlsx(["Name", "Town"], ["Ana", "=1+1"], change=as_text).rows[0]["town"] == "=1+1"


def test_an_error_value_is_an_error() -> None:
    found = xlsx(["Name", "Seats"], ["Ana", "#N/A"])
    assert [(error.line, error.column) for error in found.errors] == [(2, "Seats")]
    assert "the error #N/A" in found.errors[0].message


def test_merged_cells_spoil_each_row_that_they_touch() -> None:
    found = xlsx(
        ["Name", "Town"],
        ["Ana", "Rome"],
        ["Bo", None],
        ["Cy", "Oslo"],
        change=lambda book: book.active.merge_cells("B2:B3"),
    )
    assert [(error.line, error.column, error.message) for error in found.errors] == [
        (2, "Town", "The cells B2:B3 are merged. Unmerge them and fill each one."),
        (3, "Town", "The cells B2:B3 are merged. Unmerge them and fill each one."),
    ]
    assert [row["name"] for row in found.good_rows] == ["Cy"]


def test_merged_headings_spoil_the_sheet() -> None:
    found = xlsx(["Name", None], ["Ana", "Rome"], change=lambda book: book.active.merge_cells("A1:B1"))
    assert found.broken
    assert "A1:B1 are merged" in found.errors[0].message


def test_merged_cells_below_the_last_row_do_not_matter() -> None:
    found = xlsx(["Name"], ["Ana"], change=lambda book: book.active.merge_cells("A8:B9"))
    assert found.problems == ()


def test_an_empty_row_between_filled_ones_is_an_error() -> None:
    found = xlsx(["Name"], ["Ana"], [None], ["Bo"])
    assert [(error.line, error.message) for error in found.errors] == [
        (3, "This row is empty, between rows that are filled. Delete it, or fill what is missing.")
    ]


def test_formatted_cells_without_a_value_are_empty() -> None:
    def format_cells(book: openpyxl.Workbook) -> None:
        for line in range(3, 60):
            book.active.cell(line, 40).font = Font(bold=True)

    assert xlsx(["Name"], ["Ana"], change=format_cells).problems == ()


def test_an_empty_workbook_is_refused() -> None:
    found = xlsx()
    assert [error.message for error in found.errors] == [
        "The sheet is empty. The first row must hold the names of the columns."
    ]


def test_too_many_columns_are_refused() -> None:
    assert "more than 100 columns" in xlsx(["Name", *["x"] * 100], ["Ana"]).errors[0].message


def test_values_right_of_the_headings_are_warned_of() -> None:
    found = xlsx(["Name", "Town"], ["Ana", "Rome", None, "note"])
    assert [(warning.line, warning.column) for warning in found.warnings] == [(1, "D")]
    assert len(found.good_rows) == 1


def two_sheets(book: openpyxl.Workbook) -> None:
    book.create_sheet("Mentors").append(["Name"])
    book["Mentors"].append(["Cy"])


def test_of_several_worksheets_the_first_is_read_and_the_others_are_named() -> None:
    found = xlsx(["Name"], ["Ana"], change=two_sheets)
    assert [str(warning) for warning in found.warnings] == [
        "people.xlsx, sheet 'People': Only this worksheet was read. The workbook also has 'Mentors'."
    ]


def test_a_worksheet_can_be_preferred_or_named() -> None:
    for how in ({"prefer": "mentors"}, {"sheet": "mentors"}):
        found = xlsx(["Name"], ["Ana"], change=two_sheets, **how)
        assert found.problems == ()
        assert found.rows[0]["name"] == "Cy"


def test_a_worksheet_that_is_not_there_is_an_error_naming_those_that_are() -> None:
    found = xlsx(["Name"], ["Ana"], change=two_sheets, sheet="Mentees")
    assert "no worksheet 'Mentees'. It has 'People', 'Mentors'." in found.errors[0].message


def test_hidden_worksheets_and_explanations_are_not_data() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.create_sheet("Columns explained")
        book.create_sheet("Old").sheet_state = "hidden"

    assert xlsx(["Name"], ["Ana"], change=hide).problems == ()


@pytest.mark.slow
def test_twenty_thousand_rows_are_read_and_one_more_is_refused() -> None:
    rows: list[list[object]] = [["Ana"]] * 20_000
    assert len(xlsx(["Name"], *rows).good_rows) == 20_000
    found = xlsx(["Name"], *rows, ["Bo"])
    assert found.good_rows == ()
    assert [error.line for error in found.errors] == [20_002]
