"""What happens to programs and places."""

from __future__ import annotations

from uuid import UUID

from cairn.foundation.events import Event, event


@event("program.created")
class ProgramCreated(Event):
    """A program was begun, as a draft."""

    program: UUID
    type: str


@event("program.moved_on")
class ProgramMovedOn(Event):
    """A program changed its state."""

    program: UUID
    before: str
    after: str


@event("enrollment.begun")
class EnrollmentBegun(Event):
    """A person got a place, or asked for one."""

    enrollment: UUID
    program: UUID
    person: UUID
    role: str
    state: str


@event("enrollment.decided")
class EnrollmentDecided(Event):
    """A place changed its state."""

    enrollment: UUID
    program: UUID
    person: UUID
    before: str
    after: str


@event("enrollment.seats_changed")
class SeatsChanged(Event):
    """A participant changed how many partners they take in a program."""

    enrollment: UUID
    program: UUID
    person: UUID
    seats: int


@event("enrollment.seat_taken")
class SeatTaken(Event):
    """A mentor's seat was given to a mentee; `taken` is how many are now."""

    enrollment: UUID
    program: UUID
    person: UUID
    taken: int


@event("enrollment.seat_freed")
class SeatFreed(Event):
    """A mentor's seat became free; `taken` is how many still are."""

    enrollment: UUID
    program: UUID
    person: UUID
    taken: int


@event("stewardship.given")
class StewardshipGiven(Event):
    """A person was asked to look after a program, or their right changed."""

    program: UUID
    person: UUID
    right: str


@event("stewardship.ended")
class StewardshipEnded(Event):
    """A person no longer looks after a program."""

    program: UUID
    person: UUID
