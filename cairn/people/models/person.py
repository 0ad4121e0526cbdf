"""A person: who they are, how to reach them, and where their day begins."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from cairn.foundation.models import Keyed

TINTS = 8
OUTLINES = 6


class PersonQuerySet(models.QuerySet["Person"]):
    """Words for lists of persons."""

    def active(self) -> Self:
        """Those who can sign in."""
        return self.filter(is_active=True)


class PersonManager(BaseUserManager["Person"]):
    """Finds persons by their address, however it is written."""

    def get_queryset(self) -> PersonQuerySet:
        """The words of `PersonQuerySet` on every query."""
        return PersonQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with this address. Raises `Person.DoesNotExist`."""
        return self.get(email=normalized(username or ""))


def normalized(address: str) -> str:
    """An address as it is kept: trimmed, in small letters."""
    return address.strip().lower()


class Person(AbstractBaseUser, Keyed):
    """Somebody known to this installation. Roles come from programs; only `is_administrator` is here."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    called = models.CharField(
        max_length=60, blank=True, help_text="What to call this person, if not the first word"
    )
    zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=16, default="en-us")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    deactivated_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="person_email_is_lower"),
        ]
        indexes = [models.Index(fields=["name", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Normalizes the address, as every other way in does."""
        self.email = normalized(self.email)

    @property
    def short_name(self) -> str:
        """What to call this person: their own word, or the first of their name."""
        return self.called or self.name.split(" ")[0] or self.email

    @property
    def initials(self) -> str:
        """The first letters of the first and the last word of the name, for the pebble."""
        words = [word for word in self.name.replace("-", " ").split() if word[0].isalnum()]
        letters = [words[0][0], *([words[-1][0]] if len(words) > 1 else [])] if words else ["?"]
        return "".join(letters).upper()

    @property
    def tint(self) -> int:
        """Which of eight tints the pebble has: always the same for one person."""
        return (self.id.int >> 4) % TINTS

    @property
    def outline(self) -> int:
        """Which of six outlines the pebble has."""
        return (self.id.int >> 12) % OUTLINES

    @property
    def tzinfo(self) -> ZoneInfo:
        """The zone of this person's day."""
        return ZoneInfo(self.zone)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own permissions are not used here: `decide` answers."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """See `has_perm`."""
        return False
