"""What links of mail itself do: stop a kind of letters, and allow it again."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from cairn.foundation.actors import Actor
from cairn.mail import actions, wishes
from cairn.mail.kinds import UnknownKind, kind_of
from cairn.mail.links import Asking, Purpose, Told, register
from cairn.mail.models import LinkToken


def _asks(link: LinkToken) -> Asking:
    called = _called(link)
    return Asking(
        heading=_("Stop %(letters)s?") % {"letters": called},
        text=_("You will get no more %(letters)s by email. Other letters still reach you.")
        % {"letters": called},
        button=_("Stop these letters"),
    )


def _stop(link: LinkToken, *, by: Actor, now: datetime) -> Told:
    actions.stop_letters(link.answer, by=by, now=now)
    return _stopped(link)


def _stopped(link: LinkToken) -> Told:
    return Told(
        heading=_("You get no more %(letters)s.") % {"letters": _called(link)},
        text=_("Other letters still reach you. If you change your mind, one button brings these back."),
        undo=_("Send them to me again"),
        **_way_on(),
    )


def _allow(link: LinkToken, *, by: Actor, now: datetime) -> Told:
    actions.allow_letters(link.answer, by=by, now=now)
    return Told(
        heading=_("You get %(letters)s again.") % {"letters": _called(link)},
        text=_("The next one comes when there is a reason for it."),
        **_way_on(),
    )


def _way_on() -> dict[str, str]:
    path = wishes.settings_path()
    return {"next_label": _("All email settings"), "next_path": path} if path else {}


def _called(link: LinkToken) -> str:
    return kind_of(link.answer).called


def _closed(link: LinkToken, now: datetime) -> str:
    """Kinds may go with an upgrade; the links in old letters stay."""
    try:
        kind_of(link.answer)
    except UnknownKind:
        return _("Cairn no longer writes such letters, so there is nothing to stop.")
    return ""


STOP_LETTERS = register(
    Purpose(
        name="stop-letters",
        asks=_asks,
        acts=_stop,
        closed=_closed,
        undoes=_allow,
        told=_stopped,
        correctable=True,
        outlives=True,
        one_click=True,
    )
)
