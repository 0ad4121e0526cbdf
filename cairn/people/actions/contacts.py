"""Who must not be matched with whom, who may not write to whom, and who looked at whom."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from cairn.foundation.actors import Actor
from cairn.foundation.decisions import Refused, decide, require
from cairn.foundation.events import record
from cairn.foundation.ids import new_id
from cairn.foundation.writing import CannotBeDone, action, lock
from cairn.people.events import ContactBlocked, ContactUnblocked, NotWithAdded, NotWithRemoved, PersonLookedAt
from cairn.people.models import ContactBlock, Look, NotWith, Person, Profile

MOST_NOT_WITH = 50


@action
def add_not_with(person: Person, other: Person, *, by: Actor, now: datetime) -> NotWith:
    """Puts somebody on a person's private list; already there, nothing changes.

    Refused: oneself, somebody one may not see, more than fifty.
    """
    person = lock(person)
    require(by, "not_with.edit", person)
    if other.pk == person.pk:
        raise CannotBeDone(_("That is you. Choose somebody else."), field="other")
    seeing = decide(person, "person.see", other)
    if not seeing:
        raise Refused("person.see", seeing)
    known = NotWith.objects.filter(person=person, other=other).first()
    if known is not None:
        return known
    if NotWith.objects.filter(person=person).count() >= MOST_NOT_WITH:
        raise CannotBeDone(
            _("Your list holds {most} people. Take one off to add another.").format(most=MOST_NOT_WITH),
            field="other",
        )
    entry = NotWith.objects.create(id=new_id(now), person=person, other=other)
    _mark_answered(person, now)
    record(NotWithAdded(person=person.pk), by=by, at=now)
    return entry


@action
def remove_not_with(person: Person, other: Person, *, by: Actor, now: datetime) -> None:
    """Takes somebody off a person's private list; not there, nothing changes."""
    person = lock(person)
    require(by, "not_with.edit", person)
    gone, _each = NotWith.objects.filter(person=person, other=other).delete()
    if gone:
        record(NotWithRemoved(person=person.pk), by=by, at=now)


def _mark_answered(person: Person, now: datetime) -> None:
    profile = lock(Profile(pk=person.pk))
    if "not-with" not in profile.answered:
        profile.answered = [*profile.answered, "not-with"]
        profile.save(update_fields=["answered"])


@action
def note_look(reader: Person, subject: Person, *, by: Actor, now: datetime) -> None:
    """Notes that one person read another's profile: once a day, in the reader's own day.

    Reading one's own profile is not noted. Called after the answer has left, so that reading waits for no
    write; only before a safeguarding report is shown does it come first.
    """
    require(by, "person.see", subject)
    if reader.pk == subject.pk:
        return
    day = now.astimezone(reader.tzinfo).date()
    noted, is_new = Look.objects.get_or_create(
        reader=reader, subject=subject, day=day, defaults={"id": new_id(now)}
    )
    if is_new:
        record(PersonLookedAt(reader=reader.pk, subject=subject.pk, day=noted.day), by=by, at=now)


@action
def block_contact(one: Person, other: Person, *, by: Actor, now: datetime) -> ContactBlock:
    """Keeps two persons from contacting each other, whichever way; blocked already, nothing changes."""
    first, second = _in_order(one, other)
    require(by, "contact.block", first)
    require(by, "contact.block", second)
    block = ContactBlock.objects.filter(first=first, second=second).first()
    if block is None:
        block = ContactBlock.objects.create(id=new_id(now), first=first, second=second, since=now)
        record(ContactBlocked(first=first.pk, second=second.pk), by=by, at=now)
    return block


@action
def unblock_contact(one: Person, other: Person, *, by: Actor, now: datetime) -> None:
    """Lets two persons contact each other again; not blocked, nothing changes."""
    first, second = _in_order(one, other)
    require(by, "contact.block", first)
    require(by, "contact.block", second)
    gone, _each = ContactBlock.objects.filter(first=first, second=second).delete()
    if gone:
        record(ContactUnblocked(first=first.pk, second=second.pk), by=by, at=now)


def _in_order(one: Person, other: Person) -> tuple[Person, Person]:
    """Both persons locked, the smaller id first."""
    if one.pk == other.pk:
        raise CannotBeDone(_("It takes two different people."))
    first, second = sorted((one, other), key=lambda person: person.pk)
    return lock(first, second)
