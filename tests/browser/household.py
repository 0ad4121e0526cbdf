"""What a test may ask the house for: what somebody would find in their mailbox, or somebody new to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.core.management import call_command

from cairn.foundation import clock
from cairn.foundation.actors import System
from cairn.mail.layout import unpack
from cairn.mail.models import Delivery
from cairn.people import actions as people
from cairn.people.models import Person
from cairn.programs import actions as programs
from cairn.programs.models import Program, Stewardship
from tests.browser import pages, sessions
from tests.organization import Organization, found

BY = System("browser tests")


@dataclass(frozen=True, slots=True)
class Household:
    """The small organization in the database of the house. Each method is one thing to ask for."""

    organization: Organization

    @classmethod
    def built(cls) -> Self:
        """Builds it in an empty database."""
        call_command("migrate", verbosity=0)
        return cls(found())

    def everybody(self) -> dict[str, Any]:
        """The address of each persona, and the pages that each can open."""
        persons = self.organization.persons()
        return {
            "people": {name: person.email for name, person in persons.items()},
            "pages": pages.by_persona(self.organization),
        }

    def come(
        self, name: str, role: str = "", state: str = "approved", right: str = "", zone: str = "Europe/Oslo"
    ) -> dict[str, str]:
        """Somebody new, with a place in the program or a right on it if wished; says how to find them."""
        number, now = Person.objects.count(), clock.now()
        person = people.create_person(f"somebody{number}@halden.example", name, zone=zone, by=BY, now=now)
        program = Program.objects.get(pk=self.organization.program.pk)
        place = programs.enroll(program, person, role, state=state, by=BY, now=now) if role else None
        if right:
            programs.appoint(program, person, Stewardship.Right(right), by=BY, now=now)
        return {"address": person.email, "id": str(person.pk), "place": str(place.pk) if place else ""}

    def code(self, address: str, kind: str = "sign-in-code") -> str:
        """The code in the latest letter of a kind to an address."""
        letter = Delivery.objects.filter(kind=kind, address=address).order_by("id").last()
        return str(unpack(letter.context)["code"]) if letter else ""

    def cookie(self, address: str) -> dict[str, str]:
        """The cookie of a session that was just opened, with every proof that there is."""
        return sessions.open_one(Person.objects.get(email=address), clock.now())

    def answer(self, address: str, step: str, answers: dict[str, Any]) -> None:
        """Answers a question of the profile, as in another tab."""
        person = Person.objects.get(email=address)
        people.answer_step(person, step, answers, by=person, now=clock.now())

    def day(self, ahead: int) -> dict[str, str]:
        """A day so many days from today, as a date field takes it, and as a page shows it."""
        then = clock.now() + timedelta(days=ahead)
        return {"typed": then.date().isoformat(), "shown": f"{then.day} {then:%B %Y}"}

    def time_in(self, zone: str) -> str:
        """What clocks show there."""
        return f"{clock.now().astimezone(ZoneInfo(zone)):%H:%M}"
