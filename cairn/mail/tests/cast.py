"""Who and what the tests of letters are about."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail.backends.base import BaseEmailBackend

from cairn.foundation.actors import Actor, System
from cairn.foundation.ids import new_id
from cairn.foundation.models import LoggedEvent
from cairn.mail import wishes
from cairn.mail.kinds import LetterKind
from cairn.mail.links import Told
from cairn.mail.models import Delivery, LinkToken

NOW = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
BY = System("ask after meetings")

CHECK_IN = LetterKind(
    name="check-in",
    title="questions after a meeting",
    must_arrive=False,
    stoppable=True,
    subject="Was {weekday} useful?",
    public=frozenset({"weekday"}),
    template="letters_of_tests/check_in",
    reason="You get this once, the day after each meeting, because you mentor in {program}.",
    stop_words="Stop these questions",
)
INVITATION = LetterKind(
    name="invitation",
    must_arrive=True,
    stoppable=False,
    subject="You are invited",
    template="letters_of_tests/check_in",
    reason="You get this because you were invited.",
    good_for=timedelta(days=30),
)


CONTEXT: dict[str, Any] = {
    "weekday": "Thursday",
    "day": datetime(2026, 11, 26, 15, 0, tzinfo=UTC),
    "other": "Thảo",
    "program": "Pathways 2026",
    "steps_done": 6,
    "steps_of": 8,
    "words": "Hand over the Friday report by 11 December.\nWrite the January slide as one sentence first.",
    "answers": [
        {"url": "http://localhost:8000/l/a/", "words": "Yes, it was useful"},
        {"url": "http://localhost:8000/l/b/", "words": "We met; it could have been better"},
        {"url": "http://localhost:8000/l/c/", "words": "We moved it to another day"},
        {"url": "http://localhost:8000/l/d/", "words": "We did not meet"},
    ],
}


class Answers:
    """What the purpose of the tests keeps: one answer per thing."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self.by: list[Actor] = []
        self.closed = ""

    def act(self, link: LinkToken, *, by: Actor, now: datetime) -> Told:
        """Keeps the answer."""
        self.given[str(link.object_id)] = link.answer
        self.by.append(by)
        return Told("Thank you", "Your answer is kept.", "Go to your page", "/")


class Wishing:
    """Stands in for the room that keeps what persons want."""

    def __init__(self) -> None:
        self.stopped: dict[Any, set[str]] = {}
        self.quiet = (0, 0)

    def read(self, person: Any) -> wishes.Wishes:
        """What a person wants."""
        return wishes.Wishes(frozenset(self.stopped.get(person, ())), *self.quiet)

    def set_stopped(self, person: Any, kind: str, stopped: bool, *, by: Actor, now: datetime) -> None:
        """Stops or allows a kind."""
        kept = self.stopped.setdefault(person, set())
        kept.add(kind) if stopped else kept.discard(kind)


def person_named(name: str, **more: Any) -> Any:
    """A person of these tests."""
    address = f"{name.partition(' ')[0].lower()}@halden.example"
    return get_user_model()._default_manager.create(
        id=new_id(NOW), email=address, name=name, created_at=NOW, **more
    )


class Server(BaseEmailBackend):
    """A mail server that does what a test tells it: takes letters, or fails in a given way."""

    fails: Exception | None = None
    takes_first = False
    away = False
    taken: list[bytes]

    def open(self) -> bool:
        """Whether it answers."""
        if Server.away:
            raise ConnectionRefusedError
        return True

    def send_messages(self, email_messages: Any) -> int:
        """Takes letters."""
        for message in email_messages:
            if Server.fails is not None and not Server.takes_first:
                raise Server.fails
            Server.taken.append(message.message().as_bytes())
            if Server.fails is not None:
                raise Server.fails
        return len(email_messages)


def refusal(code: int) -> smtplib.SMTPRecipientsRefused:
    """A mail server's no for one address."""
    return smtplib.SMTPRecipientsRefused({"x@y.example": (code, b"no")})


def states() -> list[tuple[str, str]]:
    """Each letter's key and state."""
    return list(Delivery.objects.order_by("key").values_list("key", "state"))


def happened(kind: str) -> list[dict[str, Any]]:
    """What the events of a kind say."""
    return list(LoggedEvent.objects.filter(kind=kind).order_by("pk").values_list("facts", flat=True))
