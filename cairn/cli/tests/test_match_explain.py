"""`cairn match --explain`: one person's result, and what a change would cost."""

import re
from functools import partial
from pathlib import Path

import pytest

from cairn.cli.tests.program import MENTEES, MENTORS, Program
from cairn.matching import find_candidates


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.mark.parametrize("word", ["E1", "ana@example.org", "ANA@example.org", "Ana Silva", "  ana   silva "])
def test_somebody_is_found_by_id_email_or_name(program: Program, word: str) -> None:
    assert program.match("--explain", word).out.startswith("Ana Silva (E1) has Mia Berg (M1).")


def test_a_mentee_is_explained_for_all_three_readers_with_the_cost_of_every_change(program: Program) -> None:
    ran = program.match("--explain", "E1")

    assert (
        "Ana Silva reads about Mia Berg Very close to what you hope for - Can teach you delegation"
        in ran.words
    )
    assert "Mia Berg reads about Ana Silva Very close to what Ana Silva hopes for" in ran.words
    assert re.search(r"You read about Ana Silva with Mia Berg \d+\.\d points, strong", ran.words)
    assert re.search(r"Where the points come from: [\d.]+ of [\d.]+ skills", ran.words)
    assert "What another mentor for Ana Silva would cost, the best plan first Noa Katz," in ran.words
    assert "goes from" in ran.words or "is left without" in ran.words


def test_points_that_are_explained_add_up_to_the_score(program: Program) -> None:
    document = program.document()
    (ana,) = (pair for pair in document["pairs"] if pair["mentee"]["id"] == "E1")
    shares = re.findall(r"^ +([\d.]+) +of +[\d.]+  \w", program.match("--explain", "E1").out, re.MULTILINE)

    assert len(shares) == len(ana["contributions"])


def test_a_mentor_is_explained_with_all_mentees_and_one_more_seat(program: Program) -> None:
    ran = program.match("--explain", "Mia Berg")

    assert re.match(
        r"Mia Berg \(M1\), 2 seats, is the mentor of Ana Silva \(E1\) and .* \(E\d\)\.\n", ran.out
    )
    assert re.search(
        r"One more seat with Mia Berg would mean 1 mentee more with a mentor; [\d.]+ points more in all",
        ran.words,
    )


def test_a_mentor_without_mentees_learns_who_would_have_been_near(program: Program) -> None:
    nobody = program.match("--explain", "M3").words
    no_seat = program.match("--explain", "M4").words

    assert nobody.startswith("Ola Dahl (M3), 1 seat, has no mentee. No mentee passes the rules")
    assert no_seat.startswith("Pia Roy (M4), no seat, has no mentee. 4 mentees are open to this mentor")
    assert re.search(r"Ana Silva: \d+\.\d points, has Mia Berg", no_seat)


def test_somebody_unmatched_is_explained_kindly_and_with_what_would_help(program: Program) -> None:
    ran = program.match("--explain", "Dina Aziz")

    assert ran.out.startswith("Dina Aziz (E4) is left without a mentor.")
    assert "No mentor who would suit Dina Aziz shares a language" in ran.words
    assert "Next: Ask whether Dina Aziz speaks another language" in ran.words
    assert "What they may be told No mentor who would suit you speaks one of your languages." in ran.words
    assert "No other mentor with a seat is open to Dina Aziz" in ran.words


def test_the_price_of_a_place_for_somebody_unmatched_is_who_loses_theirs(program: Program) -> None:
    (left,) = (each for each in program.document()["unmatched"] if each["cause"] == "seats are short")

    assert "is left without" in program.match("--explain", left["id"]).words


def test_somebody_in_both_roles_is_explained_in_both(tmp_path: Path) -> None:
    both = {"ID": "E2", "Name": "Bo Li", "Skills offered": "SQL", "Career stage": 5, "Languages": "English"}
    ran = Program(tmp_path, MENTEES, [*MENTORS, both]).match("--explain", "Bo Li")

    assert ran.out.startswith("Bo Li (E2) has ")
    assert "Bo Li (E2), 1 seat, " in ran.words


