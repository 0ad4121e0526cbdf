"""Pages that say what went wrong and what to do next.

They are drawn without context processors, sessions or database, so that they stand when those do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.template.loader import get_template

from cairn.foundation.decisions import Refused
from cairn.foundation.middleware.pages import is_from_elsewhere, kept_words
from cairn.foundation.once import FIELD as ONCE
from cairn.foundation.writing import CannotBeDone, Stale
from cairn.ui.context import common

RETRY_SECONDS = 20


def _page(page: int, status: int | None = None, **words: Any) -> HttpResponse:
    """An error page with its status, which is its own number unless told."""
    text = get_template(f"ui/errors/{page}.html").render({**common(), **words})
    return HttpResponse(text, status=status or page, headers={"Cache-Control": "no-store"})


Typed = Mapping[str, Sequence[str] | str]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that makes no sense here."""
    return _page(400)


def without_key(request: HttpRequest, kept: Typed) -> HttpResponse:
    """400: a form came without its one-time key. One button sends what was typed once more, with a key."""
    return _page(400, is_incomplete=True, **_again(request, kept))


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not allowed; with the reason when a policy gave one."""
    return _page(403, reason=exception.decision.reason if isinstance(exception, Refused) else "")


@login_not_required
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form came without its proof that it is ours. What was typed is kept, and can be sent again."""
    return _page(403, is_forged=True, **_again(request, kept_words(request)))


def signed_out(request: HttpRequest, kept: Typed) -> HttpResponse:
    """403: the session ended before the form came. What was typed is kept, to be sent after signing in."""
    return _page(403, is_signed_out=True, sign_in=resolve_url(settings.LOGIN_URL), **_again(request, kept))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or none for this reader."""
    return _page(404)


def cannot(request: HttpRequest, error: CannotBeDone) -> HttpResponse:
    """409, or 422 if one field is to be changed: a rule says no. The reason, and what was typed to copy."""
    typed = kept_words(request)
    return _page(
        409,
        status=422 if error.field else 409,
        reason=error.reason,
        shown=_readable(typed),
        back=_back(request),
    )


def stale(request: HttpRequest, error: Stale) -> HttpResponse:
    """409: the text was changed meanwhile. Both versions are shown; yours can be changed and sent again."""
    names = {name for name in error.yours if error.theirs.get(name) != error.yours[name]}
    again = _again(request, {**kept_words(request), "version": str(error.version)})
    again["kept"] = [(name, value) for name, value in again["kept"] if name not in names]
    versions = [
        (name, _spoken(name), error.theirs.get(name, ""), error.yours[name])
        for name in error.yours
        if name in names
    ]
    return _page(409, is_stale=True, versions=versions, **{**again, "shown": []})


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """429: asked too often; `seconds` says when to come back."""
    answer = _page(429, seconds=seconds, minutes=-(-seconds // 60))
    answer["Retry-After"] = str(seconds)
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """500: our mistake."""
    return _page(500)


def away(request: HttpRequest, kept: Typed | None = None) -> HttpResponse:
    """503: the database does not answer. One button sends again what was typed (without secrets)."""
    answer = _page(503, **_again(request, kept or {}))
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _again(request: HttpRequest, typed: Typed) -> dict[str, Any]:
    """What a page needs to send the typed fields once more."""
    pairs = [(name, value) for name, values in typed.items() for value in _each(values)]
    if not pairs:
        return {}
    return {
        "kept": pairs,
        "shown": _readable(typed),
        "again": request.get_full_path(),
        "csrf_token": get_token(request),
        "has_key": ONCE in typed,
    }


def _readable(typed: Typed) -> list[tuple[str, str]]:
    """Those of the typed fields that are words of a person, to read and to copy."""
    return [
        (_spoken(name), value)
        for name, values in typed.items()
        for value in _each(values)
        if " " in value.strip() and name != ONCE
    ]


def _spoken(name: str) -> str:
    """The name of a field as words."""
    return name.replace("_", " ").replace("-", " ")


def _each(values: Sequence[str] | str) -> Iterable[str]:
    return [values] if isinstance(values, str) else values


def _back(request: HttpRequest) -> str:
    """The page of ours that the reader came from, or the first page."""
    if is_from_elsewhere(request):
        return "/"
    parts = urlsplit(request.headers.get("Referer", ""))
    return parts._replace(scheme="", netloc="", fragment="").geturl() if parts.path else "/"
