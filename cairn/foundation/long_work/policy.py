"""Who may see long work, and stop it: whoever asked for it, and administrators."""

from __future__ import annotations

from django.db.models import QuerySet

from cairn.foundation.actors import Actor, System, Visitor
from cairn.foundation.decisions import HIDDEN, YES, Decision, no, sees, verb
from cairn.foundation.models import LongWork


@verb("long_work.start", None, "ask for work that takes long")
def start(by: Actor) -> Decision:
    """Anybody who is known. What the work does is asked of the verb of the room that offers it."""
    return no("Please sign in first.") if isinstance(by, Visitor) else YES


@verb("long_work.see", LongWork, "see how far long work is")
def see(by: Actor, work: LongWork) -> Decision:
    """Whoever asked for it, and administrators."""
    if isinstance(by, System):
        return YES
    if isinstance(by, Visitor):
        return HIDDEN
    return YES if by.is_administrator or work.asked_by == by.pk else HIDDEN


@sees("long_work.see", LongWork)
def seen_by(by: Actor) -> QuerySet[LongWork]:
    """Own work; all of it for administrators."""
    if isinstance(by, System):
        return LongWork.objects.all()
    if isinstance(by, Visitor):
        return LongWork.objects.none()
    return LongWork.objects.all() if by.is_administrator else LongWork.objects.filter(asked_by=by.pk)


@verb("long_work.stop", LongWork, "stop long work")
def stop(by: Actor, work: LongWork) -> Decision:
    """Whoever may see it."""
    return see(by, work)
