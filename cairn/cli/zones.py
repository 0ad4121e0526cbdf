"""Finding a time zone by its name or its city."""

from __future__ import annotations

import difflib
import re
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

# What people write that names no zone, since it says nothing of when its clocks change.
_COLLOQUIAL = {
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "edt": "America/New_York",
    "mdt": "America/Denver",
    "bst": "Europe/London",
    "ist": "Asia/Kolkata",
    "cest": "Europe/Berlin",
    "sgt": "Asia/Singapore",
    "jst": "Asia/Tokyo",
    "aest": "Australia/Sydney",
    "wat": "Africa/Lagos",
    "cat": "Africa/Maputo",
    "eat": "Africa/Nairobi",
}

_OFFSET = re.compile(r"(?:utc|gmt)?[+-]\d")


def find_zone(text: str) -> ZoneInfo | None:
    """The zone of a name ("Europe/Berlin", "europe / berlin") or of a city ("Berlin"), or None."""
    name = _names().get(_fold(text))
    return ZoneInfo(name) if name else None


def nearest_zones(text: str, most: int = 3) -> tuple[str, ...]:
    """At most `most` names of zones that are written most like a text, the nearest first."""
    folded = _fold(text)
    if _OFFSET.match(folded):
        return ()
    if folded in _COLLOQUIAL:
        return (_COLLOQUIAL[folded],)
    names = _names()
    found = difflib.get_close_matches(folded, names, n=4 * most, cutoff=0.6)
    return tuple(dict.fromkeys(names[one] for one in found))[:most]


@cache
def _names() -> dict[str, str]:
    """The name of every zone by all its folded wordings; a city that several zones have is left out."""
    zones = sorted(name for name in available_timezones() if not name.startswith(("posix/", "right/")))
    cities: dict[str, set[str]] = {}
    for zone in zones:
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/")):
            cities.setdefault(_fold(zone.rpartition("/")[2]), set()).add(zone)
    names = {city: next(iter(owners)) for city, owners in cities.items() if len(owners) == 1}
    return names | {_fold(zone): zone for zone in zones}


def _fold(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign in "/+-").replace("-/", "/")
