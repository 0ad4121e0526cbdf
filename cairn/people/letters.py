"""The letters of this room: signing in, and what changed about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cairn.foundation.actors import Actor
from cairn.foundation.ids import new_id
from cairn.mail import actions as mail
from cairn.mail.kinds import LetterKind, register
from cairn.people.models import Person
from cairn.people.sign_in.rules import CODE_GOOD_FOR

_SAMPLE_CODE: Mapping[str, Any] = {"code": "WTKF-BXQD", "minutes": 10, "url": "https://cairn.example.org/"}
_CODE_REASON = _("You get this because somebody asked for a code with this address.")

SIGN_IN_CODE = register(
    LetterKind(
        name="sign-in-code",
        title=_("codes to sign in"),
        must_arrive=True,
        stoppable=False,
        subject=_("Your code to sign in"),
        template="people/letters/sign_in_code",
        reason=_CODE_REASON,
        good_for=CODE_GOOD_FOR,
        sample=_SAMPLE_CODE,
    )
)
NO_ACCOUNT = register(
    LetterKind(
        name="no-account",
        title=_("answers to an address that nobody can sign in with"),
        must_arrive=False,
        stoppable=False,
        subject=_("No account with this address"),
        template="people/letters/no_account",
        reason=_CODE_REASON,
        good_for=CODE_GOOD_FOR,
        sample={"url": "https://cairn.example.org/"},
    )
)
PASSWORD_CODE = register(
    LetterKind(
        name="password-code",
        title=_("codes to choose a new password"),
        must_arrive=True,
        stoppable=False,
        subject=_("Your code to choose a new password"),
        template="people/letters/password_code",
        reason=_CODE_REASON,
        good_for=CODE_GOOD_FOR,
        sample=_SAMPLE_CODE,
    )
)
PROOF_CODE = register(
    LetterKind(
        name="proof-code",
        title=_("codes to show that it is you"),
        must_arrive=True,
        stoppable=False,
        subject=_("Your code to go on"),
        template="people/letters/proof_code",
        reason=_CODE_REASON,
        good_for=CODE_GOOD_FOR,
        sample=_SAMPLE_CODE,
    )
)
ADDRESS_CODE = register(
    LetterKind(
        name="address-code",
        title=_("codes to confirm a new address"),
        must_arrive=True,
        stoppable=False,
        subject=_("Your code to confirm this address"),
        template="people/letters/address_code",
        reason=_("You get this because somebody wants to use this address for their account."),
        good_for=CODE_GOOD_FOR,
        sample=_SAMPLE_CODE,
    )
)
ADDRESS_TAKEN = register(
    LetterKind(
        name="address-taken",
        title=_("notices that an address is already in use"),
        must_arrive=False,
        stoppable=False,
        subject=_("This address already has an account"),
        template="people/letters/address_taken",
        reason=_("You get this because somebody wants to use this address for another account."),
        good_for=CODE_GOOD_FOR,
        sample={"url": "https://cairn.example.org/"},
    )
)
NEW_BROWSER = register(
    LetterKind(
        name="new-browser",
        title=_("notices of a new browser"),
        must_arrive=True,
        stoppable=False,
        subject=_("Somebody signed in from a new browser"),
        template="people/letters/new_browser",
        reason=_("You get this because it is about your account, so it cannot be stopped."),
        good_for=timedelta(days=7),
        sample={
            "browser": "Firefox",
            "system": "Windows",
            "at": datetime(2026, 11, 24, 9, 5, tzinfo=UTC),
            "url": "https://cairn.example.org/",
        },
    )
)
ACCOUNT_CHANGED = register(
    LetterKind(
        name="account-changed",
        title=_("notices that your way to sign in changed"),
        must_arrive=True,
        stoppable=False,
        subject=_("Your way to sign in changed"),
        template="people/letters/account_changed",
        reason=_("You get this because it is about your account, so it cannot be stopped."),
        good_for=timedelta(days=7),
        sample={
            "happened": "A passkey was added.",
            "at": datetime(2026, 11, 24, 9, 5, tzinfo=UTC),
            "url": "https://cairn.example.org/",
        },
    )
)

CHANGES: Mapping[str, Promise] = {
    "address": _("Your account has another email address now. This one no longer opens it."),
    "password_changed": _("Your password was changed."),
    "password_set": _("A password was set."),
    "password_reset": _("A new password was chosen with a code from your mailbox."),
    "totp_activated": _("An authenticator app was added."),
    "totp_deactivated": _("The authenticator app was removed."),
    "webauthn_added": _("A passkey was added."),
    "webauthn_removed": _("A passkey was removed."),
    "recovery_codes_generated": _("New recovery codes were made. The old ones no longer work."),
}
"""What may change about signing in, and what the letter says about it."""


def write_code(
    kind: LetterKind,
    address: str,
    code: str,
    *,
    url: str = "",
    person: Person | None,
    by: Actor,
    now: datetime,
) -> None:
    """Writes a code to an address. Each code is one letter; none is ever written twice."""
    mail.write_letter(
        kind,
        key=f"{kind.name}:{new_id(now)}",
        to_address=address,
        person=person,
        context={"code": code, "minutes": int(CODE_GOOD_FOR.total_seconds() // 60), "url": url},
        due_at=now,
        by=by,
        now=now,
    )


def write_without_code(kind: LetterKind, address: str, *, by: Actor, now: datetime) -> None:
    """Tells an address why it gets no code."""
    mail.write_letter(
        kind,
        key=f"{kind.name}:{new_id(now)}",
        to_address=address,
        context={"url": settings.ADDRESS + reverse("account_signup")},
        due_at=now,
        by=by,
        now=now,
    )


def write_about_change(
    person: Person, what: str, *, to: str = "", key: str, by: Actor, now: datetime
) -> None:
    """Tells a person that something about their signing in changed. `what` is a key of `CHANGES`."""
    mail.write_letter(
        ACCOUNT_CHANGED,
        key=f"account-changed:{key}",
        to_address=to or person.email,
        person=person,
        context={
            "happened": CHANGES[what],
            "at": now,
            "url": settings.ADDRESS + reverse("sign_in"),
        },
        due_at=now,
        by=by,
        now=now,
    )


def write_about_browser(
    person: Person, browser: str, system: str, *, key: str, at: datetime, by: Actor
) -> None:
    """Tells a person that somebody signed in with a browser that was not known."""
    mail.write_letter(
        NEW_BROWSER,
        key=f"new-browser:{key}",
        to_address=person.email,
        person=person,
        context={
            "browser": browser,
            "system": system,
            "at": at,
            "url": settings.ADDRESS + reverse("usersessions_list"),
        },
        due_at=at,
        by=by,
        now=at,
    )
