"""What happens to letters and links: ids and short keys, never an address or a word."""

from __future__ import annotations

from uuid import UUID

from cairn.foundation.events import Event, event


@event("letter.written")
class LetterWritten(Event):
    """A letter was put into the outbox."""

    letter: UUID
    letter_kind: str
    person: UUID | None


@event("letter.sent")
class LetterSent(Event):
    """The mail server took a letter."""

    letter: UUID
    letter_kind: str
    person: UUID | None


@event("letter.put_off")
class LetterPutOff(Event):
    """A try to send did not succeed; the letter waits and is tried again."""

    letter: UUID
    attempts: int


@event("letter.failed")
class LetterFailed(Event):
    """A letter will not be sent unless somebody asks for it again."""

    letter: UUID
    letter_kind: str
    person: UUID | None
    why: str


@event("letter.held")
class LetterHeld(Event):
    """A letter may not leave: its reader stopped the kind, left, or must not be written to."""

    letter: UUID
    letter_kind: str
    person: UUID | None
    why: str


@event("letter.queued_again")
class LetterQueuedAgain(Event):
    """Somebody asked for a letter that had failed or was held."""

    letter: UUID


@event("letter.stopped")
class LettersStopped(Event):
    """A person no longer wants a kind of letters."""

    person: UUID
    letter_kind: str


@event("letter.allowed")
class LettersAllowed(Event):
    """A person wants a kind of letters again."""

    person: UUID
    letter_kind: str


@event("link.used")
class LinkUsed(Event):
    """Somebody pressed the button on the page of a link."""

    link: UUID
    purpose: str
    person: UUID | None
    undone: bool
