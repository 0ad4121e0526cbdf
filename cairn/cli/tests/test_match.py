"""`cairn match`: what it finds, what each option changes, and how it ends."""

import re
from datetime import date
from pathlib import Path

import pytest

from cairn.cli import app as command
from cairn.cli.options import Order, monday
from cairn.cli.options import Program as Kinds
from cairn.cli.tests.program import MENTEES, MENTORS, START, Program, cairn, pairs, sheet
from cairn.matching import PROGRAM_TYPES, Criterion, First


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_the_summary_says_the_finding_first_and_then_everything_a_manager_asks(program: Program) -> None:
    ran = program.match()

    assert ran.code == 0
    assert re.match(r"3 of 5 mentees have a mentor; the lowest fit is \d+\.\d points\.\n", ran.out)
    titles = re.findall(r"^\w.*$", ran.out, re.MULTILINE)
    assert titles[1:] == [
        "How well they fit",
        "The lowest fits",
        "Left without a mentor",
        "What the program lacks most",
        "Mentors and their mentees",
        "What the rules ruled out, of 20 combinations",
        "How sure this is",
    ]
    assert ran.err == ""


def test_whoever_is_left_without_learns_why_and_what_next(program: Program) -> None:
    words = program.match().words

    assert "- No mentor who would suit Dina Aziz shares a language" in words
    assert re.search(r"Next: Ask whether Dina Aziz speaks another language", words)
    assert re.search(r"is one of 4 people who share 3 seats\. Next: Ask", words)


def test_of_two_people_of_one_name_the_id_says_who_is_left_without(tmp_path: Path) -> None:
    twin = {**MENTEES[3], "ID": "E9"}
    ran = Program(tmp_path, [*MENTEES, twin]).match()

    assert "- No mentor who would suit Dina Aziz (E4) shares a language" in ran.words
    assert "- No mentor who would suit Dina Aziz (E9) shares a language" in ran.words


def test_loads_say_who_has_how_many_and_who_has_none(program: Program) -> None:
    words = program.match().words

    assert re.search(r"Mia Berg 2 of 2 seats \w+ \w+ \d+\.\d, \w+ \w+ \d+\.\d", words)
    assert "No mentee this time: Ola Dahl" in words
    assert "No seat this time: Pia Roy" in words


def test_the_reasons_of_every_pair_can_be_shown(program: Program) -> None:
    short, long = program.match().words, program.match("--reasons").words

    reason = "Mia Berg can teach delegation, which Ana Silva put first"
    assert reason not in short
    assert reason in long


def test_the_summary_ends_with_proof_price_and_fingerprint(program: Program) -> None:
    ran = program.match()
    fingerprint = program.document()["fingerprint"]

    assert "Proven over all pairs: under these settings there is no better plan." in ran.words
    assert re.search(r"Its total is \d+\.\d % below the highest one", ran.words)
    assert f"Fingerprint {fingerprint[:12]}:" in ran.words


def test_the_highest_total_has_no_price(program: Program) -> None:
    assert "No plan that matches as many has a higher total." in program.match("--first", "total").words


@pytest.mark.parametrize("kind", [kind for kind in Kinds if kind not in (Kinds.PEER, Kinds.CIRCLE)])
def test_every_program_type_brings_its_own_weights_rules_and_length(program: Program, kind: Kinds) -> None:
    settings = program.document("--program", kind.value)["settings"]
    weights, rules = PROGRAM_TYPES[kind].weights, PROGRAM_TYPES[kind].rules

    assert settings["program"] == kind
    assert settings["weeks"] == kind.weeks
    assert settings["weights_percent"]["skills"] == round(
        100 * weights[Criterion.SKILLS] / sum(weights.values()), 2
    )
    assert settings["rules"]["stages_ahead"] == rules.stage_gap


def test_the_types_and_orders_that_can_be_typed_are_those_of_the_engine() -> None:
    assert [kind.value for kind in Kinds] == list(PROGRAM_TYPES)
    assert [order.value for order in Order] == [first.value for first in First]


def test_without_a_program_type_the_default_weights_count(program: Program) -> None:
    settings = program.document()["settings"]

    assert (settings["program"], settings["weeks"]) == (None, 39)
    assert settings["weights_percent"]["skills"] == 30


@pytest.mark.parametrize("first", list(Order))
def test_each_order_can_come_first(program: Program, first: Order) -> None:
    assert program.document("--first", first.value)["settings"]["first"] == first


