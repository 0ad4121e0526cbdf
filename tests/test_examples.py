"""The example sheets: made by one command, the same each time, and telling the story they promise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from benchmarks.cast import FORBID, PAIRS, cast
from benchmarks.hours import availability_of
from benchmarks.make_examples import EXAMPLES, large, write_examples
from benchmarks.people import MIDDLE, START, WEEKS, Population
from benchmarks.work import PATTERNS
from cairn.cli.reading import read_people
from cairn.cli.windows_text import parse_windows
from cairn.matching.people import Mentee, Mentor
from cairn.matching.problem import Problem
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.solve import solve
from cairn.matching.vocabulary import standard_vocabulary
from cairn.matching.windows import availability


@pytest.fixture(scope="module")
def people() -> Population:
    return cast()


@pytest.fixture(scope="module")
def mentees(people: Population) -> dict[str, Mentee]:
    return {mentee.id: mentee for mentee in people.mentees}


@pytest.fixture(scope="module")
def mentors(people: Population) -> dict[str, Mentor]:
    return {mentor.id: mentor for mentor in people.mentors}


def test_the_examples_in_the_repository_are_what_the_command_writes(tmp_path: Path) -> None:
    written = write_examples(tmp_path)
    assert len(written) == 6
    for path in written:
        kept = EXAMPLES / path.relative_to(tmp_path)
        assert kept.read_bytes() == path.read_bytes(), f"run 'make examples': {kept} is not up to date"


def test_the_command_reads_the_small_example_back_as_it_was_written(people: Population) -> None:
    reading = read_people(
        EXAMPLES / "mentees.csv",
        EXAMPLES / "mentors.csv",
        start=START,
        weeks=WEEKS,
        pairs=EXAMPLES / "pairs.csv",
        forbid=EXAMPLES / "forbid.csv",
    )
    assert reading.errors == ()
    assert [problem for problem in reading.warnings if "Wanjiku" not in str(problem)] == []
    assert list(reading.mentees) == [_as_read(mentee) for mentee in people.mentees]
    assert list(reading.mentors) == [_as_read(mentor) for mentor in people.mentors]
    assert reading.pairs == tuple((pair.mentee, pair.mentor) for pair in PAIRS)
    assert reading.forbids == tuple((pair.mentee, pair.mentor) for pair in FORBID)
    assert reading.emails == {person: contact.email for person, contact in people.contacts.items()}


def test_the_command_reads_the_large_example_back_as_it_was_written() -> None:
    people = large()
    folder = EXAMPLES / "large"
    reading = read_people(folder / "mentees.csv", folder / "mentors.csv", start=START, weeks=WEEKS)
    assert reading.errors == ()
    assert list(reading.mentees) == [_as_read(mentee) for mentee in people.mentees]
    assert list(reading.mentors) == [_as_read(mentor) for mentor in people.mentors]
    assert (len(people.mentees), len(people.mentors)) == (200, 90)


def _as_read(person: Mentee | Mentor) -> Mentee | Mentor:
    """The person with the words of the organization's own as the command writes them."""
    own = standard_vocabulary().own
    plain = replace(person, team=own(person.team or ""), site=own(person.site or ""))
    if isinstance(plain, Mentee) and plain.required_site:
        plain = replace(plain, required_site=own(plain.required_site))
    return plain


def test_there_are_as_many_seats_as_mentees(people: Population) -> None:
    assert sum(mentor.seats for mentor in people.mentors) == len(people.mentees) == 34


def test_one_mentor_has_three_seats_and_one_has_none(people: Population) -> None:
    seats = sorted(mentor.seats for mentor in people.mentors)
    assert seats[0] == 0
    assert seats[1] == 1
    assert seats[-2:] == [2, 3]


def test_one_person_is_mentor_and_mentee(mentees: dict[str, Mentee], mentors: dict[str, Mentor]) -> None:
    assert set(mentees) & set(mentors) == {"E214"}
    assert mentees["E214"].name == mentors["E214"].name


