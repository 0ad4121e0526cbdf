"""What is forgotten about signing in: sessions that are over, and browsers that nobody uses any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from cairn.foundation.chores import chore
from cairn.people.models import Browser
from cairn.people.sign_in.browsers import GOOD_FOR


@chore(name="forget ended sessions", every=timedelta(hours=1))
def forget_ended_sessions(now: datetime, batch: int) -> int:
    """Deletes the lines of the list whose sessions are gone or have run out."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    over = UserSession.objects.filter(~Exists(alive), created_at__lt=now - timedelta(minutes=5))
    keys = list(over.order_by("pk").values_list("pk", flat=True)[:batch])
    if keys:
        UserSession.objects.filter(pk__in=keys).delete()
    return len(keys)


@chore(name="forget old browsers", every=timedelta(hours=6))
def forget_old_browsers(now: datetime, batch: int) -> int:
    """Deletes browsers whose cookie has run out."""
    old = Browser.objects.filter(last_seen_at__lt=now - GOOD_FOR)
    keys = list(old.order_by("last_seen_at").values_list("pk", flat=True)[:batch])
    if keys:
        Browser.objects.filter(pk__in=keys).delete()
    return len(keys)
