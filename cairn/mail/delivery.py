"""Sending what waits in the outbox. Any number of workers may do so at once, and any may be killed.

A letter is claimed with a lease, rendered once, marked as `sending` in a transaction of its own, handed over,
and marked with what became of it. A worker that dies before the mark leaves a letter that is claimed again;
one that dies after it leaves a letter of which nobody knows whether it left, and `rules.after` decides.
"""

from __future__ import annotations

import logging
import os
import secrets
import smtplib
import socket
from datetime import datetime, timedelta
from email import message_from_string
from email.message import EmailMessage as Message
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from cairn.foundation import leases
from cairn.foundation.actors import System
from cairn.foundation.decisions import require
from cairn.foundation.events import record
from cairn.foundation.writing import action, lock
from cairn.mail import links, rules, wishes
from cairn.mail.events import LetterFailed, LetterHeld, LetterPutOff, LetterSent
from cairn.mail.kinds import LetterKind, UnknownKind, kind_of
from cairn.mail.layout import Letter, compose, unpack
from cairn.mail.layout.message import WIRE
from cairn.mail.models import Delivery

log = logging.getLogger(__name__)

SENDER = System("send letters")
LEASE = timedelta(minutes=10)
"""Longer than any mail server may take for a batch: its time-outs end a conversation long before."""
STOP_LINKS_LAST = timedelta(days=400)


class _AsKept(Message):
    """A parsed message that is sent with the bytes it was parsed from."""

    kept = ""

    def as_bytes(self, *args: Any, **kwargs: Any) -> bytes:
        """The bytes as they were kept, whatever line ends or policy are asked for."""
        return self.kept.encode("ascii")

    def as_string(self, *args: Any, **kwargs: Any) -> str:
        """The same as text."""
        return self.kept


class Ready(EmailMultiAlternatives):
    """A kept letter as Django's mail backends want it."""

    def __init__(self, kept: str, address: str, connection: Any = None) -> None:
        parsed: Any = message_from_string(kept, _class=_AsKept, policy=WIRE)
        parsed.kept = kept
        super().__init__(
            subject=str(parsed["Subject"]),
            body=parsed.get_body(("plain",)).get_content(),
            from_email=str(parsed["From"]),
            to=[address],
            connection=connection,
            headers={"Message-ID": str(parsed["Message-ID"])},
        )
        self.attach_alternative(parsed.get_body(("html",)).get_content(), "text/html")
        self._parsed: _AsKept = parsed

    def message(self, **_: Any) -> Any:
        """The message whose bytes are the kept ones."""
        return self._parsed


class Conversation:
    """One connection to the mail server, opened for the first letter and closed after the last."""

    def __init__(self) -> None:
        self._connection: Any = None
        self.server_is_away = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            try:
                self._connection.close()
            except (OSError, smtplib.SMTPException) as error:
                log.warning("the mail server did not say goodbye: %s", type(error).__name__)

    def reach(self) -> bool:
        """Whether the mail server answers."""
        if self._connection is None:
            connection = get_connection()
            try:
                connection.open()
            except (OSError, smtplib.SMTPException) as error:
                log.error("the mail server cannot be reached: %s", type(error).__name__)
                self.server_is_away = True
                return False
            self._connection = connection
        return True

    def hand_over(self, kept: str, address: str) -> rules.Try:
        """Hands a letter to the mail server; says what became of it."""
        try:
            taken = self._connection.send_messages([Ready(kept, address)])
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            return rules.Try.REFUSED if codes and min(codes) >= 500 else rules.Try.PUT_OFF
        except (smtplib.SMTPSenderRefused, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError):
            return rules.Try.PUT_OFF
        except smtplib.SMTPResponseException as answer:
            return rules.Try.REFUSED if answer.smtp_code >= 500 else rules.Try.PUT_OFF
        except smtplib.SMTPNotSupportedError:
            return rules.Try.REFUSED
        except Exception as error:
            # The conversation ended in the middle: the letter may have left. The next gets a new one.
            log.error("a letter may have left or not: %s", type(error).__name__)
            self.__exit__()
            self._connection = None
            return rules.Try.UNKNOWN
        return rules.Try.ACCEPTED if taken else rules.Try.PUT_OFF


