"""What changes around signing in. The only door for it: pages and django-allauth come here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cairn.foundation.actors import Actor
from cairn.foundation.decisions import require
from cairn.foundation.events import record
from cairn.foundation.ids import new_id
from cairn.foundation.writing import CannotBeDone, action, lock
from cairn.people import letters
from cairn.people.models import Browser, Person
from cairn.people.models.person import normalized
from cairn.people.sign_in import rules, sessions
from cairn.people.sign_in.events import AddressChanged, PersonSignedIn, SessionsEnded, SignInChanged


@action
def note_sign_in(person: Person, way: str, browser_token: str, *, by: Actor, now: datetime) -> bool:
    """Notes that a session was opened, and with which browser; returns whether the browser is new."""
    require(by, "person.sign_in", person)
    browser, is_new = Browser.objects.get_or_create(
        person=person,
        token_hash=rules.hashed(browser_token),
        defaults={"id": new_id(now), "first_seen_at": now, "last_seen_at": now},
    )
    if not is_new:
        browser.last_seen_at = now
        browser.save(update_fields=["last_seen_at"])
    record(PersonSignedIn(person=person.pk, way=way, new_browser=is_new), by=by, at=now)
    return is_new


@action
def note_change(person: Person, what: str, *, by: Actor, now: datetime) -> None:
    """Notes that a password or factor was changed. `what` is a key of `letters.CHANGES`; a letter follows."""
    require(by, "person.change_sign_in", person)
    record(SignInChanged(person=person.pk, what=what), by=by, at=now)


@action
def change_address(person: Person, address: str, *, by: Actor, now: datetime) -> Person:
    """Gives a person the address that they have just proved to be theirs, and tells the old one.

    Raises `CannotBeDone` if somebody else has it by now.
    """
    person = lock(person)
    require(by, "person.change_sign_in", person)
    new, old = normalized(address), person.email
    if new == old:
        return person
    person.email = new
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError:
        raise CannotBeDone(_("This address belongs to somebody else here."), field="email") from None
    record(AddressChanged(person=person.pk), by=by, at=now)
    letters.write_about_change(person, "address", to=old, key=f"address:{new_id(now)}", by=by, now=now)
    return person


@action
def end_sessions(person: Person, rows: Sequence[UserSession], *, by: Actor, now: datetime) -> int:
    """Ends some of a person's sessions at once; returns how many."""
    require(by, "person.end_sessions", person)
    number = sessions.end([row for row in rows if row.user_id == person.pk])
    if number:
        record(SessionsEnded(person=person.pk, number=number), by=by, at=now)
    return number
