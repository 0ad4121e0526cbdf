"""The question about languages and the time zone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cairn.foundation import clock
from cairn.foundation.time import zone_choices
from cairn.foundation.writing import CannotBeDone
from cairn.matching.vocabulary import standard_vocabulary
from cairn.people import actions
from cairn.people.rules.answers import Answers
from cairn.people.rules.choices import MOST_LANGUAGES, clean_languages, language_names
from cairn.people.rules.steps import Step
from cairn.people.views.reading import Asking, draw, is_quick, onward, reader_of, saved_words


def page(request: HttpRequest, step: Step) -> HttpResponse:
    """Languages, one added or taken away at a time, and the zone.

    A language that was typed but not added counts as added when the reader goes on.
    """
    if request.method != "POST":
        return _show(request, step)
    reader = reader_of(request)
    data = request.POST
    typed = data.get("language", "")
    dropped = data.get("drop")

    def changed(standing: Answers) -> Answers:
        added = clean_languages([typed]) if typed.strip() and "drop" not in data else ()
        kept = [code for code in standing["languages"] if code != dropped]
        return {"languages": [*kept, *added], "zone": data.get("zone", "")}

    try:
        actions.adjust_step(reader, step.name, changed, by=reader, now=clock.now())
    except CannotBeDone as refusal:
        return _show(request, step, typed=typed, refusal=refusal, status=422)
    if "add" in data or "drop" in data or is_quick(request):
        reader.refresh_from_db()
        return _show(request, step, saved=True)
    return onward(request, step)


def _show(
    request: HttpRequest,
    step: Step,
    *,
    typed: str = "",
    refusal: CannotBeDone | None = None,
    saved: bool = False,
    status: int = 200,
) -> HttpResponse:
    reader = reader_of(request)
    asking = Asking.of(reader, step)
    spoken = asking.profile.languages
    names = language_names()
    zone = request.POST.get("zone") or reader.zone
    zones = zone_choices(clock.now(), reader.language)
    context = {
        "asking": asking,
        "spoken": [(code, names.get(code, code)) for code in spoken],
        "is_full": len(spoken) >= MOST_LANGUAGES,
        "languages": [one for one in standard_vocabulary().languages if one.code not in spoken],
        "zones": zones,
        "zone": zone,
        "zone_is_other": zone not in {one.name for _group, listed in zones for one in listed},
        "typed": typed,
        "wrong_zone": refusal.reason if refusal and refusal.field == "zone" else "",
        "wrong_language": refusal.reason if refusal and refusal.field != "zone" else "",
        "refusal": refusal.reason if refusal else "",
        "saved": saved_words(request) if saved else "",
        "focus": "add" in request.POST,
    }
    return draw(request, "languages", context, status)
