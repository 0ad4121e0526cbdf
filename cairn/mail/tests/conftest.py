"""Two people, two kinds of letters, and a purpose of links that tests may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cairn.mail import actions, kinds, links, wishes
from cairn.mail.kinds import LetterKind
from cairn.mail.links import Asking, Purpose
from cairn.mail.models import Delivery, LinkToken
from cairn.mail.tests.cast import (
    BY,
    CHECK_IN,
    CONTEXT,
    INVITATION,
    NOW,
    Answers,
    Server,
    Wishing,
    person_named,
)


@pytest.fixture(autouse=True)
def letters_of_tests(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The kinds of these tests, and their templates."""
    for kind in (CHECK_IN, INVITATION):
        monkeypatch.setitem(kinds._kinds, kind.name, kind)
    here = [*settings.TEMPLATES]
    here[0] = {**here[0], "DIRS": [Path(__file__).parent / "templates"]}
    settings.TEMPLATES = here


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Registers `once-only` and `correctable` links; says what was answered by them."""
    kept = Answers()

    def asks(link: LinkToken) -> Asking:
        return Asking(f"You answer: {link.answer}", "Yes, send this answer")

    for name, correctable in (("once-only", False), ("correctable", True)):
        purpose = Purpose(name, asks, kept.act, closed=lambda link, now: kept.closed, correctable=correctable)
        monkeypatch.setitem(links._purposes, name, purpose)
    return kept


@pytest.fixture(autouse=True)
def wishing(monkeypatch: pytest.MonkeyPatch) -> Wishing:
    """What persons want, without the room of people; and no other room's checks."""
    kept = Wishing()
    monkeypatch.setattr(wishes, "_read", [kept.read])
    monkeypatch.setattr(wishes, "_set", [kept.set_stopped])
    monkeypatch.setattr(wishes, "_settings_page", [lambda: "/preferences/"])
    monkeypatch.setattr(wishes, "_checks", {})
    return kept


@pytest.fixture
def ifeoma(db: None) -> Any:
    """A mentor in Lagos, an hour ahead of UTC."""
    return person_named("Ifeoma Nwosu", zone="Africa/Lagos")


@pytest.fixture
def arvid(db: None) -> Any:
    """Somebody else, who is an administrator."""
    return person_named("Arvid Holm", zone="Europe/Oslo", is_administrator=True)


@pytest.fixture
def write(db: None) -> Callable[..., Delivery]:
    """Writes a letter of these tests: `write("check-in:1", ifeoma)`."""

    def write_one(key: str, person: Any = None, kind: LetterKind = CHECK_IN, **more: Any) -> Delivery:
        more.setdefault("context", CONTEXT)
        more.setdefault("to_address", person.email if person is not None else "somebody@elsewhere.example")
        return actions.write_letter(kind, key=key, person=person, **{"by": BY, "now": NOW, **more})

    return write_one


@pytest.fixture
def server(settings: Any) -> Iterator[type[Server]]:
    """The mail server of a test."""
    settings.EMAIL_BACKEND = f"{Server.__module__}.{Server.__qualname__}"
    Server.fails, Server.takes_first, Server.away, Server.taken = None, False, False, []
    yield Server
    Server.fails, Server.taken = None, []
