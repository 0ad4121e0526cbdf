"""What persons wish about letters, for the room of mail: which kinds they stopped, and their quiet hours."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse

from cairn.foundation.actors import Actor
from cairn.mail import wishes
from cairn.mail.wishes import Wishes
from cairn.people.models import Person, Preferences


def wishes_of(person: UUID) -> Wishes:
    """What a person wants; nothing in particular if there is no such person."""
    kept = Preferences.objects.filter(pk=person).first()
    if kept is None:
        return Wishes()
    return Wishes(frozenset(kept.stopped_kinds), kept.quiet_from, kept.quiet_until)


def set_stopped(person: UUID, kind: str, stopped: bool, *, by: Actor, now: datetime) -> None:
    """Stops or allows a kind of letters, in the transaction at hand. Nobody there: nothing to do."""
    from cairn.people.actions import stop_kind

    found = Person.objects.filter(pk=person).first()
    if found is not None:
        stop_kind(found, kind, stopped, by=by, now=now)


def settings_page() -> str:
    """Where a person says so themselves."""
    return reverse("people:preferences")


def register() -> None:
    """Tells the room of mail."""
    wishes.keep(read=wishes_of, set_stopped=set_stopped, settings_page=settings_page)
