"""What is checked before a database is trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import ERROR, WARNING, run_checks
from django.db.utils import ConnectionHandler
from pytest_django import Settings

from cairn.foundation.database import checks
from cairn.foundation.database.sqlite.versions import loses_commits
from cairn.site import defaults

MOUNTS = """\
/dev/vda / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
files.example.org:/export /srv nfs4 rw 0 0
/dev/vdb /srv/fast xfs rw 0 0
//files/share /mnt/our\\040files cifs rw 0 0
"""


@pytest.mark.parametrize(
    "version, loses",
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_versions_that_lose_commits_are_known(version: tuple[int, ...], loses: bool) -> None:
    assert loses_commits(version) is loses


@pytest.mark.parametrize(
    "path, kind",
    [
        ("/var/lib/cairn/cairn.sqlite3", "ext4"),
        ("/srv/cairn/cairn.sqlite3", "nfs4"),
        ("/srv/fast/cairn.sqlite3", "xfs"),
        ("/srv/faster/cairn.sqlite3", "nfs4"),
        ("/mnt/our files/cairn.sqlite3", "cifs"),
    ],
)
def test_the_disk_of_a_file_is_known(path: str, kind: str) -> None:
    assert checks.kind_of_disk(Path(path), MOUNTS) == kind


def found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str = "", **options: Any
) -> dict[str | None, int]:
    """The numbers of what is wrong with a database, with how bad each is."""
    described = defaults.database(url, tmp_path, **options)
    monkeypatch.setattr(checks, "connections", ConnectionHandler({"default": described}))
    return {
        message.id: message.level
        for message in run_checks()
        if message.id and message.id.startswith("cairn.database.")
    }


@pytest.mark.parametrize("production, level", [(True, ERROR), (False, WARNING)])
def test_production_refuses_what_others_are_warned_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings, production: bool, level: int
) -> None:
    settings.PRODUCTION = production
    mounts = tmp_path / "mounts"
    mounts.write_text(f"files:/ {tmp_path} nfs rw 0 0\n", "utf-8")
    monkeypatch.setattr(checks, "MOUNTS", mounts)
    monkeypatch.setattr(checks, "loses_commits", lambda version: True)

    assert found(monkeypatch, tmp_path, synchronous="OFF") == {
        "cairn.database.001": level,
        "cairn.database.002": level,
        "cairn.database.003": level,
    }


def test_a_sound_library_on_a_local_disk_is_fine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings
) -> None:
    settings.PRODUCTION = True
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/vda / ext4 rw 0 0\n", "utf-8")
    monkeypatch.setattr(checks, "MOUNTS", mounts)
    monkeypatch.setattr(checks, "loses_commits", lambda version: False)

    assert found(monkeypatch, tmp_path) == {}
    assert found(monkeypatch, tmp_path, "postgresql://cairn@db.example.org/cairn", synchronous="OFF") == {}
