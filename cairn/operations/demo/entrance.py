"""Whom one can walk in as at the demo's sign-in page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cairn.operations.demo.organization import HOST
from cairn.people.models import Person
from cairn.people.sign_in.doors import Door

WHO: tuple[tuple[str, str], ...] = (
    ("thao.nguyen", gettext_noop("Mentee in Pathways")),
    ("leilani.kahale", gettext_noop("Mentee, still looking")),
    ("ifeoma.nwosu", gettext_noop("Mentor with a free seat")),
    ("marisol.quispe", gettext_noop("Program manager, one program running, one to match")),
    ("kjersti.aalto", gettext_noop("Program owner")),
    ("arvid.holm", gettext_noop("Administrator")),
)
"""The addresses before the @, in order, and what is to be seen there."""


def doors() -> Sequence[Door]:
    """The doors in order; only those whose person is there. One query."""
    people = {
        person.email: person
        for person in Person.objects.get_queryset()
        .active()
        .filter(email__in=[f"{key}@{HOST}" for key, _line in WHO])
    }
    return [Door(people[address], _(line)) for key, line in WHO if (address := f"{key}@{HOST}") in people]
