"""How a password is checked."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """A closed account answers like an address that nobody has."""

    @classmethod
    def _stash_user(cls, user: Any) -> Any:
        """Keeps nobody, since with it the right password would be told that the account is closed."""
        return super()._stash_user(None)
