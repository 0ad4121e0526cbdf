"""The demo: Halden Group, an invented organization, played through the real actions at past times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cairn.people.sign_in.doors import Door

__all__ = ["build", "doors", "fingerprint", "register"]


def build(folder: Path, as_of: date, quiet: bool = False) -> None:
    """Plays the demo into the empty database of a demo's folder, as of the Monday of a day's week.

    The tables must be there already. Unless `quiet`, it logs what it plays. Raises `demo_mark.NotADemo`,
    before anything is written, unless the mode is `demo` and folder and database are the demo's own.
    """
    from cairn.operations.demo import building

    building.build(folder, as_of, quiet)


def fingerprint(as_of: date | None = None) -> str:
    """What the demo is made from, as a short text: another text means that it has to be built anew.

    It covers Cairn's own code, the data files and, if a day is given, its week.
    """
    from cairn.operations.demo import prints

    return prints.fingerprint(as_of)


def doors() -> Sequence[Door]:
    """Whom one can walk in as, in order, with a line each. Empty until the demo is built. One query."""
    from cairn.operations.demo import entrance

    return entrance.doors()


def register() -> None:
    """Tells the sign-in page who stands at the doors; called when Django starts."""
    from cairn.people.sign_in.doors import register as register_doors

    register_doors(doors)
