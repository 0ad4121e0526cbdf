"""What the settings are worked out from: files beside the database, addresses, and what they stand for."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import ValidationError

from cairn.foundation import demo_mark

SQLITE = "cairn.foundation.database.sqlite"


def one_of(*words: str) -> Callable[[str], None]:
    """A check that a setting is one of these words."""

    def check(value: str) -> None:
        if value not in words:
            raise ValidationError(f"is {value!r}, but may only be one of {', '.join(words)}")

    return check


def is_zone(value: str) -> None:
    """Checks that a setting names a time zone, such as Europe/Oslo."""
    if value not in available_timezones():
        raise ValidationError(f"is {value!r}, which is no time zone; write it like Europe/Oslo")


def data_folder() -> Path:
    """Where data live when nobody says: the folder for a user's data on this system."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "cairn"


def require_demo(folder: Path, database: str) -> None:
    """Refuses the mode `demo` for anything but a folder that `cairn demo` made, with the database inside."""
    try:
        demo_mark.require(folder, database)
    except demo_mark.NotADemo as error:
        raise ImproperlyConfigured(
            f"CAIRN_MODE is demo, but {error}. Run `cairn demo`, which makes a folder of its own."
        ) from error


def secret_key(folder: Path, given: str, *, invent: bool) -> str:
    """The key that signs cookies: the one given, or the one kept in the data folder.

    The first use writes the file (mode 600). Outside production a process that cannot write there gets a
    key of its own instead of an error.
    """
    if given:
        return given
    path = folder / "secret-key"
    try:
        if path.exists():
            return path.read_text("ascii").strip()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = secrets.token_urlsafe(50)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(key)
    except FileExistsError:
        return path.read_text("ascii").strip()
    except OSError as error:
        if invent:
            return secrets.token_urlsafe(50)
        raise ImproperlyConfigured(
            f"The secret key could not be read from or written to {path} ({error.strerror}). "
            "Set CAIRN_SECRET_KEY, or let CAIRN_DATA name a folder that Cairn may write to."
        ) from error
    return key


def host_of(address: str) -> str:
    """The host of an address such as https://mentoring.example.org."""
    host = urlsplit(address).hostname
    if not host or not address.startswith(("http://", "https://")):
        raise ImproperlyConfigured(
            f"CAIRN_ADDRESS is {address!r}; write the whole address, like https://mentoring.example.org"
        )
    return host


def database(url: str, folder: Path, *, synchronous: str = "FULL") -> dict[str, Any]:
    """Django's description of the database: the file in the data folder, or what the URL names.

    `synchronous` is SQLite's: FULL, or OFF where a power cut may take everything.
    """
    if not url:
        url = f"sqlite:///{folder / 'cairn.sqlite3'}"
    if url.startswith("sqlite"):
        file: dict[str, Any] = {**dj_database_url.parse(url), "ENGINE": SQLITE, "CONN_MAX_AGE": None}
        return {**file, "OPTIONS": {"synchronous": synchronous, **file.get("OPTIONS", {})}}
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured("CAIRN_DATABASE must start with sqlite:/// or postgresql://")
    from psycopg import IsolationLevel

    server: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)}
    # No statement of ours takes long, and who waits for a lock longer than people wait is told so. A process
    # that stops in the middle of a transaction does not hold its locks for ever.
    limits = {
        "statement_timeout": "60s",
        "lock_timeout": "20s",
        "idle_in_transaction_session_timeout": "60s",
    }
    usual = {
        "application_name": "cairn",
        "connect_timeout": 5,
        "isolation_level": IsolationLevel.READ_COMMITTED,
        "options": " ".join(f"-c {name}={value}" for name, value in limits.items()),
    }
    return {**server, "OPTIONS": {**usual, **server.get("OPTIONS", {})}}


def mail_server(url: str) -> dict[str, Any]:
    """Django's settings for smtp://user:password@host:port, or smtps:// and smtp+tls:// with encryption."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps", "smtp+tls") or not parts.hostname:
        raise ImproperlyConfigured("CAIRN_MAIL_SERVER must look like smtp+tls://user:password@host:587")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
    }


def logging(level: str) -> dict[str, Any]:
    """One line per record on standard error; a filter keeps addresses' tokens out."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"no_tokens": {"()": "cairn.foundation.middleware.quiet.WithoutTokens"}},
        "formatters": {"line": {"format": "{asctime} {levelname} {number} {name}: {message}", "style": "{"}},
        "handlers": {
            "lines": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_tokens"]}
        },
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {"django.request": {"level": "ERROR"}, "apscheduler": {"level": "WARNING"}},
    }
