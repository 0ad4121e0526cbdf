"""The bar for long work: only for somebody who waits."""

import io
from collections.abc import Callable, Iterator

import pytest

from cairn.cli.progress import PATIENCE, WORDS, Bar


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def after(*seconds: float) -> Callable[[], float]:
    """A clock that shows these seconds, one each time."""
    times: Iterator[float] = iter(seconds)
    return lambda: next(times)


@pytest.fixture(autouse=True)
def a_usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")


def run(stream: io.StringIO, seconds: float, *, shown: bool = True) -> str:
    with Bar(stream, shown=shown, clock=after(0, seconds, seconds)) as bar:
        bar("scoring", 0.2)
        bar("matching", 0.9)
    return stream.getvalue()


def test_long_work_shows_what_is_going_on_and_leaves_nothing_behind() -> None:
    told = run(Terminal(), PATIENCE)

    assert WORDS["scoring"] in told or WORDS["matching"] in told
    assert told.endswith("\x1b[2K"), "the line is cleared at the end"


def test_short_work_shows_nothing() -> None:
    assert run(Terminal(), PATIENCE / 2) == ""


def test_nobody_at_the_terminal_sees_nothing() -> None:
    assert run(io.StringIO(), 60) == ""


def test_who_wants_quiet_gets_it() -> None:
    assert run(Terminal(), 60, shown=False) == ""


def test_the_bar_goes_away_when_the_work_is_stopped() -> None:
    stream = Terminal()

    def work() -> None:
        with Bar(stream, shown=True, clock=after(0, 1)) as bar:
            bar("scoring", 0.2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()

    assert stream.getvalue().count("\x1b[?25l") == stream.getvalue().count("\x1b[?25h") == 1
