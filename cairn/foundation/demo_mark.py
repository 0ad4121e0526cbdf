"""The demo opens every door and every letter, so it must never stand before a database that is not its own.

Its folder carries a mark that only `cairn demo` writes, into a folder that was empty. The settings refuse the
mode `demo` for any other folder, and for any database outside of it. Nothing here needs Django to be ready.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MARK = "cairn-demo.json"


class NotADemo(Exception):
    """This folder or database is not the demo's own."""


def read(folder: Path) -> dict[str, Any] | None:
    """What the mark of a folder says about its demo; None if the folder has no mark."""
    try:
        kept = json.loads((folder / MARK).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def write(folder: Path, **about: Any) -> None:
    """Marks a folder as the demo's own. Raises `NotADemo` if it holds anything and is not marked yet."""
    if read(folder) is None and folder.exists() and any(folder.iterdir()):
        raise NotADemo(f"{folder} holds something else than a demo")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = folder / f"{MARK}.new"
    beside.write_text(json.dumps(about, indent=1), "utf-8")
    beside.replace(folder / MARK)


def require(folder: Path, database: str) -> None:
    """Raises `NotADemo` unless the folder is marked and no database is named, which could be another one."""
    if database:
        raise NotADemo("the demo has a database of its own, and CAIRN_DATABASE names another one")
    if read(folder) is None:
        raise NotADemo(f"{folder} was not made by the demo")
