"""Which versions of SQLite can, rarely, lose commits when a write and a checkpoint meet in WAL mode."""

from __future__ import annotations

SOUND = (3, 51, 3)
"""The first version without the mistake."""

MENDED = {(3, 50): 7, (3, 44): 6}
"""Older series in which it was mended, with the release that did."""

TO_DO = (
    "Install Cairn where the package pysqlite3 brings a newer one (Linux on x86-64, macOS on ARM), use a "
    "Python with SQLite 3.51.3 or newer, or let CAIRN_DATABASE name a PostgreSQL."
)


def loses_commits(version: tuple[int, ...]) -> bool:
    """Whether a version, such as (3, 45, 1), has the mistake."""
    mended = MENDED.get((version[0], version[1]))
    return version < SOUND and (mended is None or version[2] < mended)
