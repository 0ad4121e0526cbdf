import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.cli.windows_text import DAYS, BadWindows, clock, parse_windows
from cairn.matching.windows import DAY_MINUTES, Span


def plain(text: str) -> str:
    """What was understood, in one form."""
    return "; ".join(
        f"{DAYS[span.weekday]} {clock(span.start)}-{clock(span.end)}" for span in parse_windows(text)
    )


@pytest.mark.parametrize(
    "text,understood",
    [
        (
            "Mon 9:00-12:00; Tue-Thu 14-17",
            "Mon 9:00-12:00; Tue 14:00-17:00; Wed 14:00-17:00; Thu 14:00-17:00",
        ),
        ("monday 9-12", "Mon 9:00-12:00"),
        ("Mondays, 9.30 – 11h15", "Mon 9:30-11:15"),
        ("MO: 0900-1030", "Mon 9:00-10:30"),
        ("Mon and Wed 9-10", "Mon 9:00-10:00; Wed 9:00-10:00"),
        ("Mon, Wed 9-12, 14-16", "Mon 9:00-12:00; Wed 9:00-12:00; Mon 14:00-16:00; Wed 14:00-16:00"),
        ("Mon 9-12; 14-16", "Mon 9:00-12:00; Mon 14:00-16:00"),
        ("Mon 9-12 Tue 14-16", "Mon 9:00-12:00; Tue 14:00-16:00"),
        ("Mon 9-12\nTue 14-16", "Mon 9:00-12:00; Tue 14:00-16:00"),
        ("Sat-Mon 9-10", "Sat 9:00-10:00; Sun 9:00-10:00; Mon 9:00-10:00"),
        ("weekends from 9 to noon", "Sat 9:00-12:00; Sun 9:00-12:00"),
        ("Fri 9am-5pm", "Fri 9:00-17:00"),
        ("Fri 9 a.m. - 1 p.m.", "Fri 9:00-13:00"),
        ("Fri 9-5pm", "Fri 9:00-17:00"),
        ("Fri 1-5pm", "Fri 13:00-17:00"),
        ("Fri 11-1pm", "Fri 11:00-13:00"),
        ("Fri 9am-12", "Fri 9:00-12:00"),
        ("Fri 12pm-1:30pm", "Fri 12:00-13:30"),
        ("Fri 12am-1am", "Fri 0:00-1:00"),
        ("Fri 0:00-24:00", "Fri 0:00-24:00"),
        ("Fri 20-midnight", "Fri 20:00-24:00"),
    ],
)
def test_times_are_understood_as_people_write_them(text: str, understood: str) -> None:
    assert plain(text) == understood


def test_weekdays_are_five_days_and_daily_is_seven() -> None:
    assert len(parse_windows("weekdays 9-10")) == 5
    assert len(parse_windows("every day 9-10")) == 7


@pytest.mark.parametrize(
    "text,understood",
    [
        ("Fri 22-2", "Fri 22:00-24:00; Sat 0:00-2:00"),
        ("Sun 10pm-2", "Sun 22:00-24:00; Mon 0:00-2:00"),
        ("Fri 20:00-4:00", "Fri 20:00-24:00; Sat 0:00-4:00"),
    ],
)
def test_a_window_over_midnight_is_split(text: str, understood: str) -> None:
    assert plain(text) == understood


def test_over_midnight_is_believed_up_to_eight_hours() -> None:
    assert len(parse_windows("Fri 20:00-4:00")) == 2
    with pytest.raises(BadWindows, match="ends before it starts"):
        parse_windows("Fri 20:00-4:30")


@pytest.mark.parametrize(
    "text,says",
    [
        (
            "Mon 17:00-9:00",
            "Write Mon 9:00-17:00, or, if it runs over midnight, Mon 17:00-24:00; Tue 0:00-9:00.",
        ),
        ("Sun 9-5", "Write Sun 9:00-17:00, or, if it runs over midnight, Sun 9:00-24:00; Mon 0:00-5:00."),
        ("Mon 9-9", "ends when it begins. Write a later end; a whole day is 0:00-24:00."),
        ("Mon 0-0", "ends when it begins"),
        ("Mox 9-12", "'mox' in 'Mox 9-12' is no day. Did you mean 'Monday'?"),
        ("Mon 9-12 CET", "'cet' in 'Mon 9-12 CET' is no day. Write days and hours"),
        ("9-12", "names no day. Begin with one"),
        ("Mon", "names no hours. Write them after the day"),
        ("Mon 9", "a time without an end"),
        ("Mon 25-26", "'25' in 'Mon 25-26' is no time of day"),
        ("Mon 9:75-11", "is no time of day"),
        ("Mon 13pm-3pm", "is no time of day"),
        ("Mon 24-2", "'24' in 'Mon 24-2' is no start"),
        ("Mon 9-12 !", "has the sign '!'"),
        ("2026-09-12", "names no day"),
        (" ; ", "No times are named"),
    ],
)
def test_what_cannot_be_understood_says_what_to_write(text: str, says: str) -> None:
    with pytest.raises(BadWindows) as error:
        parse_windows(text)
    assert says in str(error.value)


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(BadWindows) as error:
        parse_windows("Mon 9-9; Tue 25-26; Wed 9-10")
    assert "'Mon 9-9'" in str(error.value)
    assert "'Tue 25-26'" in str(error.value)


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440)), min_size=1, max_size=5)
)
def test_what_is_written_in_full_is_read_as_it_is(spans: list[tuple[int, int, int]]) -> None:
    wanted = [Span(day, start, end) for day, start, end in spans if start < end]
    text = "; ".join(f"{DAYS[span.weekday]} {clock(span.start)}-{clock(span.end)}" for span in wanted)
    if wanted:
        assert list(parse_windows(text)) == wanted


@given(st.text("MonTueay wk-–:;,.0123456789apm()\n", max_size=25) | st.text(max_size=12))
def test_any_text_gives_times_or_a_message(text: str) -> None:
    message = ""
    spans: tuple[Span, ...] = ()
    try:
        spans = parse_windows(text)
    except BadWindows as error:
        message = str(error)
    assert bool(spans) != message.endswith((".", "?"))
    assert all(0 <= span.weekday <= 6 and 0 <= span.start < span.end <= DAY_MINUTES for span in spans)
