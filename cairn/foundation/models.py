"""The event log, what was done about it, one-time keys, workers, and long work."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.foundation.encryption import EncryptedText


class Keyed(models.Model):
    """A row whose id exists before it is saved: `ids.new_id(now)`."""

    id = models.UUIDField(primary_key=True, editable=False)

    class Meta:
        abstract = True


class LoggedEvent(models.Model):
    """An event as it happened. Never changed but for the marks of what followed from it."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=64)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=8)
    by_person = models.UUIDField(null=True)
    by_name = models.CharField(max_length=64, blank=True)
    facts = models.JSONField()
    settled_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    try_again_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "at"], name="event_kind"),
            models.Index(fields=["by_person", "at"], name="event_by_person"),
            models.Index(fields=["id"], name="event_unsettled", condition=Q(settled_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class DoneReaction(models.Model):
    """A reaction that has run, so that it never runs again."""

    event = models.ForeignKey(LoggedEvent, on_delete=models.CASCADE, related_name="done")
    reaction = models.CharField(max_length=96)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "reaction"], name="reaction_once")]

    def __str__(self) -> str:
        return self.reaction


class OnceKey(Keyed):
    """A form's one-time key that was used, with the answer that its first post got; see `once.py`."""

    owner = models.CharField(max_length=64)
    key = models.CharField(max_length=64, help_text="A hash of the key, the address and what was typed")
    at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = EncryptedText(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="once_per_owner")]

    def __str__(self) -> str:
        return f"used at {self.at:%Y-%m-%d %H:%M}"


class CacheRow(models.Model):
    """The table of the shared cache (`foundation/cache.py`), a model so that every migrate makes it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cache"

    def __str__(self) -> str:
        return self.cache_key


class Worker(Keyed):
    """A running `cairn work`, and when it was last heard of."""

    name = models.CharField(max_length=96)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class LongWork(Keyed):
    """Work that takes more than a second: it shows progress, can be stopped, and goes on after a kill."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        STOPPED = "stopped"
        FAILED = "failed"

    kind = models.CharField(max_length=48)
    facts = models.JSONField(default=dict)
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done_steps = models.PositiveIntegerField(default=0)
    all_steps = models.PositiveIntegerField(default=0)
    checkpoint = models.JSONField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    lease_by = models.CharField(max_length=96, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state", "asked_at"], name="long_work_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
