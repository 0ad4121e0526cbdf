"""Pages and posts about programs and places."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from cairn.foundation import clock
from cairn.foundation.decisions import require, visible_to
from cairn.foundation.writing import CannotBeDone
from cairn.people.models import Person
from cairn.programs import actions, queries, standing
from cairn.programs.forms import DecisionForm, SeatsForm
from cairn.programs.models import Enrollment, Program, Stewardship


@require_POST
def turn_to(request: HttpRequest) -> HttpResponse:
    """Makes one of the reader's programs the one at hand."""
    program = get_object_or_404(visible_to(_reader(request), Program), slug=request.POST.get("program", ""))
    request.session[standing.CHOSEN] = str(program.pk)
    return redirect("home")


@require_http_methods(["GET", "HEAD"])
def program(request: HttpRequest, slug: str) -> HttpResponse:
    """What a program is for, when what happens, and whom to ask."""
    reader = _reader(request)
    found = get_object_or_404(visible_to(reader, Program), slug=slug)
    places = standing.reader_of(request).places
    mine = next((place for place in places if place.program == found), None)
    return render(
        request,
        "programs/program.html",
        {
            "program": found,
            "stops": queries.timeline(found, clock.now().astimezone(reader.tzinfo).date()),
            "team": queries.stewards_of(found, Stewardship.Right.MANAGE),
            "mine": mine,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve, waitlist or decline one place: the page says what each of them means."""
    reader = _reader(request)
    enrollment = _place(reader, pk)
    require(reader, "enrollment.decide", enrollment)
    form = DecisionForm(enrollment, request.POST or None, initial={"state": request.GET.get("state")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_enrollment(enrollment, form.cleaned_data["state"], by=reader, now=clock.now())
        except CannotBeDone as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _DECIDED[form.cleaned_data["state"]] % enrollment.person.name)
            return redirect("home")
    return render(
        request,
        "programs/decision.html",
        {"enrollment": enrollment, "form": form, "program": enrollment.program},
        status=422 if form.errors else 200,
    )


_DECIDED = {
    Enrollment.State.APPROVED: gettext_lazy("%s has a place."),
    Enrollment.State.WAITLISTED: gettext_lazy("%s is on the waitlist."),
    Enrollment.State.DECLINED: gettext_lazy("%s has been declined."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How many mentees a mentor takes in one program."""
    reader = _reader(request)
    enrollment = _place(reader, pk)
    require(reader, "enrollment.set_seats", enrollment)
    form = SeatsForm(enrollment, request.POST or None, initial={"seats": enrollment.seats})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_seats(enrollment, form.cleaned_data["seats"], by=reader, now=clock.now())
        except CannotBeDone as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect("home")
    return render(
        request,
        "programs/seats.html",
        {"enrollment": enrollment, "form": form, "program": enrollment.program},
        status=422 if form.errors else 200,
    )


def _reader(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _place(reader: Person, pk: UUID) -> Enrollment:
    places = visible_to(reader, Enrollment).select_related("person", "person__profile", "program")
    return get_object_or_404(places, pk=pk)
