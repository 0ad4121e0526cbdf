"""Codes that we mail ourselves: proof of who one is, and of an address.

A code lives in the session of the browser that asked: ten minutes, three tries. Only its hash is kept.
(Codes to sign in and to choose a new password are django-allauth's, with the same limits.)
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import salted_hmac

from cairn.people.sign_in import rules

PROOF = "proof"
ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A code that was mailed and not yet typed: where it went, and how many tries are left."""

    address: str
    tries_left: int


def issue(session: SessionBase, purpose: str, address: str, *, now: datetime) -> str:
    """A new code for this browser, in place of any earlier one."""
    code = get_adapter().generate_login_code()
    session[_key(purpose)] = {
        "hash": _hash(purpose, code),
        "address": address,
        "at": now.timestamp(),
        "tries": 0,
    }
    return str(code)


def waiting(session: SessionBase, purpose: str, *, now: datetime) -> Waiting | None:
    """The code that this browser waits for, unless it is used, too old, or was mistyped three times."""
    kept = _kept(session, purpose, now)
    return Waiting(kept["address"], rules.CODE_TRIES - kept["tries"]) if kept else None


def try_code(session: SessionBase, purpose: str, typed: str, *, now: datetime) -> str | None:
    """The address that a rightly typed code was mailed to, once; otherwise nothing, and a try is gone."""
    kept = _kept(session, purpose, now)
    if kept is None:
        return None
    if hmac.compare_digest(_hash(purpose, typed), kept["hash"]):
        del session[_key(purpose)]
        return str(kept["address"])
    kept["tries"] += 1
    if kept["tries"] >= rules.CODE_TRIES:
        del session[_key(purpose)]
    else:
        session[_key(purpose)] = kept
    return None


def spoil(session: SessionBase, purpose: str) -> None:
    """Leaves a code waiting that nothing typed can match, so that a page answers as it always does."""
    session[_key(purpose)] = {**session[_key(purpose)], "hash": ""}


def _key(purpose: str) -> str:
    return f"cairn.code.{purpose}"


def _kept(session: SessionBase, purpose: str, now: datetime) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = session.get(_key(purpose))
    if kept is None or now.timestamp() - kept["at"] > rules.CODE_GOOD_FOR.total_seconds():
        return None
    return kept


def _hash(purpose: str, code: str) -> str:
    return salted_hmac(f"cairn.code.{purpose}", rules.plain_code(code)).hexdigest()
