"""Fresh proof: before something that matters changes, somebody shows once more who they are.

    @fresh_proof
    def export(request: HttpRequest) -> HttpResponse: ...

A proof is good for ten minutes; opening a session counts as one. Who has a passkey or an authenticator app
proves with that, anybody else with a password or a freshly mailed code. django-allauth's own check would let
everybody pass who has neither password nor factor, so this one stands in its place.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from cairn.foundation import clock
from cairn.people.models import Person
from cairn.people.sign_in import rules, standing

View = Callable[..., HttpResponseBase]


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person at this browser has proved who they are within the last ten minutes."""
    person = request.user
    if not isinstance(person, Person):
        return False
    records = get_authentication_records(request, person)
    return rules.is_proved(records, has_factor=standing.has_factor(person), at=clock.now().timestamp())


def ask(request: HttpRequest) -> HttpResponse:
    """Leads to the page where one proves it, and from there back here. What was posted is not kept."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    address = f"{methods[0]['url']}?{urlencode({'next': request.get_full_path()})}"
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def fresh_proof(view: View) -> View:
    """Lets only those pass who have just proved who they are; the others do so first."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not is_fresh(request):
            return ask(request)
        return view(request, *args, **kwargs)

    guarded.needs_fresh_proof = True  # type: ignore[attr-defined]
    return guarded
