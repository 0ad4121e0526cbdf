"""The addresses of signing in. Each page is named here: django-allauth brings more than we use.

Names that begin with `account_`, `mfa_` and `usersessions_` are the ones that django-allauth looks for.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, path, register_converter

from cairn.people.sign_in import pages, views
from cairn.people.sign_in.proof import fresh_proof


class CodeInAddress:
    """Eight letters with a dash, as in the link of a letter."""

    regex = "[A-Za-z]{4}-[A-Za-z]{4}"

    def to_python(self, value: str) -> str:
        """The code."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """The code in an address."""
        return value


register_converter(CodeInAddress, "mailed_code")

entrance: list[URLPattern | URLResolver] = [
    path("sign-in/", pages.sign_in, name="account_login"),
    path("sign-in/password/", pages.password_sign_in, name="sign_in_password"),
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/code/<mailed_code:code>/", pages.by_link, name="sign_in_by_link"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/second-step/", factors.authenticate, name="mfa_authenticate"),
    path("sign-in/help/", pages.how_to_get_in, name="account_signup"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-in/new-password/", account.password_reset, name="account_reset_password"),
    path(
        "sign-in/new-password/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "sign-in/new-password/choice/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "sign-in/new-password/done/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("sign-out/", account.logout, name="account_logout"),
    path("demo/doors/<uuid:person>/", pages.walk_in, name="demo_door"),
]

proving: list[URLPattern | URLResolver] = [
    path("account/proof/password/", account.reauthenticate, name="account_reauthenticate"),
    path("account/proof/code/", views.proof_code, name="sign_in_proof_code"),
    path("account/proof/second-step/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("account/proof/passkey/", pages.prove_passkey, name="mfa_reauthenticate_webauthn"),
]

own_account: list[URLPattern | URLResolver] = [
    path("account/", views.overview, name="sign_in"),
    path("account/sessions/", views.session_list, name="usersessions_list"),
    path("account/sessions/<int:number>/end/", views.session_end, name="sign_in_session_end"),
    path("account/sessions/others/end/", views.other_sessions_end, name="sign_in_other_sessions_end"),
    path("account/address/", fresh_proof(views.address), name="sign_in_address"),
    path("account/address/code/", fresh_proof(views.address_code), name="sign_in_address_code"),
    path("account/password/", fresh_proof(account.password_set), name="account_set_password"),
    path("account/password/change/", fresh_proof(account.password_change), name="account_change_password"),
    path("account/app/add/", fresh_proof(pages.add_app), name="mfa_activate_totp"),
    path("account/app/remove/", fresh_proof(pages.remove_app), name="mfa_deactivate_totp"),
    path("account/passkeys/add/", fresh_proof(pages.add_passkey), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/name/", fresh_proof(pages.rename_passkey), name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove/", fresh_proof(pages.remove_passkey), name="mfa_remove_webauthn"),
    path(
        "account/recovery-codes/", fresh_proof(recovery.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "account/recovery-codes/new/",
        fresh_proof(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/recovery-codes/download/",
        fresh_proof(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

urlpatterns = [*entrance, *proving, *own_account]
