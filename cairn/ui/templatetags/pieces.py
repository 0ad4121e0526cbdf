"""The components, as template tags. Settings make this library known to every template."""

from cairn.ui.pieces import (
    charts,
    controls,
    fields,
    fits,
    marks,
    notes,
    path,
    people,
    stones,
    tables,
    ways,
)
from cairn.ui.pieces.library import register

__all__ = [
    "charts",
    "controls",
    "fields",
    "fits",
    "marks",
    "notes",
    "path",
    "people",
    "register",
    "stones",
    "tables",
    "ways",
]
