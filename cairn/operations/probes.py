"""`/healthz` and `/readyz`, for whoever watches over the processes.

They are answered before everything else: a probe has no session, often no name of a host, and no encryption.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from cairn.foundation import clock, health

View = Callable[[HttpRequest], HttpResponseBase]
RETRY_SECONDS = 10


@login_not_required
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nobody, not even the database: a restart would not bring that back."""
    return _unkept(HttpResponse("alive\n", content_type="text/plain; charset=utf-8"))


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The installation can be used; if not, 503 with the names of what is not ready, and nothing more."""
    missing = [found.name for found in health.readiness(clock.now()) if found.is_wrong]
    response = JsonResponse({"ready": not missing, "not_ready": missing}, status=503 if missing else 200)
    if missing:
        response["Retry-After"] = str(RETRY_SECONDS)
    return _unkept(response)


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def probes(get_response: View) -> View:
    """The middleware that answers them first."""
    answers: dict[str, View] = {"/healthz": alive, "/readyz": ready}

    def around(request: HttpRequest) -> HttpResponseBase:
        return answers.get(request.path_info, get_response)(request)

    return around
