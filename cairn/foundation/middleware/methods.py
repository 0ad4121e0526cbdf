"""Around every request: pages are read and posted to, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

View = Callable[[HttpRequest], HttpResponseBase]

KNOWN = ("GET", "HEAD", "POST", "OPTIONS")
"""Django's form views take a PUT for a POST, past the one-time key: so no page gets one."""


def methods(get_response: View) -> View:
    """Answers 405 to any method that no page has."""

    def around(request: HttpRequest) -> HttpResponseBase:
        if request.method not in KNOWN:
            return HttpResponseNotAllowed(KNOWN)
        return get_response(request)

    return around
