"""What this room does when something happened."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession

from cairn.foundation.actors import System
from cairn.foundation.reactions import reacts_to
from cairn.people import letters
from cairn.people.models import Person
from cairn.people.sign_in.events import PersonSignedIn, SignInChanged
from cairn.people.sign_in.rules import browser_and_system

ACCOUNTS = System("look after accounts")


@reacts_to(PersonSignedIn)
def write_about_a_new_browser(event: PersonSignedIn, *, at: datetime) -> None:
    """Somebody signed in from a browser that was not known: the person hears of it."""
    person = Person.objects.filter(is_active=True, pk=event.person).first()
    if person is None or not event.new_browser:
        return
    session = UserSession.objects.filter(user_id=person.pk).order_by("-created_at").first()
    browser, system = browser_and_system(session.user_agent if session else "")
    key = f"{person.pk}:{int(at.timestamp() * 1000)}"
    letters.write_about_browser(person, browser, system, key=key, at=at, by=ACCOUNTS)


@reacts_to(SignInChanged)
def write_about_a_change(event: SignInChanged, *, at: datetime) -> None:
    """A password or factor was changed: the person hears of it."""
    person = Person.objects.filter(is_active=True, pk=event.person).first()
    if person is not None:
        key = f"{person.pk}:{event.what}:{int(at.timestamp() * 1000)}"
        letters.write_about_change(person, event.what, key=key, by=ACCOUNTS, now=at)
