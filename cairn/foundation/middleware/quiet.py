"""Around every request: a number to find it by, one line in the log, and no private word in any log."""

from __future__ import annotations

import logging
import re
import secrets
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from types import TracebackType

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template import TemplateDoesNotExist

from cairn.foundation.middleware.headers import TOKEN_NAMES

log = logging.getLogger("cairn.requests")

View = Callable[[HttpRequest], HttpResponseBase]

NONE = "-"
_number: ContextVar[str] = ContextVar("request_number", default=NONE)
_given_number = re.compile(r"[A-Za-z0-9-]{8,64}\Z")

_ADDRESS = re.compile(r"[^\s<>\"'(),;:=/]+@[^\s<>\"'(),;:/]+")
_QUERY = re.compile(r"(?<=[\w/…])\?[^\s\"'<>]+")
_LONG_PART = re.compile(r"[A-Za-z0-9_-]{20,}")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE)
_PLAIN_WORDS = re.compile(r"_*[a-z]+\d{0,3}(?:[_-]+(?:[a-z]+\d{0,3}|\d{1,8}))*\Z|(?:[A-Z][a-z]{2,})+\Z")
_TELLS_ENOUGH = (ImportError, ImproperlyConfigured, InterfaceError, OperationalError, TemplateDoesNotExist)
"""Errors whose first line helps whoever runs Cairn, and holds nothing that a person typed."""


def requests(get_response: View) -> View:
    """The middleware; the first in the list."""

    def around(request: HttpRequest) -> HttpResponseBase:
        number = _number_of(request)
        request.number = number  # type: ignore[attr-defined]
        mark = _number.set(number)
        began = time.perf_counter()
        try:
            response = get_response(request)
            level = logging.DEBUG if request.path.startswith(settings.STATIC_URL) else logging.INFO
            took = round((time.perf_counter() - began) * 1000)
            log.log(level, "%s %s %s in %d ms", request.method, _path_of(request), response.status_code, took)
        finally:
            _number.reset(mark)
        response["X-Request-ID"] = number
        return response

    return around


def _number_of(request: HttpRequest) -> str:
    """The number that our own reverse proxy gave this request, or a new one."""
    given = request.headers.get("X-Request-ID", "") if settings.TRUSTED_PROXIES else ""
    return given if _given_number.match(given) else secrets.token_hex(8)


def _path_of(request: HttpRequest) -> str:
    """The address without what only its reader may know, however short that is."""
    path = request.path
    for name, value in request.resolver_match.kwargs.items() if request.resolver_match else ():
        if name in TOKEN_NAMES and value:
            path = path.replace(str(value), "…")
    return path


def without_tokens(text: str) -> str:
    """A line without tokens, mail addresses and the questions of web addresses; ids of rows stay."""
    text = _QUERY.sub("?…", _ADDRESS.sub("…@…", text))
    return _LONG_PART.sub(lambda found: found[0] if _may_stay(found[0]) else "…", text)


def _may_stay(part: str) -> bool:
    """Whether a long part of a line is an id or words joined by hyphens rather than a token."""
    return bool(_UUID.match(part) or _PLAIN_WORDS.match(part))


def on_one_line(text: str) -> str:
    """A record as one line: what an address or a name brings along cannot pose as another record."""
    return _CONTROLS.sub(lambda found: repr(found[0])[1:-1], text)


class WithoutTokens(logging.Filter):
    """Cuts tokens and addresses out of every record, and out of tracebacks what errors say."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes the record; always lets it through."""
        record.number = _number.get()
        try:
            said = record.getMessage()
        except (TypeError, ValueError):
            said = f"a line that could not be put together in {record.name}"
        record.msg, record.args = without_tokens(on_one_line(said)), ()
        if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
            record.exc_text = traceback_without_words(record.exc_info[1])
            record.exc_info = None
        return True


def traceback_without_words(error: BaseException) -> str:
    """Where an error came from, and what led to it, by kind: its message may quote what a person typed."""
    parts: list[str] = []
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        parts.insert(0, _one(now, now.__traceback__))
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    return "\n".join(parts)


def _one(error: BaseException, where: TracebackType | None) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    said = f": {str(error).splitlines()[0]}" if isinstance(error, _TELLS_ENOUGH) and str(error) else ""
    return "".join(traceback.format_list(traceback.extract_tb(where))) + without_tokens(kind + said)
