import pytest

from cairn.sheets import Column, Sheet, read

COLUMNS = (
    Column(key="name", title="Name"),
    Column(key="town", title="Town"),
    Column(key="seats", title="Seats"),
)


def csv(data: bytes | str, name: str = "people.csv") -> Sheet:
    return read(data.encode() if isinstance(data, str) else data, name=name, columns=COLUMNS)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_found_by_the_headings(sign: str) -> None:
    found = csv(f'Name{sign}Town\n"Ana, ; | of \t x"{sign}Łódź\n')
    assert found.problems == ()
    assert found.delimiter == sign
    assert dict(found.rows[0]) == {"name": "Ana, ; | of \t x", "town": "Łódź", "seats": ""}


def test_a_first_row_that_states_the_separator_is_obeyed() -> None:
    found = csv("sep=;\r\nName;Town\r\nAna;Łódź\r\n")
    assert found.problems == ()
    assert (found.rows[0].line, found.rows[0]["town"]) == (3, "Łódź")


def test_more_commas_than_separators_in_the_headings_do_not_confuse() -> None:
    assert csv('Name;"a, b, c, d";Town\nAna;x;y\n').rows[0]["town"] == "y"


@pytest.mark.parametrize(
    "encoding,named",
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_the_encoding_is_found_and_said(encoding: str, named: str) -> None:
    found = csv("Name,Town\nZoë Ångström,Köln\n".encode(encoding))
    assert found.problems == ()
    assert found.encoding == named
    assert found.rows[0]["name"] == "Zoë Ångström"


def test_windows_1252_is_read_and_warned_of() -> None:
    found = csv("Name,Town\nZoë,Köln\n".encode("cp1252"))
    assert found.rows[0]["name"] == "Zoë"
    assert found.encoding == "Windows-1252"
    assert [str(warning) for warning in found.warnings] == [
        (
            "people.csv: The file is not UTF-8 and was read as Windows-1252 (Western European). If accents "
            "look wrong, save the whole file as 'CSV UTF-8'."
        )
    ]


def test_two_encodings_in_one_file_are_named_by_row_and_column_and_the_others_are_good() -> None:
    found = csv(b"Name,Town\nZo\xc3\xab,K\xc3\xb6ln\nJos\xe9,Paris\nBo,Malm\xf6\n")
    assert [(error.line, error.column) for error in found.errors] == [(3, "Name"), (4, "Town")]
    assert "another encoding than the rest of the file (UTF-8)" in found.errors[0].message
    assert [row["name"] for row in found.good_rows] == ["Zoë"]


def test_a_letter_that_was_lost_before_is_warned_of() -> None:
    found = csv("Name,Town\nZo\ufffd,Köln\n")
    assert [(warning.line, warning.column) for warning in found.warnings] == [(2, "Name")]
    assert len(found.good_rows) == 1


def test_a_utf16_file_that_was_cut_off_is_refused() -> None:
    found = csv("Name,Town\nAna,Rome\n".encode("utf-16")[:-1])
    assert found.broken
    assert "not saved to its end" in found.errors[0].message


def test_an_empty_row_between_filled_ones_is_an_error_by_its_number() -> None:
    found = csv("Name,Town\nAna,Rome\n\n,\nBo,Oslo\n ,\nCy,Bern\n")
    assert [(error.line, error.message) for error in found.errors] == [
        (3, "The rows 3 to 4 are empty, between rows that are filled. Delete it, or fill what is missing."),
        (6, "This row is empty, between rows that are filled. Delete it, or fill what is missing."),
    ]
    assert [row["name"] for row in found.good_rows] == ["Ana", "Bo", "Cy"]


def test_empty_rows_at_the_end_are_fine() -> None:
    assert csv("Name,Town\nAna,Rome\n\n , \n,,,,\n").problems == ()


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" \t\r\n", "\n".encode("utf-16")])
def test_an_empty_file_is_refused(data: bytes) -> None:
    found = csv(data)
    assert [error.message for error in found.errors] == [
        "The file is empty. The first row must hold the names of the columns."
    ]


def test_headings_without_rows_are_refused() -> None:
    found = csv("Name,Town\n\n")
    assert [error.message for error in found.errors] == [
        "There are no rows below the names of the columns. Add at least one."
    ]


