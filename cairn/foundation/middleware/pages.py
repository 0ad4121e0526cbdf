"""What a request is answered with when it cannot be answered: pages which a higher room draws.

`settings.PAGES` names a function for each; foundation knows only their names and what it gives them:

    away(request, kept)         the database is away; 503
    without_key(request, kept)  a form came without its one-time key; 400
    signed_out(request, kept)   the session ended before the post; 403
    hidden(request, error)      there is nothing here for this reader; 404
    refused(request, error)     the policy says no, `error.decision.reason` says why; 403
    cannot(request, error)      a rule says no, `error.reason` says why; 409, or 422 about `error.field`
    stale(request, error)       the text was changed meanwhile: `error.theirs`, `error.yours`; 409

`kept` is what was typed, names to lists of texts and without secrets, so that the page can give it back and
send it again.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException
from django.utils.html import escape
from django.utils.module_loading import import_string

from cairn.foundation.decisions import Refused
from cairn.foundation.once import FIELD
from cairn.foundation.writing import CannotBeDone

log = logging.getLogger(__name__)

STATUS = {
    "away": 503,
    "without_key": 400,
    "signed_out": 403,
    "hidden": 404,
    "refused": 403,
    "cannot": 409,
    "stale": 409,
}
SENTENCES = {
    "away": "Cairn cannot reach its data just now. Please try again in a moment.",
    "without_key": "This form was not complete. Please open the page again and send it once more.",
    "signed_out": "You were signed out while you wrote. Please sign in, and send it once more.",
    "hidden": "This page does not exist, or is not for you.",
    "stale": "The text was changed in the meantime. Please open the page again to see both versions.",
}
"""For when not even the page can be drawn."""
_SECRET = re.compile(
    r"csrf|pass(word|phrase|code|key)|secret|token|(^|_)(code|otp|pin|key|credential|signature)s?($|_)",
    re.IGNORECASE,
)

Kept = dict[str, list[str]]


def kept_words(request: HttpRequest) -> Kept:
    """What was typed, but for passwords, codes and tokens; nothing if the post cannot be read any more.

    The form's one-time key stays, so that what is sent again is still the same post. Nothing of a post that
    another site made: nobody shall send that with our token by pressing 'send it again'.
    """
    if request.method != "POST" or is_from_elsewhere(request):
        return {}
    try:
        fields = [(name, request.POST.getlist(name)) for name in request.POST]
    except (SuspiciousOperation, UnreadablePostError, RawPostDataException, MultiPartParserError):
        return {}
    return {name: [str(text) for text in texts] for name, texts in fields if not _SECRET.search(name)}


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site made this request."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    said = request.headers.get("Origin") or request.headers.get("Referer")
    return bool(said) and urlsplit(said).netloc != request.get_host()


def page(name: str, request: HttpRequest, given: Any) -> HttpResponse:
    """The page of that name; if it cannot be drawn either, a plain one that says as much."""
    draw: Callable[[HttpRequest, Any], HttpResponse] = import_string(settings.PAGES[name])
    try:
        return draw(request, given)
    except Exception as error:
        log.error("the page %s could not be drawn: %s", name, type(error).__name__)
        return _plain(name, given)


def _plain(name: str, given: Any) -> HttpResponse:
    reason = str(given) if isinstance(given, Refused | CannotBeDone) else SENTENCES[name]
    kept = given if isinstance(given, dict) else {}
    typed = "".join(
        f"<h2>{escape(field)}</h2><pre>{escape(text)}</pre>"
        for field, texts in kept.items()
        for text in texts
        if field != FIELD and text.strip()
    )
    body = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Cairn</title>'
        f"<h1>This did not work</h1><p>{escape(reason)}</p>{typed}</html>"
    )
    return HttpResponse(body, status=STATUS[name])