def test_line_managers_are_in_the_sheets_and_one_would_suit_her_report(
    mentees: dict[str, Mentee], mentors: dict[str, Mentor]
) -> None:
    managers = {person.manager for person in (*mentees.values(), *mentors.values())} - {None}
    assert managers <= set(mentors)
    assert mentees["E101"].manager == "E201"
    assert mentees["E101"].wants[0].skill == mentors["E201"].offers[0].skill


def test_one_person_has_been_passed_over_twice(mentees: dict[str, Mentee]) -> None:
    assert [mentee.name for mentee in mentees.values() if mentee.passed_over == 2] == ["Akinyi Oduor"]


def test_mai_shares_no_language_with_any_mentor(people: Population, mentees: dict[str, Mentee]) -> None:
    assert all(not mentees["E131"].languages & mentor.languages for mentor in people.mentors)


def test_leilani_shares_no_hour_with_any_mentor(people: Population, mentees: dict[str, Mentee]) -> None:
    hers = mentees["E132"].windows
    assert hers is not None
    assert all(mentor.windows is None or hers.overlap(mentor.windows) == 0 for mentor in people.mentors)


def test_three_ask_for_a_mentor_in_data_where_there_are_two_seats(people: Population) -> None:
    asking = [mentee.id for mentee in people.mentees if mentee.required_function == "data"]
    assert asking == ["E107", "E108", "E109"]
    assert sum(mentor.seats for mentor in people.mentors if mentor.function == "data") == 2


def test_three_are_left_without_and_the_one_who_waited_longest_is_not(people: Population) -> None:
    plan = solve(
        find_candidates(Problem(mentees=people.mentees, mentors=people.mentors)),
        locks=[(pair.mentee, pair.mentor) for pair in PAIRS],
        forbids=[(pair.mentee, pair.mentor) for pair in FORBID],
    )
    left = set(plan.unmatched)
    assert {"E131", "E132"} < left
    assert left - {"E131", "E132"} in ({"E108"}, {"E109"})


def test_the_people_of_the_small_example_use_the_words_of_the_vocabulary(people: Population) -> None:
    words = standard_vocabulary()
    skills = {skill.id for skill in words.skills}
    values = {word.key for word in words.values}
    places = {word.key for word in words.places}
    for mentee in people.mentees:
        assert {want.skill for want in mentee.wants} <= skills, mentee.name
        assert mentee.move is None or {mentee.move.origin, mentee.move.destination} <= places, mentee.name
    for mentor in people.mentors:
        assert {offer.skill for offer in mentor.offers} <= skills, mentor.name
        assert {place for move in mentor.moves for place in (move.origin, move.destination)} <= places
    for person in (*people.mentees, *people.mentors):
        assert person.values <= values, person.name
        assert words.field(person.field or "") == person.field, person.name
        assert words.function(person.function or "") == person.function, person.name
        assert all(words.language(code) == code for code in person.languages), person.name


def test_every_text_is_a_persons_own_and_long_enough_to_say_something(people: Population) -> None:
    texts = [person.goals for person in (*people.mentees, *people.mentors)]
    assert len(set(texts)) == len(texts) - 1, "Wanjiku has one text for both roles"
    assert all(100 < len(text) < 400 for text in texts)


def test_the_program_is_looked_at_in_two_weeks_that_begin_on_a_monday() -> None:
    assert START.weekday() == MIDDLE.weekday() == 0
    assert (MIDDLE - START).days == 7 * 19
    assert WEEKS == 39


@pytest.mark.parametrize("zone", ["America/Toronto", "Asia/Kathmandu", "Pacific/Auckland"])
def test_the_command_reads_every_working_pattern_as_the_generator_means_it(zone: str) -> None:
    for pattern in PATTERNS:
        read_back = availability(parse_windows(pattern), ZoneInfo(zone), START, MIDDLE)
        assert read_back == availability_of(pattern, ZoneInfo(zone), START, MIDDLE), pattern
