"""Links in letters. Opening one does nothing; a button on its page acts.

A room says in its `letters.py` what a purpose does, and makes links where it writes a letter:

    register(Purpose(name="check-in-answer", asks=..., acts=..., correctable=True))
    url = links.make("check-in-answer", person, check_in.pk, expires_at=..., answer="useful", by=by, now=now)
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from cairn.foundation.actors import Actor, PersonActor
from cairn.foundation.ids import new_id
from cairn.mail.kinds import Words
from cairn.mail.models import LinkToken

TOKEN_BYTES = 24
"""192 random bits: nobody guesses one."""


class UnknownPurpose(LookupError):
    """A purpose that no room has declared."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the page of a link says before anything happens: the answer that was chosen, and one button."""

    heading: Words
    button: Words
    text: Words = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says after the button; `next_label` and `next_path` name one way on."""

    heading: Words
    text: Words = ""
    next_label: Words = ""
    next_path: str = ""
    undo: Words = ""
    """The words of a button that takes it back, if the purpose can be undone."""


Act = Callable[..., Told]
"""Called as `act(link, by=, now=)` within one transaction; may raise `CannotBeDone` or `Refused`."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What links of one purpose do.

    `asks` words the page before, `acts` does it. `closed` answers with the reason why it can no longer be
    done, or with nothing. A `correctable` answer may be given again, with another link of the same letter
    too, until it closes; otherwise the first one used voids the others. `undoes` takes back what a
    correctable link did, and `told` words its page when it was used before.
    A new link voids the earlier ones of the same purpose, person, thing and answer unless it `outlives` them.
    With `one_click`, the stop button of a mail program may use it.
    """

    name: str
    asks: Callable[[LinkToken], Asking]
    acts: Act
    closed: Callable[[LinkToken, datetime], Words] = lambda link, now: ""
    undoes: Act | None = None
    told: Callable[[LinkToken], Told] | None = None
    correctable: bool = False
    outlives: bool = False
    one_click: bool = False


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> Purpose:
    """Adds a purpose; called when Django starts."""
    _purposes[purpose.name] = purpose
    return purpose


def purpose_of(name: str) -> Purpose:
    """The purpose of this name. Raises `UnknownPurpose`."""
    try:
        return _purposes[name]
    except KeyError:
        raise UnknownPurpose(name) from None


def purposes() -> Mapping[str, Purpose]:
    """Every declared purpose, by name."""
    return dict(sorted(_purposes.items()))


def hashed(token: str) -> str:
    """A token as the database keeps it. It has enough random bits to need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def forget_before(instant: datetime, limit: int) -> int:
    """Deletes links that expired before an instant, at most `limit`; returns how many."""
    old = LinkToken.objects.filter(expires_at__lt=instant).values_list("pk", flat=True)[:limit]
    deleted, _rows = LinkToken.objects.filter(pk__in=list(old)).delete()
    return deleted


def make(
    purpose: str,
    person: PersonActor | UUID | None,
    object_id: UUID | None,
    expires_at: datetime,
    *,
    by: Actor,
    now: datetime,
    answer: str = "",
) -> str:
    """A new link, as a whole address; part of the transaction that writes its letter.

    `person` is whose link it is; None for somebody outside. Raises `UnknownPurpose`.
    """
    declared = purpose_of(purpose)
    owner = person if isinstance(person, UUID) or person is None else person.pk
    token = secrets.token_urlsafe(TOKEN_BYTES)
    if not declared.outlives:
        LinkToken.objects.filter(
            Q(person=owner), purpose=purpose, object_id=object_id, answer=answer, used_at=None, voided_at=None
        ).update(voided_at=now)
    LinkToken.objects.create(
        id=new_id(now),
        token_hash=hashed(token),
        purpose=purpose,
        person_id=owner,
        object_id=object_id,
        answer=answer,
        created_at=now,
        expires_at=expires_at,
    )
    return settings.ADDRESS + reverse("link", args=[token])