def test_a_floor_keeps_lower_fits_out(program: Program) -> None:
    low = min(pair["points"] for pair in program.document()["pairs"])
    document = program.document("--floor", int(low) + 1)

    assert all(pair["points"] >= int(low) + 1 for pair in document["pairs"])
    assert document["settings"]["rules"]["minimum_points"] == int(low) + 1
    assert document["ruled_out"]["minimum score"] > 0


def test_pairs_to_keep_are_kept_and_marked(program: Program) -> None:
    kept = pairs(program.folder / "pairs.csv", ("E5", "Noa Katz"))

    assert program.pairs()["E2"] == "M2"
    document = program.document("--pairs", kept)
    assert [pair["mentee"]["id"] for pair in document["pairs"] if pair["kept"]] == ["E5"]
    assert re.search(r"Ege Kaya \d+\.\d \(kept\)", program.match("--pairs", kept).words)


def test_forbidden_pairs_never_come_about(program: Program) -> None:
    avoid = pairs(program.folder / "forbid.csv", ("bo li", "M2"))

    assert program.pairs()["E2"] == "M2"
    assert program.pairs("--forbid", avoid).get("E2") != "M2"


def test_the_program_starts_in_the_current_week_unless_told(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "today", lambda: date(2027, 3, 4))
    path = program.folder / "now.json"

    assert program.match("--out", path, start=False).code == 0
    assert '"start": "2027-03-01"' in path.read_text("utf-8")
    assert monday(date(2027, 3, 1)) == monday(date(2027, 3, 7)) == date(2027, 3, 1)


def test_weeks_and_round_are_taken_over(program: Program) -> None:
    settings = program.document("--weeks", 10, "--round", "autumn")["settings"]

    assert (settings["weeks"], settings["round"]) == (10, "autumn")


def test_comparing_shows_the_three_orders_and_their_prices(program: Program) -> None:
    ran = program.match("--compare")

    rows = re.findall(r"^  (everyone|total|weakest) +3 +.* (\d+\.\d) %$", ran.out, re.MULTILINE)
    assert [name for name, _ in rows] == ["everyone", "total", "weakest"]
    assert dict(rows)["total"] == "0.0"
    assert set(program.document("--compare")["orders"]) == {"everyone", "total", "weakest"}


def test_comparing_begins_with_the_order_that_was_asked_for(program: Program) -> None:
    ran = program.match("--compare", "--first", "weakest")

    assert re.findall(r"^  (everyone|total|weakest) +3 ", ran.out, re.MULTILINE)[0] == "weakest"


def test_lists_can_bind(program: Program) -> None:
    ran = program.match("--ranked")

    assert program.pairs("--ranked")["E1"] == "M2"
    assert "Of 2 mentees who made a list, 2 got somebody on it." in ran.words
    assert "No mentee and mentor would both rather have each other" in ran.words
    assert program.document("--ranked")["ranked"]["blocking"] == []


def test_where_more_could_have_somebody_on_their_list_the_other_plan_is_shown_with_its_price(
    tmp_path: Path,
) -> None:
    lists = ({"ID": "E1", "Ranking": "M1; M2"}, {"ID": "E2", "Ranking": "M1"})
    mentors = ({"ID": "M1", "Ranking": "E1"}, {"ID": "M2"})
    ran = Program(tmp_path, lists, mentors).match("--ranked")

    assert "Of 2 mentees who made a list, 1 got somebody on it." in ran.words
    assert (
        "Most people on a list: 2 could get somebody on their own list, with 2 mentees matched; "
        "1 pair would then rather have each other." in ran.words
    )


def test_circles_are_formed_around_mentors(tmp_path: Path) -> None:
    people = [row | {"ID": f"{row['ID']}{copy}", "Name": f"{row['Name']} {copy}"} for copy in (1, 2)
              for row in MENTEES]  # fmt: skip
    for person in people:
        person.pop("Ranking", None)
        person.pop("Email", None)
    mentors = [{key: cell for key, cell in row.items() if key != "Ranking"} for row in MENTORS]
    program = Program(tmp_path, people, mentors)
    ran = program.match("--program", "circle")

    assert ran.code == 0
    assert ran.out.startswith("8 of 10 people have a circle;")
    assert "Left without a circle" in ran.out
    (circle, *_) = program.document("--program", "circle")["circles"]
    assert 4 <= len(circle["members"]) <= 8


def peers(folder: Path, number: int) -> Program:
    people = [{"ID": f"P{each}", "Name": f"Peer {each}", "Career stage": 3} for each in range(number)]
    return Program(folder, people, people)


