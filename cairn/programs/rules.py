"""What may become of programs and places: pure decisions, plain values in, answer out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.foundation.writing import CannotBeDone
from cairn.ui.navigation import Persona

COHORT_STATES: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"open"}),
    "open": frozenset({"matching"}),
    "matching": frozenset({"running"}),
    "running": frozenset({"closing"}),
    "closing": frozenset({"closed"}),
    "closed": frozenset(),
}
"""Every change of state that a cohort allows: everybody starts together."""

ROLLING_STATES: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"open"}),
    "open": frozenset({"closed"}),
    "closed": frozenset(),
}
"""Every change of state of a program that people join on any day."""

NEXT_STATES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "cohort": COHORT_STATES,
    "rolling": ROLLING_STATES,
}

NEXT_PLACES: Mapping[str, frozenset[str]] = {
    "nominated": frozenset({"applied", "left"}),
    "applied": frozenset({"approved", "waitlisted", "declined", "left"}),
    "waitlisted": frozenset({"approved", "declined", "left"}),
    "approved": frozenset({"active", "left"}),
    "active": frozenset({"finished", "left", "approved"}),
    "declined": frozenset(),
    "finished": frozenset(),
    "left": frozenset(),
}
"""Every change of state of a person's place; from active back to approved is a rematch."""

OPEN_TO_PLACES = frozenset({"draft", "open", "matching", "running"})
"""The states of a program in which a place can still be asked for or given."""

STATE_WORDS: Mapping[str, Any] = {
    "draft": gettext_lazy("being prepared"),
    "open": gettext_lazy("taking applications"),
    "matching": gettext_lazy("being matched"),
    "running": gettext_lazy("under way"),
    "closing": gettext_lazy("coming to its end"),
    "closed": gettext_lazy("closed"),
}
"""How a sentence says where a program stands."""

PLACE_WORDS: Mapping[str, Any] = {
    "nominated": gettext_lazy("proposed"),
    "applied": gettext_lazy("asked for"),
    "approved": gettext_lazy("given"),
    "waitlisted": gettext_lazy("on the waitlist"),
    "declined": gettext_lazy("declined"),
    "active": gettext_lazy("in use"),
    "finished": gettext_lazy("finished"),
    "left": gettext_lazy("given up"),
}
"""How a sentence says where a place stands."""

LONGEST_NAME = 80
MOST_SEATS = 20
SEATS = {"mentor": range(MOST_SEATS + 1), "mentee": range(1, 4), "peer": range(1, 2)}
"""How many partners a place may have, by role."""


def check_state(kind: str, now: str, wanted: str) -> None:
    """Refuses a change of a program's state that its table does not have."""
    if wanted not in NEXT_STATES[kind][now]:
        words = _("A program that is %(now)s cannot be %(wanted)s next.")
        raise CannotBeDone(words % {"now": STATE_WORDS[now], "wanted": STATE_WORDS[wanted]})


def check_place(now: str, wanted: str) -> None:
    """Refuses a change of a place that the table does not have."""
    if wanted not in NEXT_PLACES[now]:
        words = _("This place is %(now)s; it cannot be %(wanted)s next.")
        raise CannotBeDone(words % {"now": PLACE_WORDS[now], "wanted": PLACE_WORDS[wanted]})


def check_seats(role: str, seats: int, taken: int = 0) -> None:
    """Refuses seats outside of what the role allows, or fewer than are taken."""
    allowed = SEATS[role]
    if seats not in allowed:
        words = _("Choose between %(least)d and %(most)d.")
        raise CannotBeDone(words % {"least": allowed.start, "most": allowed.stop - 1}, field="seats")
    if seats < taken:
        words = _("%(taken)d of these seats are taken, so %(taken)d is the fewest.")
        raise CannotBeDone(words % {"taken": taken}, field="seats")


def check_taking(state: str, seats: int, taken: int) -> None:
    """Refuses a seat of a place that is not given or in use, or one more than there are."""
    if state not in ("approved", "active"):
        words = _("This place is %s, so nobody can be given a seat in it.")
        raise CannotBeDone(words % PLACE_WORDS[state])
    if taken >= seats:
        raise CannotBeDone(_("No seat is free here."), field="seats")


def check_enrolling(program_state: str) -> None:
    """Refuses a new place in a program that takes nobody any more."""
    if program_state not in OPEN_TO_PLACES:
        words = _("This program is %s and takes nobody any more.")
        raise CannotBeDone(words % STATE_WORDS[program_state])


def clean_name(name: str) -> str:
    """A program's name with single spaces. Refused: nothing, or too long."""
    name = " ".join(name.split())
    if not name:
        raise CannotBeDone(_("Give the program a name."), field="name")
    if len(name) > LONGEST_NAME:
        words = _("The name has %(length)d characters; %(most)d fit.")
        raise CannotBeDone(words % {"length": len(name), "most": LONGEST_NAME}, field="name")
    return name


def slug_of(name: str) -> str:
    """The part of an address for a name: 'Pathways 2026' becomes 'pathways-2026'."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50]
    return slug or f"program-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def match_key_of(address: str) -> str:
    """A person's id for the engine: the same on every installation, and not the address itself."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()[:24]


def check_dates(open_date: date | None, start_date: date | None, end_date: date | None) -> None:
    """Refuses dates out of order."""
    if open_date and start_date and start_date < open_date:
        raise CannotBeDone(_("Choose a start on or after the day it opens."), field="start_date")
    if start_date and end_date and end_date <= start_date:
        raise CannotBeDone(_("Choose an end after the start."), field="end_date")


def standing_of(administrator: bool, rights: frozenset[str], roles: frozenset[str]) -> Persona:
    """Which persona somebody is at the moment: the one with the most to look after.

    `rights` and `roles` are those of the program at hand.
    """
    if rights & {"manage", "read"}:
        return "manager"
    if "own" in rights:
        return "owner"
    if "mentor" in roles:
        return "mentor"
    if roles:
        return "mentee"
    return "administrator" if administrator else "visitor"