@pytest.mark.parametrize("formula", ["=1+1", ' =HYPERLINK(""http://x"")', '="007"'.replace('"', '""')])
def test_a_formula_is_an_error(formula: str) -> None:
    found = csv(f'Name,Town\nAna,"{formula}"\nBo,Oslo\n')
    assert [(error.line, error.column, error.message) for error in found.errors] == [
        (2, "Town", "The cell holds a formula. Put its value in its place.")
    ]
    assert [row["name"] for row in found.good_rows] == ["Bo"]


def test_text_that_we_guarded_comes_back_without_its_apostrophe_and_is_no_formula() -> None:
    found = csv("Name,Town\n'=1+1,'tis\n")
    assert found.problems == ()
    assert (found.rows[0]["name"], found.rows[0]["town"]) == ("=1+1", "'tis")


def test_a_phone_number_or_a_minus_is_no_formula() -> None:
    assert csv("Name,Seats\n+1 555,-1\n").problems == ()


def test_a_row_with_a_stray_separator_is_an_error_and_the_others_are_good() -> None:
    found = csv("Name,Town\nAna,Rome, Italy\nBo,Oslo\n")
    assert [(error.line, error.message) for error in found.errors] == [
        (
            2,
            (
                "The row has more values than there are columns. A value that has a ',' in it must stand "
                'between quotation marks (").'
            ),
        )
    ]
    assert [row["name"] for row in found.good_rows] == ["Bo"]


def test_a_quotation_mark_that_is_never_closed_is_named_by_the_row_that_opens_it() -> None:
    found = csv('Name,Town\nAna,Rome\n"Bo,Oslo\nCy,Bern\n')
    assert found.broken
    assert [error.line for error in found.errors] == [3]
    assert "never closed" in found.errors[0].message


def test_quotation_marks_that_are_not_doubled_spoil_only_their_row() -> None:
    found = csv('Name,Town\n"Bo" Li,Oslo\nCy,Bern\n5" disk,Rome\n')
    assert [error.line for error in found.errors] == [2]
    assert [row["name"] for row in found.good_rows] == ["Cy", '5" disk']


def test_rows_are_numbered_as_a_spreadsheet_program_numbers_them() -> None:
    found = csv('Name,Town\n"Ana\nMaria",Rome\nBo,Oslo\n')
    assert [(row.line, row["name"]) for row in found.rows] == [(2, "Ana\nMaria"), (3, "Bo")]


def test_spaces_around_values_do_not_count() -> None:
    assert csv("Name,Town\n  Ana\u00a0,\u200bRome \n").rows[0]["name"] == "Ana"


def test_twenty_thousand_rows_are_read_and_one_more_is_refused_by_its_number() -> None:
    most = "Name,Town\n" + "Ana,Rome\n" * 20_000
    assert len(csv(most).good_rows) == 20_000
    found = csv(most + "Bo,Oslo\n")
    assert found.good_rows == ()
    assert [(error.line, error.message) for error in found.errors] == [
        (
            20_002,
            (
                "The sheet has more than 20,000 rows below its headings, the most that can be read. "
                "Split it into several files."
            ),
        )
    ]


def test_too_many_columns_are_refused() -> None:
    found = csv("Name" + ",x" * 100 + "\nAna\n")
    assert found.broken
    assert "more than 100 columns" in found.errors[0].message


def test_a_cell_without_end_is_an_error() -> None:
    found = csv(f"Name,Town\n{'x' * 40_000},Rome\nBo,Oslo\n")
    assert [(error.line, error.column) for error in found.errors] == [(2, "Name")]
    assert [row["name"] for row in found.good_rows] == ["Bo"]


def test_everything_wrong_is_said_at_once_in_the_order_of_the_rows() -> None:
    found = csv(b"Name,Twon,Seats\n=A1,x,1\n\nZo\xc3\xab,x,=B2\nJos\xe9,x,1\nAna,x,1,extra\nBo,x,1\n")
    assert [(problem.line, problem.column) for problem in found.problems] == [
        (1, "Twon"),
        (2, "Name"),
        (3, None),
        (4, "Seats"),
        (5, "Name"),
        (6, None),
    ]
    assert [row["name"] for row in found.good_rows] == ["Bo"]
