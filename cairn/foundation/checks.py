"""What `manage.py check` says about settings that would let Cairn run, but not as it promises."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

from cairn.foundation.encryption.ring import others_may_read

ORDER = (
    "cairn.foundation.middleware.quiet.requests",
    "cairn.foundation.middleware.headers.headers",
    "cairn.foundation.middleware.away.database_away",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cairn.foundation.middleware.refusals.refusals",
    "cairn.foundation.middleware.once.once",
)
"""What must be around each request, from the outside in; others may stand between."""
SHORTEST_SECRET = 32


@register()
def keys_are_closed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Only Cairn's own user may read the keys."""
    found: list[CheckMessage] = []
    for path in (Path(settings.KEY_RING), Path(settings.DATA_FOLDER) / "secret-key"):
        if others_may_read(path):
            message = f"{path} can be read by other users of this machine."
            found.append(checks.Warning(message, hint=f"Run: chmod 600 {path}", id="foundation.W001"))
    return found


@register()
def requests_are_surrounded(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Each middleware that a promise rests on is there, in the order that it needs."""
    listed: Sequence[str] = settings.MIDDLEWARE
    missing = [name for name in ORDER if name not in listed]
    if missing:
        return [Error(f"MIDDLEWARE lacks {', '.join(missing)}.", id="foundation.E002")]
    if sorted(ORDER, key=listed.index) != list(ORDER):
        return [Error(f"MIDDLEWARE needs this order: {', '.join(ORDER)}.", id="foundation.E003")]
    return []


@register()
def nothing_runs_with_debug(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Django's page of local variables would show private words."""
    if settings.DEBUG:
        return [
            Error("DEBUG shows private words on error pages; Cairn never runs with it.", id="foundation.E004")
        ]
    return []


@register()
def limits_are_shared(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Limits on guessing count in the cache, so all processes must share one."""
    backend = str(settings.CACHES["default"]["BACKEND"])
    if backend.rpartition(".")[2] in ("LocMemCache", "DummyCache"):
        message = "The cache is not shared by all processes, so limits on guessing do not hold."
        return [Error(message, id="foundation.E005")]
    return []


@register(deploy=True)
def production_is_strict(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What a real installation should have."""
    found: list[CheckMessage] = []
    if not settings.SECURE:
        hint = "Let CAIRN_ADDRESS begin with https:// and put a reverse proxy with a certificate in front."
        message = "People would sign in without encryption, since the address is not https."
        found.append(checks.Warning(message, hint=hint, id="foundation.W002"))
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        hint = "Remove CAIRN_SECRET_KEY, and Cairn draws one and keeps it in the data folder."
        found.append(checks.Warning("The secret key is short.", hint=hint, id="foundation.W003"))
    if settings.INLINE_REACTIONS:
        message = "What follows from a change runs while people wait for their page."
        hint = "Remove CAIRN_INLINE_REACTIONS and let `cairn work` do it."
        found.append(checks.Warning(message, hint=hint, id="foundation.W004"))
    return found
