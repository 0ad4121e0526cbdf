"""How long writers wait for each other on SQLite: ours against Django's own backend, in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import Row, all_of, at_least, at_most, seconds, times
from benchmarks.writer import Seen

ROOT = Path(__file__).resolve().parent.parent

ENOUGH = 100
"""Actions a second that are to be reached."""

LONGEST = 0.25
"""Seconds that one action in a hundred may take."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What all writers of a contender saw together."""

    actions: int
    seconds: float
    errors: int
    took: tuple[float, ...]
    overtaken: tuple[int, ...]

    @property
    def rate(self) -> float:
        """Actions a second."""
        return self.actions / self.seconds

    def within(self, part: float) -> float:
        """The seconds in which this part of all actions was done, such as 0.99."""
        return _at(self.took, part)

    def overtaken_by(self, part: float) -> int:
        """By how many others this part of all actions was overtaken at most."""
        return int(_at(self.overtaken, part))

    def __str__(self) -> str:
        """All figures in a line."""
        return (
            f"{self.rate:.0f} actions a second, p50 {seconds(self.within(0.5))}, p99 {seconds(self.within(0.99))}, "
            f"at most {seconds(self.within(1))}, {self.errors} errors"
        )


def _at(sorted_values: tuple[float, ...] | tuple[int, ...], part: float) -> float:
    if not sorted_values:
        return 0.0
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * part))]


def measure(contender: str, kind: str, writers: int, duration: float) -> Figures:
    """Lets many writers act on one new file for some seconds, each in a process of its own.

    `contender` and `kind` are those of `benchmarks.writer`.
    """
    with tempfile.TemporaryDirectory(prefix="cairn-writes-") as folder:
        asked = [contender, kind, folder, str(duration), str(writers)]
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.writer", *asked],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        seen = [Seen(**each) for each in json.loads(done.stdout)]
    took = sorted(each for one in seen for each in one.took)
    return Figures(
        actions=len(took),
        seconds=duration,
        errors=sum(one.errors for one in seen),
        took=tuple(took),
        overtaken=tuple(sorted(each for one in seen for each in one.overtaken)),
    )


def writes(writers: int, duration: float) -> list[Row]:
    """Many writers at once: ours against Django's own backend, with IMMEDIATE and with DEFERRED."""
    ours = measure("ours", "real", writers, duration)
    met = all_of(
        at_least(ENOUGH, ours.rate, " a second"),
        at_most(LONGEST, ours.within(0.99)),
        at_most(0, ours.errors, "errors"),
    )
    rows = []
    for contender, name in (("immediate", "IMMEDIATE"), ("deferred", "DEFERRED")):
        peer = measure(contender, "real", writers, duration)
        rows.append(
            Row(
                case=f"{writers} writers v. Django {name}",
                ours=seconds(ours.within(0.99)),
                peer=seconds(peer.within(0.99)),
                ratio=times(peer.within(0.99), ours.within(0.99)),
                target=f"{ENOUGH} a second, {seconds(LONGEST)}, no errors",
                met=met,
                note=f"99 of 100 actions are saved within this. Ours: {ours}. Django with {name}: {peer}.",
            )
        )
    return rows
