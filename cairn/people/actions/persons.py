"""Persons come, change their name, go, and look after the installation."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cairn.foundation.actors import Actor
from cairn.foundation.decisions import require
from cairn.foundation.events import record
from cairn.foundation.ids import new_id
from cairn.foundation.time import clean_zone
from cairn.foundation.writing import CannotBeDone, action, lock
from cairn.people.events import (
    AdministrationWithdrawn,
    MadeAdministrator,
    PersonCreated,
    PersonDeactivated,
    PersonReactivated,
    PersonRenamed,
)
from cairn.people.models import Person, Preferences, Profile
from cairn.people.models.person import normalized
from cairn.people.rules.text import LONGEST_CALLED, clean_line, clean_name
from cairn.people.sign_in import sessions


@action
def create_person(
    email: str, name: str, *, zone: str = "", language: str = "", by: Actor, now: datetime
) -> Person:
    """Makes a person known, with an empty profile; an address that is known already gives that person.

    Refused: no name, something that is no address, a zone that does not exist.
    """
    require(by, "person.create")
    address = _clean_address(email)
    known = Person.objects.filter(email=address).first()
    if known is not None:
        return known
    person = Person(
        id=new_id(now),
        email=address,
        name=clean_name(name),
        zone=clean_zone(zone or settings.ZONE),
        language=language or settings.LANGUAGE_CODE,
        created_at=now,
    )
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        # Somebody added the same address at the same instant: theirs it is.
        return Person.objects.get(email=address)
    Profile.objects.create(id=person.pk, person=person, changed_at=now)
    Preferences.objects.create(id=person.pk, person=person)
    record(PersonCreated(person=person.pk), by=by, at=now)
    return person


def _clean_address(email: str) -> str:
    address = normalized(email)
    try:
        validate_email(address)
    except ValidationError:
        raise CannotBeDone(_("Write an email address, like name@example.org"), field="email") from None
    if len(address) > 254:
        raise CannotBeDone(_("This address is too long to be one."), field="email")
    return address


@action
def rename(person: Person, name: str, called: str = "", *, by: Actor, now: datetime) -> Person:
    """Changes a person's name and what to call them; the same names change nothing."""
    person = lock(person)
    require(by, "person.rename", person)
    name = clean_name(name)
    called = clean_line(called, field="called", most=LONGEST_CALLED)
    if (person.name, person.called) == (name, called):
        return person
    person.name, person.called = name, called
    person.save(update_fields=["name", "called"])
    record(PersonRenamed(person=person.pk), by=by, at=now)
    return person


@action
def deactivate(person: Person, *, by: Actor, now: datetime) -> Person:
    """Closes an account and ends its sessions at once. Refused: one's own, the last administrator's."""
    person = _lock_beside_administrators(person)
    require(by, "person.deactivate", person)
    if not person.is_active:
        return person
    if person.is_administrator:
        _keep_an_administrator(person)
    person.is_active, person.deactivated_at = False, now
    person.save(update_fields=["is_active", "deactivated_at"])
    ended = sessions.end_all(person)
    record(PersonDeactivated(person=person.pk, sessions=ended), by=by, at=now)
    return person


@action
def reactivate(person: Person, *, by: Actor, now: datetime) -> Person:
    """Opens a closed account again."""
    person = lock(person)
    require(by, "person.deactivate", person)
    if person.is_active:
        return person
    person.is_active, person.deactivated_at = True, None
    person.save(update_fields=["is_active", "deactivated_at"])
    record(PersonReactivated(person=person.pk), by=by, at=now)
    return person


@action
def make_administrator(person: Person, *, by: Actor, now: datetime) -> Person:
    """Lets a person look after this installation. Refused: a closed account."""
    person = lock(person)
    require(by, "person.make_administrator", person)
    if person.is_administrator:
        return person
    if not person.is_active:
        raise CannotBeDone(_("This account is closed. Open it first."))
    person.is_administrator = True
    person.save(update_fields=["is_administrator"])
    record(MadeAdministrator(person=person.pk), by=by, at=now)
    return person


@action
def withdraw_administrator(person: Person, *, by: Actor, now: datetime) -> Person:
    """Ends that a person looks after this installation. Refused: the last who does."""
    person = _lock_beside_administrators(person)
    require(by, "person.make_administrator", person)
    if not person.is_administrator:
        return person
    if person.is_active:
        _keep_an_administrator(person)
    person.is_administrator = False
    person.save(update_fields=["is_administrator"])
    record(AdministrationWithdrawn(person=person.pk), by=by, at=now)
    return person


def _lock_beside_administrators(person: Person) -> Person:
    """Locks the person and all administrators in order, so that two cannot remove each other at once."""
    others = Person.objects.filter(is_administrator=True, is_active=True)
    together = Person.objects.filter(pk=person.pk) | others
    locked = {row.pk: row for row in together.order_by("pk").select_for_update(of=("self",))}
    return locked[person.pk]


def _keep_an_administrator(leaving: Person) -> None:
    others = Person.objects.filter(is_administrator=True, is_active=True).exclude(pk=leaving.pk)
    if not others.exists():
        raise CannotBeDone(
            _("Somebody has to look after this installation. Name another administrator first.")
        )
