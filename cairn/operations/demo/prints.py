"""What the demo is made from, as a hash, so that the next start knows whether it is still good."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import cairn
from cairn.operations.demo.calendar import monday

_ENDINGS = frozenset({".py", ".toml"})
_NOT_PLAYED = frozenset(
    {"tests", "__pycache__", "cli", "home", "sheets", "ui", "modes", "solving", "changing", "views", "forms"}
    | {"views.py", "forms.py", "urls.py", "templatetags"}
)
"""Rooms, folders and files whose code leaves no trace in the demo: it only shows what is there."""


def fingerprint(as_of: date | None = None) -> str:
    """A hash of all code and data that the demo is played with, and of the week of a day."""
    root = Path(cairn.__file__).resolve().parent
    found = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.suffix in _ENDINGS and not _NOT_PLAYED.intersection(inside.parts):
            found.update(f"{inside.as_posix()}\n".encode())
            found.update(path.read_bytes())
    if as_of is not None:
        found.update(monday(as_of).isoformat().encode())
    return found.hexdigest()[:32]
