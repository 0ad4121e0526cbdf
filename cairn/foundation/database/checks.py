"""What must be true of a database before it is trusted: `manage.py check`, and so every start, looks here.

In production what is wrong is an error, and nothing starts; elsewhere it is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.db import connections

from cairn.foundation.database.sqlite.versions import TO_DO, loses_commits

MOUNTS = Path("/proc/mounts")
"""Where Linux says what is mounted where; elsewhere nobody can be asked cheaply."""

REMOTE = frozenset(
    {
        "afs", "beegfs", "ceph", "cifs", "fuse.ceph", "fuse.glusterfs", "fuse.s3fs", "fuse.sshfs",
        "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb3", "smbfs",
    }
)  # fmt: skip
"""Kinds of file systems that other machines share: SQLite's locks and its WAL do not hold there."""


def kind_of_disk(path: Path, mounts: str) -> str:
    """The kind of file system that a path is on, by the text of `/proc/mounts`; empty if unknown."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        _, point, found, *_ = [*line.split(" "), "", "", ""]
        where = Path(point.replace("\\040", " ") or "-")
        if path.is_relative_to(where) and len(where.parts) >= best:
            best, kind = len(where.parts), found
    return kind


def _faults(options: dict[str, Any], name: str, version: tuple[int, ...]) -> Iterator[tuple[str, str, str]]:
    """Number, fault and remedy of each thing that is wrong with a SQLite database."""
    if loses_commits(version):
        said = ".".join(map(str, version))
        yield "001", f"SQLite {said} can, rarely, lose what was saved.", TO_DO
    if str(options.get("synchronous", "FULL")).upper() != "FULL":
        yield (
            "002",
            "SQLite does not wait for the disk, so a power cut may destroy the database.",
            "Unset CAIRN_SQLITE_SYNCHRONOUS.",
        )
    if MOUNTS.exists():
        kind = kind_of_disk(Path(name).absolute(), MOUNTS.read_text("utf-8", "replace"))
        if kind in REMOTE:
            yield (
                "003",
                f"The database is on a disk of other machines ({kind}), where SQLite's locks do not hold.",
                "Let CAIRN_DATA name a folder on a local disk, or let CAIRN_DATABASE name a PostgreSQL.",
            )


@register
def sqlite_keeps_what_it_saved(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Looks at the library, its settings and the disk of each SQLite database."""
    kind = Error if getattr(settings, "PRODUCTION", False) else Caution
    return [
        kind(fault, hint=remedy, id=f"cairn.database.{number}")
        for connection in connections.all()
        if connection.vendor == "sqlite"
        for number, fault, remedy in _faults(
            connection.settings_dict["OPTIONS"],
            str(connection.settings_dict["NAME"]),
            getattr(connection, "Database").sqlite_version_info,  # noqa: B009 - the stubs do not know it
        )
    ]
