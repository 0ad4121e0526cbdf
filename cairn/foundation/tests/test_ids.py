from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.foundation.ids import new_id, seeded

INSTANTS = st.datetimes(
    min_value=datetime(1970, 1, 1), max_value=datetime(9999, 12, 30), timezones=st.just(UTC)
)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@given(INSTANTS, INSTANTS)
def test_ids_sort_by_the_time_they_were_made_at(one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    if later - earlier >= timedelta(milliseconds=1):
        assert new_id(earlier) < new_id(later)
        assert str(new_id(earlier)) < str(new_id(later))


@given(INSTANTS)
def test_an_id_is_a_uuid_of_version_seven(instant: datetime) -> None:
    made = new_id(instant)

    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def test_ten_thousand_ids_of_one_instant_differ() -> None:
    assert len({new_id(NOW) for _ in range(10_000)}) == 10_000


def test_the_same_seed_gives_the_same_ids() -> None:
    with seeded(7):
        first = [new_id(NOW) for _ in range(5)]
    with seeded(7):
        again = [new_id(NOW) for _ in range(5)]
    with seeded(8):
        other = [new_id(NOW) for _ in range(5)]

    assert first == again
    assert set(first).isdisjoint(other)


def test_after_a_seeded_block_ids_are_drawn_again() -> None:
    with seeded(7):
        first = new_id(NOW)
    with seeded(7):
        pass

    assert new_id(NOW) != first


def test_the_zone_an_instant_is_told_in_does_not_matter() -> None:
    with seeded(1):
        in_utc = new_id(NOW)
    with seeded(1):
        elsewhere = new_id(NOW.astimezone(timezone(timedelta(hours=9))))

    assert in_utc == elsewhere


def test_an_instant_without_a_zone_makes_no_id() -> None:
    with pytest.raises(TypeError):
        new_id(datetime(2026, 1, 1))


def test_an_instant_before_1970_makes_no_id() -> None:
    with pytest.raises(ValueError, match="before 1970"):
        new_id(datetime(1969, 12, 31, 23, 59, tzinfo=UTC))
