"""`cairn createadmin`: the first person, who may then let others in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from cairn.foundation.actors import System
from cairn.foundation.decisions import Refused
from cairn.foundation.writing import CannotBeDone
from cairn.operations.starting import CannotStart
from cairn.people.actions import create_person, make_administrator
from cairn.people.models import Person
from cairn.people.models.person import normalized

BY = System("createadmin")


@dataclass(frozen=True, slots=True)
class Made:
    """Who it is, and whether they were known before."""

    person: Person
    was_known: bool


def make(email: str, name: str, now: datetime) -> Made:
    """Makes somebody known if they are not, and an administrator. Raises `CannotStart` with the reason."""
    was_known = Person.objects.filter(email=normalized(email)).exists()
    try:
        with transaction.atomic():
            person = create_person(email, name or email.partition("@")[0], zone=settings.ZONE, by=BY, now=now)
            return Made(make_administrator(person, by=BY, now=now), was_known)
    except CannotBeDone as refusal:
        raise CannotStart(str(refusal.reason), remedy="Nothing was changed.") from refusal
    except Refused as refusal:
        raise CannotStart(str(refusal.decision.reason), remedy="Nothing was changed.") from refusal
