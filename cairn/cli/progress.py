"""A bar for long work: on a terminal only, and only once the work has taken a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 0.5
"""Seconds after which somebody wonders whether anything happens."""

WORDS = {
    "reading": "Reading the sheets",
    "scoring": "Comparing people",
    "lists": "Going through the lists",
    "matching": "Matching as many as possible",
    "lowest score": "Raising the lowest fit",
    "best total": "Finding the best plan",
    "circles": "Forming circles",
    "pairing": "Pairing peers",
    "prices": "Working out prices",
    "reasons": "Writing down the reasons",
}
"""What each step is called."""


class Bar:
    """Hears of steps and shows them. Use it with `with`; it leaves nothing behind on the screen.

    `clock` gives seconds, for tests; it has no part in any result.
    """

    def __init__(
        self, stream: TextIO | None, *, shown: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._shown = shown and stream is not None and stream.isatty()
        self._clock = clock
        self._began = clock()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def __call__(self, step: str, share: float) -> None:
        """The step that is going on, and how much of it is done, 0 to 1."""
        if not self._shown or self._clock() - self._began < PATIENCE:
            return
        words = WORDS.get(step, step)
        if self._bar is None:
            self._start(words)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=words, completed=share)

    def _start(self, words: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=Console(file=self._stream),
            transient=True,
        )
        self._task = self._bar.add_task(words, total=1.0)
        self._bar.start()
