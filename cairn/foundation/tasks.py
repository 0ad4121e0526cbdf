"""Hints to the worker. Each can be lost without harm: a chore finds what it was about."""

from __future__ import annotations

from django_tasks import task

from cairn.foundation import clock


@task()
def follow_event(number: int) -> None:
    """Runs what follows from an event, now rather than at the next sweep."""
    from cairn.foundation.reactions import settle

    settle(number, clock.now())
