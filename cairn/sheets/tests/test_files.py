"""Files that cannot be read, or are not what their names say."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cairn.sheets import Column, Limits, Sheet, Table, read, to_xlsx

COLUMNS = (Column(key="name", title="Name"),)
WORKBOOK = to_xlsx([Table("People", ["Name"], [["Ana"]])])
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, b"<x/>")
    return data.getvalue()


def only_error(found: Sheet) -> str:
    assert found.broken
    assert found.rows == ()
    (error,) = found.problems
    assert error.is_error
    assert (error.line, error.column) == (None, None)
    return error.message


@pytest.mark.parametrize(
    "name,data,says",
    [
        ("people.xlsx", b"Name\nAna\n", "holds no workbook. If it is a CSV file, rename it to people.csv"),
        ("people.csv", WORKBOOK, "this is an Excel workbook. Rename it to .xlsx"),
        ("people.csv", archive("a.txt"), "holds a ZIP archive. Unpack it"),
        ("people.xlsx", archive("word/document.xml", "[Content_Types].xml"), "text document or slides"),
        ("people.ods", archive("mimetype", "content.xml"), "OpenDocument"),
        ("people.csv", b"%PDF-1.7 ...", "holds a PDF document"),
        ("people.xlsx", b"%PDF-1.7 ...", "holds a PDF document"),
        ("people.csv", b"\x89PNG\r\n\x1a\n", "holds a picture"),
        ("people.csv", b"\x1f\x8b\x08\x00", "holds a compressed archive"),
        ("people.csv", b"<html><table><tr><td>Name", "holds a web page or XML"),
        ("people.csv", b"Name\n" + bytes(range(128, 256)) + bytes(range(32)), "holds no text"),
        ("people.xls", OLD, "of an old program (such as .xls)"),
        ("people.csv", OLD, "of an old program (such as .xls)"),
        ("people.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("people.xlsx", WORKBOOK[: len(WORKBOOK) // 2], "damaged or was not saved to its end"),
        ("people.xlsx", archive("[Content_Types].xml", "xl/workbook.xml"), "The workbook is damaged"),
        ("people.docx", b"Name\nAna\n", "ends in '.docx', which cannot be read"),
        ("people", b"Name\nAna\n", "ends in '', which cannot be read"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_named_for_what_it_is(
    name: str, data: bytes, says: str
) -> None:
    assert says in only_error(read(data, name=name, columns=COLUMNS))


def test_a_missing_file_is_an_error_with_the_folder_that_was_looked_in(tmp_path: Path) -> None:
    assert f"no such file in '{tmp_path}'" in only_error(read(tmp_path / "gone.csv", columns=COLUMNS))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "This is a folder" in only_error(read(tmp_path, columns=COLUMNS))


def test_a_path_through_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Name\nAna\n")
    assert "not a folder" in only_error(read(tmp_path / "people.csv" / "x.csv", columns=COLUMNS))


def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "people.csv"
    path.write_text("Name\nAna\n")
    monkeypatch.setattr(Path, "open", refuse)
    assert "You may not read this file" in only_error(read(path, columns=COLUMNS))


def test_a_name_that_no_file_can_have_is_an_error() -> None:
    assert "could not be read" in only_error(read("peo\0ple.csv", columns=COLUMNS))


def test_a_file_over_five_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with path.open("wb") as file:
        file.truncate(5_000_001)
    assert "larger than 5 MB" in only_error(read(path, columns=COLUMNS))
    assert "larger than 5 MB" in only_error(read(bytes(5_000_001), name="people.csv", columns=COLUMNS))


def test_a_small_workbook_that_unpacks_to_an_enormous_one_is_refused() -> None:
    bomb = io.BytesIO(WORKBOOK)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/media/bomb.xml", bytes(50_000_000))
    assert len(bomb.getvalue()) < 100_000
    assert "unpacks to more than 50 MB" in only_error(
        read(bomb.getvalue(), name="people.xlsx", columns=COLUMNS)
    )


def test_a_workbook_of_very_many_parts_is_refused() -> None:
    many = io.BytesIO(WORKBOOK)
    with zipfile.ZipFile(many, "a") as file:
        for number in range(200):
            file.writestr(f"xl/media/{number}.xml", b"")
    assert "more than 200 parts" in only_error(read(many.getvalue(), name="people.xlsx", columns=COLUMNS))


def test_xml_that_multiplies_itself_is_refused() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>'
    assert "forbidden XML" in only_error(
        read(
            with_part(
                "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<worksheet", entity + b"<worksheet")
            ),
            name="p.xlsx",
            columns=COLUMNS,
        )
    )


def test_a_row_far_beyond_the_end_of_any_sheet_does_not_take_for_ever() -> None:
    data = with_part("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="2"', b'r="99999999999"'))
    assert "damaged" in only_error(read(data, name="p.xlsx", columns=COLUMNS))


def test_a_cell_far_to_the_right_does_not_take_all_memory() -> None:
    data = with_part("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="A2"', b'r="ZZZ2"'))
    found = read(data, name="p.xlsx", columns=COLUMNS)
    assert found.broken
    assert "more than 100 columns" in found.errors[0].message


def test_limits_can_be_set() -> None:
    found = read(b"Name\nAna\nBo\n", name="people.csv", columns=COLUMNS, limits=Limits(rows=1))
    assert "more than 1 rows" in found.errors[0].message


def test_bytes_need_a_name() -> None:
    with pytest.raises(ValueError, match="need the name"):
        read(b"Name\nAna\n", columns=COLUMNS)


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(data, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return data.getvalue()