def test_peers_are_paired_from_one_pool(tmp_path: Path) -> None:
    program = peers(tmp_path, 5)
    ran = program.match("--program", "peer")

    assert ran.out.startswith("4 of 5 people have a peer;")
    assert "Left without a peer" in ran.out
    assert ran.err == "", "both roles are what peers are about"
    seen = [pair[side]["id"] for pair in program.document("--program", "peer")["pairs"]
            for side in ("mentee", "mentor")]  # fmt: skip
    assert len(seen) == len(set(seen)) == 4


def test_peers_who_are_no_pool_are_told_what_is_needed(program: Program) -> None:
    ran = program.match("--program", "peer")

    assert ran.code == 2
    assert "both sheets hold the same people" in ran.complaint
    assert "Ana Silva (E1) stands among the mentees only" in ran.complaint
    assert "Give each of them a row in both sheets" in ran.complaint


@pytest.mark.parametrize(
    "options",
    [
        ("--ranked", "--compare"),
        ("--ranked", "--program", "circle"),
        ("--compare", "--program", "peer"),
        ("--first", "total", "--program", "circle"),
        ("--reasons", "--compare"),
        ("--reasons", "--explain", "E1"),
        ("--reasons", "--quiet"),
        ("--program", "nothing"),
        ("--first", "last"),
        ("--floor", "101"),
        ("--weeks", "0"),
        ("--start", "tomorrow"),
        ("--start", "9999-01-01"),
        ("--explain", "Nobody Known"),
        ("--out", "pairs.doc"),
        ("--nonsense",),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_wrong(program: Program, options: tuple[str, ...]) -> None:
    ran = program.match(*options)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.strip()
    assert "Traceback" not in ran.err


def test_one_sheet_alone_is_wrong_use(program: Program) -> None:
    ran = cairn("match", program.mentees, *START)

    assert ran.code == 2
    assert "Name two sheets" in ran.complaint


def test_all_errors_of_all_sheets_are_said_at_once_by_row_and_column(tmp_path: Path) -> None:
    mentees = [*MENTEES[1:], MENTEES[0] | {"Career stage": "wizard", "Ranking": "Nobody"}]
    mentors = [MENTORS[0] | {"Seats": "two"}, *MENTORS[1:3], MENTORS[3] | {"Seats": -1}]
    program = Program(tmp_path, mentees, mentors)
    ran = program.match("--forbid", pairs(tmp_path / "forbid.csv", ("E1", "Nobody Else")))

    assert (ran.code, ran.out) == (3, "")
    assert "Nothing was matched: 5 things need another look." in ran.complaint
    for place in (
        "mentees.csv, row 6, column 'Career stage'",
        "mentees.csv, row 6, column 'Ranking'",
        "mentors.csv, row 2, column 'Seats'",
        "mentors.csv, row 5, column 'Seats'",
        "forbid.csv, row 2, column 'Mentor'",
    ):
        assert place in ran.complaint


def test_a_sheet_that_is_not_there_is_said(tmp_path: Path) -> None:
    ran = cairn("match", tmp_path / "a.csv", tmp_path / "b.csv")

    assert ran.code == 3
    assert "a.csv" in ran.err
    assert "b.csv" in ran.err


def test_rows_with_errors_can_be_left_out_and_are_still_told(tmp_path: Path) -> None:
    program = Program(tmp_path, [MENTEES[0] | {"Career stage": "wizard"}, *MENTEES[1:]])
    stopped = program.match()
    ran = program.match("--skip-bad-rows")

    assert stopped.code == 3
    assert "--skip-bad-rows" in stopped.complaint
    assert ran.code == 0
    assert "Left out: mentees.csv, row 2, column 'Career stage'" in ran.complaint
    assert "Ana Silva waits until that row is mended." in ran.words
    assert [each["id"] for each in program.document("--skip-bad-rows")["waiting"]] == ["E1"]


def test_leaving_rows_out_does_not_help_against_a_wrong_list(program: Program) -> None:
    ran = program.match("--skip-bad-rows", "--forbid", pairs(program.folder / "f.csv", ("E1", "Nobody")))

    assert ran.code == 3
    assert "Leaving rows out does not help here" in ran.complaint


def test_pairs_to_keep_that_break_a_rule_are_each_explained_at_once(program: Program) -> None:
    listed = pairs(program.folder / "pairs.csv", ("E4", "M1"), ("E1", "M2"), ("E2", "M2"), ("E3", "M4"))
    out = program.folder / "never.json"
    ran = program.match("--pairs", listed, "--out", out)

    assert (ran.code, ran.out) == (4, "")
    assert "Dina Aziz (E4) with Mia Berg (M1): they share no language" in ran.complaint
    assert (
        "Ana Silva (E1) with Noa Katz (M2) and Bo Li (E2) with Noa Katz (M2): Noa Katz has 1 seat"
        in ran.complaint
    )
    assert "Chidi Eze (E3) with Pia Roy (M4): Pia Roy has no seats" in ran.complaint
    assert not out.exists()


def test_a_pair_that_is_kept_and_forbidden_is_impossible(program: Program) -> None:
    listed = pairs(program.folder / "pairs.csv", ("E1", "M1"))
    ran = program.match("--pairs", listed, "--forbid", listed)

    assert ran.code == 4
    assert "Ana Silva (E1) with Mia Berg (M1): the same pair is forbidden" in ran.complaint


def test_a_pair_to_keep_below_the_minimum_is_kept_and_marked(program: Program) -> None:
    ran = program.match("--floor", 99, "--pairs", pairs(program.folder / "pairs.csv", ("E5", "M2")))

    assert ran.code == 0
    assert re.search(r"Ege Kaya \d+\.\d \(kept, below the minimum\)", ran.words)
    assert "points (a pair to keep)." in ran.words


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("odd")])
def test_what_stops_the_work_leaves_nothing_behind(
    program: Program, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def stopped(*_: object) -> None:
        raise error

    monkeypatch.setattr("cairn.cli.match.work_out", stopped)
    before = sorted(program.folder.iterdir())
    ran = program.match("--out", program.folder / "pairs.xlsx")

    assert ran.code == (130 if isinstance(error, KeyboardInterrupt) else 1)
    assert ran.out == ""
    assert ("Cancelled. Nothing was written." in ran.err) == (isinstance(error, KeyboardInterrupt))
    assert "Traceback" not in ran.err
    assert sorted(program.folder.iterdir()) == before


def test_quiet_says_nothing_but_what_was_asked(program: Program) -> None:
    assert program.match("--quiet").out == ""
    assert program.match("--quiet", "--explain", "E1").out.startswith("Ana Silva (E1) has")
    assert "side by side" in program.match("--quiet", "--compare").out


def test_templates_can_be_filled_and_matched(tmp_path: Path) -> None:
    ran = cairn("match", "--template", tmp_path)
    assert ran.code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mentees.xlsx", "mentors.xlsx"]

    import openpyxl

    for name, rows in (("mentees", MENTEES), ("mentors", MENTORS)):
        book = openpyxl.load_workbook(tmp_path / f"{name}.xlsx")
        page = book.worksheets[0]
        headings = [cell.value for cell in page[1]]
        for row in rows:
            page.append([row.get(str(heading)) for heading in headings])
        book.save(tmp_path / f"{name}.xlsx")
        book.close()

    ran = cairn("match", tmp_path / "mentees.xlsx", tmp_path / "mentors.xlsx", *START)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("3 of 5 mentees have a mentor;")


def test_templates_are_not_written_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "mentors.xlsx").write_text("mine")
    ran = cairn("match", "--template", tmp_path)

    assert ran.code == 5
    assert [path.name for path in tmp_path.iterdir()] == ["mentors.xlsx"]
    assert cairn("match", "--template", tmp_path, "--overwrite", "--quiet").out == ""
    assert (tmp_path / "mentees.xlsx").exists()
    assert cairn("match", "--template", tmp_path / "nowhere").code == 5
    assert cairn("match", "--template", tmp_path, tmp_path).code == 2


def test_nobody_at_all_is_said_plainly(tmp_path: Path) -> None:
    bad = [MENTEES[0] | {"Career stage": "wizard"}]
    ran = Program(tmp_path, bad, [row for row in MENTORS if "Ranking" not in row]).match("--skip-bad-rows")

    assert ran.code == 0
    assert ran.out.startswith("Nobody is there to be matched.")


def test_one_mentee_and_one_mentor_make_a_pair(tmp_path: Path) -> None:
    program = Program(tmp_path, [{"Name": "Ana"}], [{"Name": "Mia"}])

    assert program.match().out.startswith("1 of 1 mentee has a mentor; the lowest fit is 50.0 points.")


def test_names_that_would_command_a_terminal_are_made_harmless(tmp_path: Path) -> None:
    people = sheet(tmp_path / "a.csv", [{"ID": "E1", "Name": "Ana\u202e"}])
    mentors = sheet(tmp_path / "b.csv", [{"ID": "M1", "Name": "Mia"}])
    ran = cairn("match", people, mentors, *START)

    assert ran.code == 0
    assert "\u202e" not in ran.out + ran.err
