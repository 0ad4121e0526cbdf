"""How the command ends: its exit codes, and the one way to stop early with words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum


class Ending(IntEnum):
    """The exit codes; `docs/match-command/README.md` and `--help` say what each means.

    `NOT_READY` is for the commands that run an installation (`docs/administrators/commands.md`).
    """

    DONE = 0
    UNEXPECTED = 1
    WRONG_USE = 2
    BAD_SHEETS = 3
    IMPOSSIBLE = 4
    NOT_WRITTEN = 5
    NOT_READY = 6
    CANCELLED = 130


MEANINGS: dict[Ending, str] = {
    Ending.DONE: "all done, even if somebody is left without a mentor",
    Ending.UNEXPECTED: "something unexpected: a mistake in Cairn",
    Ending.WRONG_USE: "used in a way that does not work",
    Ending.BAD_SHEETS: "something in the sheets has to be mended; nothing was matched",
    Ending.IMPOSSIBLE: "the pairs to keep cannot all stand; nothing was matched",
    Ending.NOT_WRITTEN: "the result could not be written",
    Ending.CANCELLED: "cancelled; nothing was written",
}
"""What each exit code of `cairn match` means, in a few words."""


class Stop(Exception):
    """The command ends here: with `headline`, a list of `lines`, and a `hint` on what to do."""

    def __init__(self, code: Ending, headline: str, lines: Sequence[str] = (), hint: str = "") -> None:
        super().__init__(headline)
        self.code = code
        self.headline = headline
        self.lines = tuple(lines)
        self.hint = hint
