"""The demo's mailbox: every letter that would have been sent. Anywhere else these addresses do not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_string
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cairn.foundation.actors import Visitor
from cairn.mail import queries
from cairn.mail.kinds import UnknownKind, kind_of
from cairn.mail.layout.message import WIRE
from cairn.mail.models import Delivery

PAGE = 50
PARTS = (("", _("As it looks")), ("text", _("As text")), ("headers", _("Headers")))
"""Ways to see one letter: their word in the address, and what they are called."""
STATES = {
    "queued": _("waiting to be sent"),
    "sending": _("being sent"),
    "sent": _("sent"),
    "failed": _("not sent"),
    "held": _("held back"),
}
PREVIEW_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
"""A letter brings inline style; it may do nothing else, and stand only in a frame of our own."""

View = Callable[..., HttpResponse]


def _demo_only(view: View) -> View:
    """Outside of the demo the page does not exist, whoever asks."""

    @login_not_required
    @require_safe
    def guarded(request: HttpRequest, **named: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, **named)

    guarded.__name__, guarded.__doc__ = view.__name__, view.__doc__
    return guarded


@dataclass(frozen=True, slots=True)
class Line:
    """One letter in the list."""

    letter: Delivery
    kind: str

    @property
    def state(self) -> str:
        """Where it stands, unless it was simply sent."""
        return "" if self.letter.state == Delivery.State.SENT else str(STATES[self.letter.state])

    @property
    def subject(self) -> str:
        """The subject; until it is rendered, what kind of letter it will be."""
        return self.letter.subject or capfirst(self.kind)


@_demo_only
def letters(request: HttpRequest) -> HttpResponse:
    """All letters, newest first, or those to one address."""
    address = request.GET.get("to", "").strip()[:254]
    found = queries.letters_to(Visitor(), address).defer("context", "rendered")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    lines = [Line(letter, _called(letter)) for letter in page.object_list]
    return render(request, "mail/mailbox.html", {"lines": lines, "page": page, "address": address})


@_demo_only
def letter(request: HttpRequest, *, letter: UUID) -> HttpResponse:
    """One letter: as it looks, as text, and its headers."""
    found = _find(letter)
    part = request.GET.get("part", "")
    message = _message(found)
    told: dict[str, Any] = {
        "parts": [(words, f"?part={name}" if name else "?", "", part == name) for name, words in PARTS],
        "letter": found,
        "subject": Line(found, _called(found)).subject,
        "facts": _facts(found),
        "part": part,
        "is_rendered": message is not None,
    }
    if message is not None:
        told["links"] = links_in(_body(message, "html"))
        told["text"] = _body(message, "plain")
        told["headers"] = [(name, str(value)) for name, value in message.items()]
    return render(request, "mail/mailbox_letter.html", told)


@_demo_only
def preview(request: HttpRequest, *, letter: UUID) -> HttpResponse:
    """The HTML of a letter alone, in the one place that may have inline style."""
    message = _message(_find(letter))
    if message is None:
        raise Http404
    response = HttpResponse(_body(message, "html"))
    response["Content-Security-Policy"] = PREVIEW_POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _find(letter: UUID) -> Delivery:
    return get_object_or_404(queries.letters_to(Visitor()), pk=letter)


def _facts(letter: Delivery) -> list[tuple[Any, Any]]:
    facts: list[tuple[Any, Any]] = [
        (_("To"), letter.address),
        (_("Kind"), _called(letter)),
        (_("Written"), date_format(localtime(letter.created_at), "j F Y, H:i")),
        (_("State"), STATES[letter.state]),
    ]
    if letter.sent_at is not None:
        facts.append((_("Sent"), date_format(localtime(letter.sent_at), "j F Y, H:i")))
    return facts


def _called(letter: Delivery) -> str:
    try:
        return kind_of(letter.kind).called
    except UnknownKind:
        return letter.kind


def _message(letter: Delivery) -> EmailMessage | None:
    if not letter.rendered:
        return None
    message: Any = message_from_string(letter.rendered, policy=WIRE)
    return message if isinstance(message, EmailMessage) else None


def _body(message: EmailMessage, subtype: str) -> str:
    part: Any = message.get_body((subtype,))
    return str(part.get_content()) if part is not None else ""


class _Links(HTMLParser):
    """Collects the links of a letter with their words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._inside = ""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link begins."""
        if tag == "a":
            self._inside = dict(attrs).get("href") or ""
            self._words = []

    def handle_data(self, data: str) -> None:
        """Words, perhaps of a link."""
        if self._inside:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """A link ends."""
        if tag == "a" and self._inside:
            self.found.append((self._inside, " ".join("".join(self._words).split())))
            self._inside = ""


def links_in(html: str) -> list[tuple[str, str]]:
    """The links of a letter, as address and words: in the sandboxed preview they lead nowhere."""
    reader = _Links()
    reader.feed(html)
    return [
        (address, words) for address, words in reader.found if address.startswith(("http://", "https://"))
    ]
