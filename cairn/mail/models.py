"""The outbox, and the links that letters carry."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from cairn.foundation.encryption import EncryptedText
from cairn.foundation.models import Keyed


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Words for lists of letters."""

    def due(self, now: datetime) -> Self:
        """Those that wait and may go, the longest waiting first."""
        return self.filter(state=Delivery.State.QUEUED, due_at__lte=now).order_by("due_at", "id")

    def stranded(self, now: datetime) -> Self:
        """Those whose worker died while sending: nobody can know whether they left."""
        return self.filter(state=Delivery.State.SENDING, lease_until__lt=now).order_by("due_at", "id")


class Delivery(Keyed):
    """One letter to one address: the outbox row.

    `key` comes from what the letter means, such as `sign-in-code:<challenge>`, so asking twice writes once.
    The words stand only in `context` and in `rendered` (the whole message as it is sent, from the first
    try on); both are sealed, and emptied once the letter is sent, except in the demo.
    """

    class State(models.TextChoices):
        """Where a letter stands."""

        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        HELD = "held"

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=48)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, related_name="letters")
    address = models.CharField(max_length=254)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    good_until = models.DateTimeField(null=True, help_text="After this it would come too late and is dropped")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_by = models.CharField(max_length=96, blank=True)
    lease_until = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=320)
    language = models.CharField(max_length=16)
    zone = models.CharField(max_length=64)
    subject = models.CharField(max_length=200, blank=True, help_text="Never holds private words")
    context = EncryptedText(blank=True)
    rendered = EncryptedText(blank=True)
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=32, blank=True, help_text="Why it failed or is held: a short key")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="letter_due", condition=Q(state="queued")),
            models.Index(fields=["lease_until"], name="letter_sending", condition=Q(state="sending")),
            models.Index(fields=["state", "created_at"], name="letter_state"),
            models.Index(fields=["address", "created_at"], name="letter_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class LinkToken(Keyed):
    """A link in a letter: for one purpose, one person, one thing, until a time. It opens no session.

    Only the hash of the token is kept. `answer` says what tapping this link answers, if the letter offers
    several answers to one question.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=48)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, related_name="+")
    object_id = models.UUIDField(null=True)
    answer = models.CharField(max_length=48, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "purpose", "object_id"], name="link_of"),
            models.Index(fields=["expires_at"], name="link_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} link"
