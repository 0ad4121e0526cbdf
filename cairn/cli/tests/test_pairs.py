"""Lists of pairs to keep and to forbid."""

from collections.abc import Mapping

import pytest

from cairn.cli.tests.cast import ANA, BO, CY, DI, Read, said


def test_pairs_name_people_by_id_email_or_name(reading: Read) -> None:
    found = reading(
        [ANA, BO],
        [CY, DI],
        pairs=[{"Mentee": "Bo Li", "Mentor": "cy@example.org", "Score": 71}],
        forbid=[{"Mentor ID": "M2", "Mentee ID": "E1", "Mentee": "Ana Silva", "Mentor": "Di Ng"}],
    )
    assert found.errors == found.warnings == ()
    assert found.pairs == (("E2", "M1"),)
    assert found.forbids == (("E1", "M2"),)


def test_a_conflict_list_that_names_nobody_is_an_error_and_blocks(reading: Read) -> None:
    found = reading(
        [ANA, BO],
        [CY, DI],
        forbid=[{"mentee": "Anna Silva", "mentor": "M1"}, {"mentee": "E2", "mentor": "M2"}],
    )
    assert said(found.errors) == [("forbid", 2, "mentee")]
    assert "Did you mean 'Ana Silva'?" in found.errors[0].message
    assert not found.may_match(skip_bad_rows=True)


def test_an_empty_conflict_list_is_an_error(reading: Read) -> None:
    found = reading([ANA], [CY], forbid=[{"mentee": "", "mentor": ""}])
    assert said(found.errors) == [("forbid", None, None)]
    assert not found.may_match(skip_bad_rows=True)


@pytest.mark.parametrize(
    "row,column,says",
    [
        ({"mentee": "M1", "mentor": "M1"}, "mentee", "'M1' is a mentor, not a mentee"),
        ({"mentee": "E1", "mentor": "E2"}, "mentor", "'E2' is a mentee, not a mentor"),
        ({"mentee": "E1", "mentor": ""}, "mentor", "The cell is empty. Name the mentor"),
    ],
)
def test_a_pair_has_a_mentee_and_a_mentor(
    reading: Read, row: Mapping[str, str], column: str, says: str
) -> None:
    found = reading([ANA, BO], [CY], pairs=[row])
    assert said(found.errors) == [("pairs", 2, column)]
    assert says in found.errors[0].message


def test_a_list_of_pairs_without_mentors_is_refused(reading: Read) -> None:
    found = reading([ANA], [CY], pairs=[{"mentee": "E1"}])
    assert [error.message for error in found.errors] == ["The column 'Mentor' is missing. Add it."]
    assert not found.may_match(skip_bad_rows=True)


def test_a_pair_that_stands_twice_counts_once(reading: Read) -> None:
    found = reading(
        [ANA], [CY], pairs=[{"mentee": "E1", "mentor": "M1"}, {"mentee": "Ana Silva", "mentor": "M1"}]
    )
    assert found.pairs == (("E1", "M1"),)
    assert said(found.warnings) == [("pairs", 3, None)]


def test_a_pair_of_somebody_who_waits_is_left_out_with_a_warning(reading: Read) -> None:
    found = reading([ANA | {"seats": "two"}, BO], [CY], pairs=[{"mentee": "E1", "mentor": "M1"}])
    assert found.pairs == ()
    assert said(found.warnings) == [("pairs", 2, None)]
    assert found.may_match(skip_bad_rows=True)
