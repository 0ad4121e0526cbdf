"""The list of people: search, filters, and how many fall under each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField, Window
from django.db.models.functions import Cast

from cairn.foundation.actors import Actor
from cairn.matching.vocabulary import standard_vocabulary
from cairn.people.models import Person, Profile, ProfileSkill
from cairn.people.policy import listed_for, may_list_everybody

PAGE = 50
"""How many people a page of the list shows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. Of several choices in one list, any will do; of several lists, all.

    `standing` is 'active', 'closed' or 'all'. `further` are choices in lists of rooms further up.
    """

    words: str = ""
    skill: str = ""
    functions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    language: str = ""
    stage: int | None = None
    standing: str = "active"
    further: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FurtherFilter:
    """A list to choose from that a room further up adds: by program, role, state.

    `choices` are what the one who asks may choose from; `narrow` keeps those that fit a choice.
    """

    name: str
    label: Any
    choices: Callable[[Actor], Sequence[tuple[str, str]]]
    narrow: Callable[[QuerySet[Person], str, Actor], QuerySet[Person]]


_further: dict[str, FurtherFilter] = {}
_lines: list[Callable[[Sequence[Person], Actor], Mapping[UUID, str]]] = []


def add_filter(further: FurtherFilter) -> None:
    """Adds a list to choose from; called when Django starts."""
    _further[further.name] = further


def set_lines(read: Callable[[Sequence[Person], Actor], Mapping[UUID, str]]) -> None:
    """Says who knows a line about each person of a page ('Mentor in Pathways'), in one query for all."""
    _lines[:] = [read]


def further_filters() -> tuple[FurtherFilter, ...]:
    """The lists that rooms further up have added."""
    return tuple(_further.values())


def lines_about(persons: Sequence[Person], by: Actor) -> Mapping[UUID, str]:
    """A line about each of these persons, as far as a room further up knows one."""
    return _lines[0](persons, by) if _lines else {}


def people_wanted(by: Actor, wanted: Wanted) -> QuerySet[Person]:
    """The people on the list of the one who asks who fit, by name."""
    found = listed_for(by)
    if wanted.standing in ("active", "closed"):
        found = found.filter(is_active=wanted.standing == "active")
    found = _by_words(found, wanted.words)
    if wanted.skill:
        found = found.filter(_has_skill(wanted.skill))
    if wanted.functions:
        found = found.filter(profile__function__in=wanted.functions)
    if wanted.fields:
        found = found.filter(profile__field__in=wanted.fields)
    if wanted.stage is not None:
        found = found.filter(profile__stage__gte=wanted.stage)
    if wanted.language:
        # A list in JSON reads the same as text on every database: ["de", "en"].
        found = found.annotate(spoken=Cast("profile__languages", TextField())).filter(
            spoken__contains=f'"{wanted.language}"'
        )
    for name, choice in wanted.further.items():
        if choice and name in _further:
            found = _further[name].narrow(found, choice, by)
    return found.order_by("name", "id")


def _by_words(found: QuerySet[Person], words: str) -> QuerySet[Person]:
    """A name, an address, a title, a place; or all the words together are a skill that is offered."""
    if not words.strip():
        return found
    about = Q()
    for word in words.split()[:8]:
        about &= (
            Q(name__icontains=word)
            | Q(email__icontains=word)
            | Q(profile__headline__icontains=word)
            | Q(profile__place__icontains=word)
        )
    skill = standard_vocabulary().skill(words) or standard_vocabulary().own(words)
    return found.filter(about | _has_skill(skill)) if skill else found.filter(about)


def _has_skill(skill: str) -> Q:
    # An index leads from a skill to those who offer it: far fewer than would be asked one by one.
    offers = ProfileSkill.objects.filter(side=ProfileSkill.Side.OFFERS, skill=skill)
    return Q(pk__in=offers.values("person"))


@dataclass(frozen=True, slots=True)
class Counted:
    """How many active people the list has, and how many of them have each function and field."""

    everybody: int
    functions: Mapping[str, int]
    fields: Mapping[str, int]


def counted(by: Actor) -> Counted:
    """Counts the list of the one who asks, before any filter. Two queries at most."""
    if may_list_everybody(by):
        # An index holds every kind of work and field; the few who are closed are taken off again.
        rows = Counter(_kinds(Profile.objects.all()))
        rows.subtract(_kinds(Profile.objects.filter(person__in=Person.objects.filter(is_active=False))))
    else:
        listed = listed_for(by).filter(is_active=True, pk=OuterRef("person"))
        rows = Counter(_kinds(Profile.objects.filter(Exists(listed))))
    functions, fields = Counter[str](), Counter[str]()
    for (function, field_), people in rows.items():
        functions[function] += people
        fields[field_] += people
    return Counted(rows.total(), _named(functions), _named(fields))


def _kinds(profiles: QuerySet[Profile]) -> dict[tuple[str, str], int]:
    grouped = profiles.order_by().values_list("function", "field").annotate(people=Count("*"))
    return {(function, field_): people for function, field_, people in grouped}


def _named(counts: Counter[str]) -> dict[str, int]:
    return {key: people for key, people in counts.items() if key and people}


class Found(Sequence[UUID]):
    """The ids of those who fit, by name, of which only one page is read; with how many there are."""

    def __init__(self, ids: QuerySet[Any], page: int, count: int | None = None) -> None:
        self.ids = ids
        self.start = max(page - 1, 0) * PAGE
        of_page = slice(self.start, self.start + PAGE)
        if count is None:
            # The database counts while it searches, so that it looks at each row once.
            rows = list(
                ids.annotate(all_of_them=Window(Count("pk"))).values_list("pk", "all_of_them")[of_page]
            )
            self.page = [key for key, _ in rows]
            self.count_ = rows[0][1] if rows else ids.count() if page > 1 else 0
        else:
            self.page, self.count_ = list(ids[of_page]), count

    def __len__(self) -> int:
        return self.count_

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice) and at.start == self.start:
            return self.page
        return list(self.ids[at]) if isinstance(at, slice) else self.ids[at]


def found(by: Actor, wanted: Wanted, page: int, counts: Counted) -> Found:
    """Those who fit, of whom a page is read. One query; two for a page behind the last."""
    ids = people_wanted(by, wanted).values_list("pk", flat=True)
    return Found(ids, page, counts.everybody if wanted == Wanted() else None)


def with_details(ids: Sequence[UUID]) -> list[Person]:
    """What the rows of a page show, in order; `offered` are skills, what matters most first. Two queries."""
    rows = (
        Person.objects.filter(pk__in=ids)
        .select_related("profile")
        .only("name", "is_active", "profile__headline", "profile__place", "profile__languages")
    )
    offered: dict[UUID, list[str]] = {}
    skills = ProfileSkill.objects.filter(side=ProfileSkill.Side.OFFERS, person__in=ids)
    for key, skill in skills.values_list("person_id", "skill"):
        offered.setdefault(key, []).append(skill)
    by_id = {person.pk: person for person in rows}
    for key, person in by_id.items():
        person.offered = offered.get(key, [])  # type: ignore[attr-defined]
    return [by_id[key] for key in ids if key in by_id]
