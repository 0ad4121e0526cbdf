import pytest

from cairn.cli.cells import BadCell, entries, moves, offered, share, shares, wanted, whole_number
from cairn.cli.zones import find_zone, nearest_zones


@pytest.mark.parametrize("text,number", [("2", 2), ("+2", 2), ("2.0", 2), ("2,00", 2), ("0", 0), ("20", 20)])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert whole_number(text, 0, 20) == number


@pytest.mark.parametrize(
    "text,says",
    [
        ("two", "'two' is not in digits. Write 2."),
        ("Twenty", "Write 20."),
        ("-1", "-1 is not between 0 and 20. Write a number from 0 to 20."),
        ("21", "21 is not between 0 and 20"),
        ("2.5", "'2.5' is no whole number. Write one from 0 to 20."),
        ("many", "'many' is no whole number"),
        ("2026-02-01", "is no whole number"),
        ("9" * 50, "is no whole number"),
    ],
)
def test_another_number_says_what_to_write(text: str, says: str) -> None:
    with pytest.raises(BadCell) as error:
        whole_number(text, 0, 20)
    assert says in str(error.value)


@pytest.mark.parametrize(
    "text,number", [("0.7", 0.7), ("0,7", 0.7), (".7", 0.7), ("70%", 0.7), ("70 %", 0.7), ("1", 1)]
)
def test_an_answer_on_working_style_is_read(text: str, number: float) -> None:
    assert share(text) == pytest.approx(number)


@pytest.mark.parametrize("text", ["3", "-0.1", "101%", "high", "", "nan"])
def test_an_answer_off_the_scale_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        share(text)


@pytest.mark.parametrize(
    "text",
    [
        "0.2 0.5 0.9 0.4 1",
        "0.2; 0.5; 0.9; 0.4; 1",
        "0.2, 0.5, 0.9, 0.4, 1",
        "0.2,0.5,0.9,0.4,1",
        "0.2/0.5/0.9/0.4/1",
    ],
)
def test_five_answers_in_one_cell_are_told_apart(text: str) -> None:
    assert shares(text) == ["0.2", "0.5", "0.9", "0.4", "1"]


def test_decimal_commas_stay_whole_between_spaces() -> None:
    assert shares("0,2 0,5 0,9 0,4 1") == ["0,2", "0,5", "0,9", "0,4", "1"]


def test_entries_are_told_apart_outside_parentheses() -> None:
    assert entries("SQL (1, 3), Go (old, new);\n negotiation | x ;; ") == [
        "SQL (1, 3)",
        "Go (old, new)",
        "negotiation",
        "x",
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "SQL (1 → 3)",
        "SQL (1->3)",
        "SQL(1 > 3)",
        "SQL [1, 3]",
        "SQL (1/3)",
        "SQL (level 1, priority 3)",
        "SQL (1 to 3)",
    ],
)
def test_a_skill_wanted_has_a_level_and_a_priority(entry: str) -> None:
    assert wanted(entry) == ("SQL", 1, 3)


def test_a_skill_alone_gets_the_usual_levels() -> None:
    assert wanted("SQL") == ("SQL", 0, 2)
    assert offered("SQL") == ("SQL", 4)


def test_parentheses_of_words_belong_to_the_skill() -> None:
    assert wanted("Go (programming)") == ("Go (programming)", 0, 2)
    assert offered("Go (programming) (5)") == ("Go (programming)", 5)


@pytest.mark.parametrize("entry", ["SQL (5)", "SQL (level 5)", "SQL [5/5]", "SQL (5.0)"])
def test_a_skill_offered_has_a_level(entry: str) -> None:
    assert offered(entry) == ("SQL", 5)


@pytest.mark.parametrize(
    "entry,says",
    [
        ("SQL (2)", "Write 'SQL (1 → 3)'"),
        ("SQL (6 → 3)", "the own level 6. Write one from 0 (none) to 5 (expert)"),
        ("SQL (-1 → 3)", "the own level -1"),
        ("SQL (1 → 4)", "the priority 4. Write one from 1"),
        ("SQL (1 → 3) Go", "cannot be read"),
        ("(1 → 3)", "names no skill"),
    ],
)
def test_a_skill_wanted_that_cannot_be_read_says_what_to_write(entry: str, says: str) -> None:
    with pytest.raises(BadCell) as error:
        wanted(entry)
    assert says in str(error.value)


@pytest.mark.parametrize(
    "entry,says", [("SQL (0)", "the level 0"), ("SQL (6)", "the level 6"), ("SQL (1 → 3)", "Write 'SQL (4)'")]
)
def test_a_skill_offered_that_cannot_be_read_says_what_to_write(entry: str, says: str) -> None:
    with pytest.raises(BadCell) as error:
        offered(entry)
    assert says in str(error.value)


@pytest.mark.parametrize(
    "entry", ["lead > manager", "lead -> manager", "lead → manager", "lead to manager", "lead=>manager"]
)
def test_a_move_has_two_ends(entry: str) -> None:
    assert list(moves(entry)) == [("lead", "manager")]


def test_a_longer_way_is_several_moves() -> None:
    assert list(moves("lead > manager > director")) == [("lead", "manager"), ("manager", "director")]


@pytest.mark.parametrize("entry", ["lead", "> manager", "lead >"])
def test_half_a_move_is_refused(entry: str) -> None:
    with pytest.raises(BadCell, match="is no move"):
        list(moves(entry))


@pytest.mark.parametrize(
    "text,zone",
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe / berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_found_by_its_name_or_city(text: str, zone: str) -> None:
    found = find_zone(text)
    assert found is not None
    assert found.key == zone


def test_an_unknown_zone_has_nearest_names() -> None:
    assert find_zone("Berlni") is None
    assert nearest_zones("Berlni")[0] == "Europe/Berlin"
    assert nearest_zones("PST") == ("America/Los_Angeles",)
    assert nearest_zones("UTC+2") == ()
