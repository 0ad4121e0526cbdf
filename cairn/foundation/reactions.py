"""What follows from an event: after commit, exactly once per (event, reaction).

A room declares in its `reactions.py` what it does when something happened in a room above it:

    @reacts_to(SignedIn)
    def write_about_a_new_browser(event: SignedIn, *, at: datetime) -> None: ...

A reaction and the row that says it is done are one transaction, so it happens once even when two workers
follow the same event, and a reaction that is killed half-way leaves nothing. If the process dies between
commit and reaction, the chore `follow events` finds the event unsettled and goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from cairn.foundation.events import Event, restore
from cairn.foundation.names import name_in_room
from cairn.foundation.writing import claim_key

if TYPE_CHECKING:
    from cairn.foundation.models import LoggedEvent

log = logging.getLogger(__name__)

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Reaction:
    """A declared reaction; `name` is kept with what is done, so it stays when the code moves."""

    name: str
    to: type[Event]
    run: Callable[..., None]


_reactions: dict[str, list[Reaction]] = {}


def reacts_to(of: type[E], name: str = "") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declares a reaction. It takes the event and `at`, the instant of the event.

    Its name is its room and its own name unless another is given; one that moves keeps its old name, or it
    would run again for events that are still open.
    """

    def declare(run: Callable[..., None]) -> Callable[..., None]:
        known = name or name_in_room(run)
        others = _reactions.setdefault(of.kind, [])
        others[:] = [other for other in others if other.name != known] + [Reaction(known, of, run)]
        return run

    return declare


def listeners(kind: str) -> Sequence[Reaction]:
    """The reactions to a kind of event, in the order of their rooms."""
    return _reactions.get(kind, ())


def wake(number: int, now: datetime) -> None:
    """Asks for the reactions to an event as soon as its transaction is committed.

    Only a hint: a task that is lost or killed is made up for by the chore.
    """
    from cairn.foundation.tasks import follow_event

    def follow() -> None:
        settle(number, now)

    def hint() -> None:
        follow_event.enqueue(number)

    if settings.INLINE_REACTIONS:
        transaction.on_commit(follow, robust=True)
    elif _queue_is_in_the_database():
        hint()
    else:
        transaction.on_commit(hint, robust=True)


def _queue_is_in_the_database() -> bool:
    """Then the hint is committed with the event, and no second write is needed for it."""
    return str(settings.TASKS["default"]["BACKEND"]).startswith("django_tasks_db.")


def settle(number: int, now: datetime) -> bool:
    """Runs what an event still lacks; returns whether everything about it is done.

    A reaction that fails is logged by name (never with its words), waits a little longer each time, and
    holds up no other.
    """
    from cairn.foundation.models import LoggedEvent

    row = LoggedEvent.objects.filter(pk=number, settled_at=None).first()
    if row is None:
        return True
    try:
        happened = restore(row.kind, row.facts)
    except (KeyError, TypeError, ValueError):
        log.error("event %s of kind %s cannot be read", row.pk, row.kind)
        failed = True
    else:
        ran = [_once(row, reaction, happened, now) for reaction in listeners(row.kind)]
        failed = not all(ran)
    open_still = LoggedEvent.objects.filter(pk=number, settled_at=None)
    if failed:
        wait = timedelta(seconds=min(3600, 5 * 2 ** min(row.tries, 10)))
        open_still.update(tries=F("tries") + 1, try_again_at=now + wait)
        return False
    open_still.update(settled_at=now)
    return True


def _once(row: LoggedEvent, reaction: Reaction, happened: Event, now: datetime) -> bool:
    from cairn.foundation.models import DoneReaction

    if DoneReaction.objects.filter(event=row, reaction=reaction.name).exists():
        return True
    forms_key = claim_key.set(None)  # what follows is not what the form asked for
    try:
        with transaction.atomic():
            DoneReaction.objects.create(event=row, reaction=reaction.name, at=now)
            reaction.run(happened, at=row.at)
    except IntegrityError:
        # Another process was quicker, or the reaction itself broke a constraint: only the first is fine.
        if DoneReaction.objects.filter(event=row, reaction=reaction.name).exists():
            return True
        log.error("reaction %s to event %s broke a constraint", reaction.name, row.pk)
        return False
    except Exception as error:
        log.error("reaction %s to event %s failed: %s", reaction.name, row.pk, type(error).__name__)
        return False
    finally:
        claim_key.reset(forms_key)
    return True
