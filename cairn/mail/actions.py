"""The doors for changes: writing a letter, sending it again, stopping a kind, using a link."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from cairn.foundation.actors import Actor, PersonActor, System, Visitor
from cairn.foundation.decisions import require
from cairn.foundation.events import record
from cairn.foundation.ids import new_id
from cairn.foundation.writing import CannotBeDone, action, lock
from cairn.mail import links, queries, rules, wishes
from cairn.mail.events import LetterQueuedAgain, LettersAllowed, LettersStopped, LetterWritten, LinkUsed
from cairn.mail.kinds import LetterKind, kind_of
from cairn.mail.layout import pack
from cairn.mail.models import Delivery, LinkToken
from cairn.mail.tasks import wake


class Reader(PersonActor, Protocol):
    """What mail needs to know of a person; `people.Person` has it."""

    language: str
    zone: str


@action
def write_letter(
    kind: LetterKind | str,
    *,
    key: str,
    to_address: str,
    person: Reader | None = None,
    context: Mapping[str, Any],
    due_at: datetime | None = None,
    by: Actor,
    now: datetime,
) -> Delivery:
    """Puts a letter into the outbox, within the transaction that gives reason for it; it leaves later.

    `key` comes from what the letter means: a second call with the same key writes nothing and returns the
    first letter. `context` is what its templates are told: texts, numbers, days, instants, lists. A letter
    that can be stopped waits for the end of its reader's quiet hours.
    Raises `CannotBeDone` if the address is none, `UnknownKind`, and `TypeError` for a context with rows.
    """
    require(by, "letter.write")
    declared = kind_of(kind) if isinstance(kind, str) else kind_of(kind.name)
    earlier = Delivery.objects.filter(key=key).first()
    if earlier is not None:
        return earlier
    zone = person.zone if person is not None else settings.ZONE
    due = due_at or now
    if declared.stoppable and person is not None:
        wanted = wishes.wishes_of(person.pk)
        due = rules.after_quiet_hours(due, zone, wanted.quiet_from, wanted.quiet_until)
    id_ = new_id(now)
    facts = {
        "id": id_,
        "kind": declared.name,
        "person_id": person.pk if person is not None else None,
        "address": _address(to_address),
        "created_at": now,
        "due_at": due,
        "good_until": due + declared.good_for if declared.good_for else None,
        "message_id": f"<{id_.hex}@{settings.HOST}>",
        "language": person.language if person is not None else settings.LANGUAGE_CODE,
        "zone": zone,
        "context": pack(context),
    }
    letter, is_new = Delivery.objects.get_or_create(key=key, defaults=facts)
    if is_new:
        record(
            LetterWritten(letter=letter.pk, letter_kind=letter.kind, person=letter.person_id), by=by, at=now
        )
        wake(letter.pk, due, now)
    return letter


def _address(typed: str) -> str:
    address = typed.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise CannotBeDone(_("This is not a whole email address."), field="email") from None
    return address


@action
def send_again(letter: Delivery, *, by: Actor, now: datetime) -> Delivery:
    """Queues a letter again that failed or is held, with the same bytes if it had been rendered.

    Raises `CannotBeDone` if it is neither, or if its words are gone.
    """
    letter = lock(letter)
    require(by, "letter.send_again", letter)
    if not rules.may_become(letter.state, Delivery.State.QUEUED) or letter.state == Delivery.State.SENDING:
        raise CannotBeDone(_("Only a letter that failed or is held can be sent again."))
    if not (letter.context or letter.rendered):
        raise CannotBeDone(_("The words of this letter are no longer kept. Let its sender write a new one."))
    letter.state = Delivery.State.QUEUED
    letter.attempts = 0
    letter.failure = ""
    letter.due_at = now
    letter.good_until = None
    letter.save(update_fields=["state", "attempts", "failure", "due_at", "good_until"])
    record(LetterQueuedAgain(letter=letter.pk), by=by, at=now)
    wake(letter.pk, now, now)
    return letter


@action
def stop_letters(kind: str, *, by: Actor, now: datetime) -> None:
    """Stops a kind of letters for the person who asks. Raises `CannotBeDone` for a kind that must be."""
    require(by, "letter.stop")
    if not kind_of(kind).stoppable:
        raise CannotBeDone(_("These letters cannot be stopped: your account needs them."))
    person = _person(by)
    wishes.set_stopped(person, kind, True, by=by, now=now)
    record(LettersStopped(person=person, letter_kind=kind), by=by, at=now)


@action
def allow_letters(kind: str, *, by: Actor, now: datetime) -> None:
    """Takes back that the person who asks stopped a kind of letters."""
    require(by, "letter.stop")
    person = _person(by)
    wishes.set_stopped(person, kind, False, by=by, now=now)
    record(LettersAllowed(person=person, letter_kind=kind), by=by, at=now)


def _person(by: Actor) -> UUID:
    if isinstance(by, System | Visitor):
        raise TypeError("only a person stops letters")
    return by.pk


class LinkClosed(Exception):
    """The link does not work any more; `why` says in which way, `reason` what its purpose adds."""

    def __init__(self, why: rules.Standing, reason: str = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.reason = reason


@action
def use_link(link: LinkToken, *, undo: bool = False, by: Actor, now: datetime) -> links.Told:
    """Does what a link is for, as the person it was written to; returns what to tell them.

    Raises `LinkClosed` if it was used, replaced or is too old, `Refused` for somebody else, and what the
    purpose raises.
    """
    link = lock(link)
    require(by, "link.use", link)
    purpose = links.purpose_of(link.purpose)
    where = queries.standing_of(link, now)
    if where is not rules.Standing.OPEN:
        raise LinkClosed(where)
    if reason := purpose.closed(link, now):
        raise LinkClosed(rules.Standing.EXPIRED, str(reason))
    takes_back = undo and purpose.undoes is not None and link.used_at is not None
    act = purpose.undoes if takes_back and purpose.undoes is not None else purpose.acts
    told = act(link, by=by, now=now)
    link.used_at = None if takes_back else now
    link.save(update_fields=["used_at"])
    if not purpose.correctable:
        _void_siblings(link, now)
    used = LinkUsed(link=link.pk, purpose=link.purpose, person=link.person_id, undone=takes_back)
    record(used, by=by, at=now)
    return told


def _void_siblings(link: LinkToken, now: datetime) -> None:
    """The other answers of the same letter are spent too."""
    siblings = LinkToken.objects.filter(purpose=link.purpose, person=link.person_id, object_id=link.object_id)
    siblings.filter(used_at=None, voided_at=None).exclude(pk=link.pk).update(voided_at=now)
