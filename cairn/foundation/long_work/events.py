"""What happens to long work."""

from __future__ import annotations

from uuid import UUID

from cairn.foundation.events import Event, event


@event("long_work.asked_for")
class LongWorkAskedFor(Event):
    """Somebody asked for work that takes long."""

    work: UUID
    kind_of_work: str


@event("long_work.stop_asked_for")
class LongWorkStopAskedFor(Event):
    """Somebody asked for it to stop; it does so after the step at hand."""

    work: UUID


@event("long_work.ended")
class LongWorkEnded(Event):
    """It is done, stopped or failed."""

    work: UUID
    state: str
