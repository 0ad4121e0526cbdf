"""What our pages are measured against: the same rows in plain Django, with nothing around them.

No header, no navigation, no filters, no counts, no pages, no style: one table, or one person's answers, from a
template without tags of ours. It runs behind the same middleware, for the same reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cairn.people.models import Person
from cairn.people.queries.listing import PAGE


def people(request: HttpRequest) -> HttpResponse:
    """The first people by name that fit, with one query: persons, profiles, offered skills and places joined."""
    page = _asked_for(request).order_by("name", "id")[:PAGE]
    joined = (
        Person.objects.filter(pk__in=page.values("pk"))
        .annotate(offered=FilteredRelation("skills", condition=Q(skills__side="offers")))
        .order_by("name", "id", "-offered__priority")
        .values_list("pk", "name", "profile__headline", "profile__place", "profile__languages", *_MANY)
    )
    rows = [_row(person, list(found)) for person, found in groupby(joined, lambda row: row[:5])]
    return render(request, "plain/people.html", {"rows": rows})


_MANY = ("offered__skill", "enrollments__role", "enrollments__program__name")
"""What a person may have several of."""


def _row(person: tuple[Any, ...], rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    pk, name, headline, place, languages = person
    return {
        "pk": pk,
        "name": name,
        "headline": headline,
        "place": place,
        "languages": languages,
        "skills": dict.fromkeys(skill for *_, skill, _role, _program in rows if skill),
        "places": dict.fromkeys(f"{role} in {program}" for *_, role, program in rows if role),
    }


def _asked_for(request: HttpRequest) -> QuerySet[Person]:
    """Everybody for administrators, else who is in a program of the reader; by word and by skill."""
    reader = request.user
    assert isinstance(reader, Person)
    found = Person.objects.filter(is_active=True)
    if not reader.is_administrator:
        found = found.filter(enrollments__program__stewardships__person=reader)
    if word := request.GET.get("q"):
        found = found.filter(
            Q(name__icontains=word)
            | Q(email__icontains=word)
            | Q(profile__headline__icontains=word)
            | Q(profile__place__icontains=word)
        )
    if skill := request.GET.get("skill"):
        found = found.filter(skills__side="offers", skills__skill=skill)
    return found


def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person with profile and line manager in a query; the template asks for skills, moves and hours."""
    reader = request.user
    assert isinstance(reader, Person)
    subject = get_object_or_404(Person.objects.select_related("profile__line_manager"), pk=pk)
    context = {"person": subject, "may_read_all": not reader.is_administrator}
    return render(request, "plain/person.html", context)
