"""The address of a person's own video room."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from cairn.foundation.writing import CannotBeDone
from cairn.people.rules.text import clean_line

LONGEST_LINK = 500


def clean_room_link(typed: str) -> str:
    """An https address as it was typed, or nothing.

    Refused: another scheme, no host, a name and password in it, spaces.
    """
    line = clean_line(typed, field="room_link", most=LONGEST_LINK)
    if not line:
        return ""
    kind_words = _("Paste the whole address of your room, beginning with https://")
    try:
        parts = urlsplit(line)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise CannotBeDone(kind_words, field="room_link") from None
    if parts.scheme != "https" or not host or "." not in host.strip(".") or " " in line or "\\" in line:
        raise CannotBeDone(kind_words, field="room_link")
    if parts.username is not None or port == 0:
        raise CannotBeDone(_("Leave out the name and password in front of the @."), field="room_link")
    return line