def test_of_several_of_one_name_one_must_be_meant(tmp_path: Path) -> None:
    ran = Program(tmp_path, [*MENTEES, MENTEES[0] | {"ID": "E9", "Email": ""}]).match(
        "--explain", "ana silva"
    )

    assert ran.code == 2
    assert "Several people are called 'ana silva'" in ran.complaint
    assert "ID E1" in ran.complaint
    assert "ID E9" in ran.complaint


@pytest.mark.parametrize("word", ["Ana", "silva", "Silva Ana"])
def test_part_of_a_name_is_enough_where_it_means_one_person(program: Program, word: str) -> None:
    assert program.match("--explain", word).out.startswith("Ana Silva (E1)")


def test_part_of_a_name_that_means_several_names_them_all(tmp_path: Path) -> None:
    program = Program(tmp_path, [*MENTEES, {"ID": "E9", "Name": "Ana Costa"}])
    ran = program.match("--explain", "Ana")

    assert ran.code == 2
    assert "ID E1" in ran.complaint
    assert "ID E9" in ran.complaint


@pytest.mark.parametrize("word, near", [("Ana Sliva", "Ana Silva"), ("Mia Berk", "Mia Berg")])
def test_an_unknown_name_gets_the_nearest(program: Program, word: str, near: str) -> None:
    ran = program.match("--explain", word)

    assert ran.code == 2
    assert f"Did you mean '{near}'?" in ran.complaint


def test_somebody_whose_row_waits_is_not_unknown(tmp_path: Path) -> None:
    program = Program(tmp_path, [MENTEES[0] | {"Career stage": "wizard"}, *MENTEES[1:]])
    ran = program.match("--skip-bad-rows", "--explain", "Ana Silva")

    assert ran.code == 2
    assert "Ana Silva has a row with an error (row 2 of mentees.csv) and waits" in ran.complaint


def test_lists_circles_and_peers_are_explained(tmp_path: Path) -> None:
    ranked = Program(tmp_path).match("--ranked", "--explain", "E2")
    assert "No other mentor with a seat is open to Bo Li while the pairs from the lists stand" in ranked.words

    people = [{"ID": f"P{number}", "Name": f"Peer {number}"} for number in range(4)]
    guide = [{"ID": "Q", "Name": "Guide", "Seats": 4}]
    circle = Program(tmp_path, people, guide).match("--program", "circle", "--explain", "P1")
    assert circle.out.startswith("Peer 1 (P1) has the circle of Guide (Q).")
    around = Program(tmp_path, people, guide).match("--program", "circle", "--explain", "Guide")
    assert around.out.startswith("Guide (Q) has a circle of Peer 0 (P0), Peer 1 (P1), ")
    peer = Program(tmp_path, people, people).match("--program", "peer", "--explain", "P1")
    assert re.match(r"Peer 1 \(P1\) has Peer \d \(P\d\)\.", peer.out)
    assert peer.out.count("reads about") == 2


@pytest.mark.parametrize(
    "options, caveat",
    [
        (("--explain", "E1"), "These are estimates"),
        (("--explain", "M1"), "This is an estimate"),
        ((), "What one more seat would do is an estimate"),
    ],
)
def test_figures_that_are_estimates_are_called_so_and_exact_ones_are_not(
    program: Program, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], caveat: str
) -> None:
    exact = program.match(*options).words
    monkeypatch.setattr("cairn.cli.result.find_candidates", partial(find_candidates, k=1))
    rough = program.match(*options).words

    assert "estimate" not in exact
    assert rough.count("estimate") == 1
    assert f"{caveat}; with so many people, the new plan may differ a little." in rough


def test_one_more_seat_that_seems_to_change_nothing_is_an_estimate_too(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cairn.cli.result.find_candidates", partial(find_candidates, k=1))

    assert "would change nothing now. This is an estimate;" in program.match("--explain", "M3").words
