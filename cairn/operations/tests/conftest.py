"""A clock that stands, and people to show pages to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from cairn.foundation.actors import System
from cairn.foundation.long_work import kinds
from cairn.people.actions import create_person
from cairn.people.models import Person

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def ann(db: None, now: datetime) -> Person:
    return create_person("ann@halden.example", "Ann Lee", by=System("a test"), now=now)


@pytest.fixture
def ben(db: None, now: datetime) -> Person:
    return create_person("ben@halden.example", "Ben Ito", by=System("a test"), now=now)


@pytest.fixture
def browser_of() -> Callable[[Person], Client]:
    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds of long work that a test declares are forgotten after it."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))


Cairn = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation of its own, on SQLite, whose disk need not be waited for."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")}
    return {
        **kept,
        "CAIRN_MODE": "test",
        "CAIRN_DATA": str(tmp_path / "installation"),
        "CAIRN_SQLITE_SYNCHRONOUS": "OFF",
        "PYTHONIOENCODING": "utf-8",
    }


@pytest.fixture
def cairn(environment: dict[str, str]) -> Cairn:
    """Runs a command as a process of its own."""

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cairn", *arguments],
            cwd=ROOT,
            env={**environment, **more},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
