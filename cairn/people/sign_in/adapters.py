"""The places where django-allauth asks us."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.internal.httpkit import clean_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.foundation import clock
from cairn.foundation.actors import Visitor
from cairn.foundation.encryption import ring
from cairn.mail.kinds import LetterKind
from cairn.people import letters
from cairn.people.models import Person
from cairn.people.models.person import normalized
from cairn.people.sign_in import actions, browsers, proof, rules, sessions
from cairn.people.sign_in.doors import BY_DOOR

TOO_MANY = gettext_lazy(
    "That was often. Wait ten minutes, or sign in another way: with a code, a password or a passkey."
)
WRONG_CODE = gettext_lazy("This is not the code. Look again at the latest letter; small letters are fine.")

_CODES: Mapping[str, LetterKind] = {
    "account/email/login_code": letters.SIGN_IN_CODE,
    "account/email/password_reset_code": letters.PASSWORD_CODE,
}
_UNKNOWN = "account/email/unknown_account"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts: made by administrators and programs, never by strangers."""

    error_messages: Mapping[str, Any] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed."),
        "email_password_mismatch": gettext_lazy(
            "Address and password do not fit together. Try again, or get a code by email."
        ),
        "enter_current_password": gettext_lazy(
            "This is not your password now. Try again, or choose a new one with a code."
        ),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": gettext_lazy(
            "This is not your password. Try again, or show in another way that it is you."
        ),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only our own paths: no host may be named, not even ours."""
        return bool(url_has_allowed_host_and_scheme(url, allowed_hosts=None))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where a request comes from. X-Forwarded-For counts only as far as stated proxies wrote it.

        A request that came past fewer proxies than stated is judged by its own end of the line.
        """
        forwarded = [part for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
        far = settings.TRUSTED_PROXIES
        named = forwarded[-far] if 0 < far <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
        address = clean_client_ip(named)
        if address is None:
            raise PermissionDenied("no address to count by")
        return str(address)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Puts a letter of ours into the outbox; unknown addresses take the same way and the same time."""
        now, by = clock.now(), Visitor()
        person = Person.objects.filter(is_active=True, email=normalized(email)).first()
        if template_prefix == _UNKNOWN:
            letters.write_without_code(letters.NO_ACCOUNT, email, by=by, now=now)
            return
        kind, code = _CODES[template_prefix], str(context["code"])
        url = settings.ADDRESS + reverse("sign_in_by_link", args=[code])
        letters.write_code(
            kind, email, code, url=url if kind is letters.SIGN_IN_CODE else "", person=person, by=by, now=now
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Notes that a password or factor was changed; the letter follows from the event."""
        what = template_prefix.rsplit("/", 1)[-1]
        actions.note_change(user, what, by=user, now=clock.now())
        if what == "password_reset":
            # Guesses at the old password shall not keep its owner from using the new one.
            self._delete_login_attempts_cached_email(self.request, email=user.email)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After a password was changed: back to the page about signing in."""
        return reverse("sign_in")

    def set_password(self, user: Person, password: str) -> None:
        """Keeps a new password, and touches nothing else of the person."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """A session was opened: starts its clocks, and notes which browser it was."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        now = clock.now()
        sessions.begin(request.session, now=now)
        by_door = settings.DEMO and BY_DOOR in request.session
        way = "door" if by_door else rules.way_of(get_authentication_records(request, user))
        token = browsers.token_of(request) or browsers.new_token()
        actions.note_sign_in(user, way, token, by=user, now=now)
        browsers.remember(response, token)
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Our own gate decides, see `proof`."""
        request = context.request
        return request is None or not proof.is_fresh(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How this person may prove who they are: the second factor, or else password or mailed code."""
        if not isinstance(user, Person):
            return []
        types = set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
        found: list[tuple[str, str, str]] = []
        if Authenticator.Type.WEBAUTHN in types:
            found.append(("passkey", _("Use a passkey"), "mfa_reauthenticate_webauthn"))
        if types & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}:
            found.append(("factor", _("Use a code from your app, or a recovery code"), "mfa_reauthenticate"))
        if not types & {Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP}:
            found = [("mailed_code", _("Get a code by email"), "sign_in_proof_code")]
            if user.has_usable_password():
                found.insert(0, ("password", _("Use your password"), "account_reauthenticate"))
        return [{"id": id_, "description": words, "url": reverse(name)} for id_, words, name in found]


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: passkeys, authenticator apps, recovery codes."""

    error_messages: Mapping[str, Any] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This did not work. Try again, or use another way."),
    }

    def encrypt(self, text: str) -> str:
        """Secrets of apps and recovery codes are kept sealed."""
        return base64.b64encode(ring().seal(text, _SECRETS)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return ring().open(base64.b64decode(encrypted_text), _SECRETS)

    def get_totp_issuer(self) -> str:
        """What an authenticator app shows above the code."""
        return _called()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For whom a passkey is made: this host."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": _called()}

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002 - its name
        """A name for a new passkey that says where it was made."""
        request = context.request
        _browser, system = rules.browser_and_system(request.META.get("HTTP_USER_AGENT", ""))
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        if system:
            return _("Passkey on %(system)s") % {"system": system}
        return _("Passkey %(number)s") % {"number": number + 1}


_SECRETS = "mfa_authenticator|data|secret"
"""What sealed secrets are bound to. django-allauth does not tell us for which row it asks."""


def _called() -> str:
    return f"Cairn, {settings.ORGANIZATION}"
