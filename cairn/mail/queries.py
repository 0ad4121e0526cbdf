"""Reads that pages and workers share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from cairn.foundation.actors import Actor
from cairn.foundation.decisions import visible_to
from cairn.mail import links, rules
from cairn.mail.models import Delivery, LinkToken


def link_of(token: str) -> LinkToken | None:
    """The link with this token, with its person, or nothing."""
    return LinkToken.objects.filter(token_hash=links.hashed(token)).select_related("person").first()


def standing_of(link: LinkToken, now: datetime) -> rules.Standing:
    """Whether a link still works."""
    person: Any = link.person
    facts = rules.LinkFacts(
        expires_at=link.expires_at,
        used=link.used_at is not None,
        void=link.voided_at is not None,
        owner_left=person is not None and not person.is_active,
        correctable=links.purpose_of(link.purpose).correctable,
    )
    return rules.standing(facts, now)


def letters_to(by: Actor, address: str = "") -> QuerySet[Delivery]:
    """The letters that an actor may read, newest first; those to an address that holds these signs."""
    found = visible_to(by, Delivery).order_by("-created_at", "-id")
    return found.filter(address__icontains=address.strip()) if address.strip() else found


def failed_letters(by: Actor) -> QuerySet[Delivery]:
    """What did not arrive, newest first: for whoever may have it sent again. Words are not among it."""
    if not getattr(by, "is_administrator", False):
        return Delivery.objects.none()
    return (
        Delivery.objects.filter(state=Delivery.State.FAILED)
        .order_by("-created_at")
        .defer("context", "rendered")
    )


@dataclass(frozen=True, slots=True)
class Outbox:
    """How many letters wait to be sent, and how many could not be delivered."""

    waiting: int
    failed: int


def outbox() -> Outbox:
    """Counts the outbox; numbers only, of all persons. One query."""
    counted = Delivery.objects.aggregate(
        waiting=Count("pk", filter=Q(state=Delivery.State.QUEUED)),
        failed=Count("pk", filter=Q(state=Delivery.State.FAILED)),
    )
    return Outbox(**counted)
