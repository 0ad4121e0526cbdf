"""A session that is open already, for tests that are not about opening one."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.test import RequestFactory

from cairn.people.models import Person
from cairn.people.sign_in import sessions

AGENT = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


def open_one(person: Person, at: datetime) -> dict[str, str]:
    """Opens a session as if its person had just proved in every way who they are; returns its cookie."""
    request = RequestFactory().get("/", HTTP_USER_AGENT=AGENT)
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    login(request, person, settings.AUTHENTICATION_BACKENDS[0])
    for method in ("code", "mfa"):
        record_authentication(request, person, method=method, reauthenticated=True)
    sessions.begin(request.session, now=at)
    request.session.save()
    UserSession.objects.get_or_create(
        session_key=request.session.session_key,
        defaults={"user": person, "ip": "127.0.0.1", "user_agent": AGENT, "last_seen_at": at},
    )
    return {"name": settings.SESSION_COOKIE_NAME, "value": str(request.session.session_key)}
