"""The clock, the stage hand and the browser of this room's tests."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from cairn.foundation.actors import System
from cairn.people import actions
from cairn.people.models import Person

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SETUP = System("set up")
_numbers = count(1)


def a_person(name: str = "Somebody", *, zone: str = "Europe/Oslo", administrator: bool = False) -> Person:
    """Somebody who is known, with an address of their own."""
    made = actions.create_person(
        f"{secrets.token_hex(6)}-{next(_numbers)}@halden.example", name, zone=zone, by=SETUP, now=NOW
    )
    return actions.make_administrator(made, by=SETUP, now=NOW) if administrator else made


@dataclass
class Browser:
    """A browser in which somebody is signed in."""

    person: Person
    client: Client

    @classmethod
    def of(cls, person: Person) -> Browser:
        """Signs a person in, with the second factor that some need."""
        client = Client()
        Authenticator.objects.get_or_create(
            user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "not asked for here"}}
        )
        client.force_login(person)
        browser = cls(person, client)
        browser.prove()
        return browser

    def prove(self, *, at: float | None = None) -> None:
        """Shows with the factor who is here, just now or at another time."""
        session = self.client.session
        proof = {"method": "mfa", "type": "totp", "at": time.time() if at is None else at}
        session["account_authentication_methods"] = [proof]
        session["account_authentication_methods_user"] = str(self.person.pk)
        session.save()

    def get(self, name: str, *args: Any, query: str = "", part: str = "") -> Any:
        """Opens a page, or the part of it that htmx asks for."""
        headers = {"HX-Request": "true", "HX-Target": part} if part else {}
        return self.client.get(reverse(name, args=args) + query, headers=headers)

    def post(self, page: str, /, *args: Any, part: str = "", saving: bool = False, **typed: Any) -> Any:
        """Sends a form with a fresh one-time key."""
        headers = {"HX-Request": "true", "HX-Target": part} if part else {}
        if saving:
            headers = {"X-Requested-With": "save", "Accept": "application/json"}
        named = {key.replace("__", "-"): value for key, value in typed.items()}
        return self.client.post(
            reverse(page, args=args), {"once": secrets.token_urlsafe(24), **named}, headers=headers
        )

    def answer(self, step: str, /, **typed: Any) -> Any:
        """Opens the page of a question as it stands, types, and goes on."""
        page = self.get("people:step", step).content.decode()
        return self.post("people:step", step, **{**carried(page), "then": "on", **typed})


def carried(page: str) -> dict[str, Any]:
    """What the form of a page carries: the version it was filled from, and the name of the page."""
    return {"version": hidden(page, "version"), "tab": hidden(page, "tab")}


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    for field in re.findall(r"<input[^>]*>", page):
        if f'name="{name}"' in field and 'type="hidden"' in field:
            found = re.search(r'value="([^"]*)"', field)
            return found[1] if found else ""
    return ""


def value_of(page: str, name: str) -> str:
    """What a text field of a page shows."""
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)
    if found:
        return found[1]
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page) or re.search(
        rf'<input[^>]*value="([^"]*)"[^>]*name="{name}"', page
    )
    return found[1] if found else ""
