"""How far long work is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cairn.foundation.actors import Actor
from cairn.foundation.decisions import visible_to
from cairn.foundation.long_work.kinds import UnknownKind, kind_of
from cairn.foundation.models import LongWork


@dataclass(frozen=True, slots=True)
class Progress:
    """What the page of long work shows."""

    work: LongWork
    title: str

    @property
    def percent(self) -> int:
        """Of a hundred; 100 only when it is done."""
        work = self.work
        if work.state == LongWork.State.DONE:
            return 100
        return min(99, work.done_steps * 100 // work.all_steps) if work.all_steps else 0

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.work.state in (LongWork.State.DONE, LongWork.State.STOPPED, LongWork.State.FAILED)

    @property
    def is_stopping(self) -> bool:
        """Whether it will stop after the step at hand."""
        return self.work.stop_asked_at is not None and not self.is_over


def progress_of(work_id: UUID, *, by: Actor) -> Progress | None:
    """How far work is; None if there is none that this actor may see."""
    work = visible_to(by, LongWork).filter(pk=work_id).first()
    if work is None:
        return None
    try:
        title = str(kind_of(work.kind).title)
    except UnknownKind:
        title = work.kind
    return Progress(work, title)
