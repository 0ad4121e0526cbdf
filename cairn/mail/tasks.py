"""Hints to the worker that a letter waits. A lost hint does no harm: the chore finds the letter."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django_tasks import task

from cairn.foundation import clock


@task()
def send_letter(letter: str) -> None:
    """Sends a letter now rather than at the next sweep. The task knows its id and nothing else."""
    from cairn.mail.delivery import send_one

    send_one(UUID(letter), clock.now())


def wake(letter: UUID, due_at: datetime, now: datetime) -> None:
    """Asks for a letter to be sent once its transaction is committed, if it is due."""
    if due_at > now:
        return
    if settings.INLINE_REACTIONS:
        from cairn.mail.delivery import send_one

        transaction.on_commit(partial(send_one, letter, now))
    else:
        send_letter.enqueue(str(letter))
