"""The hours of a week."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.foundation.writing import CannotBeDone
from cairn.people.rules.windows import (
    DAY,
    PRESETS,
    Stretch,
    by_another_clock,
    clean_windows,
    clock_of,
    hours_in_words,
    minute_of,
    minutes_a_week,
    over_midnight,
)

quarters = st.integers(0, 95).map(lambda number: number * 15)
typed_stretches = st.builds(Stretch, st.integers(0, 6), quarters, quarters).filter(
    lambda stretch: stretch.start != stretch.end
)
weeks = st.lists(typed_stretches, max_size=8)


def minutes_of(typed: list[Stretch]) -> set[int]:
    """Every quarter of the week that is covered, counted one by one."""
    covered = set()
    for stretch in typed:
        length = (stretch.end - stretch.start) % DAY or DAY
        begin = stretch.weekday * DAY + stretch.start
        covered |= {(begin + minute) % (7 * DAY) for minute in range(0, length, 15)}
    return covered


def test_hours_over_midnight_are_kept_as_two() -> None:
    assert clean_windows([Stretch(6, 22 * 60, 2 * 60)]) == (Stretch(0, 0, 120), Stretch(6, 1320, DAY))


def test_hours_until_midnight_stay_one() -> None:
    assert clean_windows([Stretch(2, 1200, 0)]) == clean_windows([Stretch(2, 1200, DAY)])


def test_midnight_to_midnight_is_the_whole_day() -> None:
    kept = clean_windows([Stretch(2, 0, 0)])

    assert kept == (Stretch(2, 0, DAY),)
    assert over_midnight(kept) == kept


def test_hours_that_touch_or_overlap_become_one() -> None:
    typed = [Stretch(0, 540, 600), Stretch(0, 600, 660), Stretch(0, 630, 720)]

    assert clean_windows(typed) == (Stretch(0, 540, 720),)


@pytest.mark.parametrize(
    "typed, words",
    [
        (Stretch(0, 547, 600), "Choose full or quarter hours, such as 09:00 or 09:15."),
        (Stretch(0, 540, 540), "Choose an end after 09:00"),
        (Stretch(7, 540, 600), "Choose a day from Monday to Sunday."),
        (Stretch(0, -15, 600), "Choose times between 00:00 and 24:00."),
        (Stretch(0, 540, 1500), "Choose times between 00:00 and 24:00."),
    ],
)
def test_times_that_make_no_sense_are_told_what_would(typed: Stretch, words: str) -> None:
    with pytest.raises(CannotBeDone) as refusal:
        clean_windows([typed])

    assert refusal.value.reason == words


def test_a_ninth_stretch_on_a_day_is_too_many() -> None:
    typed = [Stretch(3, hour * 60, hour * 60 + 30) for hour in range(9)]

    assert len(clean_windows(typed[:8])) == 8
    with pytest.raises(CannotBeDone, match="Thursday has more than 8 stretches"):
        clean_windows(typed)


@given(weeks)
def test_keeping_changes_no_minute_of_the_week(typed: list[Stretch]) -> None:
    kept = clean_windows(typed)

    assert minutes_of(list(kept)) == minutes_of(typed)
    assert minutes_a_week(kept) == 15 * len(minutes_of(typed))


@given(weeks)
def test_kept_hours_are_in_order_apart_and_within_a_day(typed: list[Stretch]) -> None:
    kept = clean_windows(typed)

    assert list(kept) == sorted(kept)
    for one in kept:
        assert 0 <= one.start < one.end <= DAY
    for before, after in pairwise(kept):
        assert before.weekday < after.weekday or before.end < after.start


@given(weeks)
def test_what_is_shown_again_for_editing_is_kept_the_same(typed: list[Stretch]) -> None:
    kept = clean_windows(typed)
    shown = over_midnight(kept)
    typed_again = [Stretch(one.weekday, one.start, minute_of(clock_of(one.end))) for one in shown]

    assert clean_windows(typed_again) == kept


def test_hours_over_midnight_are_shown_as_they_were_typed() -> None:
    assert over_midnight(clean_windows([Stretch(6, 1320, 120)])) == (Stretch(6, 1320, 120),)


@given(weeks, st.sampled_from(["Asia/Kolkata", "Africa/Lagos", "America/Lima", "Asia/Tokyo"]))
def test_another_clock_shows_as_many_minutes(typed: list[Stretch], zone: str) -> None:
    kept = clean_windows(typed)
    shown = by_another_clock(kept, ZoneInfo("Africa/Lagos"), ZoneInfo(zone), date(2026, 11, 24))

    assert minutes_a_week(shown) == minutes_a_week(kept)
    assert len(minutes_of(list(shown))) == len(minutes_of(list(kept)))


def test_a_change_of_summer_time_moves_what_others_see_and_not_what_is_kept() -> None:
    kept = (Stretch(0, 540, 600),)
    oslo, lagos = ZoneInfo("Europe/Oslo"), ZoneInfo("Africa/Lagos")

    assert by_another_clock(kept, oslo, lagos, date(2026, 10, 20)) == (Stretch(0, 480, 540),)
    assert by_another_clock(kept, oslo, lagos, date(2026, 10, 27)) == (Stretch(0, 540, 600),)


@pytest.mark.parametrize(
    "typed, minute", [("9:00", 540), ("09.30", 570), ("9", 540), ("24:00", 1440), ("00:00", 0), ("9h15", 555)]
)
def test_a_time_may_be_written_as_people_do(typed: str, minute: int) -> None:
    assert minute_of(typed) == minute


@pytest.mark.parametrize("typed", ["", "nine", "25:00", "9:75", "٩:٠٠", "-1"])
def test_what_is_no_time_is_none(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the callers know what was typed
        minute_of(typed)


def test_hours_in_words() -> None:
    assert hours_in_words(()) == "No hours yet"
    assert hours_in_words((Stretch(0, 540, 600),)) == "1 hour a week"
    assert hours_in_words((Stretch(0, 540, 690),)) == "2 hours 30 minutes a week"
    assert clock_of(DAY) == "00:00"


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_each_preset_is_what_would_be_kept(preset: object) -> None:
    stretches = preset.stretches  # type: ignore[attr-defined]

    assert clean_windows(stretches) == stretches
