"""What mail does again and again: send what is due, and forget links that nobody can use any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from cairn.foundation.chores import chore
from cairn.mail import delivery, links

OLD_LINKS_SAY_SO_FOR = timedelta(days=90)
"""So long an expired link still answers that it is too old; after that Cairn does not know it."""
LETTERS_AT_ONCE = 50
"""A batch shares one conversation with the mail server and must be over before its lease is."""


@chore(name="send letters", every=timedelta(seconds=5))
def send_letters(now: datetime, batch: int) -> int:
    """Sends letters that are due; returns how many it settled."""
    return delivery.send_due(now, min(batch, LETTERS_AT_ONCE))


@chore(name="forget old links", every=timedelta(hours=1))
def forget_old_links(now: datetime, batch: int) -> int:
    """Deletes links that expired long ago; returns how many."""
    return links.forget_before(now - OLD_LINKS_SAY_SO_FOR, batch)
