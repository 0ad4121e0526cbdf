"""Workbooks as other programs write them: shared texts, dates by style, cells without a reference."""

import io
import zipfile

import openpyxl
import pytest

from cairn.sheets import Column, Sheet, Table, read, to_xlsx

COLUMNS = (
    Column(key="name", title="Name"),
    Column(key="town", title="Town"),
    Column(key="seats", title="Seats"),
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
HEADINGS = '<row r="1"><c r="A1" t="str"><v>Name</v></c><c r="B1" t="str"><v>Town</v></c></row>'


def workbook(rows: str, strings: str | None = None, after: str = "", before: str = "") -> bytes:
    """A workbook whose one worksheet has the given rows, and the given shared texts."""
    made = io.BytesIO(to_xlsx([Table("People", ["Name"], [["Ana"]])]))
    data = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(data, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                text = f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>".encode()
            if part == "[Content_Types].xml":
                text = text.replace(b"</Types>", SHARED + b"</Types>")
            if part != "xl/sharedStrings.xml":
                new.writestr(part, text)
        if strings is not None:
            text = f"<?xml version='1.0'?>{before}<sst {MAIN}>{strings}</sst>".encode()
            new.writestr("xl/sharedStrings.xml", text)
    return data.getvalue()


def xlsx(rows: str, strings: str | None = None, after: str = "", before: str = "") -> Sheet:
    return read(workbook(rows, strings, after, before), name="people.xlsx", columns=COLUMNS)


def test_shared_texts_are_put_together_without_the_sounds_of_asian_letters() -> None:
    strings = (
        "<si><t>Name</t></si><si><t xml:space='preserve'> a_x000D_b </t></si>"
        "<si><r><t>Su</t></r><r><rPr/><t>zuki</t></r><rPh sb='0' eb='1'><t>XX</t></rPh></si><si/>"
    )
    found = xlsx(
        "<row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'><c r='A2' t='s'><v>2</v></c></row>"
        "<row r='3'><c r='A3' t='s'><v>1</v></c></row><row r='4'><c r='A4' t='s'><v>3</v></c></row>",
        strings,
    )
    assert found.problems == ()
    assert [row["name"] for row in found.rows] == ["Suzuki", "a\rb"]


def test_a_shared_text_that_is_not_there_means_a_damaged_workbook() -> None:
    found = xlsx(HEADINGS + "<row r='2'><c r='A2' t='s'><v>7</v></c></row>", "<si><t>x</t></si>")
    assert "damaged" in found.errors[0].message


def test_shared_texts_that_declare_entities_are_refused() -> None:
    found = xlsx(HEADINGS, "<si><t>&a;</t></si>", before="<!DOCTYPE x [<!ENTITY a 'aaaa'>]>")
    assert "forbidden XML" in found.errors[0].message


def test_inline_texts_leave_out_sounds_as_well() -> None:
    cell = "<c r='A2' t='inlineStr'><is><r><t>Su</t></r><r><t>zuki</t></r><rPh><t>XX</t></rPh></is></c>"
    assert xlsx(f"{HEADINGS}<row r='2'>{cell}</row>").rows[0]["name"] == "Suzuki"


def test_cells_and_rows_without_a_reference_follow_one_another() -> None:
    found = xlsx(
        "<row><c t='str'><v>Name</v></c><c t='str'><v>Town</v></c></row>"
        "<row><c t='str'><v>Ana</v></c><c t='str'><v>Rome</v></c></row>"
    )
    assert found.problems == ()
    assert (found.rows[0].line, found.rows[0]["name"], found.rows[0]["town"]) == (2, "Ana", "Rome")


@pytest.mark.parametrize(
    "cell,text",
    [
        ("<c r='A2' t='b'><v>1</v></c>", "yes"),
        ("<c r='A2' t='b'><v>0</v></c>", "no"),
        ("<c r='A2' t='d'><v>2026-03-02</v></c>", "2026-03-02"),
        ("<c r='A2'><v>1.5E3</v></c>", "1500"),
        ("<c r='A2' t='n'><v>-3</v></c>", "-3"),
    ],
)
def test_values_of_every_type_are_read(cell: str, text: str) -> None:
    assert xlsx(f"{HEADINGS}<row r='2'>{cell}</row>").rows[0]["name"] == text


def test_a_formula_with_the_value_that_it_had_is_still_a_formula() -> None:
    found = xlsx(HEADINGS + "<row r='2'><c r='A2'><f>1+1</f><v>2</v></c></row>")
    assert [(error.line, error.column) for error in found.errors] == [(2, "Name")]
    assert "formula" in found.errors[0].message


@pytest.mark.parametrize(
    "rows",
    [
        "<row r='2'/><row r='1'/>",
        "<row r='x'/>",
        "<row r='2'><c r='2A' t='str'><v>x</v></c></row>",
        "<row r='2'><c r='ABCD2' t='str'><v>x</v></c></row>",
        "<row r='2'><c r='A2'><v>many</v></c></row>",
        "<row r='2'>",
    ],
)
def test_rows_that_no_program_writes_mean_a_damaged_workbook(rows: str) -> None:
    assert "damaged" in xlsx(rows).errors[0].message


def test_very_many_merged_cells_are_refused_at_once() -> None:
    merged = "".join(f"<mergeCell ref='A{line}:B{line}'/>" for line in range(2, 600))
    found = xlsx(
        HEADINGS + "<row r='2'><c r='A2' t='str'><v>x</v></c></row>",
        after=f"<mergeCells>{merged}</mergeCells>",
    )
    assert found.broken
    assert "very many merged cells" in found.errors[0].message


def test_a_date_that_does_not_exist_is_an_error() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Town"])
    book.active.append(["Ana", 1e12])
    book.active["B2"].number_format = "yyyy-mm-dd"
    data = io.BytesIO()
    book.save(data)
    found = read(data.getvalue(), name="people.xlsx", columns=COLUMNS)
    assert [(error.line, error.column) for error in found.errors] == [(2, "Town")]
    assert "a date that does not exist" in found.errors[0].message


def test_a_workbook_with_locked_parts_is_refused() -> None:
    data = bytearray(workbook(HEADINGS))
    # The first bit of the flags in a part's entry of the directory says that it is encrypted.
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    found = read(bytes(data), name="people.xlsx", columns=COLUMNS)
    assert "protected by a password" in found.errors[0].message
