"""How a person wants to be written to."""

from __future__ import annotations

from django.db import models

from cairn.foundation.models import Keyed
from cairn.people.models.person import Person


class Preferences(Keyed):
    """One per person; `id` is the person's. Quiet hours are in the person's zone."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="preferences")
    quiet_from = models.PositiveSmallIntegerField(default=18 * 60, help_text="Minute of the day")
    quiet_until = models.PositiveSmallIntegerField(default=9 * 60, help_text="Minute of the day")
    stopped_kinds = models.JSONField(default=list, help_text="Kinds of letters this person does not want")

    def __str__(self) -> str:
        return f"preferences of {self.person_id}"
