"""Which browsers a person has signed in with before: a signed cookie that lasts, known by its hash."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from cairn.people.models import Browser
from cairn.people.sign_in import rules

GOOD_FOR = timedelta(days=365)
TOKEN_BYTES = 24
_SALT = "cairn.browser"


def cookie_name() -> str:
    """The name of the cookie; over https it is bound to this host."""
    return ("__Host-" if settings.SESSION_COOKIE_SECURE else "") + "cairn-browser"


def token_of(request: HttpRequest) -> str | None:
    """The token of this browser, if it brings one that we signed."""
    try:
        token = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return token if isinstance(token, str) else None


def new_token() -> str:
    """A token for a browser that has none: 192 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def remember(response: HttpResponse, token: str) -> None:
    """Gives the browser its cookie, for another year."""
    response.set_cookie(
        cookie_name(),
        signing.dumps(token, salt=_SALT),
        max_age=GOOD_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def is_known(request: HttpRequest, address: str) -> bool:
    """Whether the person with this address has signed in with this browser before. One query, always."""
    token_hash = rules.hashed(token_of(request) or "")
    return Browser.objects.filter(
        token_hash=token_hash, person__email=address, person__is_active=True
    ).exists()
