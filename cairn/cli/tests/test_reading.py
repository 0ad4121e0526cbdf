"""Two sheets in, people out: what is read, what is wrong, and who may go on."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from cairn.cli.directory import Side
from cairn.cli.reading import read_people
from cairn.cli.tests.cast import ANA, BO, CY, DI, START, Read, said, table
from cairn.matching.checks import check
from cairn.matching.people import Move, Offer, Want
from cairn.matching.problem import Problem
from cairn.sheets import Table, write


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_mentee_is_read_with_every_answer(reading: Read, suffix: str) -> None:
    mentee = ANA | {
        "Goals": "Lead my first team",
        "Skills wanted": "delegation (1 → 3); beekeeping; SQL (0 → 1)",
        "Career stage": "senior",
        "Field": "healthcare",
        "Function": "Engineering",
        "Move wanted": "lead > manager",
        "Values": "honesty; Curiosity",
        "Languages": "English, de-AT",
        "Time zone": "berlin",
        "Meeting times": "Mon 9:00-12:00",
        "Style 1": 0.2,
        "Style 2": "50%",
        "Style 3": 1,
        "Style 4": 0,
        "Style 5": "0,25",
        "Mentors wanted": 2,
        "Passed over": 3,
        "Ranking": "di ng; M1",
        "Team": "Platform  One",
        "Site": "Berlin",
        "Required function": "Sales",
        "Required site": "BERLIN",
        "Manager": "Someone Else",
        "Not with": "cy@example.org",
        "Group: Gender": "w",
    }
    found = reading([mentee], [CY, DI], suffix)
    assert found.errors == ()
    assert said(found.warnings) == []
    (ana,) = found.mentees
    assert (ana.id, ana.name, ana.goals) == ("E1", "Ana Silva", "Lead my first team")
    assert ana.wants == (
        Want(skill="delegation", priority=3, level=1),
        Want(skill="beekeeping", priority=2, level=0),
        Want(skill="databases", priority=1, level=0),
    )
    assert (ana.stage, ana.field, ana.function) == (4, "healthcare", "engineering")
    assert ana.move == Move(origin="lead", destination="manager")
    assert ana.values == {"honesty", "curiosity"}
    assert ana.languages == {"en", "de"}
    assert ana.windows is not None
    assert ana.windows.minutes == 180
    assert ana.style == pytest.approx((0.2, 0.5, 1, 0, 0.25))
    assert (ana.seats, ana.passed_over, ana.ranking) == (2, 3, ("M2", "M1"))
    assert ana.site == ana.required_site
    assert ana.manager == "Someone Else"
    assert ana.not_with == {"M1"}
    assert ana.groups == {"gender": "w"}
    assert found.emails == {"E1": "ana@example.org", "M1": "cy@example.org"}


def test_a_mentor_is_read_with_every_answer(reading: Read) -> None:
    mentor = CY | {
        "offers": "delegation (5); SQL",
        "moves made": "lead > manager > director; academia > industry",
        "capacity": 3,
        "ranking": "Bo Li; ana@example.org",
    }
    found = reading([ANA, BO], [mentor])
    assert found.errors == ()
    (cy,) = found.mentors
    assert cy.offers == (Offer(skill="delegation", level=5), Offer(skill="databases", level=4))
    assert [(move.origin, move.destination) for move in cy.moves] == [
        ("lead", "manager"),
        ("manager", "director"),
        ("academia", "industry"),
    ]
    assert (cy.seats, cy.ranking) == (3, ("E2", "E1"))


def test_what_is_not_answered_is_unknown(reading: Read) -> None:
    found = reading([{"name": "Ana"}], [{"email": "Cy@x.org"}])
    (ana,), (cy,) = found.mentees, found.mentors
    assert (ana.id, cy.id) == ("Ana", "cy@x.org")
    assert (ana.seats, ana.stage, ana.windows, ana.style, ana.move) == (1, None, None, None, None)
    assert found.errors == found.warnings == ()


def test_the_engine_accepts_what_is_read(reading: Read) -> None:
    found = reading([ANA | {"ranking": "M1"}, BO], [CY | {"seats": 0}, DI])
    assert check(Problem(mentees=found.mentees, mentors=found.mentors)) == ()


@pytest.mark.parametrize(
    "column,value,says",
    [
        ("seats", "-1", "-1 is not between 1 and 3. Write a number from 1 to 3."),
        ("seats", "two", "'two' is not in digits. Write 2."),
        ("passed over", "10", "10 is not between 0 and 9"),
        ("stage", "10", "'10' is no career stage. Write a number from 0 (student) to 9 (executive)"),
        ("stage", "Diretcor", "Did you mean 'Director'"),
        ("wants", "delegation (7 → 3)", "the own level 7"),
        ("values", "honesti", "'honesti' is not on the list of values. Did you mean 'Honesty'"),
        ("values", "zzz", "Choose one from the list, or delete it."),
        ("move", "lead > manager > director", "names several moves"),
        ("move", "lead > Lead", "ends where it starts"),
        ("style", "0.2 0.5", "2 answers are given. Write 5"),
        ("style", "0.2 0.5 1 1 7", "'7' is not between 0 and 1"),
        ("manager", "ana silva", "Nobody is their own line manager"),
        ("not with", "Cy Yuong", "'Cy Yuong' is nobody in either sheet. Did you mean 'Cy Young'?"),
        ("not with", "zzz", "Write an ID, an email or a name as it stands in the sheets."),
        ("not with", "E1", "'E1' is this person"),
        ("ranking", "Nobody Known", "is nobody in either sheet"),
        ("ranking", "E2", "'E2' is no mentor. Name people of the sheet of mentors only."),
        ("ranking", "E1", "'E1' is this person"),
    ],
)
def test_a_bad_value_is_named_by_row_and_column_with_what_to_do(
    reading: Read, column: str, value: str, says: str
) -> None:
    found = reading([BO, ANA | {column: value}], [CY, DI])
    assert said(found.errors) == [("mentees", 3, column)]
    assert says in found.errors[0].message
    assert [mentee.id for mentee in found.mentees] == ["E2"]


def test_more_than_five_values_and_longer_rankings_are_refused(reading: Read) -> None:
    mentors = [{"id": f"M{number}"} for number in range(9)]
    values = "honesty; curiosity; family; fairness; learning; courage; growth; creativity"
    found = reading(
        [ANA | {"ranking": ";".join(f"M{number}" for number in range(6)), "values": values}], mentors
    )
    assert said(found.errors) == [("mentees", 2, "ranking"), ("mentees", 2, "values")]
    assert found.errors[0].message == "6 people are named. Keep the first 5."
    assert "Keep the 5 that matter most." in found.errors[1].message


def test_working_style_is_answered_whole_and_in_one_way(reading: Read) -> None:
    found = reading(
        [
            ANA | {"style 1": "0.5", "style 2": "", "style 3": "0.1"},
            BO | {"style 1": "0.5", "style": "1 1 1 1 1"},
        ],
        [CY],
    )
    assert said(found.errors) == [("mentees", 2, "style 2"), ("mentees", 3, "style")]


def test_meeting_times_need_a_zone_that_is_known(reading: Read) -> None:
    found = reading(
        [
            ANA | {"zone": "", "windows": "Mon 9-12"},
            BO | {"zone": "Berlni", "windows": "Mon 17-9"},
            {"id": "E3", "zone": "Europe/Rome", "windows": "Mon 9:10-9:40"},
            {"id": "E4", "zone": "Europe/Rome", "windows": ""},
        ],
        [CY],
    )
    assert said(found.errors) == [
        ("mentees", 2, "zone"),
        ("mentees", 3, "zone"),
        ("mentees", 3, "windows"),
        ("mentees", 4, "windows"),
    ]
    assert "Name the zone of these times" in found.errors[0].message
    assert "Did you mean 'Europe/Berlin'" in found.errors[1].message
    assert "no whole half hour" in found.errors[3].message
    assert [mentee.id for mentee in found.mentees] == ["E4"]


def test_meeting_times_follow_the_clock_at_the_start_and_half_way(reading: Read) -> None:
    found = reading([ANA | {"zone": "Europe/Berlin", "windows": "Mon 9-10"}], [CY], weeks=20)
    windows = found.mentees[0].windows
    assert windows is not None
    # September is two hours ahead of UTC, the middle of November one.
    assert (windows.start, windows.middle) == (0b11 << 14, 0b11 << 16)


def test_a_program_lasts_at_least_a_week(reading: Read) -> None:
    with pytest.raises(ValueError, match="at least one week"):
        reading([ANA], [CY], weeks=0)


@pytest.mark.parametrize(
    "column,value,near",
    [
        ("wants", "pyhton", "Python"),
        ("field", "Helthcare", "Healthcare"),
        ("function", "Salse", "Sales"),
        ("languages", "Englihs", "English"),
        ("move", "lead > manger", "Manager"),
    ],
)
def test_a_word_near_one_on_the_list_counts_with_a_warning_said_once(
    reading: Read, column: str, value: str, near: str
) -> None:
    found = reading([ANA | {column: value}, BO | {column: value.upper()}], [CY])
    assert found.errors == ()
    assert said(found.warnings) == [("mentees", 2, column)]
    assert "counts as it stands. Did you mean" in found.warnings[0].message
    assert near in found.warnings[0].message
    assert len(found.mentees) == 2


def test_a_skill_of_ones_own_is_fine_and_equal_in_two_spellings(reading: Read) -> None:
    found = reading([ANA | {"wants": "Bee-keeping"}], [CY | {"offers": "bee keeping"}])
    assert found.warnings == ()
    assert found.mentees[0].wants[0].skill == found.mentors[0].offers[0].skill


def test_a_skill_named_twice_counts_once(reading: Read) -> None:
    found = reading([ANA | {"wants": "SQL (1 → 3); databases"}], [CY])
    assert said(found.warnings) == [("mentees", 2, "wants")]
    assert found.mentees[0].wants == (Want(skill="databases", priority=3, level=1),)


def test_a_name_that_two_people_have_needs_the_id(reading: Read) -> None:
    twins = [{"id": "M3", "name": "Sam Lee"}, {"id": "M4", "name": "Sam Lee"}]
    found = reading([ANA | {"not with": "Sam Lee", "manager": "sam lee"}], twins)
    assert said(found.errors) == [("mentees", 2, "not with"), ("mentees", 2, "manager")]
    assert "Several people are called 'Sam Lee'. Write the ID" in found.errors[0].message


def test_a_name_on_both_sides_means_the_side_that_is_asked_for(reading: Read) -> None:
    found = reading([ANA | {"ranking": "Bo Li"}, BO], [{"id": "M9", "name": "Bo Li"}])
    assert found.errors == ()
    assert found.mentees[0].ranking == ("M9",)


def test_a_name_with_a_comma_is_one_person(reading: Read) -> None:
    mentors = [{"id": "M1", "name": "Young, Cy"}, {"id": "M2", "name": "Di"}]
    found = reading([ANA | {"not with": "Young, Cy"}, BO | {"not with": "Di, M1"}], mentors)
    assert [mentee.not_with for mentee in found.mentees] == [{"M1"}, {"M1", "M2"}]


def test_a_manager_outside_the_sheets_is_fine_and_a_near_miss_is_asked_about(reading: Read) -> None:
    found = reading([ANA | {"manager": "Cy Yooung"}, BO | {"manager": "E0099"}], [CY])
    assert found.errors == ()
    assert said(found.warnings) == [("mentees", 2, "manager")]
    assert found.mentees[1].manager == "E0099"


# Who is who


@pytest.mark.parametrize(
    "first,second,column",
    [
        ({"id": "E1", "name": "Ana"}, {"id": "E1", "name": "Bo"}, "id"),
        ({"email": "a@x.org", "name": "Ana"}, {"email": "A@X.org", "name": "Ana"}, "email"),
        ({"name": "Ana  Silva"}, {"name": "Ana Silva"}, "name"),
        ({"id": "E1", "email": "a@x.org"}, {"id": "E2", "email": "A@x.org"}, "email"),
    ],
)
def test_a_person_twice_in_one_sheet_is_an_error_that_names_the_other_row(
    reading: Read, first: Mapping[str, str], second: Mapping[str, str], column: str
) -> None:
    found = reading([first, second], [CY])
    assert said(found.errors) == [("mentees", 3, column)]
    assert "row 2" in found.errors[0].message.lower()
    assert len(found.mentees) == 1


def test_a_row_that_names_nobody_is_an_error(reading: Read) -> None:
    found = reading([ANA, {"goals": "to learn"}], [CY])
    assert [str(error) for error in found.errors] == [
        "mentees.csv, row 3: The row names nobody. Fill the ID, the email or the name."
    ]


def test_being_mentor_and_mentee_is_a_warning_and_one_person(reading: Read) -> None:
    found = reading([ANA, BO], [{"name": "Ana Silva", "email": "ana@example.org"}])
    assert said(found.warnings) == [("mentors", 2, None)]
    assert "is a mentee as well (row 2 of mentees.csv)" in found.warnings[0].message
    assert found.mentors[0].id == found.mentees[0].id == "E1"


def test_one_id_for_two_people_is_an_error(reading: Read) -> None:
    found = reading([ANA], [{"id": "E1", "name": "Cy Young"}])
    assert said(found.errors) == [("mentors", 2, "id")]
    assert "give two people different IDs" in found.errors[0].message


def test_one_email_under_two_ids_is_an_error(reading: Read) -> None:
    found = reading([ANA], [{"id": "M1", "email": "ana@example.org"}])
    assert said(found.errors) == [("mentors", 2, "id")]
    assert "Give both rows the same ID" in found.errors[0].message


def test_one_name_on_both_sides_is_asked_about(reading: Read) -> None:
    found = reading([BO], [{"id": "M1", "name": "bo li"}])
    assert found.errors == ()
    assert said(found.warnings) == [("mentors", 2, "name")]


def test_what_is_no_email_is_warned_of(reading: Read) -> None:
    found = reading([{"id": "E1", "email": "ana at example"}], [CY])
    assert said(found.warnings) == [("mentees", 2, "email")]


# What goes on and what waits


def test_everything_wrong_is_said_at_once_in_the_order_of_sheets_and_rows(reading: Read) -> None:
    found = reading(
        [ANA | {"seats": "two", "stage": "x"}, BO | {"seats": "-1"}],
        [CY | {"seats": 21}],
        pairs=[{"mentee": "Zed", "mentor": "M1"}],
        forbid=[{"mentee": "E1", "mentor": "Zoe"}],
    )
    assert said(found.errors) == [
        ("mentees", 2, "seats"),
        ("mentees", 2, "stage"),
        ("mentees", 3, "seats"),
        ("mentors", 2, "seats"),
        ("pairs", 2, "mentee"),
        ("forbid", 2, "mentor"),
    ]


def test_with_an_error_nothing_is_matched_unless_bad_rows_may_wait(reading: Read) -> None:
    found = reading([ANA | {"seats": "two"}, BO], [CY | {"ranking": "E1; E2"}])
    assert not found.may_match()
    assert found.may_match(skip_bad_rows=True)
    assert [(one.side, one.id, one.label, one.line) for one in found.waiting] == [
        (Side.MENTEE, "E1", "Ana Silva", 2)
    ]
    assert found.mentors[0].ranking == ("E2",)
    assert check(Problem(mentees=found.mentees, mentors=found.mentors)) == ()


def test_with_warnings_alone_matching_goes_on(reading: Read) -> None:
    found = reading([ANA | {"wants": "pyhton", "shoe": "44"}], [CY])
    assert len(found.warnings) == 2
    assert found.may_match()


def test_a_sheet_that_cannot_be_read_blocks_and_does_not_blame_the_other(
    reading: Read, tmp_path: Path
) -> None:
    mentees = write(tmp_path / "mentees.csv", [table([ANA | {"ranking": "M1", "not with": "M2"}])])
    found = read_people(mentees, tmp_path / "gone.csv", start=START, weeks=39)
    assert said(found.errors) == [("gone", None, None)]
    assert not found.may_match(skip_bad_rows=True)


def test_a_formula_is_not_called_a_wrong_answer_as_well(reading: Read, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,seats\nE1,=1+1\n")
    (tmp_path / "b.csv").write_text("id\nM1\n")
    found = read_people(tmp_path / "a.csv", tmp_path / "b.csv", start=START, weeks=39)
    assert [error.message for error in found.errors] == [
        "The cell holds a formula. Put its value in its place."
    ]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for side in ("mentees", "mentors"):
        (tmp_path / side).mkdir()
        (tmp_path / side / "people.csv").write_text("id,seats\nE1,two\n")
    found = read_people(
        tmp_path / "mentees" / "people.csv", tmp_path / "mentors" / "people.csv", start=START, weeks=39
    )
    assert [error.sheet for error in found.errors] == [
        str(tmp_path / side / "people.csv") for side in ("mentees", "mentors")
    ]


def test_both_sheets_may_stand_in_one_workbook(tmp_path: Path) -> None:
    mentors = Table("Mentors", ["id", "capacity"], [["M1", 2]])
    mentees = Table("Mentees", ["id", "mentors wanted"], [["E1", 3]])
    path = write(tmp_path / "people.xlsx", [mentors, mentees])
    found = read_people(path, path, start=START, weeks=39)
    assert found.errors == found.warnings == ()
    assert (found.mentees[0].seats, found.mentors[0].seats) == (3, 2)
