"""What somebody does at the entrance: ask for a code, find it in the mailbox, type it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cairn.foundation import clock
from cairn.foundation.ids import new_id
from cairn.mail.layout import unpack
from cairn.mail.models import Delivery
from cairn.people.models import Person

PASSWORD = "three birds over water"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
_numbers = count(1)


def somebody(email: str = "", *, password: str | None = None, **facts: Any) -> Person:
    """A person known here, without or with a password."""
    number = next(_numbers)
    person = Person(
        id=new_id(NOW),
        email=email or f"somebody{number}@halden.example",
        name=f"Somebody {number}",
        created_at=NOW,
        **facts,
    )
    person.set_password(password) if password else person.set_unusable_password()
    person.save(force_insert=True)
    return person


def letters(kind: str = "", to: str = "") -> list[Delivery]:
    """The letters in the outbox, oldest first."""
    found = Delivery.objects.order_by("id")
    found = found.filter(kind=kind) if kind else found
    return list(found.filter(address=to) if to else found)


def code_for(address: str, kind: str = "sign-in-code") -> str:
    """The code in the latest letter to an address."""
    return str(unpack(letters(kind, address)[-1].context)["code"])


@dataclass
class Visit:
    """One browser, with its own cookies and its own place in the network."""

    source: str = "192.0.2.10"
    client: Client = field(default_factory=Client)

    def get(self, address: str, **extra: Any) -> Any:
        """Opens a page."""
        return self.client.get(address, REMOTE_ADDR=self.source, **extra)

    def post(self, address: str, data: dict[str, Any] | None = None, **extra: Any) -> Any:
        """Sends a form, with a fresh one-time key."""
        sent = {"once": secrets.token_urlsafe(24), **(data or {})}
        return self.client.post(address, sent, REMOTE_ADDR=self.source, **extra)

    def ask_for_code(self, address: str) -> Any:
        """Asks for a code by email."""
        return self.post(reverse("account_login"), {"email": address})

    def type_code(self, code: str) -> Any:
        """Types the code that came."""
        return self.post(reverse("account_confirm_login_code"), {"code": code})

    def sign_in(self, person: Person) -> Any:
        """Signs in with a mailed code."""
        self.ask_for_code(person.email)
        return self.type_code(code_for(person.email))

    def try_password(self, address: str, password: str) -> Any:
        """Tries address and password."""
        return self.post(reverse("sign_in_password"), {"login": address, "password": password})

    @property
    def is_signed_in(self) -> bool:
        """Whether the page about signing in opens."""
        answer = self.get(reverse("sign_in"))
        return bool(answer.status_code == 200)


@dataclass
class Watch:
    """A clock that everybody reads. It stands still until it is moved, but for a millisecond at each reading,
    so that what was written first has the smaller id."""

    at: datetime

    def now(self) -> datetime:
        """The instant."""
        self.move(milliseconds=1)
        return self.at

    def seconds(self) -> float:
        """The same in seconds since 1970."""
        return self.at.timestamp()

    def move(self, **by: float) -> None:
        """Moves on."""
        self.at += timedelta(**by)


def stop_clocks(monkeypatch: Any) -> Watch:
    """Makes our clock, Django's and django-allauth's show what the watch shows."""
    watch = Watch(datetime.now(UTC).replace(microsecond=0))
    monkeypatch.setattr(clock, "now", watch.now)
    monkeypatch.setattr("time.time", watch.seconds)
    monkeypatch.setattr("django.utils.timezone.now", watch.now)
    return watch


def without_secrets(answer: HttpResponse) -> tuple[int, dict[str, str], list[str]]:
    """What an answer shows of itself: status, headers, and which cookies it sets how."""
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    cookies = sorted(
        f"{name}: {len(cookie.value)} {cookie['max-age']} {cookie['httponly']} {cookie['samesite']}"
        for name, cookie in answer.cookies.items()
    )
    return answer.status_code, headers, cookies
