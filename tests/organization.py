"""A small organization for what crosses rooms, played through the real actions.

Everybody in it is somebody's stand-in: the mentor whose page a stranger must not see, the owner who sees no
person. Each private field holds a word that is found nowhere else, so that a leak can be seen.
"""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.test import Client

from cairn.foundation.actors import System
from cairn.people import actions as people
from cairn.people.models import Person
from cairn.programs import actions as programs
from cairn.programs.models import Enrollment, Program, Stewardship

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
SETUP = System("set up")

HOPES = "canary-hopes-of-bob"
ROOM = "canary-room-of-alice"
PRIVATE = (HOPES, ROOM)
"""Words of private fields: none may stand in clear anywhere but on the pages of those who may read them."""


@dataclass(frozen=True, slots=True)
class Organization:
    """Everybody, by what they stand for."""

    mentor: Person
    mentee: Person
    applicant: Person
    other: Person
    manager: Person
    reader: Person
    owner: Person
    administrator: Person
    newcomer: Person
    program: Program
    elsewhere: Program
    mentor_place: Enrollment
    mentee_place: Enrollment
    applied: Enrollment

    def persons(self) -> dict[str, Person]:
        """Everybody who can sign in, by persona."""
        values = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, Person)}

    def clients(self) -> dict[str, Client]:
        """A browser for each, signed in, and one for a visitor."""
        browsers = {name: signed_in(person) for name, person in self.persons().items()}
        return {**browsers, "visitor": Client()}


def signed_in(person: Person) -> Client:
    """A browser in which this person is signed in, and has just proved to be themselves.

    Without the proof the pages that ask for it would answer everybody alike.
    """
    client = Client()
    client.force_login(person)
    session = client.session
    at = time.time()
    session["account_authentication_methods"] = [
        {"method": "code", "at": at},
        {"method": "mfa", "type": "totp", "at": at},
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def make_person(name: str, *, days_ago: int = 60) -> Person:
    """A person with an address made of the name."""
    address = f"{name.split(maxsplit=1)[0].lower()}@halden.example"
    return people.create_person(
        address, name, zone="Europe/Oslo", by=SETUP, now=NOW - timedelta(days=days_ago)
    )


def add_factor(person: Person) -> None:
    """Gives somebody an authenticator app, as managers and administrators need one."""
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "invented"})


def found() -> Organization:
    """Builds it."""
    names = ("Alice Mentor", "Bob Mentee", "Amir Applicant", "Carol Other", "Dana Manager", "Erin Reader")
    mentor, mentee, applicant, other, manager, reader = (make_person(name) for name in names)
    owner, administrator, newcomer = (
        make_person(name) for name in ("Fay Owner", "Gus Administrator", "Hana Newcomer")
    )
    people.make_administrator(administrator, by=SETUP, now=NOW)
    program = programs.create_program("Pathways", by=SETUP, now=NOW - timedelta(days=50))
    elsewhere = programs.create_program("Elsewhere", by=SETUP, now=NOW - timedelta(days=50))
    for person, right in (
        (manager, Stewardship.Right.MANAGE),
        (reader, Stewardship.Right.READ),
        (owner, Stewardship.Right.OWN),
    ):
        programs.appoint(program, person, right, by=SETUP, now=NOW - timedelta(days=49))
    for one in (program, elsewhere):
        programs.move_on(one, "open", by=SETUP, now=NOW - timedelta(days=40))
    places = [
        programs.enroll(program, person, role, state=state, by=SETUP, now=NOW - timedelta(days=30))
        for person, role, state in (
            (mentor, "mentor", "approved"),
            (mentee, "mentee", "approved"),
            (applicant, "mentee", "applied"),
        )
    ]
    programs.enroll(elsewhere, other, "mentee", state="approved", by=SETUP, now=NOW)
    people.answer_step(mentee, "hopes", {"hopes": f"To lead. {HOPES}."}, by=mentee, now=NOW)
    people.answer_step(
        mentor, "room", {"room_link": f"https://meet.halden.example/{ROOM}"}, by=mentor, now=NOW
    )
    people.add_not_with(mentee, mentor, by=mentee, now=NOW)
    for person in (manager, reader, administrator):
        add_factor(person)
    return Organization(
        mentor=mentor,
        mentee=mentee,
        applicant=applicant,
        other=other,
        manager=manager,
        reader=reader,
        owner=owner,
        administrator=administrator,
        newcomer=newcomer,
        program=program,
        elsewhere=elsewhere,
        mentor_place=places[0],
        mentee_place=places[1],
        applied=places[2],
    )
