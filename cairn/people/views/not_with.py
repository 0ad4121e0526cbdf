"""The private list of people whom one would rather not be matched with.

Whom it is about is never part of an address, so that no log of addresses can tell.
"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cairn.foundation import clock
from cairn.foundation.decisions import visible_to
from cairn.foundation.writing import CannotBeDone
from cairn.people import actions, queries
from cairn.people.models import Person
from cairn.people.rules.steps import Step
from cairn.people.views.reading import Asking, onward, reader_of
from cairn.ui.told import tell

LAST_REMOVED = "people.not_with.removed"
"""Under which key of the session it is kept who was taken off last, for Undo."""


def page(request: HttpRequest, step: Step) -> HttpResponse:
    """The list, a search by name, and adding."""
    reader = reader_of(request)
    if request.method != "POST":
        return _show(request, step, request.GET.get("q", ""))
    if "search" in request.POST:
        return _show(request, step, request.POST.get("q", ""))
    if "add" in request.POST:
        try:
            actions.add_not_with(reader, _person(reader, request.POST["add"]), by=reader, now=clock.now())
        except CannotBeDone as refusal:
            return _show(request, step, "", refusal=refusal.reason, status=422)
        return redirect("people:step", step.name)
    actions.pass_by_step(reader, step.name, by=reader, now=clock.now())
    return onward(request, step)


@require_POST
def removal(request: HttpRequest) -> HttpResponse:
    """Takes somebody off the list, with Undo."""
    reader = reader_of(request)
    other = request.POST.get("other", "")
    entry = next(
        (entry for entry in queries.not_with_of(reader, by=reader) if str(entry.other_id) == other), None
    )
    if entry is None:
        raise Http404
    actions.remove_not_with(reader, entry.other, by=reader, now=clock.now())
    request.session[LAST_REMOVED] = other
    tell(request, _("Taken off your list"), undo=reverse("people:not_with_return"))
    return redirect("people:step", "not-with")


@require_POST
def put_back(request: HttpRequest) -> HttpResponse:
    """Undo: whoever was taken off last is on the list again."""
    reader = reader_of(request)
    actions.add_not_with(
        reader, _person(reader, request.session.pop(LAST_REMOVED, "")), by=reader, now=clock.now()
    )
    return redirect("people:step", "not-with")


def _person(reader: Person, key: str) -> Person:
    """Somebody whom the reader may see; everybody else does not exist."""
    try:
        found = visible_to(reader, Person).filter(pk=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _show(
    request: HttpRequest, step: Step, typed: str, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    reader = reader_of(request)
    listed = queries.not_with_of(reader, by=reader)
    known = {entry.other_id for entry in listed} | {reader.pk}
    words = " ".join(typed.split())
    found = [person for person in queries.find_by_name(reader, words) if person.pk not in known]
    context = {
        "asking": Asking.of(reader, step),
        "listed": listed,
        "typed": words,
        "found": found,
        "refusal": refusal,
    }
    return render(request, "people/steps/not-with.html", context, status=status)
