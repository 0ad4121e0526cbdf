"""How a person is written to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from cairn.foundation.actors import Actor
from cairn.foundation.decisions import require
from cairn.foundation.events import record
from cairn.foundation.time import clean_zone
from cairn.foundation.writing import CannotBeDone, action, lock
from cairn.mail.kinds import stoppable_kinds
from cairn.people.events import PreferencesChanged
from cairn.people.models import Person, Preferences
from cairn.people.rules.windows import DAY, GRID


@action
def set_preferences(
    person: Person,
    *,
    language: str,
    zone: str,
    quiet_from: int,
    quiet_until: int,
    stopped_kinds: Collection[str],
    by: Actor,
    now: datetime,
) -> Preferences:
    """Keeps language, zone, quiet hours (minutes of the person's day) and the letters they do not want.

    Refused: a language or zone that there is none, hours off the quarter, a letter that cannot be stopped.
    """
    person, preferences = lock(person, Preferences(pk=person.pk))
    require(by, "preferences.edit", person)
    zone = clean_zone(zone)
    if language not in dict(settings.LANGUAGES):
        raise CannotBeDone(_("Choose a language from the list."), field="language")
    for field, minute in (("quiet_from", quiet_from), ("quiet_until", quiet_until)):
        if not 0 <= minute < DAY or minute % GRID:
            raise CannotBeDone(_("Choose full or quarter hours, such as 18:00 or 18:15."), field=field)
    stopped = sorted(set(stopped_kinds))
    _check_stoppable(stopped)
    before = (person.language, person.zone, preferences.quiet_from, preferences.quiet_until)
    after = (language, zone, quiet_from, quiet_until)
    if before == after and sorted(preferences.stopped_kinds) == stopped:
        return preferences
    person.language, person.zone, preferences.quiet_from, preferences.quiet_until = after
    preferences.stopped_kinds = stopped
    person.save(update_fields=["language", "zone"])
    preferences.save(update_fields=["quiet_from", "quiet_until", "stopped_kinds"])
    record(PreferencesChanged(person=person.pk), by=by, at=now)
    return preferences


@action
def stop_kind(person: Person, kind: str, stopped: bool, *, by: Actor, now: datetime) -> Preferences:
    """Stops one kind of letters for a person, or allows it again. Refused: one that cannot be stopped."""
    preferences = lock(Preferences(pk=person.pk))
    require(by, "preferences.edit", person)
    if (kind in preferences.stopped_kinds) == stopped:
        return preferences
    if stopped:
        _check_stoppable([kind])
    preferences.stopped_kinds = sorted(
        {*preferences.stopped_kinds, kind} if stopped else {*preferences.stopped_kinds} - {kind}
    )
    preferences.save(update_fields=["stopped_kinds"])
    record(PreferencesChanged(person=person.pk), by=by, at=now)
    return preferences


def _check_stoppable(kinds: Collection[str]) -> None:
    if not set(kinds) <= {kind.name for kind in stoppable_kinds()}:
        raise CannotBeDone(_("This letter cannot be stopped."), field="stopped_kinds")
