"""Who may do what with letters and links."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from cairn.foundation.actors import Actor, System, Visitor
from cairn.foundation.decisions import HIDDEN, YES, Decision, no, sees, verb
from cairn.mail.models import Delivery, LinkToken


@verb("letter.write", None, "cause Cairn to write a letter")
def write(by: Actor) -> Decision:
    """Everybody, since a letter follows from what they were allowed to do; not somebody who left."""
    return YES if isinstance(by, System | Visitor) or by.is_active else HIDDEN


@verb("letter.see", Delivery, "read a letter as it was sent")
def see(by: Actor, letter: Delivery) -> Decision:
    """Cairn itself; in the demo everybody, since its people are invented."""
    return YES if isinstance(by, System) or settings.DEMO else HIDDEN


@sees("letter.see", Delivery)
def seen_by(by: Actor) -> QuerySet[Delivery]:
    """All letters that an actor may read."""
    return Delivery.objects.all() if isinstance(by, System) or settings.DEMO else Delivery.objects.none()


@verb("letter.send", Delivery, "hand a letter to the mail server")
def send(by: Actor, letter: Delivery) -> Decision:
    """Only Cairn itself."""
    return YES if isinstance(by, System) else HIDDEN


@verb("letter.send_again", Delivery, "send a letter again that failed or is held")
def send_again(by: Actor, letter: Delivery) -> Decision:
    """Administrators, who see that it failed but not what it says."""
    if isinstance(by, System):
        return YES
    if isinstance(by, Visitor) or not by.is_active:
        return HIDDEN
    return YES if by.is_administrator else HIDDEN


@verb("link.use", LinkToken, "press the button that a link in a letter leads to")
def use(by: Actor, link: LinkToken) -> Decision:
    """Only the person the letter was written to; for somebody outside, whoever holds the link."""
    if isinstance(by, System):
        return HIDDEN
    if isinstance(by, Visitor):
        return YES if link.person_id is None else HIDDEN
    if link.person_id is not None and by.pk == link.person_id and by.is_active:
        return YES
    return no("This link was written to somebody else.")


@verb("letter.stop", None, "stop a kind of letters for themselves, and allow it again")
def stop(by: Actor) -> Decision:
    """Every person."""
    return YES if not isinstance(by, System | Visitor) and by.is_active else HIDDEN
