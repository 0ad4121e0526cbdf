"""A letter as a message: rendered for its reader, with the headers that mail programs and servers expect."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template import Context, loader
from django.utils import timezone, translation
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from cairn.mail.kinds import LetterKind
from cairn.mail.layout.plain import tidy

LARGEST_HTML = 102 * 1000
"""Some mail programs cut off what is longer, in bytes."""
LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Letter:
    """All that a letter is made from; the same letter always gives the same bytes."""

    kind: LetterKind
    context: Mapping[str, Any]
    address: str
    language: str
    zone: str
    message_id: str
    at: datetime
    called: str = ""
    stop_url: str = ""
    settings_url: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished letter: `raw` is the whole message, in ASCII, as it goes over the wire."""

    subject: str
    text: str
    html: str
    raw: str


class _WireForm(EmailPolicy):
    """CRLF line ends; headers whose value is one long address are never cut or encoded.

    Subjects beyond ASCII are encoded by the older `Header`: the newer way loses spaces between lines.
    """

    _whole = frozenset({"list-unsubscribe", "message-id"})

    def fold(self, name: str, value: Any) -> str:
        """A header as text."""
        if name.lower() == "subject" and not str(value).isascii():
            encoded = Header(str(value), "utf-8", header_name="Subject").encode(linesep="\r\n")
            return f"{name}: {encoded}\r\n"
        return f"{name}: {value}\r\n" if name.lower() in self._whole else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """A header as bytes."""
        if name.lower() in self._whole | {"subject"}:
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


WIRE = _WireForm(linesep="\r\n")


def compose(letter: Letter) -> Composed:
    """Renders a letter in its reader's language and zone.

    The templates are `<kind.template>.html` and `.txt`. If both would say the same, the first is enough: it
    begins with `{% extends layout %}` and is drawn twice. Raises `KeyError` if the context lacks what the
    subject or the reason names, and whatever a template raises.
    """
    kind = letter.kind
    with translation.override(letter.language), timezone.override(ZoneInfo(letter.zone)):
        subject = _one_line(_filled(str(kind.subject), _public(letter)))
        told = {
            **letter.context,
            "subject": subject,
            "reason": _filled(str(kind.reason), letter.context),
            "organization": settings.ORGANIZATION,
            "called": letter.called,
            "language": translation.get_language(),
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "stop_url": letter.stop_url,
            "stop_words": str(kind.stop_words) or _("Stop these letters"),
            "settings_url": letter.settings_url,
            "settings_words": _("All email settings"),
        }
        html = _rendered([f"{kind.template}.html"], told, is_text=False)
        text = tidy(_rendered([f"{kind.template}.txt", f"{kind.template}.html"], told, is_text=True))
    return Composed(subject, text, html, _message(letter, subject, text, html))


def _filled(words: str, values: Mapping[str, Any]) -> str:
    return string.Formatter().vformat(words, (), values)


def _public(letter: Letter) -> dict[str, Any]:
    return {name: value for name, value in letter.context.items() if name in letter.kind.public}


def _one_line(words: str) -> str:
    """A subject: no line breaks, not too long."""
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST_SUBJECT else plain[: LONGEST_SUBJECT - 1].rstrip() + "…"


def _rendered(templates: list[str], told: Mapping[str, Any], *, is_text: bool) -> str:
    found: Any = loader.select_template(templates)
    form = {"is_text": is_text, "layout": "mail/letter.txt" if is_text else "mail/letter.html"}
    return str(found.template.render(Context({**told, **form}, autoescape=not is_text)))


def _mailbox(address: str) -> Address:
    """An address with its name, the host in ASCII."""
    name, bare = parseaddr(address)
    local, _at, host = bare.rpartition("@")
    return Address(name, local, punycode(host))


def _message(letter: Letter, subject: str, text: str, html: str) -> str:
    message = EmailMessage(policy=WIRE)
    message["From"] = _mailbox(settings.DEFAULT_FROM_EMAIL)
    message["To"] = _mailbox(letter.address)
    message["Subject"] = subject
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = letter.message_id
    # Nobody's out-of-office answers a letter of a machine.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if letter.stop_url:
        message["List-Unsubscribe"] = f"<{letter.stop_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = letter.language
    # The boundary comes from the message, not from chance: the same letter has the same bytes.
    message.set_boundary("=_" + "".join(sign for sign in letter.message_id.split("@")[0] if sign.isalnum()))
    return message.as_bytes().decode("ascii")
