"""Around every request of a person: zone, the clocks of the session, and the second factor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.foundation import clock
from cairn.people.models import Person
from cairn.people.sign_in import sessions, standing
from cairn.people.sign_in.doors import BY_DOOR

View = Callable[[HttpRequest], HttpResponseBase]

SET_UP = frozenset(
    {
        "sign_in",
        "mfa_add_webauthn",
        "mfa_activate_totp",
        "account_reauthenticate",
        "sign_in_proof_code",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
    }
)
"""The only pages for somebody who still lacks the second factor that they need."""


def readers_own(get_response: View) -> View:
    """Dates and times are shown in the reader's zone."""

    def around(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            timezone.activate(request.user.tzinfo)
        try:
            return get_response(request)
        finally:
            timezone.deactivate()

    return around


def session_clocks(get_response: View) -> View:
    """Ends sessions that were unused for too long or are too old, and notes the others at most hourly.

    Stands behind the middleware that knows who is signed in, and before any page.
    """

    def around(request: HttpRequest) -> HttpResponseBase:
        person = request.user
        if isinstance(person, Person):
            now = clock.now()
            if sessions.has_ended(request.session, person, now=now):
                logout(request)
                messages.info(request, _("You were away for a while. Please sign in again."))
            else:
                sessions.touch(request.session, now=now)
        return get_response(request)

    return around


def second_factor(get_response: View) -> SecondFactor:
    """The middleware."""
    return SecondFactor(get_response)


class SecondFactor:
    """Managers and administrators without a second factor reach only the page where they add one.

    Who walked in by a door of the demo needs none, and there are doors only in the demo.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Goes on; the question is asked once the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """Leads to the page about signing in, unless the view is open to everybody or part of the set-up."""
        person = request.user
        if not isinstance(person, Person) or not getattr(view, "login_required", True):
            return None
        if request.resolver_match is not None and request.resolver_match.view_name in SET_UP:
            return None
        if settings.DEMO and BY_DOOR in request.session:
            return None
        if not standing.needs_factor(person) or standing.has_factor(person):
            return None
        return HttpResponseRedirect(reverse("sign_in"))