def new_worker() -> str:
    """A name for one run of one worker, which no other has."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(6)}"


def send_due(now: datetime, batch: int = 50) -> int:
    """Sends letters that are due, at most `batch`; returns how many were settled, one way or another."""
    worker = new_worker()
    settled = _settle_stranded(now, worker, batch)
    claimed = leases.claim(Delivery.objects.due(now), by=worker, now=now, lease=LEASE, limit=batch)
    return settled + _send_all(claimed, worker, now)


def send_one(letter: UUID, now: datetime) -> int:
    """Sends one letter if it waits and is due; returns whether it was settled, as a number."""
    worker = new_worker()
    mine = leases.claim(Delivery.objects.due(now).filter(pk=letter), by=worker, now=now, lease=LEASE, limit=1)
    return _send_all(mine, worker, now)


def _settle_stranded(now: datetime, worker: str, batch: int) -> int:
    stranded = list(Delivery.objects.stranded(now)[:batch])
    for letter in stranded:
        settle(letter, rules.Try.UNKNOWN, worker=letter.lease_by, by=SENDER, now=now)
    return len(stranded)


def _send_all(claimed: list[Delivery], worker: str, now: datetime) -> int:
    settled = 0
    with Conversation() as server:
        for letter in claimed:
            if server.server_is_away:
                # One letter has found out; the others keep their place and are not counted as tried.
                leases.release(letter, worker, attempts=letter.attempts - 1)
                continue
            try:
                _send(letter, server, worker, now)
            except Exception as error:
                # This one comes back when its lease is over; it holds up no other.
                log.error("a letter of kind %s could not be handled: %s", letter.kind, type(error).__name__)
                continue
            settled += 1
    return settled


def _send(letter: Delivery, server: Conversation, worker: str, now: datetime) -> None:
    ready = begin(letter, worker=worker, by=SENDER, now=now)
    if ready is None:
        return
    reached = server.reach()
    outcome = server.hand_over(ready.rendered, ready.address) if reached else rules.Try.PUT_OFF
    settle(ready, outcome, worker=worker, by=SENDER, now=now)


@action
def begin(letter: Delivery, *, worker: str, by: System, now: datetime) -> Delivery | None:
    """Renders a claimed letter if it is its first try, and marks it as being sent, before it may leave.

    Asks once more whether it may leave at all. Returns nothing if it may not, if it comes too late, if it
    cannot be rendered, or if another worker has it.
    """
    letter = lock(letter)
    require(by, "letter.send", letter)
    if letter.state != Delivery.State.QUEUED or letter.lease_by != worker:
        return None
    try:
        kind = kind_of(letter.kind)
    except UnknownKind:
        _fail(letter, "unknown-kind", by, now)
        return None
    if letter.good_until is not None and now > letter.good_until:
        _fail(letter, "too-late", by, now)
        return None
    if why := may_not_leave(letter, kind, now):
        letter.state, letter.failure, letter.lease_by, letter.lease_until = Delivery.State.HELD, why, "", None
        letter.save(update_fields=["state", "failure", "lease_by", "lease_until"])
        held = LetterHeld(letter=letter.pk, letter_kind=letter.kind, person=letter.person_id, why=why)
        record(held, by=by, at=now)
        return None
    if not letter.rendered and not _render(letter, kind, now):
        _fail(letter, "not-rendered", by, now)
        return None
    letter.state = Delivery.State.SENDING
    letter.save(update_fields=["state", "rendered", "subject"])
    return letter


@action
def settle(letter: Delivery, outcome: rules.Try, *, worker: str, by: System, now: datetime) -> None:
    """Marks a letter with what became of a try to send it. Does nothing if another worker did so."""
    letter = lock(letter)
    require(by, "letter.send", letter)
    if letter.state != Delivery.State.SENDING or letter.lease_by != worker:
        return
    try:
        must_arrive = kind_of(letter.kind).must_arrive
    except UnknownKind:
        must_arrive = False
    step = rules.after(outcome, must_arrive=must_arrive, attempts=letter.attempts)
    if step.state == Delivery.State.FAILED:
        _fail(letter, step.failure, by, now)
        return
    letter.state = Delivery.State(step.state)
    letter.lease_by, letter.lease_until = "", None
    letter.due_at = now + step.wait if step.wait else letter.due_at
    happened: LetterSent | LetterPutOff = LetterPutOff(letter=letter.pk, attempts=letter.attempts)
    if step.state == Delivery.State.SENT:
        letter.sent_at = now
        if not settings.DEMO:
            letter.context = letter.rendered = ""
        happened = LetterSent(letter=letter.pk, letter_kind=letter.kind, person=letter.person_id)
    letter.save(
        update_fields=["state", "lease_by", "lease_until", "due_at", "sent_at", "context", "rendered"]
    )
    record(happened, by=by, at=now)


def may_not_leave(letter: Delivery, kind: LetterKind, now: datetime) -> str:
    """Why a letter may not leave, as a short key, or nothing: asked when it is about to."""
    person: Any = letter.person
    if person is not None and not person.is_active:
        return "left"
    if kind.stoppable and kind.name in wishes.wishes_of(letter.person_id).stopped:
        return "stopped"
    return wishes.checked(letter, now)


def _fail(letter: Delivery, why: str, by: System, now: datetime) -> None:
    letter.state, letter.failure, letter.lease_by, letter.lease_until = Delivery.State.FAILED, why, "", None
    letter.save(update_fields=["state", "failure", "lease_by", "lease_until"])
    failed = LetterFailed(letter=letter.pk, letter_kind=letter.kind, person=letter.person_id, why=why)
    record(failed, by=by, at=now)


def _render(letter: Delivery, kind: LetterKind, now: datetime) -> bool:
    """Renders a letter for the first and only time. A template's own words never reach the log."""
    person: Any = letter.person
    try:
        settings_path = wishes.settings_path() if person is not None else ""
        made = compose(
            Letter(
                kind=kind,
                context=unpack(letter.context),
                address=letter.address,
                language=letter.language,
                zone=letter.zone,
                message_id=letter.message_id,
                at=now,
                called=getattr(person, "short_name", ""),
                stop_url=_stop_url(letter, kind, now),
                settings_url=settings.ADDRESS + settings_path if settings_path else "",
            )
        )
    except Exception as error:
        log.error("a letter of kind %s cannot be rendered: %s", kind.name, type(error).__name__)
        return False
    letter.rendered = made.raw
    letter.subject = made.subject
    return True


def _stop_url(letter: Delivery, kind: LetterKind, now: datetime) -> str:
    if not kind.stoppable or letter.person_id is None:
        return ""
    last = now + STOP_LINKS_LAST
    return links.make("stop-letters", letter.person_id, None, last, answer=kind.name, by=SENDER, now=now)
