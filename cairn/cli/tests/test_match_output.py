"""What `cairn match --out` writes: three formats, read back."""

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from cairn import __version__
from cairn.cli.tests.program import MENTEES, MENTORS, Program, csv_rows, worksheets
from cairn.matching import ENGINE_VERSION


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_a_workbook_holds_everything_a_worksheet_each(program: Program) -> None:
    path = program.folder / "pairs.xlsx"
    ran = program.match("--out", path)
    book = worksheets(path)

    assert ran.code == 0
    assert f"Written to {path}.\n" in ran.out
    assert list(book) == [
        "Pairs",
        "Unmatched",
        "Mentors",
        "What the program lacks",
        "Fairness",
        "Settings used",
    ]
    headings, *rows = book["Pairs"]
    assert headings[:4] == ("Mentee ID", "Mentee", "Email of the mentee", "Mentor ID")
    ana = next(dict(zip(headings, row, strict=True)) for row in rows if row[0] == "E1")
    assert (ana["Mentee"], ana["Email of the mentee"], ana["Mentor"]) == (
        "Ana Silva",
        "ana@example.org",
        "Mia Berg",
    )
    assert isinstance(ana["Points"], float)
    assert "delegation" in ana["Why"]
    assert "you" in ana["For the mentee"]
    assert {row[0] for row in book["Unmatched"][1:]} >= {"E4"}
    settings = dict(book["Settings used"])
    assert settings["Engine version"] == ENGINE_VERSION
    assert settings["Fingerprint"] == program.document()["fingerprint"]
    assert settings["Start"] == "2026-09-07"


def test_fairness_is_told_only_where_groups_are_given_and_never_of_few(program: Program) -> None:
    path = program.folder / "a.xlsx"
    program.match("--out", path)
    assert [row[:2] for row in worksheets(path)["Fairness"][1:]] == [("gender", "(2 hidden: too few people)")]

    plain = [{key: cell for key, cell in row.items() if "Group" not in key} for row in MENTEES]
    path = program.folder / "b.xlsx"
    Program(program.folder, plain).match("--out", path)
    assert "Fairness" not in worksheets(path)


