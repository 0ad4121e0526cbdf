"""Around every post: a form that is sent twice acts once (`cairn.foundation.once` says how)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from cairn.foundation import clock
from cairn.foundation.middleware.pages import kept_words, page
from cairn.foundation.once import FIELD, Claim, given_key
from cairn.foundation.writing import AskedTwice, claim_key

View = Callable[[HttpRequest], HttpResponseBase]


def once(get_response: View) -> Once:
    """The middleware; the last in the list, so that who posts is known."""
    return Once(get_response)


class Once:
    """Asks each form for its key, lets its first action claim it, and answers a second post as the first."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """One request."""
        mark = claim_key.set(None)
        try:
            response = self.get_response(request)
        finally:
            claim_key.reset(mark)
        claim = _claim_of(request)
        if claim is not None:
            claim.keep(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """Gives the first answer again, or lets the first action of this post claim the key."""
        if request.method != "POST" or _is_exempt(view):
            return None
        key = given_key(request)
        if key is None:
            # What is sent from that page is sent knowingly, so it has a key.
            return page("without_key", request, {**kept_words(request), FIELD: [secrets.token_urlsafe(24)]})
        claim = Claim.of(request, key, clock.now())
        if claim.used():
            return _again(request, claim)
        request._claim = claim  # type: ignore[attr-defined]
        claim_key.set(claim.take)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Another post with the same key was quicker: its answer is given."""
        claim = _claim_of(request)
        return _again(request, claim) if isinstance(error, AskedTwice) and claim is not None else None


def _claim_of(request: HttpRequest) -> Claim | None:
    return getattr(request, "_claim", None)


def _again(request: HttpRequest, claim: Claim) -> HttpResponseBase:
    """The first answer; if that one got lost, the page the form was on, which shows what was saved."""
    answer = claim.repeat()
    if answer is not None:
        return answer
    messages.info(request, _("That was already saved."))
    htmx = request.headers.get("HX-Request") == "true"
    address = _page_of_the_form(request, request.headers.get("HX-Current-URL" if htmx else "Referer", ""))
    return HttpResponseClientRedirect(address) if htmx else HttpResponseRedirect(address)


def _page_of_the_form(request: HttpRequest, said: str) -> str:
    """Where the form was, if that is a page of ours; the first page otherwise."""
    ours = url_has_allowed_host_and_scheme(
        said, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    parts = urlsplit(said)
    if not ours or not parts.netloc:
        return "/"
    return parts._replace(scheme="", netloc="", fragment="").geturl() or "/"


def _is_exempt(view: Callable[..., Any]) -> bool:
    """Whether a view is marked `without_once`, or is made from one of a package that has its own forms."""
    if getattr(view, "without_once", False):
        return True
    made_from = getattr(view, "view_class", None)
    modules = [of.__module__ for of in made_from.__mro__] if made_from else [getattr(view, "__module__", "")]
    return any(module.split(".")[0] in settings.WITHOUT_ONCE_KEYS for module in modules)
