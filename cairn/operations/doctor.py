"""`cairn doctor`: looks at a whole installation, live, and says plainly what is wrong and what to do."""

from __future__ import annotations

import os
import smtplib
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import Error, connection

from cairn.foundation import health
from cairn.foundation.encryption import ring
from cairn.foundation.health import Finding, Level
from cairn.foundation.models import LoggedEvent
from cairn.operations import static_files

SAID_ELSEWHERE = frozenset({"foundation.W001", "foundation.W002"})
"""Checks on what `key_files` and `address` look at in more detail."""
LARGEST_DRIFT = timedelta(seconds=5)
LONGEST_WAIT_FOR_MAIL = 5
OLDEST_DAY = 2025
"""A clock that shows an earlier year was never set."""


def examine(now: datetime) -> Iterator[Finding]:
    """One finding after the other, as soon as it is known. Never raises, never shows a secret."""
    shape = health.migrations(now)
    yield shape
    yield from database_kind()
    if not shape.is_wrong:
        yield health.database_writes(now)
        yield health.worker(now)
        yield clock_and_zone(now)
    yield from key_files()
    yield from static_folder()
    yield mail_server()
    yield address()
    yield health.disk_space(now)


def database_kind() -> Iterator[Finding]:
    """The library's version, its settings and its disk, as every start checks them."""
    name = "safety"
    ours = {"cairn"} | {config.label for config in apps.get_app_configs() if config.name.startswith("cairn.")}
    found = [
        message
        for message in checks.run_checks(include_deployment_checks=settings.PRODUCTION, databases=["default"])
        if message.id not in SAID_ELSEWHERE
        and not message.is_silenced()
        and (message.level >= checks.ERROR or str(message.id).split(".")[0] in ours)
    ]
    if not found:
        yield Finding(name, Level.WELL, "The settings and the kind of database fit together.")
    for message in found:
        level = Level.WRONG if message.level >= checks.ERROR else Level.CARE
        yield Finding(name, level, _one_line(message.msg), _one_line(message.hint or ""))


def _one_line(text: str) -> str:
    return " ".join(str(text).split())


def key_files() -> Iterator[Finding]:
    """The key ring opens, and nobody else may read it or the secret key."""
    path = Path(settings.KEY_RING)
    if not path.exists():
        yield Finding(
            "keys",
            Level.CARE,
            f"There is no key ring at {path} yet; the first start writes one.",
            "If there was one before, put it back: without it nobody can read private words.",
        )
    else:
        try:
            ring()
        except Exception as error:
            yield Finding(
                "keys",
                Level.WRONG,
                f"The key ring at {path} cannot be read ({type(error).__name__}).",
                "Put the file back from your backup of keys, and let only Cairn's own user read it.",
            )
        else:
            yield _only_ours("keys", path, "The key ring")
    secret = Path(settings.DATA_FOLDER) / "secret-key"
    if secret.exists():
        yield _only_ours("secret key", secret, "The secret key")


def _only_ours(name: str, path: Path, called: str) -> Finding:
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        return Finding(
            name,
            Level.WRONG,
            f"{called} at {path} may be read by others on this machine (mode {mode:o}).",
            f"Run: chmod 600 {path}",
        )
    return Finding(name, Level.WELL, f"{called} can be read by Cairn's own user only.")


def static_folder() -> Iterator[Finding]:
    """Style sheets and scripts are gathered."""
    if static_files.are_fresh():
        yield Finding("static files", Level.WELL, "Style sheets and scripts are in place.")
    else:
        yield Finding(
            "static files",
            Level.CARE,
            "Style sheets and scripts of this version are not gathered yet.",
            "The next start of cairn serve does it; behind another web server, start it once.",
        )


