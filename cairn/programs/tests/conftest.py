"""People and a program to try things with."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from cairn.foundation.ids import new_id
from cairn.people.models import Person, Profile
from cairn.programs import actions
from cairn.programs.models import Program, Stewardship
from cairn.programs.tests.cast import NOW, SETUP, MakePerson


@pytest.fixture
def make_person(db: None) -> MakePerson:
    """Makes persons, each with an address of their own."""
    numbers = count(1)

    def make(name: str = "Somebody", *, administrator: bool = False, active: bool = True) -> Person:
        number = next(numbers)
        person = Person.objects.create(
            id=new_id(NOW),
            email=f"person{number}@halden.example",
            name=name,
            is_administrator=administrator,
            is_active=active,
            created_at=NOW,
        )
        Profile.objects.create(id=person.pk, person=person, capacity=3, changed_at=NOW)
        return person

    return make


@pytest.fixture
def manager(make_person: MakePerson) -> Person:
    """Marisol, who runs the program."""
    return make_person("Marisol Quispe")


@pytest.fixture
def program(manager: Person) -> Program:
    """A cohort that takes applications."""
    made = actions.create_program(
        "Pathways 2026",
        open_date=date(2026, 9, 1),
        start_date=date(2026, 10, 5),
        end_date=date(2027, 6, 30),
        by=SETUP,
        now=NOW,
    )
    actions.appoint(made, manager, Stewardship.Right.MANAGE, by=SETUP, now=NOW)
    return actions.move_on(made, "open", by=manager, now=NOW)
