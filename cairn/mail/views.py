"""The page of a link in a letter. Opening it changes nothing; its button acts, without cookie or session."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cairn.foundation import clock
from cairn.foundation.actors import Actor, Visitor
from cairn.foundation.decisions import Refused, decide
from cairn.foundation.once import without_once
from cairn.foundation.writing import CannotBeDone
from cairn.mail import actions, links, queries
from cairn.mail.kinds import Words
from cairn.mail.models import LinkToken
from cairn.mail.rules import Standing

ONE_CLICK = ("List-Unsubscribe", "One-Click")
"""What mail programs post for their own stop button (RFC 8058)."""

_REFUSALS: dict[Standing | str, tuple[int, Words, Words]] = {
    "unknown": (
        404,
        _("This link does not work"),
        _("It may have been cut off on its way, or changed. Open the letter again and tap the link in it."),
    ),
    "foreign": (
        403,
        _("This link was written to somebody else"),
        _("You are signed in as another person, so nothing was done. If it is yours, sign out first."),
    ),
    Standing.USED: (
        410,
        _("This was already answered"),
        _("The link works once. What you answered is kept. On your page you see where things stand."),
    ),
    Standing.EXPIRED: (
        410,
        _("This link is too old"),
        _("Links in letters work for a while only. On your page you can still see what is open."),
    ),
    Standing.VOID: (
        410,
        _("This link no longer holds"),
        _("A newer letter has taken its place, or what it asks is settled. See your page for what is open."),
    ),
}


def _answer(request: HttpRequest, status: int, told: dict[str, Any]) -> HttpResponse:
    """A page that sets no cookie and tells no other page where it was."""
    # An empty token keeps Django from setting its cookie: the link itself is the proof.
    response = render(request, "mail/link.html", {**told, "csrf_token": ""}, status=status)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _refused(request: HttpRequest, why: Standing | str, reason: str = "") -> HttpResponse:
    status, heading, text = _REFUSALS[why]
    told = links.Told(heading=heading, text=reason or text, next_label=_("Go to your page"), next_path="/")
    return _answer(request, status, {"told": told})


def _who(request: HttpRequest, found: LinkToken) -> Actor:
    """Who opens the link: whoever is signed in here, otherwise the one it was written to."""
    if request.user.is_authenticated:
        return request.user
    owner: Actor | None = found.person
    return owner or Visitor()


@without_once
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what a link would do, or does it."""
    found = queries.link_of(token)
    if found is None or found.purpose not in links.purposes():
        return _refused(request, "unknown")
    if request.method == "POST":
        if request.POST.get(ONE_CLICK[0]) == ONE_CLICK[1]:
            return _one_click(found)
        return _act(request, found)
    return _ask(request, found)


def _ask(request: HttpRequest, found: LinkToken) -> HttpResponse:
    now = clock.now()
    who = _who(request, found)
    standing = queries.standing_of(found, now)
    if standing is not Standing.OPEN:
        return _refused(request, standing)
    if not decide(who, "link.use", found):
        return _refused(request, "foreign")
    purpose = links.purpose_of(found.purpose)
    if reason := purpose.closed(found, now):
        return _refused(request, Standing.EXPIRED, str(reason))
    if found.used_at is not None and purpose.told is not None:
        return _answer(request, 200, {"told": purpose.told(found)})
    # A browser that knows this person needs no second tap; a mail scanner never has their session.
    knows_them = request.user.is_authenticated and request.user.pk == found.person_id
    return _answer(request, 200, {"asking": purpose.asks(found), "submits_itself": knows_them})


def _act(request: HttpRequest, found: LinkToken) -> HttpResponse:
    try:
        undo = "undo" in request.POST
        told = actions.use_link(found, undo=undo, by=_who(request, found), now=clock.now())
    except actions.LinkClosed as closed:
        return _refused(request, closed.why, closed.reason)
    except Refused:
        standing = queries.standing_of(found, clock.now())
        return _refused(request, "foreign" if standing is Standing.OPEN else standing)
    except CannotBeDone as no:
        told = links.Told(_("This cannot be done"), no.reason, _("Go to your page"), "/")
        return _answer(request, 409, {"told": told})
    return _answer(request, 200, {"told": told})


def _one_click(found: LinkToken) -> HttpResponse:
    """The answer to a mail program: in words for its log, without cookie and redirect."""
    try:
        if not links.purpose_of(found.purpose).one_click:
            raise actions.LinkClosed(Standing.VOID)
        actions.use_link(found, by=found.person or Visitor(), now=clock.now())
    except (actions.LinkClosed, Refused, CannotBeDone):
        return HttpResponse(
            str(_("This link no longer holds.")) + "\n", status=410, content_type="text/plain"
        )
    return HttpResponse(str(_("Done.")) + "\n", content_type="text/plain")
