"""The two questions about skills: found by any wording, chosen with a level, or put in one's own words."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cairn.foundation import clock
from cairn.foundation.writing import CannotBeDone
from cairn.people import actions, queries
from cairn.people.rules.skills import (
    LEVELS,
    LOWEST_LEVEL,
    MOST_SKILLS,
    PRIORITIES,
    USUAL_LEVEL,
    ChosenSkill,
    search,
    skill_name,
    skill_of,
)
from cairn.people.rules.steps import Step, step_named
from cairn.people.views.reading import Asking, draw, is_quick, onward, reader_of, saved_words

SIDES = {"wanted-skills": "wants", "offered-skills": "offers"}


def page(request: HttpRequest, step: Step) -> HttpResponse:
    """The skills of one side.

    Every post says only what it changes (levels that were chosen, one skill more, one less), so two open
    pages never take each other's choice away.
    """
    typed = (request.POST or request.GET).get("q", "")
    if request.method != "POST":
        return _show(request, step, typed=typed)
    reader = reader_of(request)
    side = SIDES[step.name]
    try:
        actions.adjust_step(
            reader,
            step.name,
            lambda standing: {"skills": _changed(request, side, standing["skills"])},
            by=reader,
            now=clock.now(),
        )
    except CannotBeDone as refusal:
        return _show(request, step, typed=typed, refusal=refusal.reason, status=422)
    if "search" in request.POST:
        return _show(request, step, typed=typed, saved=True)
    if "add" in request.POST or "drop" in request.POST or is_quick(request):
        return _show(request, step, saved=True)
    return onward(request, step)


def _changed(request: HttpRequest, side: str, standing: Iterable[ChosenSkill]) -> list[ChosenSkill]:
    """The skills that stand, with what this post changes."""
    data = request.POST
    dropped = data.get("drop")
    chosen = [
        ChosenSkill(
            one.skill,
            _number(data.get(f"level-{one.skill}"), one.level),
            _number(data.get(f"priority-{one.skill}"), one.priority),
        )
        for one in standing
        if one.skill != dropped
    ]
    if data.get("add"):
        skill = skill_of(data["add"])
        if skill not in {one.skill for one in chosen}:
            chosen.append(ChosenSkill(skill, USUAL_LEVEL[side]))
    return chosen


def _number(typed: str | None, standing: int) -> int:
    return int(typed[:3]) if typed is not None and typed.isdecimal() else standing


def _show(
    request: HttpRequest,
    step: Step,
    *,
    typed: str = "",
    refusal: str = "",
    saved: bool = False,
    status: int = 200,
) -> HttpResponse:
    reader = reader_of(request)
    side = SIDES[step.name]
    chosen = queries.skills_of(reader, side)
    context = {
        "asking": Asking.of(reader, step),
        "side": side,
        "chosen": [{"skill": one, "name": skill_name(one.skill)} for one in chosen],
        "is_full": len(chosen) >= MOST_SKILLS[side],
        "levels": [(level, words) for level, words in enumerate(LEVELS) if level >= LOWEST_LEVEL[side]],
        "priorities": list(PRIORITIES.items()) if side == "wants" else [],
        "refusal": refusal,
        "saved": saved_words(request) if saved else "",
        "focus": "add" in request.POST,
        **_found(typed, {one.skill for one in chosen}),
    }
    return draw(request, "skills", context, status)


def _found(typed: str, chosen: set[str]) -> dict[str, object]:
    found = [one for one in search(typed) if one.id not in chosen]
    words = " ".join(typed.split())
    try:
        own = skill_of(words) if words else ""
    except CannotBeDone:
        own = ""
    known = {one.id for one in found} | chosen
    return {
        "typed": words,
        "found": found,
        "own": skill_name(own) if own and own not in known else "",
        "has_it": own in chosen,
    }


@require_http_methods(["GET", "HEAD"])
def search_page(request: HttpRequest, name: str) -> HttpResponse:
    """The skills nearest to what is being typed, as a part of a question's page; alone it leads there."""
    step = step_named(name)
    if step is None or name not in SIDES:
        return HttpResponse(status=404)
    if not request.headers.get("HX-Request"):
        return redirect("people:step", name)
    reader = reader_of(request)
    chosen = {one.skill for one in queries.skills_of(reader, SIDES[name])}
    context = {"asking": Asking.of(reader, step), **_found(request.GET.get("q", ""), chosen)}
    return render(request, "people/steps/skills_found.html", context)
