"""What programs add to the list of people: a filter by program and by place, and a line about each person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.foundation.actors import Actor, System, Visitor
from cairn.foundation.decisions import visible_to
from cairn.people.models import Person
from cairn.people.queries.listing import FurtherFilter, add_filter, set_lines
from cairn.programs.models import Enrollment, Program
from cairn.programs.policy import places_read_by


def _programs(by: Actor) -> Sequence[tuple[str, str]]:
    return list(visible_to(by, Program).order_by("name").values_list("slug", "name"))


def _in_program(found: QuerySet[Person], slug: str, by: Actor) -> QuerySet[Person]:
    places = places_read_by(by).filter(program__slug=slug)
    return found.filter(pk__in=places.values("person"))


def _places(by: Actor) -> Sequence[tuple[str, str]]:
    if isinstance(by, System | Visitor):
        return ()
    roles = [(f"role-{role.value}", str(role.label)) for role in Enrollment.Role]
    states = [(f"state-{state.value}", str(state.label)) for state in Enrollment.State]
    return [*roles, *states]


def _with_place(found: QuerySet[Person], choice: str, by: Actor) -> QuerySet[Person]:
    kind, _dash, value = choice.partition("-")
    known = {"role": Enrollment.Role.values, "state": Enrollment.State.values}
    if value not in known.get(kind, ()):
        return found
    return found.filter(pk__in=places_read_by(by).filter(**{kind: value}).values("person"))


def lines_about(persons: Sequence[Person], by: Actor) -> Mapping[UUID, str]:
    """What each of these persons is in the programs that the actor may read. One query."""
    lines: dict[UUID, list[str]] = {}
    roles, states = dict(Enrollment.Role.choices), dict(Enrollment.State.choices)
    places = places_read_by(by).filter(person__in=persons).order_by("program__name", "role")
    for person, role, state, program in places.values_list("person_id", "role", "state", "program__name"):
        words = _("%(role)s in %(program)s") % {"role": roles[role], "program": program}
        if state not in (Enrollment.State.ACTIVE, Enrollment.State.APPROVED):
            words = f"{words}, {str(states[state]).lower()}"
        lines.setdefault(person, []).append(words)
    return {person: "; ".join(words) for person, words in lines.items()}


def register() -> None:
    """Adds them."""
    add_filter(FurtherFilter("program", gettext_lazy("Program"), _programs, _in_program))
    add_filter(FurtherFilter("place", gettext_lazy("Place"), _places, _with_place))
    set_lines(lines_about)
