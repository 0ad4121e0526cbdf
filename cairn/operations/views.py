"""The page of long work: how far it is, and a button that stops it."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cairn.foundation import clock
from cairn.foundation.long_work.actions import stop_long_work
from cairn.foundation.long_work.queries import Progress, progress_of
from cairn.people.models import Person


@require_safe
def long_work(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is. htmx asks for the part that changes, every two seconds until it is over."""
    progress = _progress(request, pk)
    part = "_part" if request.headers.get("HX-Request") else ""
    return render(
        request, f"operations/long_work{part}.html", {"progress": progress, "said": _said(progress)}
    )


@require_POST
def long_work_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks it to stop after the step at hand."""
    progress = _progress(request, pk)
    stop_long_work(progress.work, by=_reader(request), now=clock.now())
    return redirect("operations:long_work", pk=pk)


def _reader(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _progress(request: HttpRequest, pk: UUID) -> Progress:
    progress = progress_of(pk, by=_reader(request))
    if progress is None:
        raise Http404
    return progress


def _said(progress: Progress) -> str:
    """One sentence on where it stands."""
    work = progress.work
    match work.state:
        case work.State.WAITING:
            return _("It begins within moments. You may leave this page: it goes on without you.")
        case work.State.RUNNING if progress.is_stopping:
            return _("It stops after the step at hand.")
        case work.State.RUNNING if work.all_steps:
            return _("%(done)s of %(all)s. You may leave this page: it goes on without you.") % {
                "done": work.done_steps,
                "all": work.all_steps,
            }
        case work.State.RUNNING:
            return _("It has begun. You may leave this page: it goes on without you.")
        case work.State.DONE:
            return _("It is done.")
        case work.State.STOPPED:
            return _("It was stopped. What was done until then stays.")
        case _:
            return _("It could not be finished. What was done until then stays. Please try again later.")
