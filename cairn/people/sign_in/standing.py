"""Whose account needs a second factor. Rooms further up know who runs a program; they say so here."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator

from cairn.people.models import Person

Predicate = Callable[[Person], bool]

_predicates: dict[str, Predicate] = {}

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor. Recovery codes alone do not: they only stand in for one of these."""


def needs_factor_if(name: str, predicate: Predicate) -> None:
    """Adds a reason why somebody needs a second factor; called when Django starts.

    The predicate is asked once a request, so it may cost one query at most.
    """
    _predicates[name] = predicate


def needs_factor(person: Person) -> bool:
    """Whether this person may only work with a second factor, and is signed out after half a day unused."""
    return person.is_administrator or any(predicate(person) for predicate in _predicates.values())


def has_factor(person: Person) -> bool:
    """Whether this person has a passkey or an authenticator app."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists())
