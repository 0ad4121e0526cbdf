"""What happened to persons and what they tell about themselves."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.foundation.events import Event, event


@event("person.created")
class PersonCreated(Event):
    """Somebody became known to this installation."""

    person: UUID


@event("person.renamed")
class PersonRenamed(Event):
    """Somebody's name, or what to call them, changed. The names themselves are not in the log."""

    person: UUID


@event("person.deactivated")
class PersonDeactivated(Event):
    """Somebody can no longer sign in. `sessions` is how many were ended at once."""

    person: UUID
    sessions: int


@event("person.reactivated")
class PersonReactivated(Event):
    """Somebody can sign in again."""

    person: UUID


@event("person.made_administrator")
class MadeAdministrator(Event):
    """Somebody looks after this installation from now on."""

    person: UUID


@event("person.administration_withdrawn")
class AdministrationWithdrawn(Event):
    """Somebody no longer looks after this installation."""

    person: UUID


@event("person.looked_at")
class PersonLookedAt(Event):
    """One person read another's profile, for the first time that day."""

    reader: UUID
    subject: UUID
    day: date


@event("profile.changed")
class ProfileChanged(Event):
    """Somebody answered a question of the profile otherwise than before; `step` is its name."""

    person: UUID
    step: str


@event("profile.passed_by")
class StepPassedBy(Event):
    """Somebody went past a question of the profile without an answer."""

    person: UUID
    step: str


@event("profile.away")
class AwayChanged(Event):
    """Somebody is away until the end of a day, or back when there is none."""

    person: UUID
    until: date | None


@event("profile.not_with_added")
class NotWithAdded(Event):
    """Somebody put a person on their private list. Whom is not in the log: only the owner sees it."""

    person: UUID


@event("profile.not_with_removed")
class NotWithRemoved(Event):
    """Somebody took a person off their private list."""

    person: UUID


@event("person.preferences_changed")
class PreferencesChanged(Event):
    """Somebody changed language, zone, quiet hours or which letters they get."""

    person: UUID


@event("contact.blocked")
class ContactBlocked(Event):
    """Two persons may not contact each other any more."""

    first: UUID
    second: UUID


@event("contact.unblocked")
class ContactUnblocked(Event):
    """Two persons may contact each other again."""

    first: UUID
    second: UUID
