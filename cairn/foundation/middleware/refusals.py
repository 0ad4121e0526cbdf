"""Around every view: what an action refuses and the view does not catch becomes a page that says why."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cairn.foundation.decisions import Refused
from cairn.foundation.middleware.pages import page
from cairn.foundation.writing import CannotBeDone, Stale

View = Callable[[HttpRequest], HttpResponseBase]


def refusals(get_response: View) -> Refusals:
    """The middleware."""
    return Refusals(get_response)


class Refusals:
    """A hidden thing answers exactly as one that does not exist."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """One request. Whoever comes by a link to where one can only post sees a page, too."""
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        shown = page("hidden", request, None)
        shown.status_code, shown["Allow"] = 405, response["Allow"]
        return shown

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The page for a refusal; None for everything else."""
        match error:
            case Refused(decision=decision):
                return page("hidden" if decision.hidden else "refused", request, error)
            case CannotBeDone():
                return page("cannot", request, error)
            case Stale():
                return page("stale", request, error)
            case _:
                return None
