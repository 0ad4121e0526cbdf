import pytest

from cairn.sheets import Column, Sheet, read

COLUMNS = (
    Column(key="email", title="Email", aliases=("mail address",), required=True),
    Column(key="not_with", title="Not with"),
    Column(key="zone", title="Time zone"),
    Column(key="group", title="Group", family=True),
)


def sheet(text: str, columns: tuple[Column, ...] = COLUMNS) -> Sheet:
    return read(text.encode(), name="people.csv", columns=columns)


@pytest.mark.parametrize(
    "heading", ["not with", "NOT_WITH", "Not-With", "  nót  wíth ", "notwith", "Not with:"], ids=repr
)
def test_a_heading_is_known_whatever_its_case_accents_and_separators(heading: str) -> None:
    found = sheet(f"Email,{heading}\na@x.org,Bo\n")
    assert found.problems == ()
    assert found.rows[0]["not_with"] == "Bo"


def test_the_order_of_columns_does_not_matter() -> None:
    found = sheet("Time zone,Email\nUTC,a@x.org\n")
    assert dict(found.rows[0]) == {"email": "a@x.org", "not_with": "", "zone": "UTC"}


def test_an_unknown_column_is_warned_of_with_the_nearest_name_and_the_rest_is_read() -> None:
    found = sheet("Email,Tme zon\na@x.org,UTC\n")
    assert [str(warning) for warning in found.warnings] == [
        (
            "people.csv, row 1, column 'Tme zon': This column is not known and was not read. "
            "Did you mean 'Time zone'?"
        )
    ]
    assert len(found.good_rows) == 1


def test_an_unknown_column_near_one_that_is_there_says_so() -> None:
    found = sheet("Email,Emails\na@x.org,b\n")
    assert "'Email' is there already" in found.warnings[0].message


def test_an_unknown_column_near_nothing_is_only_said_to_be_unread() -> None:
    found = sheet("Email,Shoe size\na@x.org,44\n")
    assert found.warnings[0].message == "This column is not known and was not read."


def test_a_missing_column_is_an_error_and_no_row_is_used() -> None:
    found = sheet("Time zone\nUTC\n")
    assert [error.message for error in found.errors] == ["The column 'Email' is missing. Add it."]
    assert found.broken
    assert found.good_rows == ()


def test_two_columns_that_mean_the_same_are_an_error() -> None:
    found = sheet("Email,Mail-Address\na@x.org,b@x.org\n")
    assert [str(error) for error in found.errors] == [
        (
            "people.csv, row 1, column 'Mail-Address': The columns 'Email' (A) and 'Mail-Address' (B) mean "
            "the same. Keep one of them."
        )
    ]
    assert found.good_rows == ()


def test_a_sheet_without_headings_is_told_what_the_first_row_must_hold() -> None:
    found = sheet("Ana,a@x.org\nBo,b@x.org\n")
    assert found.broken
    assert "The first row must hold the names of the columns, such as 'Email'" in found.errors[0].message


def test_a_family_of_columns_keeps_each_members_name() -> None:
    found = sheet("Email,Group: Gender,GROUP:age\na@x.org,w,50+\n")
    assert found.rows[0]["group:gender"] == "w"
    assert found.rows[0]["group:age"] == "50+"


def test_values_in_a_column_without_a_name_are_warned_of() -> None:
    found = sheet("Email,,Time zone\na@x.org,lost,UTC\n")
    assert [str(warning) for warning in found.warnings] == [
        (
            "people.csv, row 1, column 'B': This column has values and no name, and was not read. "
            "Give it a name, or empty it."
        )
    ]


def test_problems_use_the_headings_of_the_file() -> None:
    found = sheet("Mail_Address,Time zone\n,UTC\n")
    assert [str(error) for error in found.errors] == [
        "people.csv, row 2, column 'Mail_Address': The cell is empty. Fill it."
    ]


def test_asking_for_a_column_that_no_such_sheet_has_is_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        sheet("Email\na@x.org\n").rows[0]["emial"]


def test_two_columns_with_one_heading_are_a_mistake_in_the_program() -> None:
    with pytest.raises(ValueError, match="heading of two columns"):
        sheet("Email\n", (*COLUMNS, Column(key="other", title="E-Mail")))
