"""The forms of signing in: django-allauth's, in our words, and our own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cairn.people.models import Person
from cairn.people.models.person import normalized
from cairn.people.sign_in import browsers
from cairn.people.sign_in.adapters import TOO_MANY, WRONG_CODE
from cairn.people.sign_in.rules import plain_code
from cairn.ui.forms import Form, speak_kindly

USED_TOTP_SECONDS = 120
"""How long a code of an authenticator app is remembered as used: longer than it could work."""

Words = Mapping[str, tuple[Any, Any]]

PASSWORD_HINT = _("At least 12 characters. A few words in a row are good and easy to remember.")
CODE_HINT = _("Eight letters, as in the letter we sent. Small letters are fine.")


class Plain(forms.Form):
    """In our voice: labels and hints instead of placeholders, and errors that say what to do."""

    words: ClassVar[Words] = {}
    """Label and hint by field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]
        if "email" in self.fields:
            self.fields["email"].widget.attrs.update(
                autocomplete="username", inputmode="email", spellcheck="false"
            )
        if "code" in self.fields:
            self.fields["code"].widget.attrs.update(
                autocomplete="one-time-code", autocapitalize="characters", spellcheck="false", maxlength=32
            )
        speak_kindly(self)


class SignInForm(Plain, account.RequestLoginCodeForm):  # type: ignore[misc]
    """Asks for a code by email. Counts per source and address: nobody else can use up a person's codes."""

    words: ClassVar[Words] = {"email": (_("Your work email"), "")}

    def clean_email(self) -> str:
        """The address; who has it is noted, and shown to nobody."""
        email: str = self.cleaned_data["email"]
        request = context.request
        known = browsers.is_known(request, normalized(email))
        source = account.get_adapter().get_client_ip(request)
        within = ratelimit.consume(request, action="request_login_code", key=f"{source}|{email}")
        # Whoever floods an address from many places may use up its codes, but not those of a browser that
        # its owner has signed in with before.
        within = within and (known or ratelimit.consume(request, action="codes_to_an_address", key=email))
        if not within:
            raise ValidationError(TOO_MANY, code="too_many")
        users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        self._user = users[0] if users else None
        return email


class PasswordSignInForm(Plain, account.LoginForm):  # type: ignore[misc]
    """Address and password."""

    words: ClassVar[Words] = {"login": (_("Your work email"), ""), "password": (_("Your password"), "")}

    def _setup_password_field(self) -> None:
        """Keeps the field: the page to sign in asks for a code, this one for a password."""


class CodeForm(Plain, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the letter."""

    words: ClassVar[Words] = {"code": (_("The code from the letter"), CODE_HINT)}


class ResetForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    """Asks for a code to choose a new password."""

    words: ClassVar[Words] = {"email": (_("Your work email"), "")}


class ResetCodeForm(Plain, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    """The code from that letter."""

    words: ClassVar[Words] = {"code": (_("The code from the letter"), CODE_HINT)}


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password, after its code."""

    words: ClassVar[Words] = {
        "password1": (_("New password"), PASSWORD_HINT),
        "password2": (_("The same once more"), ""),
    }


class SetPasswordForm(Plain, account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""

    words: ClassVar[Words] = {
        "password1": (_("Password"), PASSWORD_HINT),
        "password2": (_("The same once more"), ""),
    }


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    """Another password."""

    words: ClassVar[Words] = {
        "oldpassword": (_("Your password now"), ""),
        "password1": (_("New password"), PASSWORD_HINT),
        "password2": (_("The same once more"), ""),
    }


class ProvePasswordForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    """The password, as fresh proof."""

    words: ClassVar[Words] = {"password": (_("Your password"), "")}


class _Once(forms.Form):
    """A code of an authenticator app works once, even if clocks differ a little."""

    authenticator: Authenticator
    user: Person

    def clean_code(self) -> str:
        """The code, if it was not used before."""
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            key = f"totp-used:{self.user.pk}:{plain_code(code)}"
            if not cache.add(key, True, timeout=USED_TOTP_SECONDS):
                raise ValidationError(_("This code was used already. Wait for the next one."), code="used")
        return code


_FACTOR_CODE = {
    "code": (_("Code"), _("Six digits from your authenticator app, or one of your recovery codes."))
}


class FactorForm(Plain, _Once, factors.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    words: ClassVar[Words] = _FACTOR_CODE


class ProveFactorForm(Plain, _Once, factors.ReauthenticateForm):  # type: ignore[misc]
    """The same, as fresh proof."""

    words: ClassVar[Words] = _FACTOR_CODE


class AddAppForm(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""

    words: ClassVar[Words] = {
        "code": (_("The code that the app shows"), _("Six digits. They change every half minute."))
    }


class _Asked(Plain):
    """A passkey must have been asked for, which takes JavaScript; without it the form arrives empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = _(
            "A passkey needs JavaScript, which is off in this browser. Choose another way."
        )


class AddPasskeyForm(_Asked, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey. It always stays on its device and always checks who holds it, so it opens alone."""

    words: ClassVar[Words] = {
        "name": (_("Name of this passkey"), _("So that you know later which one it is."))
    }
    name = forms.CharField(required=False, max_length=60)
    passwordless = forms.BooleanField(required=True, initial=True, widget=forms.HiddenInput)


class RenamePasskeyForm(Plain, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    words: ClassVar[Words] = {
        "name": (_("Name of this passkey"), _("So that you know later which one it is."))
    }
    name = forms.CharField(max_length=60)


class PasskeySignInForm(_Asked, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """Signs in with a passkey alone."""


class PasskeyForm(_Asked, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The second step, with a passkey."""


class ProvePasskeyForm(_Asked, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """The same, as fresh proof."""


class MailedCodeForm(Form):
    """A code that we mailed ourselves."""

    code = forms.CharField(label=_("The code from the letter"), help_text=CODE_HINT, max_length=32)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(
            autocomplete="one-time-code", autocapitalize="characters", spellcheck="false"
        )

    def refuse(self) -> None:
        """Says that this was not the code."""
        self.add_error("code", ValidationError(WRONG_CODE, code="incorrect"))


class AddressForm(Form):
    """The new address of somebody's account."""

    email = forms.EmailField(
        label=_("Your new address"),
        help_text=_("We send a code there, to see that it is yours."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        """The address as it is kept."""
        address = normalized(self.cleaned_data["email"])
        if address == self.person.email:
            raise ValidationError(gettext("This is your address already."), code="same")
        return address
