"""`cairn doctor` names what is wrong, what to do, and no secret."""

from __future__ import annotations

import smtplib
import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from cairn.foundation import beats, health
from cairn.foundation.encryption import ring
from cairn.foundation.health import Finding, Level
from cairn.foundation.ids import new_id
from cairn.foundation.models import LoggedEvent
from cairn.operations import doctor

pytestmark = pytest.mark.django_db
PASSWORD = "quillheron-password"


class MailServer:
    """A mail server that takes whatever it is told."""

    refuses: type[Exception] | None = None

    def __init__(self, host: str, port: int, timeout: float) -> None:
        if self.refuses is ConnectionRefusedError:
            raise ConnectionRefusedError

    def __enter__(self) -> MailServer:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def starttls(self) -> None:
        pass

    def ehlo_or_helo_if_needed(self) -> None:
        pass

    def login(self, user: str, password: str) -> None:
        if self.refuses is smtplib.SMTPAuthenticationError:
            raise smtplib.SMTPAuthenticationError(535, password.encode())


@pytest.fixture(autouse=True)
def well(settings: Settings, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation where nothing is wrong."""
    settings.DATA_FOLDER = tmp_path
    settings.KEY_RING = tmp_path / "keys.json"
    (tmp_path / "secret-key").touch(mode=0o600)
    settings.ADDRESS, settings.HOST, settings.SECURE = (
        "https://mentoring.example.org",
        "mentoring.example.org",
        True,
    )
    settings.TRUSTED_PROXIES = 1
    settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.example.org", 587
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "cairn", PASSWORD
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = True, False
    monkeypatch.setattr(smtplib, "SMTP", MailServer)
    monkeypatch.setattr(MailServer, "refuses", None)
    monkeypatch.setattr(doctor, "_clock_of_the_database", lambda: now)
    monkeypatch.setattr(doctor, "database_kind", lambda: iter([Finding("safety", Level.WELL, "Fine.")]))
    monkeypatch.setattr(health, "disk_space", lambda now: Finding("disk", Level.WELL, "Room."))
    ring()
    beats.beat(new_id(now), "a worker", now, started_at=now)


def not_well(now: datetime) -> dict[str, tuple[Level, str]]:
    found = list(doctor.examine(now))
    assert PASSWORD not in repr(found)
    assert all(one.remedy for one in found if one.level is not Level.WELL)
    return {one.name: (one.level, one.words) for one in found if one.level is not Level.WELL}


def test_nothing_is_wrong_where_nothing_is(now: datetime) -> None:
    assert not_well(now) == {}


def test_a_missing_worker(now: datetime) -> None:
    assert set(not_well(now + timedelta(minutes=2))) >= {"worker"}


@pytest.mark.parametrize("file, name", [("keys.json", "keys"), ("secret-key", "secret key")])
def test_keys_that_others_may_read(now: datetime, tmp_path: Path, file: str, name: str) -> None:
    (tmp_path / file).chmod(0o640)
    level, words = not_well(now)[name]
    assert level is Level.WRONG
    assert words.endswith("may be read by others on this machine (mode 640).")
    assert stat.S_IMODE((tmp_path / file).stat().st_mode) == 0o640  # the doctor looks and touches nothing


def test_a_broken_key_ring(now: datetime, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text(f'{{"{PASSWORD}"')
    assert not_well(now)["keys"][0] is Level.WRONG


def test_no_key_ring_yet(now: datetime, tmp_path: Path) -> None:
    (tmp_path / "keys.json").unlink()
    assert not_well(now)["keys"][0] is Level.CARE
    assert not (tmp_path / "keys.json").exists()


def test_a_mail_server_that_does_not_answer(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MailServer, "refuses", ConnectionRefusedError)
    words = "The mail server at mail.example.org:587 does not answer (ConnectionRefusedError)."
    assert not_well(now) == {"mail": (Level.WRONG, words)}


def test_a_mail_server_that_refuses_the_password(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MailServer, "refuses", smtplib.SMTPAuthenticationError)
    words = "The mail server at mail.example.org:587 refuses the user name or password."
    assert not_well(now) == {"mail": (Level.WRONG, words)}


def test_letters_that_travel_unencrypted(now: datetime, settings: Settings) -> None:
    settings.EMAIL_USE_TLS = False
    assert not_well(now)["mail"][0] is Level.CARE


def test_an_address_without_encryption(now: datetime, settings: Settings) -> None:
    settings.ADDRESS, settings.SECURE = "http://mentoring.example.org", False
    words = "The address http://mentoring.example.org is not encrypted."
    assert not_well(now) == {"address": (Level.WRONG, words)}


def test_a_reverse_proxy_that_is_not_believed(now: datetime, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 0
    assert not_well(now)["address"][0] is Level.CARE


@pytest.mark.parametrize(
    "clock, words",
    [
        (timedelta(seconds=90), "The database's clock is 90 seconds apart."),
        (timedelta(seconds=-90), "The database's clock is 90 seconds apart."),
    ],
)
def test_clocks_that_disagree(
    now: datetime, monkeypatch: pytest.MonkeyPatch, clock: timedelta, words: str
) -> None:
    monkeypatch.setattr(doctor, "_clock_of_the_database", lambda: now + clock)
    assert not_well(now) == {"clock": (Level.WRONG, words)}


def test_a_clock_that_went_back(now: datetime) -> None:
    LoggedEvent.objects.create(
        kind="tests.rang", at=now + timedelta(hours=1), by_kind="system", facts={}, settled_at=now
    )
    assert not_well(now) == {"clock": (Level.WRONG, "The clock is behind what was written down last.")}


def test_a_database_without_its_shape_is_said_once(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "missing_migrations", lambda: ["people.0001_initial", "mail.0001_initial"])
    words = "The database lacks 2 migrations that this version needs."
    assert not_well(now) == {"migrations": (Level.WRONG, words)}


def test_the_real_clock_of_the_database_is_read(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.undo()
    found: Any = doctor._clock_of_the_database()
    assert found.utcoffset() == timedelta(0)
