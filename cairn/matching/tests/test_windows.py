"""When people can meet, against clocks on the wall: each half hour of UTC asked what time it is there."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from cairn.matching.windows import HALF_HOURS, Availability, Span, availability

ZONES = (
    "UTC",
    "Europe/Vienna",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "America/St_Johns",
    "Africa/Casablanca",
)
WEEKS = (
    date(2026, 1, 14),
    date(2026, 3, 8),  # the clocks of America change on this Sunday
    date(2026, 3, 29),  # those of Europe
    date(2026, 4, 5),  # those of Lord Howe, by half an hour, and of Chatham
    date(2026, 10, 25),
    date(2026, 11, 1),
    date(2026, 12, 31),
)


def by_the_wall(spans: list[Span], zone: ZoneInfo, day: date) -> int:
    """The half hours of UTC during all of which the clock in `zone` shows a time inside one of the spans."""
    monday = datetime.combine(day - timedelta(days=day.weekday()), datetime.min.time())
    bits = 0
    for number in range(-60, HALF_HOURS + 60):
        begin = monday.replace(tzinfo=UTC) + timedelta(minutes=30 * number)
        clock = [
            (begin + timedelta(minutes=minute)).astimezone(zone).replace(tzinfo=None)
            for minute in range(0, 30, 5)
        ]
        for span in spans:
            start = monday + timedelta(days=span.weekday, minutes=span.start)
            end = monday + timedelta(days=span.weekday, minutes=span.end)
            if span.end <= span.start:
                end += timedelta(days=1)
            if all(start <= time < end for time in clock):
                bits |= 1 << number % HALF_HOURS
    return bits


def happens_once(span: Span, zone: ZoneInfo, day: date) -> bool:
    """Whether both ends of a span are times that the clock shows once, neither skipped nor shown twice."""
    monday = datetime.combine(day - timedelta(days=day.weekday()), datetime.min.time())
    ends = [monday + timedelta(days=span.weekday, minutes=span.start)]
    ends.append(ends[0] + timedelta(minutes=span.minutes))
    return all(
        end.replace(tzinfo=zone, fold=0).utcoffset() == end.replace(tzinfo=zone, fold=1).utcoffset()
        for end in ends
    )


def random_span(random: Random) -> Span:
    step = random.choice((5, 15, 30, 60))
    return Span(random.randrange(7), random.randrange(0, 1440, step), random.randrange(0, 1441, step))


@pytest.mark.parametrize("zone", ZONES)
def test_spans_are_the_half_hours_that_the_clock_on_the_wall_says(zone: str) -> None:
    random = Random(zone)
    place = ZoneInfo(zone)
    for day in WEEKS:
        spans = [span for span in (random_span(random) for _ in range(3)) if happens_once(span, place, day)]
        got = availability(spans, place, day, day)
        assert got.start == by_the_wall(spans, place, day), (day, spans)
        assert got.middle == got.start


def test_the_same_hour_of_the_day_moves_when_the_clocks_change() -> None:
    span = [Span(2, 9 * 60, 10 * 60)]
    vienna = availability(span, ZoneInfo("Europe/Vienna"), date(2026, 1, 5), date(2026, 7, 1))
    assert vienna == Availability(0b11 << 2 * 48 + 16, 0b11 << 2 * 48 + 14)
    phoenix = availability(span, ZoneInfo("America/Phoenix"), date(2026, 1, 5), date(2026, 7, 1))
    assert phoenix.start == phoenix.middle


def test_the_shorter_of_the_two_shared_weeks_counts() -> None:
    winter, summer = date(2026, 1, 5), date(2026, 7, 1)
    vienna = availability([Span(0, 9 * 60, 11 * 60)], ZoneInfo("Europe/Vienna"), winter, summer)
    dubai = availability([Span(0, 12 * 60, 14 * 60)], ZoneInfo("Asia/Dubai"), winter, summer)
    assert vienna.overlap(dubai) == dubai.overlap(vienna) == 60
    assert vienna.overlap(vienna) == vienna.minutes == 120


def test_in_the_week_itself_each_day_goes_by_its_own_clock() -> None:
    spans = [Span(day, 12 * 60, 13 * 60) for day in (5, 6)]
    got = availability(spans, ZoneInfo("Europe/Vienna"), date(2026, 3, 29), date(2026, 3, 27))
    assert got.start == got.middle == 0b11 << 5 * 48 + 22 | 0b11 << 6 * 48 + 20


def test_a_span_over_midnight_reaches_into_the_next_day_and_from_sunday_into_monday() -> None:
    utc = ZoneInfo("UTC")
    day = date(2026, 1, 14)
    late = availability([Span(0, 22 * 60, 2 * 60)], utc, day, day)
    assert late.start == 0b11111111 << 44
    assert availability([Span(6, 23 * 60, 60)], utc, day, day).start == 0b11 << 334 | 0b11
    assert availability([Span(3, 0, 1440)], utc, day, day).minutes == 1440
    assert availability([Span(3, 0, 0)], utc, day, day).minutes == 1440


def test_east_and_west_of_utc_the_week_wraps_around() -> None:
    day = date(2026, 1, 14)
    tokyo = availability([Span(0, 8 * 60, 10 * 60)], ZoneInfo("Asia/Tokyo"), day, day)
    assert tokyo.start == 0b11 << 334 | 0b11
    honolulu = availability([Span(6, 13 * 60, 15 * 60)], ZoneInfo("Pacific/Honolulu"), day, day)
    assert honolulu.start == 0b11 << 334 | 0b11


def test_a_zone_at_45_minutes_past_loses_the_edges_only() -> None:
    day = date(2026, 1, 14)
    kathmandu = availability([Span(1, 9 * 60, 12 * 60)], ZoneInfo("Asia/Kathmandu"), day, day)
    assert kathmandu.minutes == 150
    assert kathmandu.start == 0b11111 << 48 + 7


def test_spans_may_lie_over_one_another() -> None:
    day = date(2026, 1, 14)
    spans = [Span(1, 540, 660), Span(1, 600, 720), Span(1, 540, 600)]
    assert availability(spans, ZoneInfo("UTC"), day, day).minutes == 180


def test_half_hours_one_after_another_are_worth_as_much_as_one_span_in_every_zone() -> None:
    day = date(2026, 1, 14)
    for zone in ("UTC", "Asia/Kathmandu", "Pacific/Chatham"):
        halves = [Span(1, start, start + 30) for start in range(540, 720, 30)]
        assert availability(halves, ZoneInfo(zone), day, day) == availability(
            [Span(1, 540, 720)], ZoneInfo(zone), day, day
        )


def test_overlap_is_the_shared_half_hours_of_random_weeks() -> None:
    random = Random(0)
    for _ in range(300):
        weeks = [random.getrandbits(336) & random.getrandbits(336) for _ in range(4)]
        one, other = Availability(*weeks[:2]), Availability(*weeks[2:])
        shared = [
            sum(a >> bit & b >> bit & 1 for bit in range(336))
            for a, b in zip(weeks[:2], weeks[2:], strict=True)
        ]
        assert one.overlap(other) == 30 * min(shared)


@pytest.mark.parametrize(
    "span", [Span(7, 0, 60), Span(-1, 0, 60), Span(0, 1440, 60), Span(0, 0, 1441), Span(0, -5, 60)]
)
def test_times_that_no_week_has_are_refused(span: Span) -> None:
    with pytest.raises(ValueError, match=r"is not between|are not minutes"):
        availability([span], ZoneInfo("UTC"), date(2026, 1, 1), date(2026, 1, 1))
