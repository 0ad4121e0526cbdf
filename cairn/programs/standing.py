"""Where the reader stands: which persona, in which of their programs."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from cairn.people import sides
from cairn.people.models import Person
from cairn.people.rules.steps import Side
from cairn.people.sign_in.standing import needs_factor_if
from cairn.programs import queries, rules
from cairn.programs.models import Enrollment
from cairn.programs.queries import Place
from cairn.ui import navigation
from cairn.ui.navigation import Persona, ProgramChoice, Standing

CHOSEN = "program"
"""The key of the session under which the program that a person turned to is kept."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is reading: the person, the persona, the program at hand, and all their places."""

    person: Person
    persona: Persona
    place: Place | None
    places: tuple[Place, ...]


def reader_of(request: HttpRequest) -> Reader:
    """Where the signed-in person stands; worked out once a request."""
    known = getattr(request, "cairn_reader", None)
    if isinstance(known, Reader):
        return known
    person = request.user
    assert isinstance(person, Person)
    places = queries.places_of(person)
    place = _current(places, request.session.get(CHOSEN))
    reader = Reader(person, persona_of(person, place), place, places)
    request.cairn_reader = reader  # type: ignore[attr-defined]
    return reader


def persona_of(person: Person, place: Place | None) -> Persona:
    """Which persona somebody is in a program, or without one."""
    rights = place.rights if place else frozenset[str]()
    roles = place.roles if place else frozenset[str]()
    return rules.standing_of(person.is_administrator, rights, roles)


def _current(places: tuple[Place, ...], chosen: str | None) -> Place | None:
    for place in places:
        if chosen is not None and place.program.pk == UUID(chosen):
            return place
    return places[0] if places else None


def standing_of(request: HttpRequest) -> Standing:
    """The same for the header: the persona, and the programs to turn to."""
    reader = reader_of(request)
    current = reader.place.program.pk if reader.place else None
    return Standing(
        persona=reader.persona,
        programs=tuple(
            ProgramChoice(place.program.name, place.program.slug, place.program.pk == current)
            for place in reader.places
        ),
        can_switch=len(reader.places) > 1,
        switch_url=reverse("programs:current") if len(reader.places) > 1 else "",
    )


def register() -> None:
    """Tells the rooms below what programs know about a person."""
    navigation.set_reader(standing_of)
    sides.set_reader(sides_of)
    needs_factor_if("runs or reads a program", queries.is_steward)


def sides_of(person: Person) -> frozenset[Side]:
    """Whether somebody is a mentee, a mentor or both, in any program that goes on. One query."""
    roles = (
        Enrollment.objects.current()
        .filter(person=person, role__in=(Enrollment.Role.MENTEE, Enrollment.Role.MENTOR))
        .values_list("role", flat=True)
    )
    return frozenset("mentor" if role == Enrollment.Role.MENTOR else "mentee" for role in roles)
