"""Words on a screen: wrapped, colored only where somebody looks, and harmless."""

import io

import pytest

from cairn.cli.screen import IN_A_PIPE, WIDEST, Screen, clean, wrapped


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)


def shown(screen: Screen, stream: io.StringIO) -> str:
    screen.line("Ana with Mia", style="bold green")
    return stream.getvalue()


def test_there_are_colors_on_a_terminal() -> None:
    stream = Terminal()

    assert shown(Screen.on(stream), stream) == "\x1b[1;32mAna with Mia\x1b[0m\n"


def test_there_are_no_colors_in_a_pipe() -> None:
    stream = io.StringIO()

    assert shown(Screen.on(stream), stream) == "Ana with Mia\n"


@pytest.mark.parametrize("name, value", [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_can_do_without_colors(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    stream = Terminal()

    assert shown(Screen.on(stream), stream) == "Ana with Mia\n"


def test_the_option_takes_colors_away() -> None:
    stream = Terminal()

    assert shown(Screen.on(stream, no_color=True), stream) == "Ana with Mia\n"


def test_an_empty_no_color_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")

    assert Screen.on(Terminal()).color


@pytest.mark.parametrize(
    "columns, width", [("", IN_A_PIPE), ("60", 60), ("10", 40), ("300", WIDEST), ("many", IN_A_PIPE)]
)
def test_lines_fit_the_width_that_is_told(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    assert Screen.on(io.StringIO()).width == width


def test_letters_that_fill_two_columns_count_as_two() -> None:
    assert wrapped("李娜 is here", 7) == ["李娜 is", "here"]
    assert wrapped("李娜李娜", 4) == ["李娜", "李娜"]


def test_a_word_that_is_too_long_is_cut_and_none_is_lost() -> None:
    assert wrapped("a verylongword", 5) == ["a", "veryl", "ongwo", "rd"]


@pytest.mark.parametrize(
    "text", ["\x1b[2Jgone", "back\x08space", "turned\u202e", "\x9b31m", "half \ud800 a letter", "ring\x07"]
)
def test_signs_that_would_command_a_terminal_are_not_shown(text: str) -> None:
    stream = io.StringIO()
    Screen(stream, color=True, width=80).line(text)

    assert "\ufffd" in stream.getvalue()
    assert not set("\x1b\x08\x9b\x07\u202e\ud800") & set(stream.getvalue())


def test_letters_of_every_script_are_shown_as_they_are() -> None:
    for name in ("Võ Thị Mai", "أمل حداد", "Тарас", "李娜", "می\u200cخواهم"):
        assert clean(name) == name


def test_a_line_break_in_a_name_is_a_space() -> None:
    assert clean("Ana\nSilva\u2028Lima") == "Ana Silva Lima"


def test_a_table_aligns_its_columns_and_wraps_the_last() -> None:
    stream = io.StringIO()
    Screen(stream, color=False, width=46).table(
        [("7", "李娜", "one two three four five six seven"), ("12", "Mia", "one")], right=(0,)
    )

    assert stream.getvalue().splitlines() == [
        "   7  李娜  one two three four five six seven",
        "  12  Mia   one",
    ]


def test_on_a_narrow_screen_the_last_column_goes_below() -> None:
    stream = io.StringIO()
    Screen(stream, color=False, width=40).table(
        [("A rather long name", "and another", "what is said of the two of them")]
    )

    assert all(len(line) <= 40 for line in stream.getvalue().splitlines())
    assert " ".join(stream.getvalue().split()).endswith("what is said of the two of them")


def test_without_a_stream_nothing_happens() -> None:
    screen = Screen.on(None)
    screen.line("Nobody hears")
    screen.flush()
