"""What a letter is told: kept as JSON until it is drawn, so that instants are shown in the reader's zone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise


def pack(context: Mapping[str, Any]) -> str:
    """A context as JSON. Raises `TypeError` for what a letter cannot be told, such as a row of a table."""
    return json.dumps(dict(context), default=_kept, ensure_ascii=False, sort_keys=True)


def unpack(kept: str) -> dict[str, Any]:
    """The context again, with its days and instants."""
    return dict(json.loads(kept, object_hook=_told)) if kept else {}


def _kept(value: object) -> Any:
    match value:
        case datetime() if value.tzinfo is None:
            raise TypeError("a letter needs to know the zone of an instant")
        case datetime():
            return {"$instant": value.isoformat()}
        case date():
            return {"$day": value.isoformat()}
        case UUID() | Promise():
            return str(value)
    raise TypeError(f"a letter cannot be told a {type(value).__name__}")


def _told(part: dict[str, Any]) -> Any:
    if part.keys() == {"$instant"}:
        return datetime.fromisoformat(part["$instant"])
    if part.keys() == {"$day"}:
        return date.fromisoformat(part["$day"])
    return part
