"""What happens around signing in."""

from __future__ import annotations

from uuid import UUID

from cairn.foundation.events import Event, event


@event("person.signed_in")
class PersonSignedIn(Event):
    """Somebody opened a session. `way` is `code`, `password`, `passkey`, `door` or `other`."""

    person: UUID
    way: str
    new_browser: bool


@event("person.sign_in_changed")
class SignInChanged(Event):
    """How somebody signs in was changed; `what` is a key of `letters.CHANGES`."""

    person: UUID
    what: str


@event("person.address_changed")
class AddressChanged(Event):
    """Somebody took another email address. The addresses themselves are not in the log."""

    person: UUID


@event("person.sessions_ended")
class SessionsEnded(Event):
    """Sessions of somebody were ended before their time."""

    person: UUID
    number: int
