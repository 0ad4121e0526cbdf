"""Who may contact whom, and who is on whose private list."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from cairn.foundation.actors import Actor
from cairn.foundation.decisions import visible_to
from cairn.people.models import ContactBlock, Look, NotWith, Person


def may_contact(one: Person, other: Person) -> bool:
    """Whether nothing keeps these two from contacting each other. Every way of contact asks this."""
    first, second = sorted((one.pk, other.pk))
    return first != second and not ContactBlock.objects.filter(first=first, second=second).exists()


def has_looked(reader: Person, subject: Person, now: datetime) -> bool:
    """Whether it is noted already that one person read another's profile on this day of the reader."""
    day = now.astimezone(reader.tzinfo).date()
    return Look.objects.filter(reader=reader, subject=subject, day=day).exists()


def not_with_of(person: Person, *, by: Actor) -> list[NotWith]:
    """A person's private list, by name, as far as the one who asks may see it: that is, the owner."""
    entries = visible_to(by, NotWith).filter(person=person)
    return list(entries.select_related("other", "other__profile").order_by("other__name", "other_id"))


def not_with_pairs(persons: Collection[UUID], *, by: Actor) -> list[tuple[UUID, UUID]]:
    """Who must not be matched with whom among these persons, for the engine; nothing for anybody else."""
    entries = visible_to(by, NotWith).filter(person__in=persons, other__in=persons)
    return sorted(entries.values_list("person", "other"))
