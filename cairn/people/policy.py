"""Who may do what with persons and their profiles.

Which parts of a profile one sees of a person one may see stands in `rules.audience`.
"""

from __future__ import annotations

from django.db.models import QuerySet

from cairn.foundation.actors import Actor, System, Visitor
from cairn.foundation.decisions import HIDDEN, YES, Decision, decide, grounds, no, sees, verb
from cairn.people.models import NotWith, Person
from cairn.people.rules.audience import Relation


def _is_nobody_here(by: Actor) -> bool:
    return isinstance(by, Visitor) or (not isinstance(by, System) and not by.is_active)


def _is_oneself(by: Actor, person: Person) -> bool:
    return not isinstance(by, System | Visitor) and by.is_active and by.pk == person.pk


def _is_administrator(by: Actor) -> bool:
    return not isinstance(by, System | Visitor) and by.is_active and by.is_administrator


def _own_or_unseen(by: Actor, person: Person, reason: str) -> Decision:
    """Yes to oneself and to Cairn; a reason to those who see the person; nothing to the others."""
    if isinstance(by, System) or _is_oneself(by, person):
        return YES
    return no(reason) if decide(by, "person.see", person) else HIDDEN


def _administrators_or_unseen(by: Actor, person: Person) -> Decision:
    if isinstance(by, System) or _is_administrator(by):
        return YES
    return no("Only administrators can do this.") if decide(by, "person.see", person) else HIDDEN


@verb("person.see", Person, "see that a person is here, with the parts of the profile that one may read")
def see(by: Actor, person: Person) -> Decision:
    """Oneself and administrators; rooms further up add those who share or run a program."""
    if isinstance(by, System) or _is_oneself(by, person) or _is_administrator(by):
        return YES
    return HIDDEN


@sees("person.see", Person)
def seen_by(by: Actor) -> QuerySet[Person]:
    """All persons that `see` allows."""
    if isinstance(by, System) or _is_administrator(by):
        return Person.objects.all()
    if _is_nobody_here(by):
        return Person.objects.none()
    return Person.objects.filter(pk=by.pk)  # type: ignore[union-attr]


@verb("person.see_private", Person, "read what a person hopes for, in order to match")
def see_private(by: Actor, person: Person) -> Decision:
    """Oneself; rooms further up add those who match the person."""
    return _own_or_unseen(by, person, "Only those who match this person read that.")


@verb("person.list", None, "look through the list of people")
def look_through(by: Actor) -> Decision:
    """Administrators, and whoever has persons to look after for a reason of a room further up."""
    if isinstance(by, System) or _is_administrator(by):
        return YES
    if _is_nobody_here(by):
        return HIDDEN
    return YES if any(ground.things(by).exists() for ground in grounds("person.list")) else HIDDEN


def may_list_everybody(by: Actor) -> bool:
    """Whether `listed_for` leaves nobody out."""
    return isinstance(by, System) or _is_administrator(by)


def listed_for(by: Actor) -> QuerySet[Person]:
    """All persons on the list that `person.list` opens: everybody, or those that one looks after."""
    if isinstance(by, System) or _is_administrator(by):
        return Person.objects.all()
    found = Person.objects.none()
    if not _is_nobody_here(by):
        for ground in grounds("person.list"):
            found = found | ground.things(by)
    return found


@verb("person.create", None, "make a person known")
def create(by: Actor) -> Decision:
    """Administrators, and Cairn itself (import, invitation)."""
    if isinstance(by, System) or _is_administrator(by):
        return YES
    return HIDDEN if _is_nobody_here(by) else no("Only administrators can add people.")


@verb("person.rename", Person, "change a name")
def rename(by: Actor, person: Person) -> Decision:
    """Oneself and administrators."""
    return YES if _is_oneself(by, person) else _administrators_or_unseen(by, person)


@verb("person.edit", Person, "answer the questions of a profile")
def edit(by: Actor, person: Person) -> Decision:
    """Only oneself: a profile is in a person's own voice. Cairn itself fills it from an import."""
    return _own_or_unseen(by, person, "Only the person can change this profile.")


@verb("preferences.edit", Person, "say how a person is written to")
def edit_preferences(by: Actor, person: Person) -> Decision:
    """Only oneself, and Cairn itself when a stop link is used."""
    return _own_or_unseen(by, person, "Only the person can change this.")


@verb("not_with.edit", Person, "change whom a person is not matched with")
def edit_not_with(by: Actor, person: Person) -> Decision:
    """Only oneself. To everybody else this list does not exist."""
    return YES if isinstance(by, System) or _is_oneself(by, person) else HIDDEN


@verb("not_with.see", NotWith, "see an entry of a private list")
def see_not_with(by: Actor, entry: NotWith) -> Decision:
    """Only whose list it is, and Cairn itself while matching."""
    return edit_not_with(by, entry.person)


@sees("not_with.see", NotWith)
def entries_seen_by(by: Actor) -> QuerySet[NotWith]:
    """All entries that `see_not_with` allows."""
    if isinstance(by, System):
        return NotWith.objects.all()
    if _is_nobody_here(by):
        return NotWith.objects.none()
    return NotWith.objects.filter(person=by.pk)  # type: ignore[union-attr]


@verb("person.deactivate", Person, "close or open an account")
def deactivate(by: Actor, person: Person) -> Decision:
    """Administrators, but not for themselves."""
    if _is_administrator(by) and _is_oneself(by, person):
        return no("Ask another administrator to close your account.")
    return _administrators_or_unseen(by, person)


@verb("person.make_administrator", Person, "say who looks after this installation")
def make_administrator(by: Actor, person: Person) -> Decision:
    """Administrators, and Cairn itself from the command line."""
    return _administrators_or_unseen(by, person)


@verb("contact.block", Person, "keep a person from being contacted by another")
def block_contact(by: Actor, person: Person) -> Decision:
    """Cairn itself; the room of safeguarding adds the recipients of a report."""
    return YES if isinstance(by, System) else HIDDEN


def relation(by: Actor, person: Person) -> Relation:
    """How somebody stands to a person whom they may see: it decides which fields they read."""
    if _is_oneself(by, person):
        return "own"
    if decide(by, "person.see_private", person):
        return "manager"
    return "administrator" if _is_administrator(by) else "directory"
