"""One profile: its answers, how far it has come, and what a reader sees of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cairn.foundation.actors import Actor
from cairn.foundation.decisions import visible_to
from cairn.people import sides
from cairn.people.models import MoveMade, Person, Profile, ProfileSkill, Window
from cairn.people.policy import relation
from cairn.people.rules.audience import Relation, fields_for
from cairn.people.rules.choices import Move, latest_first
from cairn.people.rules.progress import Progress, progress
from cairn.people.rules.skills import ChosenSkill, in_order
from cairn.people.rules.windows import Stretch


def profile_of(person: Person) -> Profile:
    """A person's profile, with the line manager. Raises `Profile.DoesNotExist`."""
    return Profile.objects.select_related("person", "line_manager").get(pk=person.pk)


def windows_of(person: Person) -> tuple[Stretch, ...]:
    """When a person can meet, by their own clock."""
    rows = Window.objects.filter(person=person).values_list("weekday", "start_minute", "end_minute")
    return tuple(sorted(Stretch(*row) for row in rows))


def skills_of(person: Person, side: str) -> tuple[ChosenSkill, ...]:
    """The skills that a person offers or wants, what matters most first."""
    rows = ProfileSkill.objects.filter(person=person, side=side).values_list("skill", "level", "priority")
    return tuple(sorted((ChosenSkill(*row) for row in rows), key=in_order))


def moves_of(person: Person) -> tuple[Move, ...]:
    """The moves that a person has made, the latest first."""
    rows = MoveMade.objects.filter(person=person).values_list("origin", "destination", "year")
    return tuple(sorted((Move(*row) for row in rows), key=latest_first))


_ANSWERS: Mapping[str, Callable[[Person, Profile], dict[str, Any]]] = {
    "who": lambda person, profile: {
        "name": person.name,
        "called": person.called,
        "headline": profile.headline,
        "place": profile.place,
    },
    "about": lambda person, profile: {"about": profile.about},
    "languages": lambda person, profile: {"languages": profile.languages, "zone": person.zone},
    "hopes": lambda person, profile: {"hopes": profile.hopes},
    "wanted-skills": lambda person, profile: {"skills": skills_of(person, "wants")},
    "offers": lambda person, profile: {"offers": profile.offers},
    "offered-skills": lambda person, profile: {"skills": skills_of(person, "offers")},
    "career": lambda person, profile: {
        "field": profile.field,
        "function": profile.function,
        "stage": profile.stage,
    },
    "moves": lambda person, profile: {"moves": moves_of(person), "move_wanted": profile.move_wanted},
    "values": lambda person, profile: {"values": profile.values},
    "style": lambda person, profile: {"style": profile.style},
    "hours": lambda person, profile: {"windows": windows_of(person)},
    "capacity": lambda person, profile: {"capacity": profile.capacity, "away_until": profile.away_until},
    "room": lambda person, profile: {"room_link": profile.room_link},
    "not-with": lambda person, profile: {},
}


def answers_of(person: Person, profile: Profile, step: str) -> dict[str, Any]:
    """The answers to a step as they stand, in the shape of `rules.answers`."""
    return _ANSWERS[step](person, profile)


def step_version(profile: Profile, step: str) -> int:
    """How often the answers to a step have changed: what a form carries to notice that it is stale."""
    return int(profile.step_versions.get(step, [0, ""])[0])


def progress_of(person: Person, profile: Profile | None = None) -> Progress:
    """How far a person has come with the questions that concern them."""
    profile = profile or profile_of(person)
    return progress(profile.answered, sides.sides_of(person))


@dataclass(frozen=True, slots=True)
class SeenProfile:
    """A profile as somebody in this relation sees it: what they may not read is not in it at all."""

    person: Person
    relation: Relation
    fields: frozenset[str]
    parts: Mapping[str, Any]

    def __contains__(self, field: str) -> bool:
        return bool(self.parts.get(field))


def seen_profile(person: Person, by: Actor, *, as_relation: Relation | None = None) -> SeenProfile:
    """A profile as the one who asks sees it, who must be allowed to see the person.

    `as_relation` is for the owner alone, who may look with the eyes of others.
    """
    standing = relation(by, person)
    if as_relation is not None and standing == "own":
        standing = as_relation
    allowed = fields_for(standing)
    profile = profile_of(person)
    parts: dict[str, Any] = {}
    for field in allowed:
        read = _PARTS.get(field)
        parts[field] = read(person, profile) if read else getattr(_holder(field, person, profile), field)
    return SeenProfile(person, standing, allowed, parts)


def _holder(field: str, person: Person, profile: Profile) -> Person | Profile:
    return person if field in ("name", "called", "zone", "email") else profile


_PARTS: Mapping[str, Callable[[Person, Profile], Any]] = {
    "wanted_skills": lambda person, profile: skills_of(person, "wants"),
    "offered_skills": lambda person, profile: skills_of(person, "offers"),
    "moves": lambda person, profile: moves_of(person),
    "windows": lambda person, profile: windows_of(person),
    "not_with": lambda person, profile: person.not_with.count(),
}


def find_by_name(by: Actor, words: str, most: int = 8) -> list[Person]:
    """Persons whom the one who asks may see and whose name holds every word, by name."""
    found = visible_to(by, Person).active()  # type: ignore[attr-defined]
    for word in words.replace("\0", "").split()[:6]:
        found = found.filter(name__icontains=word)
    return list(found.select_related("profile").order_by("name", "id")[:most]) if words.strip(" \0") else []
