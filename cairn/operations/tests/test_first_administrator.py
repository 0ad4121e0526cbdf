"""The first administrator."""

from __future__ import annotations

from datetime import datetime

import pytest

from cairn.operations import first_administrator
from cairn.operations.starting import CannotStart
from cairn.people.models import Person

pytestmark = pytest.mark.django_db


def test_somebody_becomes_known_and_an_administrator(now: datetime) -> None:
    made = first_administrator.make("Arvid@Halden.example", "Arvid Holm", now)
    assert not made.was_known
    person = Person.objects.get()
    assert (person.email, person.name, person.is_administrator) == (
        "arvid@halden.example",
        "Arvid Holm",
        True,
    )
    assert not person.has_usable_password()


def test_asking_again_changes_nothing(now: datetime) -> None:
    first = first_administrator.make("arvid@halden.example", "Arvid Holm", now)
    again = first_administrator.make("arvid@halden.example", "Somebody Else", now)
    assert (again.person, again.person.name, again.was_known) == (first.person, "Arvid Holm", True)


def test_somebody_who_is_known_becomes_an_administrator(ann: Person, now: datetime) -> None:
    assert first_administrator.make("ann@halden.example", "", now).person == ann
    ann.refresh_from_db()
    assert ann.is_administrator


def test_something_that_is_no_address_is_refused_kindly(now: datetime) -> None:
    with pytest.raises(CannotStart):
        first_administrator.make("arvid", "Arvid Holm", now)
    assert Person.objects.count() == 0