def mail_server() -> Finding:
    """Somebody takes our letters: we say hello, and sign in if that is set."""
    name = "mail"
    if settings.DEMO:
        return Finding(name, Level.WELL, "The demo sends nothing; its letters stand in /demo/mailbox/.")
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    remedy = "Check CAIRN_MAIL_SERVER, and whether this machine may reach that server."
    try:
        kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
        with kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=LONGEST_WAIT_FOR_MAIL) as server:
            if settings.EMAIL_USE_TLS:
                server.starttls()
            server.ehlo_or_helo_if_needed()
            if settings.EMAIL_HOST_USER:
                server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except smtplib.SMTPAuthenticationError:
        return Finding(
            name,
            Level.WRONG,
            f"The mail server at {where} refuses the user name or password.",
            "Check both in CAIRN_MAIL_SERVER; write signs such as @ and / in the password as %40 and %2F.",
        )
    except (OSError, smtplib.SMTPException) as error:
        return Finding(
            name, Level.WRONG, f"The mail server at {where} does not answer ({type(error).__name__}).", remedy
        )
    encrypted = settings.EMAIL_USE_SSL or settings.EMAIL_USE_TLS
    if not encrypted and settings.EMAIL_HOST not in ("localhost", "127.0.0.1", "::1"):
        return Finding(
            name,
            Level.CARE,
            f"The mail server at {where} answers, but letters travel to it unencrypted.",
            "If it offers encryption, write CAIRN_MAIL_SERVER with smtp+tls:// or smtps:// in front.",
        )
    return Finding(name, Level.WELL, f"The mail server at {where} answers.")


def address() -> Finding:
    """People reach it by an address that keeps what they type to themselves."""
    name = "address"
    here = settings.HOST in ("localhost", "127.0.0.1", "::1")
    if settings.SECURE:
        if settings.TRUSTED_PROXIES == 0:
            return Finding(
                name,
                Level.CARE,
                f"People come to {settings.ADDRESS}, but no reverse proxy is believed.",
                "If one stands in front, set CAIRN_TRUSTED_PROXIES=1: limits then count each visitor alone.",
            )
        return Finding(name, Level.WELL, f"People come to {settings.ADDRESS}, encrypted.")
    if here and not settings.PRODUCTION:
        return Finding(name, Level.WELL, f"Only this machine reaches {settings.ADDRESS}.")
    return Finding(
        name,
        Level.CARE if here else Level.WRONG,
        f"The address {settings.ADDRESS} is not encrypted"
        + (", which is fine for trying out on this machine alone." if here else "."),
        "Put a reverse proxy with a certificate in front, and set CAIRN_ADDRESS to https://…",
    )


def clock_and_zone(now: datetime) -> Finding:
    """The clock is set, agrees with the database's, and did not go back."""
    name = "clock"
    try:
        ZoneInfo(settings.ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return Finding(
            name,
            Level.WRONG,
            f"{settings.ZONE} is no time zone known here.",
            "Set CAIRN_ZONE, like Europe/Oslo.",
        )
    remedy = "Let this machine set its clock from the network."
    if now.year < OLDEST_DAY:
        return Finding(name, Level.WRONG, f"The clock shows the year {now.year}.", remedy)
    try:
        drift = abs(_clock_of_the_database() - now)
        last = LoggedEvent.objects.order_by("-pk").values_list("at", flat=True).first()
    except Error as error:
        return Finding(
            name,
            Level.CARE,
            f"The clock could not be compared with the database ({type(error).__name__}).",
            "Make the database answer first.",
        )
    if drift > LARGEST_DRIFT + timedelta(seconds=1):
        return Finding(
            name, Level.WRONG, f"The database's clock is {int(drift.total_seconds())} seconds apart.", remedy
        )
    if last is not None and last > now + LARGEST_DRIFT:
        return Finding(name, Level.WRONG, "The clock is behind what was written down last.", remedy)
    return Finding(name, Level.WELL, f"It is {now:%Y-%m-%d %H:%M} UTC; people start out in {settings.ZONE}.")


def _clock_of_the_database() -> datetime:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            found: datetime = cursor.fetchone()[0]
            return found
        cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')")
        return datetime.fromisoformat(cursor.fetchone()[0])
