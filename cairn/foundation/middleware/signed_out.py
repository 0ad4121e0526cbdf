"""Around every post: whoever was signed out while they wrote does not lose what they wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cairn.foundation.middleware.pages import kept_words, page
from cairn.foundation.once import FIELD

View = Callable[[HttpRequest], HttpResponseBase]


def signed_out(get_response: View) -> SignedOut:
    """The middleware; stands before Django's own, which leads to the sign-in page and forgets the post."""
    return SignedOut(get_response)


class SignedOut:
    """Shows a form of ours again that came after its session had ended. Anything else leads to sign-in."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """One request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """The page with what was typed, if the view is not for strangers and the form was one of ours.

        Only the form's one-time key tells: the cookie of a session goes with the first answer after its end,
        which may be that of a page that saves by itself.
        """
        if request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        kept = kept_words(request)
        return page("signed_out", request, kept) if kept.keys() > {FIELD} else None
