"""One page for each question of the profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cairn.foundation import clock
from cairn.foundation.writing import CannotBeDone, Stale
from cairn.people import actions, queries
from cairn.people.forms.steps import FORMS, StepForm
from cairn.people.rules.steps import Step, step_named
from cairn.people.views import languages, not_with, rows, skills
from cairn.people.views.reading import Asking, is_saving, new_tab, onward, reader_of, saved_answer

Page = Callable[[HttpRequest, Step], HttpResponse]


@require_http_methods(["GET", "HEAD"])
def go_on(request: HttpRequest) -> HttpResponse:
    """Leads to the first question that waits, or to one's own page."""
    waiting = queries.progress_of(reader_of(request)).next
    return redirect("people:step", waiting.name) if waiting else redirect("people:me")


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, name: str) -> HttpResponse:
    """One question: shows the answer as it stands, and takes another."""
    found = step_named(name)
    if found is None:
        raise Http404
    return _PAGES.get(name, _whole)(request, found)


def _whole(request: HttpRequest, asked: Step) -> HttpResponse:
    """A question that is answered as a whole."""
    reader = reader_of(request)
    asking = Asking.of(reader, asked)
    standing = queries.answers_of(reader, asking.profile, asked.name)
    of = FORMS[asked.name]
    today = clock.now().astimezone(reader.tzinfo)
    initial = {**of.filled(standing), "version": asking.version, "tab": new_tab()}
    if request.method != "POST":
        return _show(request, asking, of(initial=initial, today=today))
    form = of(request.POST, initial=initial, today=today)
    if not form.is_valid():
        return _show(request, asking, form, status=422)
    try:
        profile = actions.answer_step(
            reader,
            asked.name,
            form.answers(),
            form.cleaned_data["version"],
            tab=form.cleaned_data["tab"],
            by=reader,
            now=clock.now(),
        )
    except Stale as refusal:
        form.show_both(refusal)
        return _show(request, asking, form, status=409)
    except CannotBeDone as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        return _show(request, asking, form, status=422)
    if is_saving(request):
        return saved_answer(request, queries.step_version(profile, asked.name))
    return onward(request, asked)


def _show(request: HttpRequest, asking: Asking, form: StepForm, status: int = 200) -> HttpResponse:
    if is_saving(request) and status != 200:
        return JsonResponse(
            {"unsaved": [str(words) for listed in form.errors.values() for words in listed]}, status=status
        )
    return render(
        request, f"people/steps/{asking.step.name}.html", {"asking": asking, "form": form}, status=status
    )


_PAGES: Mapping[str, Page] = {
    "languages": languages.page,
    "wanted-skills": skills.page,
    "offered-skills": skills.page,
    "moves": rows.moves,
    "hours": rows.hours,
    "not-with": not_with.page,
}
