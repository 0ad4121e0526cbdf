"""The two questions that are answered in rows: hours and moves."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from cairn.foundation import clock
from cairn.foundation.time import city_of
from cairn.foundation.writing import CannotBeDone, Stale
from cairn.people import actions, queries
from cairn.people.forms.rows import HoursForm, MovesForm, week_bars
from cairn.people.models import Profile
from cairn.people.rules.choices import word_names
from cairn.people.rules.spoken import in_words
from cairn.people.rules.steps import Step
from cairn.people.rules.windows import DAYS, PRESETS, hours_in_words
from cairn.people.views.reading import Asking, draw, is_quick, new_tab, onward, reader_of, saved_words


def hours(request: HttpRequest, step: Step) -> HttpResponse:
    """The hours of a week."""
    reader = reader_of(request)
    asking = Asking.of(reader, step)
    if request.method != "POST":
        return _show_hours(request, asking, HoursForm.filled(queries.windows_of(reader)))
    form = HoursForm.typed(request.POST)
    is_moved = _change_hours(form, request)
    windows = form.stretches()
    if form.errors:
        return _show_hours(request, asking, form, status=422)
    try:
        _keep(request, asking, {"windows": windows})
    except Stale as refusal:
        return _show_hours(request, asking, form, stale=refusal, status=409)
    except CannotBeDone as refusal:
        return _show_hours(request, asking, form, refusal=refusal.reason, status=422)
    if is_moved or is_quick(request):
        return _show_hours(request, Asking.of(reader, step), form, saved=True)
    return onward(request, step)


def _change_hours(form: HoursForm, request: HttpRequest) -> bool:
    """Does what a button of the editor says; whether there was one."""
    data = request.POST
    day = data.get("add") or data.get("copy") or data.get("drop", "").partition("-")[0]
    weekday = int(day) if day in {"0", "1", "2", "3", "4", "5", "6"} else None
    if "add" in data and weekday is not None:
        form.add(weekday)
    elif "copy" in data and weekday is not None:
        form.copy(weekday)
    elif "drop" in data and weekday is not None:
        number = data["drop"].partition("-")[2]
        form.drop(weekday, int(number[:3]) if number.isdecimal() else 0)
    elif "preset" in data:
        form.put_in(data["preset"])
    elif "clear" in data:
        form.clear()
    else:
        return False
    return True


def _number(typed: str) -> int | None:
    return int(typed[:3]) if typed.isdecimal() else None


def _show_hours(
    request: HttpRequest,
    asking: Asking,
    form: HoursForm,
    *,
    stale: Stale | None = None,
    refusal: str = "",
    saved: bool = False,
    status: int = 200,
) -> HttpResponse:
    reader = reader_of(request)
    # What can be read of the form is drawn, also while a row still needs another look.
    standing = queries.windows_of(reader)
    drawn = HoursForm(list(form.rows)).stretches() if request.method == "POST" else standing
    context = {
        "days": [
            {
                "number": number,
                "name": day,
                "rows": form.of(number),
                "is_workday": number < 5,
                "is_filled": any(not row.is_empty for row in form.of(number)),
            }
            for number, day in enumerate(DAYS)
        ],
        "presets": PRESETS,
        "problems": form.errors,
        "refusal": refusal,
        "week": week_bars(drawn),
        "hours": hours_in_words(standing),
        "focus": _number(request.POST.get("add", "")),
        "city": city_of(reader.zone, reader.language),
        "offset": clock.now().astimezone(reader.tzinfo),
    }
    return _show(request, asking, context, stale=stale, saved=saved, status=status)


def moves(request: HttpRequest, step: Step) -> HttpResponse:
    """The moves made, and the one wanted."""
    reader = reader_of(request)
    asking = Asking.of(reader, step)
    this_year = clock.now().astimezone(reader.tzinfo).year
    if request.method != "POST":
        standing = queries.answers_of(reader, asking.profile, step.name)
        return _show_moves(request, asking, MovesForm.filled(standing))
    form = MovesForm.typed(request.POST)
    is_moved = _change_moves(form, request)
    typed = form.answers(this_year)
    if form.errors:
        return _show_moves(request, asking, form, status=422)
    try:
        _keep(request, asking, typed)
    except Stale as refusal:
        return _show_moves(request, asking, form, stale=refusal, status=409)
    except CannotBeDone as refusal:
        form.refuse(refusal)
        return _show_moves(request, asking, form, status=422)
    if is_moved or is_quick(request):
        return _show_moves(request, Asking.of(reader, step), form, saved=True)
    return onward(request, step)


def _change_moves(form: MovesForm, request: HttpRequest) -> bool:
    if "add" in request.POST:
        form.add()
    elif request.POST.get("drop", "").isdecimal():
        form.drop(int(request.POST["drop"][:3]))
    else:
        return False
    return True


def _show_moves(
    request: HttpRequest,
    asking: Asking,
    form: MovesForm,
    *,
    stale: Stale | None = None,
    saved: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "moves": form,
        "places": list(word_names("place").values()),
        "problems": form.errors,
        "focus": "add" in request.POST,
    }
    return _show(request, asking, context, stale=stale, saved=saved, status=status)


def _keep(request: HttpRequest, asking: Asking, answers: dict[str, Any]) -> Profile:
    reader = reader_of(request)
    version = request.POST.get("version", "")[:9]
    return actions.answer_step(
        reader,
        asking.step.name,
        answers,
        int(version) if version.isdecimal() else asking.version,
        tab=request.POST.get("tab", "")[:32],
        by=reader,
        now=clock.now(),
    )


def _version(request: HttpRequest, asking: Asking, stale: Stale | None, saved: bool) -> int | str:
    """What the page carries on: the version that it shows now, or still the one that it was filled from."""
    if stale is not None:
        return stale.version
    return asking.version if saved or request.method != "POST" else request.POST.get("version", "")


def _show(
    request: HttpRequest,
    asking: Asking,
    context: dict[str, Any],
    *,
    stale: Stale | None,
    saved: bool,
    status: int,
) -> HttpResponse:
    """The page, or the part of it that was asked for; a stale one carries the newer version on."""
    name = asking.step.name
    standing = queries.answers_of(reader_of(request), asking.profile, name)
    context |= {
        "asking": asking,
        "version": _version(request, asking, stale, saved),
        "tab": request.POST.get("tab") or new_tab(),
        "saved": saved_words(request) if saved else "",
        "theirs": stale is not None,
        "conflicts": [{"theirs": text} for text in in_words(name, standing).values()] if stale else [],
    }
    return draw(request, name, context, status)
