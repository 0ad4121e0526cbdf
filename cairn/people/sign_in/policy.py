"""Who may change how somebody signs in."""

from __future__ import annotations

from cairn.foundation.actors import Actor, System, Visitor
from cairn.foundation.decisions import HIDDEN, YES, Decision, verb
from cairn.people.models import Person


@verb("person.sign_in", Person, "open a session as this person")
def sign_in(by: Actor, person: Person) -> Decision:
    """The person, unless the account is closed."""
    return YES if not isinstance(by, System | Visitor) and by.pk == person.pk and person.is_active else HIDDEN


@verb("person.change_sign_in", Person, "change how this person signs in")
def change_sign_in(by: Actor, person: Person) -> Decision:
    """Only the person: nobody sets another's address, password or factors."""
    return sign_in(by, person)


@verb("person.end_sessions", Person, "end this person's sessions")
def end_sessions(by: Actor, person: Person) -> Decision:
    """The person, an administrator, and Cairn itself when it closes an account."""
    if isinstance(by, System):
        return YES
    if isinstance(by, Visitor) or not by.is_active:
        return HIDDEN
    return YES if by.pk == person.pk or by.is_administrator else HIDDEN
