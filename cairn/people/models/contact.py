"""Who must not meet, who may not write, who looked at whom, and which browsers are known."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.foundation.models import Keyed
from cairn.people.models.person import Person


class NotWith(Keyed):
    """Somebody whom a person must not be matched with. Only that person ever sees it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="not_with")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="not_with_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="not_with_another"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} not with {self.other_id}"


class ContactBlock(Keyed):
    """Two persons who may not contact each other, whichever way: kept with the smaller id first."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="contact_block_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="contact_block_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"


class Look(Keyed):
    """That one person read another's profile: one row per reader, subject and day."""

    reader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="looks")
    subject = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="looked_at")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "subject", "day"], name="look_once_a_day")]

    def __str__(self) -> str:
        return f"{self.reader_id} at {self.subject_id} on {self.day}"


class Browser(Keyed):
    """A browser in which a person has signed in before, known by the hash of its own cookie."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="browsers")
    token_hash = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token_hash"], name="browser_once")]

    def __str__(self) -> str:
        return f"a browser of {self.person_id}"
