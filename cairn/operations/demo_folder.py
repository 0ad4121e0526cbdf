"""The folder of the demo: where it is, whether it must be built, and that nothing else is ever touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import cairn
from cairn.foundation import demo_mark
from cairn.operations.starting import CannotStart

try:
    import fcntl
except ImportError:  # Windows, where an open database cannot be deleted anyway
    fcntl = None  # type: ignore[assignment]

DATABASE_FILES = ("cairn.sqlite3", "cairn.sqlite3-wal", "cairn.sqlite3-shm")
PASSED_ON = frozenset({"CAIRN_LOG_LEVEL", "CAIRN_TRACEBACK"})
"""Of the settings of this machine only these reach the demo: none can lead it to another database."""


def usual_folder() -> Path:
    """`.demo` in a checkout; elsewhere `demo` among the user's own data."""
    checkout = Path(cairn.__file__).resolve().parent.parent
    if (checkout / "Makefile").exists() and (checkout / "pyproject.toml").exists():
        return checkout / ".demo"
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "cairn" / "demo"


def monday(day: date) -> date:
    """The first day of a week: the demo is built anew each week, so that it stays of today."""
    return day - timedelta(days=day.weekday())


def settle_in(folder: Path, port: int, organization: str) -> None:
    """Marks the folder and sets the environment of the demo, before the settings are read.

    Raises `CannotStart` if the folder holds something else.
    """
    try:
        demo_mark.write(folder, **(demo_mark.read(folder) or {}))
    except demo_mark.NotADemo as error:
        raise CannotStart(
            f"The folder {folder} holds something else than a demo, and stays as it is.",
            remedy="Name an empty or a new folder: cairn demo --folder FOLDER",
        ) from error
    except OSError as error:
        raise CannotStart(
            f"The folder {folder} cannot be written to ({error.strerror}).",
            remedy="Name another one: cairn demo --folder FOLDER",
        ) from error
    for name in [name for name in os.environ if name.startswith("CAIRN_") and name not in PASSED_ON]:
        del os.environ[name]
    os.environ.setdefault("CAIRN_LOG_LEVEL", "WARNING")
    os.environ.update(
        CAIRN_MODE="demo",
        CAIRN_DATA=str(folder),
        CAIRN_ADDRESS=f"http://localhost:{port}",
        CAIRN_ORGANIZATION=organization,
    )


def is_built(folder: Path, fingerprint: str) -> bool:
    """Whether the folder holds a finished demo made from the same code for the same week."""
    about = demo_mark.read(folder) or {}
    return about.get("fingerprint") == fingerprint and (folder / DATABASE_FILES[0]).exists()


def rebuild(folder: Path, fingerprint: str, build: Callable[[], None]) -> None:
    """Empties the demo's database and builds it. If that is broken off, the next start begins again.

    Raises `CannotStart` while another demo is running from the same folder.
    """
    with _alone(folder):
        demo_mark.write(folder)
        for name in DATABASE_FILES:
            (folder / name).unlink(missing_ok=True)
        build()
        demo_mark.write(folder, fingerprint=fingerprint)


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """While the demo is served from a folder, nobody empties it."""
    with (folder / "in-use").open("w") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "in-use").open("w") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise CannotStart(
                    "A demo is running from this folder, and it has to be built anew.",
                    remedy="Stop the running one first, or name another folder: cairn demo --folder FOLDER",
                ) from error
        yield
