"""Around every request: a database that is away, full or locked breaks no page and loses no words."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cairn.foundation.middleware.pages import kept_words, page

View = Callable[[HttpRequest], HttpResponseBase]

RETRY_SECONDS = 10
_SQLITE_AWAY = {5, 6, 8, 10, 13, 14}
"""SQLite's codes for busy, locked, read-only, a failing disk, a full disk and a file that does not open."""
_SQLITE_WORDS = ("locked", "busy", "unable to open", "disk i/o", "full", "readonly")


def is_away(error: BaseException | None) -> bool:
    """Whether an error says that the database cannot be used now, rather than that we asked it wrongly."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if cause is None or type(cause).__module__.split(".")[0] not in ("sqlite3", "pysqlite3"):
        return True
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_AWAY
    return any(words in str(cause).lower() for words in _SQLITE_WORDS)


def database_away(get_response: View) -> DatabaseAway:
    """The middleware; above all that use the database."""
    return DatabaseAway(get_response)


class DatabaseAway:
    """Answers 503 with Retry-After and what was typed, wherever in a request the database went away."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        got_request_exception.connect(_remember, dispatch_uid="cairn.foundation.middleware.away")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """One request."""
        try:
            response = self.get_response(request)
        except (OperationalError, InterfaceError) as error:
            # Even the page for failures needed the database.
            if is_away(error):
                return _away(request)
            raise
        if response.status_code == 500 and is_away(getattr(request, "_broken_by", None)):
            return _away(request)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The database went away within a view."""
        return _away(request) if is_away(error) else None


def _remember(sender: object, request: HttpRequest | None = None, **rest: Any) -> None:
    """Notes what broke a request, since Django turns it into a page before this middleware can see it."""
    if request is not None:
        request._broken_by = sys.exc_info()[1]  # type: ignore[attr-defined]


def _away(request: HttpRequest) -> HttpResponse:
    answer = page("away", request, kept_words(request))
    answer.headers.setdefault("Retry-After", str(RETRY_SECONDS))
    answer["Cache-Control"] = "no-store"
    return answer
