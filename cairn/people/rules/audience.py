"""Who sees which part of a profile: one table.

How somebody stands to a person is one of four *relations*: it is their own profile (`own`), they run a
program in which the person has a place (`manager`), they look after the installation (`administrator`), or
they may see the person for any other reason (`directory`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.utils.translation import gettext_lazy as _

from cairn.people.rules.text import Words

Relation = Literal["own", "manager", "administrator", "directory"]
RELATIONS: tuple[Relation, ...] = ("own", "manager", "administrator", "directory")

_EVERYBODY: frozenset[Relation] = frozenset(RELATIONS)
_STAFF: frozenset[Relation] = frozenset({"own", "manager", "administrator"})
_MATCHING: frozenset[Relation] = frozenset({"own", "manager"})
_OWN: frozenset[Relation] = frozenset({"own"})

FIELDS: Mapping[str, frozenset[Relation]] = {
    "name": _EVERYBODY,
    "called": _EVERYBODY,
    "headline": _EVERYBODY,
    "place": _EVERYBODY,
    "zone": _EVERYBODY,
    "languages": _EVERYBODY,
    "about": _EVERYBODY,
    "offers": _EVERYBODY,
    "offered_skills": _EVERYBODY,
    "field": _EVERYBODY,
    "function": _EVERYBODY,
    "stage": _EVERYBODY,
    "moves": _EVERYBODY,
    "values": _EVERYBODY,
    "away_until": _EVERYBODY,
    "email": _STAFF,
    "team": _STAFF,
    "site": _STAFF,
    "line_manager": _STAFF,
    "wanted_skills": _STAFF,
    "move_wanted": _STAFF,
    "style": _STAFF,
    "windows": _STAFF,
    "capacity": _STAFF,
    "hopes": _MATCHING,
    "room_link": _OWN,
    "not_with": _OWN,
}
"""Every part of a profile, and the relations that see it. What stands not here is seen by nobody."""

_READERS: Mapping[frozenset[Relation], Words] = {
    _EVERYBODY: _("Everybody in your programs. It stands on your profile."),
    _STAFF: _("Whoever runs your programs, and your administrators. It helps to find the right match."),
    _MATCHING: _(
        "Whoever runs your programs, while matching. Nobody else, and it is not part of your personnel file."
    ),
    _OWN: _("Only you see this."),
}


def fields_for(relation: Relation) -> frozenset[str]:
    """The parts of a profile that somebody in this relation sees."""
    return frozenset(field for field, relations in FIELDS.items() if relation in relations)


def readers_of(*fields: str) -> tuple[Words, ...]:
    """Sentences that say who reads these fields, the widest circle first, each once."""
    circles = {FIELDS[field] for field in fields}
    return tuple(_READERS[circle] for circle in sorted(circles, key=len, reverse=True))
