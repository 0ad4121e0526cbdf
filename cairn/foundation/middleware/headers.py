"""Around every request: what browsers may do with a page of ours, where Django does not already say it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[[HttpRequest], HttpResponseBase]

TOKEN_NAMES = {"token", "key", "code", "uidb36"}
"""How addresses name a part of theirs that nobody else may learn."""
PERMISSIONS = ", ".join(
    f"{what}=()"
    for what in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
PASSKEYS = "publickey-credentials-create=(self), publickey-credentials-get=(self)"


def headers(get_response: View) -> View:
    """The middleware; above the session's, so that it sees the cookies of an answer."""

    def around(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        secret = has_token(request)
        if secret:
            response["Referrer-Policy"] = "no-referrer"
        if secret or _is_somebodys(request, response):
            response.headers.setdefault("Cache-Control", "no-store")
        if not getattr(response, "xframe_options_exempt", False):
            response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("Permissions-Policy", f"{PERMISSIONS}, {PASSKEYS}")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return around


def has_token(request: HttpRequest) -> bool:
    """Whether the address of this page has a token in it."""
    found = request.resolver_match
    return found is not None and not TOKEN_NAMES.isdisjoint(found.kwargs)


def _is_somebodys(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether a session comes or goes with this answer; asked without a look into the database."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
