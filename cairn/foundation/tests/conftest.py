"""What the tests of the foundation share: a clock that stands, registries of their own, and a diary."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models
from pytest_django import DjangoDbBlocker

from cairn.foundation import decisions, events, reactions, writing
from cairn.foundation.actors import System
from cairn.foundation.encryption import EncryptedText
from cairn.foundation.models import Keyed
from cairn.foundation.once import Claim


class Diary(Keyed):
    """A model with private words, which only these tests have."""

    title = models.CharField(max_length=60, blank=True)
    words = EncryptedText(blank=True)
    secret = EncryptedText(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        app_label = "tests_of_foundation"


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def by() -> System:
    return System("a test")


@pytest.fixture(autouse=True)
def own_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test declares is forgotten after it."""
    monkeypatch.setattr(events, "_kinds", dict(events._kinds))
    monkeypatch.setattr(
        reactions, "_reactions", {kind: list(all_) for kind, all_ in reactions._reactions.items()}
    )
    monkeypatch.setattr(writing, "_actions", dict(writing._actions))
    for registry in ("_verbs", "_sights", "_grounds"):
        monkeypatch.setattr(decisions, registry, dict(getattr(decisions, registry)))


@pytest.fixture(scope="session")
def _diary_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Diary)


@pytest.fixture
def diary(_diary_table: None, db: None) -> type[Any]:
    """The model of the diary, with its table."""
    return Diary


@pytest.fixture
def key_file(tmp_path: Path, settings: Any) -> Path:
    """A file of keys of its own, not written yet."""
    path: Path = tmp_path / "keys" / "keys.json"
    settings.KEY_RING = path
    return path


@pytest.fixture
def unclaimed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection is off."""
    monkeypatch.setattr(Claim, "take", lambda self: None)
