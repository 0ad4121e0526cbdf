"""The pages before somebody is signed in, and those of django-allauth that lead on elsewhere."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.stages import LoginByCodeStage
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from cairn.foundation.once import without_once
from cairn.people.sign_in.doors import BY_DOOR, doors
from cairn.people.sign_in.forms import PasswordSignInForm, SignInForm
from cairn.ui import errors

OWN_PAGE = reverse_lazy("sign_in")


def too_many(request: HttpRequest) -> HttpResponse:
    """The page for a source that asks too often: its limits are counted by the minute."""
    return errors.too_many(request, seconds=60)


class SignIn(account.RequestLoginCodeView):  # type: ignore[misc]
    """The page to sign in: asks for a code by email, and leads to the other ways."""

    form_class = SignInForm
    template_name = "account/login.html"

    def get_form_class(self) -> Any:
        """Our form, which counts per source and address."""
        return self.form_class

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Whoever comes back here starts anew; a code that is on its way still works on its own page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The doors, in the demo."""
        return {**super().get_context_data(**kwargs), "doors": doors()}


class _AddsFactor:
    """Adding a factor shows that one has it, so its recovery codes are shown without asking for it again."""

    request: HttpRequest
    did_generate_recovery_codes: bool

    def form_valid(self, form: Any) -> HttpResponse:
        """Adds it, and counts that as fresh proof."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        record_authentication(self.request, self.request.user, method="mfa", reauthenticated=True)
        return response

    def get_success_url(self) -> str:
        """The first factor brings recovery codes, which are shown at once."""
        return reverse("mfa_view_recovery_codes") if self.did_generate_recovery_codes else str(OWN_PAGE)


class AddPasskey(_AddsFactor, webauthn.AddWebAuthnView):  # type: ignore[misc]
    """A new passkey."""


class AddApp(_AddsFactor, totp.ActivateTOTPView):  # type: ignore[misc]
    """An authenticator app."""


class ProvePasskey(webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Fresh proof with a passkey."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Says on the same page that it did not work."""
        told = {"form": None, "refused": form.errors.get("credential", [])}
        response: HttpResponse = self.render_to_response({**self.get_context_data(), **told})
        return response


sign_in = SignIn.as_view()
password_sign_in = account.LoginView.as_view(
    template_name="account/login_password.html", form_class=PasswordSignInForm
)
how_to_get_in = login_not_required(TemplateView.as_view(template_name="account/how_to_get_in.html"))
prove_passkey = ProvePasskey.as_view()
add_passkey = AddPasskey.as_view()
rename_passkey = webauthn.EditWebAuthnView.as_view(success_url=OWN_PAGE)
remove_passkey = webauthn.RemoveWebAuthnView.as_view(success_url=OWN_PAGE)
add_app = AddApp.as_view()
remove_app = totp.DeactivateTOTPView.as_view(success_url=OWN_PAGE)


class ConfirmFromLink(account.ConfirmLoginCodeView):  # type: ignore[misc]
    """The page that the link of a letter leads to, in the browser that asked."""

    def get_initial(self) -> dict[str, Any]:
        """The code is filled in."""
        return {"code": self.kwargs["code"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The button posts to this very address."""
        return {**super().get_context_data(**kwargs), "came_by_link": True, "action": self.request.path}


_confirm_from_link = ConfirmFromLink.as_view()


@csrf_exempt
@without_once
@never_cache
@login_not_required
def by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Where the link of a letter leads: the code is filled in, a button sends it. Looking does nothing.

    In any other browser than the one that asked, the page says so and offers a code there. Pages with a
    secret in their address send no referrer, so browsers hide the origin of their forms and Django's check
    of it cannot pass. The code stands in for it: nobody else knows it, and other sites' forms come without
    the session that waits for it.
    """
    if request.user.is_authenticated:
        return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    stage = get_pending_stage(request)
    if stage is None or stage.key != LoginByCodeStage.key:
        return render(request, "account/other_browser.html")
    confirmed: HttpResponse = _confirm_from_link(request, code=code)
    return confirmed


@without_once
@never_cache
@login_not_required
def walk_in(request: HttpRequest, person: UUID) -> HttpResponse:
    """A door of the demo: opens a session as one of the people who stand there; elsewhere a 404."""
    if not settings.DEMO:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    door = next((door for door in doors() if door.person.pk == person), None)
    if door is None:
        raise Http404
    logout(request)
    request.session[BY_DOOR] = True
    adapter = get_adapter()
    adapter.login(request, door.person)
    opened: HttpResponse = adapter.post_login(
        request,
        door.person,
        email_verification="none",
        signal_kwargs=None,
        email=None,
        signup=False,
        redirect_url=settings.LOGIN_REDIRECT_URL,
    )
    return opened
