import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cairn.sheets import AlreadyThere, Cell, Column, NotWritten, Table, read, to_csv, to_xlsx, write
from cairn.sheets.guard import guard, unguard

COLUMNS = tuple(Column(key=name, title=name) for name in ("id", "text", "number"))
PEOPLE = Table("People", ["id", "text", "number"], [["1", "Ana", 2], ["2", "=1+1", -3.5]])

texts = st.text(max_size=40) | st.text("=+-@\t\r\n\0＝＋－＠' \",;_x0D", max_size=8)
cells = st.lists(st.tuples(texts, st.integers(-(2**53), 2**53)), min_size=1, max_size=6)


def to_only(table: Table) -> bytes:
    return to_xlsx([table])


@pytest.mark.parametrize("name,made_by", [("p.csv", to_csv), ("p.xlsx", to_only)])
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@example([("_x000D_", 1), ("_x005F_x000D_", 1), ("\r\n", 0), (" ", 0), ("#N/A", 0), ("\ufffe\uffff", 0)])
@given(cells)
def test_what_is_written_is_read_back_equal(
    name: str, made_by: Callable[[Table], bytes], cells: list[tuple[str, int]]
) -> None:
    rows: list[list[Cell]] = [[f"row {line}", text, number] for line, (text, number) in enumerate(cells)]
    found = read(
        made_by(Table("People", ["id", "text", "number"], rows)), name=name, columns=COLUMNS, trim=False
    )
    assert found.errors == ()
    assert [[row["id"], row["text"], row["number"]] for row in found.rows] == [
        [key, text, str(number)] for key, text, number in rows
    ]


@given(texts)
def test_guarding_can_be_undone_and_leaves_no_dangerous_start(text: str) -> None:
    guarded = guard(text)
    assert unguard(guarded) == text
    assert guarded.lstrip(" ")[:1] not in tuple("=+-@\t\r\n\0＝＋－＠")


@pytest.mark.parametrize("start", list("=+-@\t\r\n\0＝＋－＠"), ids=repr)
def test_text_that_a_program_could_run_gets_an_apostrophe_and_is_no_formula(start: str) -> None:
    table = Table("People", ["id"], [[f"{start}1+cmd"]])
    assert to_csv(table).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")
    cell = openpyxl.load_workbook(io.BytesIO(to_xlsx([table]))).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_numbers_and_dates_stay_what_they_are() -> None:
    rows: list[list[Any]] = [
        [-2, 0.5, date(2026, 3, 2)],
        [2**60, True, datetime(2026, 3, 2, 9)],
        [None, "", 1],
    ]
    table = Table("T", ["a", "b", "c"], rows)
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([table]))).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [-2, 0.5, datetime(2026, 3, 2)],
        [str(2**60), "yes", datetime(2026, 3, 2, 9)],
        [None, None, 1],
    ]
    assert to_csv(table).decode("utf-8-sig").splitlines()[1:] == [
        "-2,0.5,2026-03-02",
        f"{2**60},yes,2026-03-02 09:00",
        ",,1",
    ]


def test_headings_are_bold_and_stay_in_view_and_columns_fit_their_values() -> None:
    table = Table("T", ["id", "goals"], [["1", "x" * 500]])
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([table]))).active
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert 8 <= sheet.column_dimensions["A"].width < sheet.column_dimensions["B"].width <= 60


def test_several_tables_become_worksheets_with_titles_that_are_allowed_and_different() -> None:
    titles = ["Pairs", "pairs", "a/b:c*d?[e]", "x" * 50, "", "x" * 40]
    data = to_xlsx([Table(title, ["id"], [["1"]]) for title in titles])
    made = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert made == ["Pairs", "pairs 2", "a b c d  e", "x" * 31, "Sheet", "x" * 29 + " 2"]


@pytest.mark.parametrize("name", ["out.csv", "out.XLSX"])
def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, [PEOPLE])
    assert [row["text"] for row in read(path, columns=COLUMNS).good_rows] == ["Ana", "=1+1"]
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_written_over_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine")
    with pytest.raises(AlreadyThere, match="is there already and was left as it is"):
        write(path, [PEOPLE])
    assert path.read_text() == "mine"
    write(path, [PEOPLE], overwrite=True)
    assert path.read_bytes() == to_csv(PEOPLE)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_appears_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    path.write_text("theirs")
    monkeypatch.setattr(Path, "exists", lambda self: False)
    with pytest.raises(AlreadyThere):
        write(path, [PEOPLE])
    assert path.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("taken", [False, True])
def test_a_disk_without_links_gets_the_same_care(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    path = tmp_path / "out.csv"

    def no_links(*_: object) -> None:
        if taken:
            path.write_text("theirs")
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", no_links)
    if taken:
        with pytest.raises(AlreadyThere):
            write(path, [PEOPLE])
        assert path.read_text() == "theirs"
    else:
        write(path, [PEOPLE])
        assert path.read_bytes() == to_csv(PEOPLE)
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotWritten, match="No space left on device"):
        write(tmp_path / "out.csv", [PEOPLE])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="There is no folder"):
        write(tmp_path / "gone" / "out.csv", [PEOPLE])


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(NotWritten, match="may not be written by you"):
        write(tmp_path / "out.csv", [PEOPLE])


@pytest.mark.parametrize("name,count", [("out.csv", 2), ("out.csv", 0), ("out.xlsx", 0), ("out.ods", 1)])
def test_what_no_format_can_hold_is_a_mistake_in_the_program(tmp_path: Path, name: str, count: int) -> None:
    with pytest.raises(ValueError, match=r"one table|at least one|neither"):
        write(tmp_path / name, [PEOPLE] * count)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("made_by", [to_csv, to_only])
def test_text_that_no_cell_holds_is_refused_and_half_letters_are_replaced(
    made_by: Callable[[Table], bytes],
) -> None:
    with pytest.raises(ValueError, match="at most 32,766 characters"):
        made_by(Table("T", ["id"], [["x" * 40_000]]))
    name = "p.csv" if made_by is to_csv else "p.xlsx"
    found = read(made_by(Table("T", ["id"], [["a\ud800b"]])), name=name, columns=COLUMNS)
    assert found.rows[0]["id"] == "a\ufffdb"