def test_csv_holds_the_pairs_and_says_so(program: Program) -> None:
    path = program.folder / "pairs.csv"
    ran = program.match("--out", path)

    assert "(the pairs only; .xlsx and .json hold everything)" in ran.words
    assert {row["Mentee ID"]: row["Mentor ID"] for row in csv_rows(path)} == program.pairs()
    assert [path.name for path in sorted(program.folder.glob("pairs*"))] == ["pairs.csv"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_written_result_can_be_kept_in_the_next_round(program: Program, suffix: str) -> None:
    path = program.folder / f"last.{suffix}"
    program.match("--first", "total", "--out", path)
    document = program.document("--pairs", path)

    assert document["settings"]["pairs_kept"] == len(document["pairs"]) == 3
    assert all(pair["kept"] for pair in document["pairs"])


def test_json_holds_everything_and_its_numbers_add_up(program: Program) -> None:
    document = program.document()

    assert (document["format"], document["cairn"], document["engine"]) == (1, __version__, ENGINE_VERSION)
    assert document["summary"] | {} == document["summary"]
    assert document["summary"]["matched"] == len({pair["mentee"]["id"] for pair in document["pairs"]}) == 3
    assert sum(document["summary"]["bands"].values()) == len(document["pairs"])
    assert [each["id"] for each in document["unmatched"]] == sorted(
        {row["ID"] for row in MENTEES} - {pair["mentee"]["id"] for pair in document["pairs"]}
    )
    assert {each["id"]: each["mentees"] for each in document["mentors"]} == {
        "M1": 2,
        "M2": 1,
        "M3": 0,
        "M4": 0,
    }
    for pair in document["pairs"]:
        parts = sum(round(100 * each["points"]) for each in pair["contributions"].values())
        assert parts == round(100 * pair["points"])
        assert set(pair["reasons"]) == {"for_mentee", "for_mentor", "for_manager"}


def test_the_two_people_read_no_number(program: Program) -> None:
    for pair in program.document()["pairs"]:
        for reader in ("for_mentee", "for_mentor"):
            text = json.dumps(pair["reasons"][reader])
            assert "point" not in text
            assert str(pair["points"]) not in text


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_the_same_sheets_give_the_same_bytes_in_any_order_of_rows(tmp_path: Path, suffix: str) -> None:
    written = []
    for name, mentees, mentors in (
        ("one", MENTEES, MENTORS),
        ("two", MENTEES, MENTORS),
        ("three", MENTEES[::-1], MENTORS[::-1]),
    ):
        (tmp_path / name).mkdir()
        path = tmp_path / name / f"pairs.{suffix}"
        assert Program(tmp_path / name, mentees, mentors).match("--compare", "--out", path).code == 0
        written.append(path.read_bytes())

    assert written[0] == written[1] == written[2]


def everything(folder: Path, *differences: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """All that is ever shown of one program, in which E1 differs, but for settings and counts of rows."""
    folder.mkdir()
    (difference,) = differences
    teams = {"M1": difference.pop("mentor team", None)}
    mentees = [MENTEES[0] | {"Not with": None, "Team": None} | difference, *MENTEES[1:]]
    mentors = [row | {"Team": teams.get(row["ID"])} for row in MENTORS]
    program = Program(folder, mentees, mentors)
    said = "".join(
        program.match(*options).out
        for options in ((), ("--compare",), ("--explain", "E1"), ("--explain", "M1"), ("--ranked",))
    )
    return said, program.document()


def test_nothing_shown_tells_a_private_list_from_a_shared_team(tmp_path: Path) -> None:
    apart, document = everything(tmp_path / "a", {"Not with": "M1"})
    teammates, other = everything(tmp_path / "b", {"Team": "Owls", "mentor team": "Owls"})
    free, _ = everything(tmp_path / "c", {})

    assert apart == teammates
    assert document == other
    assert apart != free
    assert document["ruled_out"]["personal reasons"] == 1


def test_a_private_list_is_not_the_reason_given_against_a_pair_to_keep(tmp_path: Path) -> None:
    program = Program(tmp_path, [MENTEES[0] | {"Not with": "M1"}, *MENTEES[1:]])
    kept = tmp_path / "pairs.csv"
    kept.write_text("Mentee,Mentor\nE1,M1\n")
    ran = program.match("--pairs", kept)

    assert ran.code == 4
    assert "Ana Silva (E1) with Mia Berg (M1): personal reasons stand against it" in ran.complaint
    assert "not with" not in ran.complaint.lower()


def test_nothing_is_written_over_unless_allowed(program: Program) -> None:
    path = program.folder / "pairs.json"
    path.write_text("mine")
    ran = program.match("--out", path)

    assert (ran.code, ran.out) == (5, "")
    assert "--overwrite" in ran.complaint
    assert path.read_text() == "mine"
    assert program.match("--out", path, "--overwrite").code == 0
    assert json.loads(path.read_bytes())["format"] == 1


def test_a_sheet_to_read_is_never_written_to(program: Program) -> None:
    before = program.mentees.read_bytes()
    ran = program.match("--out", program.mentees, "--overwrite")

    assert ran.code == 2
    assert program.mentees.read_bytes() == before


@pytest.mark.parametrize("name", ["nowhere/pairs.csv", "folder.csv"])
def test_a_place_that_cannot_be_written_to_is_said_before_any_work(
    program: Program, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program.folder / "folder.csv").mkdir()
    monkeypatch.setattr("cairn.cli.match.read_people", None)
    ran = program.match("--out", program.folder / name)

    assert (ran.code, ran.out) == (5, "")
    assert ran.err.strip()


def test_an_answer_that_nobody_can_take_down_ends_with_5(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("cairn.cli.screen.Screen.flush", full)
    ran = program.match()

    assert ran.code == 5
    assert "The answer could not be written: No space left on device." in ran.complaint


def test_lists_and_circles_and_peers_are_written_whole(tmp_path: Path) -> None:
    program = Program(tmp_path)
    path = tmp_path / "ranked.xlsx"
    assert program.match("--ranked", "--out", path).code == 0
    assert "Would rather" in worksheets(path)

    people = [{"ID": f"P{number}", "Name": f"Peer {number}"} for number in range(6)]
    mentors = [{"ID": f"Q{number}", "Name": f"Guide {number}", "Seats": 6} for number in range(2)]
    path = tmp_path / "circles.xlsx"
    assert Program(tmp_path, people, mentors).match("--program", "circle", "--out", path).code == 0
    assert worksheets(path)["Circles"][1][2] == 6

    path = tmp_path / "peers.xlsx"
    document = Program(tmp_path, people, people).document("--program", "peer")
    assert Program(tmp_path, people, people).match("--program", "peer", "--out", path).code == 0
    assert len(worksheets(path)["Pairs"]) == len(document["pairs"]) + 1 == 4
    assert all("contributions_back" in pair for pair in document["pairs"])


def test_rows_left_out_stand_in_the_workbook(tmp_path: Path) -> None:
    program = Program(tmp_path, [MENTEES[0] | {"Career stage": "wizard"}, *MENTEES[1:]])
    path = tmp_path / "pairs.xlsx"

    assert program.match("--skip-bad-rows", "--out", path).code == 0
    assert worksheets(path)["Waiting"][1] == ("E1", "Ana Silva", "mentee", "mentees.csv", 2)
