"""A person's sessions: what the list shows, and how they end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session

from cairn.people.models import Person
from cairn.people.sign_in import rules, standing

SINCE = "cairn.since"
SEEN = "cairn.seen"


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One line of the list."""

    id: int
    browser: str
    system: str
    since: datetime
    last_seen: datetime
    is_this_one: bool


def begin(session: SessionBase, *, now: datetime) -> None:
    """Starts the clocks of a session that has just been opened."""
    session[SINCE] = session[SEEN] = int(now.timestamp())


def has_ended(session: SessionBase, person: Person, *, now: datetime) -> bool:
    """Whether a session is over: unused for 14 days (12 hours if a factor is needed), or 90 days old.

    Asks the database only after half a day unused.
    """
    at = now.timestamp()
    since, seen = float(session.get(SINCE, at)), float(session.get(SEEN, at))
    idle = float(settings.SESSION_COOKIE_AGE)
    if at - seen > settings.MANAGER_IDLE_SECONDS and standing.needs_factor(person):
        idle = float(settings.MANAGER_IDLE_SECONDS)
    return rules.has_ended(since=since, seen=seen, at=at, idle=idle, longest=settings.SESSION_LONGEST_SECONDS)


def touch(session: SessionBase, *, now: datetime) -> None:
    """Notes that a session is in use, at most once an hour, so that most requests write nothing."""
    at = int(now.timestamp())
    if at - int(session.get(SEEN, 0)) < rules.TOUCH_EVERY.total_seconds():
        return
    session[SEEN] = at
    session.setdefault(SINCE, at)
    UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now)


def open_sessions(person: Person, this_key: str | None, *, now: datetime) -> Sequence[OpenSession]:
    """A person's sessions that have not run out, this one first, then the last seen. Two queries."""
    rows = list(UserSession.objects.filter(user_id=person.pk))
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=now
        ).values_list("session_key", flat=True)
    )
    found = [
        OpenSession(
            row.pk,
            *rules.browser_and_system(row.user_agent),
            row.created_at,
            row.last_seen_at,
            row.session_key == this_key,
        )
        for row in rows
        if row.session_key in alive
    ]
    latest = datetime.max.replace(tzinfo=UTC)
    return sorted(found, key=lambda one: latest if one.is_this_one else one.last_seen, reverse=True)


def end(rows: Sequence[UserSession]) -> int:
    """Ends sessions at once; returns how many. Part of the transaction at hand."""
    Session.objects.filter(session_key__in=[row.session_key for row in rows]).delete()
    UserSession.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def end_all(person: Person) -> int:
    """Ends every session of a person at once; returns how many. Called in the transaction of an action.

    Whoever closes an account calls this; the person could not do anything any more anyway, since a closed
    account is nobody to a session.
    """
    return end(list(UserSession.objects.filter(user_id=person.pk)))
