"""What the first pages say, from plain values."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.home import figures, rules
from cairn.programs.queries import Participation, Stop
from cairn.programs.rules import NEXT_PLACES, STATE_WORDS


@pytest.mark.parametrize(
    "hour,words",
    [
        (5, "Good morning"), (11, "Good morning"), (12, "Good afternoon"), (17, "Good afternoon"),
        (18, "Good evening"), (23, "Good evening"), (4, "Good evening"),
    ],
)  # fmt: skip
def test_the_greeting_follows_the_readers_own_day(hour: int, words: str) -> None:
    assert rules.greeting(hour, "Thảo") == f"{words}, Thảo"


@pytest.mark.parametrize(
    "waiting,words",
    [
        (0, "Nobody waits for you today"),
        (1, "One person waits for your answer"),
        (4, "Four people wait for your answer"),
        (13, "13 people wait for your answer"),
        (1200, "1,200 people wait for your answer"),
    ],
)
def test_the_managers_page_says_how_many_wait(waiting: int, words: str) -> None:
    assert rules.waiting_headline(waiting) == words


@pytest.mark.parametrize("waiting,minutes", [(0, 0), (1, 5), (2, 5), (3, 10), (12, 25)])
def test_the_time_a_list_takes_is_rounded_up_to_five_minutes(waiting: int, minutes: int) -> None:
    assert rules.minutes_for(waiting) == minutes


@pytest.mark.parametrize(
    "seats,taken,words",
    [
        (2, 1, "One seat free of two"), (3, 0, "Three seats free of three"), (1, 1, "Your one seat is taken"),
        (2, 2, "All two seats are taken"), (0, 0, "You take nobody in this program"),
    ],
)  # fmt: skip
def test_seats_are_told_in_words(seats: int, taken: int, words: str) -> None:
    assert rules.seats_line(seats, taken) == words


def test_every_place_in_every_program_has_a_sentence() -> None:
    for place in NEXT_PLACES:
        for program in STATE_WORDS:
            for role in ("mentor", "mentee", "peer"):
                assert rules.place_line(role, place, program).endswith(".")


def test_a_skill_within_a_sentence_keeps_its_short_form() -> None:
    assert rules.mid_sentence("Data engineering") == "data engineering"
    assert rules.mid_sentence("SEO") == "SEO"


def test_what_a_program_lacks_is_one_sentence() -> None:
    assert rules.gap_line("data engineering", 4, 1) == "4 mentees want data engineering, 1 free seat"
    assert rules.gap_line("SEO", 2, 0) == "2 mentees want SEO, no free seat"


def stops(*days: date, today: date) -> list[Stop]:
    return [Stop("", day, day <= today, False) for day in days]


def test_a_program_stands_between_its_dates() -> None:
    days = (date(2026, 5, 1), date(2026, 5, 11), date(2026, 5, 31))
    assert figures.here(stops(*days, today=date(2026, 4, 1)), date(2026, 4, 1)) == 0
    assert figures.here(stops(*days, today=date(2026, 5, 6)), date(2026, 5, 6)) == 0.5
    assert figures.here(stops(*days, today=date(2026, 5, 21)), date(2026, 5, 21)) == 1.5
    assert figures.here(stops(*days, today=date(2026, 6, 1)), date(2026, 6, 1)) == 3


def test_an_owner_of_an_empty_program_reads_no_percentage_of_nothing() -> None:
    stats = figures.owner_stats(Participation({}, seats=0, seats_taken=0))
    assert [figure for figure, _words in stats] == ["0", "–", "0 of 0"]
