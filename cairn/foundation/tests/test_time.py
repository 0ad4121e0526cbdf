from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.foundation.time import (
    city_of,
    clean_zone,
    is_between,
    next_between,
    show_day,
    show_instant,
    show_time,
    zone_choices,
)
from cairn.foundation.writing import CannotBeDone

NOW = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
TODAY = NOW.date()
LONDON, LAGOS, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Africa/Lagos"), ZoneInfo("Pacific/Auckland")
ZONES = st.sampled_from([LONDON, LAGOS, AUCKLAND, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu")])
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC))
MINUTES = st.integers(0, 24 * 60 - 1)


@pytest.mark.parametrize(
    "name", ["Europe/Oslo", " Europe/Oslo ", "UTC", "Asia/Calcutta", "America/Argentina/Ushuaia"]
)
def test_a_zone_that_exists_is_kept(name: str) -> None:
    assert clean_zone(name) == name.strip()


@pytest.mark.parametrize(
    "name",
    ["Europe/Atlantis", "", "oslo", "europe/oslo", "../../etc/passwd", "/etc/localtime", "CET", "localtime"],
)
def test_a_zone_that_does_not_exist_is_refused_kindly(name: str) -> None:
    with pytest.raises(CannotBeDone) as refusal:
        clean_zone(name)

    assert (refusal.value.field, refusal.value.reason) == (
        "zone",
        "We do not know this time zone. Please choose one from the list.",
    )


def test_zones_stand_in_groups_with_their_cities_in_order() -> None:
    groups = dict(zone_choices(NOW))

    assert list(groups)[:3] == ["UTC", "Africa", "America"]
    assert [choice.city for choice in groups["Africa"]] == sorted(choice.city for choice in groups["Africa"])
    assert [choice.label for choice in groups["Europe"] if choice.name == "Europe/Oslo"] == [
        "Oslo (UTC+01:00)"
    ]


def test_every_zone_that_is_offered_can_be_chosen_and_is_offered_once() -> None:
    names = [choice.name for _, choices in zone_choices(NOW) for choice in choices]

    assert [clean_zone(name) for name in names] == names
    assert len(set(names)) == len(names)
    assert len(names) > 400


def test_the_distance_from_utc_is_that_of_the_moment() -> None:
    def oslo(at: datetime) -> str:
        return next(
            choice.offset for _, zones in zone_choices(at) for choice in zones if choice.name == "Europe/Oslo"
        )

    assert (oslo(NOW), oslo(datetime(2026, 7, 1, tzinfo=UTC))) == ("UTC+01:00", "UTC+02:00")


@given(INSTANTS, ZONES)
def test_office_hours_are_those_of_the_zone(instant: datetime, zone: ZoneInfo) -> None:
    assert is_between(instant, zone) is (9 <= instant.astimezone(zone).hour < 18)


@given(INSTANTS, ZONES, MINUTES, MINUTES)
def test_the_hours_and_the_rest_of_the_day_share_it_out(
    instant: datetime, zone: ZoneInfo, start: int, end: int
) -> None:
    if start == end:
        assert is_between(instant, zone, start, end)
    else:
        assert is_between(instant, zone, start, end) is not is_between(instant, zone, end, start)


@given(INSTANTS, ZONES, st.integers(4 * 60, 20 * 60), st.integers(4 * 60, 20 * 60))
def test_the_next_time_within_the_hours_is_the_first_one(
    instant: datetime, zone: ZoneInfo, start: int, end: int
) -> None:
    found = next_between(instant, zone, start, end)

    assert is_between(found, zone, start, end)
    assert timedelta(0) <= found - instant <= timedelta(hours=25)
    if found != instant:
        local = found.astimezone(zone)
        assert local.hour * 60 + local.minute == start
        assert not is_between(instant, zone, start, end)


def test_hours_that_begin_in_the_hour_that_summer_time_leaves_out() -> None:
    """On 29 March 2026 the clock in Oslo goes from 02:00 to 03:00."""
    oslo = ZoneInfo("Europe/Oslo")

    found = next_between(datetime(2026, 3, 29, 0, 0, tzinfo=UTC), oslo, 150, 300)

    assert found.astimezone(oslo).strftime("%d %H:%M") == "29 03:30"


@pytest.mark.parametrize(
    "day, language, weekday, words",
    [
        (TODAY, "en-us", True, "Thu 26 Nov"),
        (TODAY, "en-us", False, "26 Nov"),
        (date(2027, 1, 1), "en-us", True, "Fri 1 Jan 2027"),
        (TODAY, "de", True, "Do., 26. Nov."),
        (date(2027, 1, 1), "de", True, "Fr., 1. Jan. 2027"),
        (TODAY, "no-such-language", True, "Thu, Nov 26"),
    ],
)
def test_a_day_in_words(day: date, language: str, weekday: bool, words: str) -> None:
    assert show_day(day, TODAY, language, weekday=weekday) == words


def test_an_instant_is_shown_in_the_readers_zone() -> None:
    assert show_time(NOW, LAGOS) == "16:00"
    assert show_instant(NOW, LONDON, NOW) == "Thu 26 Nov, 15:00"
    assert show_instant(NOW, AUCKLAND, NOW) == "Fri 27 Nov, 04:00"


@pytest.mark.parametrize(
    "name, city", [("Africa/Lagos", "Lagos"), ("Asia/Calcutta", "Calcutta"), ("UTC", "UTC")]
)
def test_the_city_of_a_zone(name: str, city: str) -> None:
    assert city_of(name) == city
