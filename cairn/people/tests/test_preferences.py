"""How a person is written to: language, zone, quiet hours, and which letters they get."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cairn.mail import kinds
from cairn.mail.kinds import LetterKind
from cairn.mail.wishes import set_stopped, wishes_of
from cairn.people.models import Person, Preferences
from cairn.people.tests.cast import NOW, SETUP, Browser

pytestmark = pytest.mark.django_db
Open = Callable[[Person], Browser]


@pytest.fixture
def letter() -> Any:
    """A kind of letter that can be stopped."""
    kind = kinds.register(
        LetterKind(name="test-digest", must_arrive=False, stoppable=True, subject="News", template="x")
    )
    yield kind
    kinds._kinds.pop(kind.name)


def test_preferences_are_kept_and_come_back(thao: Person, browser: Open, letter: LetterKind) -> None:
    at = browser(thao)
    typed: dict[str, Any] = {
        "language": "en-us",
        "zone": "Europe/Oslo",
        "quiet_from": "20:00",
        "quiet_until": "07:15",
    }

    assert at.post("people:preferences", **typed).status_code == 302

    thao.refresh_from_db()
    kept = Preferences.objects.get(pk=thao.pk)
    assert (thao.zone, kept.quiet_from, kept.quiet_until) == ("Europe/Oslo", 1200, 435)
    assert kept.stopped_kinds == ["test-digest"]
    assert wishes_of(thao.pk).stopped == {"test-digest"}
    at.post("people:preferences", **typed, wanted_kinds="test-digest")
    assert wishes_of(thao.pk).stopped == frozenset()


@pytest.mark.parametrize(
    "field, typed, words",
    [
        ("zone", "Mars/Base", "We do not know this time zone."),
        ("quiet_from", "20:07", "Choose full or quarter hours"),
        ("quiet_from", "late", "Write a time, like 15:30"),
        ("language", "tlh", "Select a valid choice"),
    ],
)
def test_preferences_that_make_no_sense_are_told(
    thao: Person, browser: Open, field: str, typed: str, words: str
) -> None:
    given: dict[str, Any] = {"language": "en-us", "zone": "UTC"}
    given |= {"quiet_from": "18:00", "quiet_until": "09:00", field: typed}

    page = browser(thao).post("people:preferences", **given)

    assert page.status_code == 422
    assert words in page.content.decode()


def test_a_stop_link_stops_one_kind(thao: Person, letter: LetterKind) -> None:
    set_stopped(thao.pk, "test-digest", True, by=SETUP, now=NOW)
    assert wishes_of(thao.pk).stopped == {"test-digest"}
    set_stopped(thao.pk, "test-digest", False, by=SETUP, now=NOW)
    assert wishes_of(thao.pk).stopped == frozenset()
