"""The page that says how one signs in, and what can be changed there."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cairn.foundation import clock
from cairn.foundation.writing import CannotBeDone
from cairn.people import letters
from cairn.people.models import Person
from cairn.people.sign_in import actions, codes, proof, sessions, standing
from cairn.people.sign_in.adapters import TOO_MANY
from cairn.people.sign_in.forms import AddressForm, MailedCodeForm
from cairn.ui.told import tell


def _reader(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How the reader signs in, on one page."""
    person = _reader(request)
    factors = list(Authenticator.objects.filter(user_id=person.pk).order_by("created_at"))
    of_type: dict[str, list[Authenticator]] = {}
    for factor in factors:
        of_type.setdefault(factor.type, []).append(factor)
    recovery = of_type.get(Authenticator.Type.RECOVERY_CODES, [])
    passkeys = of_type.get(Authenticator.Type.WEBAUTHN, [])
    apps = of_type.get(Authenticator.Type.TOTP, [])
    now = clock.now()
    return render(
        request,
        "account/overview.html",
        {
            "person": person,
            "passkeys": [(passkey, passkey.wrap().name) for passkey in passkeys],
            "app": apps[0] if apps else None,
            "codes_left": len(recovery[0].wrap().get_unused_codes()) if recovery else None,
            "sessions": sessions.open_sessions(person, request.session.session_key, now=now),
            "must_add_factor": not passkeys and not apps and standing.needs_factor(person),
        },
    )


# --- Sessions --------------------------------------------------------------------------------------------


@never_cache
@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Where the reader is signed in."""
    person, now = _reader(request), clock.now()
    found = sessions.open_sessions(person, request.session.session_key, now=now)
    return render(request, "usersessions/usersession_list.html", {"sessions": found})


@require_POST
def session_end(request: HttpRequest, number: int) -> HttpResponse:
    """Ends one of the reader's sessions."""
    person = _reader(request)
    row = get_object_or_404(UserSession, pk=number, user_id=person.pk)
    is_this_one = row.session_key == request.session.session_key
    actions.end_sessions(person, [row], by=person, now=clock.now())
    if is_this_one:
        logout(request)
        return redirect(settings.LOGIN_URL)
    tell(request, _("That session has ended."))
    return redirect("usersessions_list")


@require_POST
def other_sessions_end(request: HttpRequest) -> HttpResponse:
    """Ends all sessions of the reader but this one."""
    person = _reader(request)
    others = UserSession.objects.filter(user_id=person.pk).exclude(session_key=request.session.session_key)
    number = actions.end_sessions(person, list(others), by=person, now=clock.now())
    tell(request, _("You are signed in here only.") if number else _("There was no other session."))
    return redirect("usersessions_list")


# --- Fresh proof by mail ---------------------------------------------------------------------------------


@never_cache
def proof_code(request: HttpRequest) -> HttpResponse:
    """Proves who one is with a freshly mailed code. The letter is written on request, not by looking."""
    person, now = _reader(request), clock.now()
    onward = get_next_redirect_url(request) or reverse("sign_in")
    methods = get_adapter().get_reauthentication_methods(person)
    if all(method["url"] != request.path for method in methods):
        return proof.ask(request)
    others = [
        {**method, "url": f"{method['url']}?{urlencode({'next': onward})}"}
        for method in methods
        if method["url"] != request.path
    ]
    told: dict[str, Any] = {"next": onward, "others": others, "email": person.email}
    if request.method == "POST" and "code" not in request.POST:
        if ratelimit.consume(request, action="proof_code", user=person):
            code = codes.issue(request.session, codes.PROOF, person.email, now=now)
            letters.write_code(letters.PROOF_CODE, person.email, code, person=person, by=person, now=now)
            return redirect(f"{request.path}?{urlencode({'next': onward})}")
        return render(request, "account/proof_code.html", {**told, "refused": TOO_MANY}, status=429)
    form = MailedCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if codes.try_code(request.session, codes.PROOF, form.cleaned_data["code"], now=now):
            record_authentication(request, person, method="code", reauthenticated=True)
            return HttpResponseRedirect(onward)
        form.refuse()
    told["waiting"] = codes.waiting(request.session, codes.PROOF, now=now)
    return render(request, "account/proof_code.html", {**told, "form": form})


# --- Another address -------------------------------------------------------------------------------------


@never_cache
def address(request: HttpRequest) -> HttpResponse:
    """Asks for the new address, and mails a code there. Whether somebody else has it shows to nobody."""
    person, now = _reader(request), clock.now()
    form = AddressForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data["email"]
        if ratelimit.consume(request, action="address_code", user=person):
            code = codes.issue(request.session, codes.ADDRESS, new, now=now)
            if Person.objects.filter(email=new).exists():
                codes.spoil(request.session, codes.ADDRESS)
                letters.write_without_code(letters.ADDRESS_TAKEN, new, by=person, now=now)
            else:
                letters.write_code(letters.ADDRESS_CODE, new, code, person=None, by=person, now=now)
            return redirect("sign_in_address_code")
        form.add_error("email", TOO_MANY)
    return render(request, "account/address.html", {"form": form, "person": person})


@never_cache
def address_code(request: HttpRequest) -> HttpResponse:
    """Takes the code from the new address; then it is the person's."""
    person, now = _reader(request), clock.now()
    if codes.waiting(request.session, codes.ADDRESS, now=now) is None and request.method != "POST":
        return redirect("sign_in_address")
    form = MailedCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        proved = codes.try_code(request.session, codes.ADDRESS, form.cleaned_data["code"], now=now)
        if proved is not None:
            try:
                actions.change_address(person, proved, by=person, now=now)
            except CannotBeDone as refusal:
                form.add_error(None, refusal.reason)
            else:
                tell(request, _("Your new address is in use from now on."))
                return redirect("sign_in")
        else:
            form.refuse()
    waiting = codes.waiting(request.session, codes.ADDRESS, now=now)
    return render(request, "account/address_code.html", {"form": form, "waiting": waiting})
