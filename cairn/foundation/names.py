"""How things are called by the room that they stand in: `people.rename`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def name_in_room(function: Callable[..., Any]) -> str:
    """A function's name with its room before it; outside of the rooms, with its module's."""
    package, _, rest = function.__module__.partition(".")
    room = rest.split(".")[0] if package == "cairn" and rest else package
    return f"{room}.{function.__name__}"
