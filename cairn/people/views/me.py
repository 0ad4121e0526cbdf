"""A person's own pages: how far the profile has come, what others see, and how they are written to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cairn.foundation import clock
from cairn.foundation.time import city_of
from cairn.foundation.writing import CannotBeDone
from cairn.people import actions, queries
from cairn.people.forms.person import AwayForm, PreferencesForm, clock_time
from cairn.people.forms.rows import week_bars
from cairn.people.models import Person, Preferences, Profile
from cairn.people.rules.audience import Relation
from cairn.people.rules.progress import Progress
from cairn.people.rules.spoken import in_words
from cairn.people.rules.steps import Step
from cairn.people.rules.windows import hours_in_words
from cairn.people.views.profile import shown
from cairn.people.views.reading import reader_of
from cairn.ui.told import tell

EYES: tuple[Relation, ...] = ("directory", "manager", "administrator")
"""With whose eyes one may look at one's own profile."""


@require_http_methods(["GET", "HEAD"])
def me(request: HttpRequest) -> HttpResponse:
    """One's own page: every question with its answer, the hours, and where the rest is."""
    return _show_me(request, AwayForm())


def _show_me(request: HttpRequest, away: AwayForm, status: int = 200) -> HttpResponse:
    reader = reader_of(request)
    profile = queries.profile_of(reader)
    progress = queries.progress_of(reader, profile)
    windows = queries.windows_of(reader)
    context = {
        "profile": profile,
        "progress": progress,
        "heading": _heading(progress),
        "lines": [_line(reader, profile, step, progress) for step in _in_order(progress)],
        "week": week_bars(windows),
        "has_hours": bool(windows),
        "hours": hours_in_words(windows),
        "city": city_of(reader.zone, reader.language),
        "away": away,
        "is_away": profile.away_until is not None and profile.away_until >= _today(reader),
    }
    return render(request, "people/me.html", context, status=status)


def _today(reader: Person) -> Any:
    return clock.now().astimezone(reader.tzinfo).date()


def _in_order(progress: Progress) -> list[Step]:
    return sorted((*progress.done, *progress.left), key=progress.place_of)


def _heading(progress: Progress) -> str:
    if not progress.left:
        return _("Your profile is complete")
    if not progress.done:
        return _("Tell us about you, a question at a time")
    return ngettext("One question is left", "{count} questions are left", len(progress.left)).format(
        count=len(progress.left)
    )


def _line(reader: Person, profile: Profile, step: Step, progress: Progress) -> dict[str, Any]:
    """A question with its answer in a few words."""
    spoken = in_words(step.name, queries.answers_of(reader, profile, step.name))
    if step.name == "not-with":
        count = reader.not_with.count()
        spoken = {
            "people": ngettext("{count} person", "{count} people", count).format(count=count) if count else ""
        }
    words = ", ".join(", ".join(text.split("\n")) for text in spoken.values() if text)
    is_done = step in progress.done
    # Everybody begins with room for one; that is no answer yet.
    return {"step": step, "words": words if is_done or step.name != "capacity" else "", "is_done": is_done}


@require_POST
def away(request: HttpRequest) -> HttpResponse:
    """Says until when one is away."""
    reader = reader_of(request)
    form = AwayForm(request.POST)
    if not form.is_valid():
        return _show_me(request, form, status=422)
    try:
        profile = actions.set_away(reader, form.cleaned_data["until"], by=reader, now=clock.now())
    except CannotBeDone as refusal:
        form.add_error("until", refusal.reason)
        return _show_me(request, form, status=422)
    if profile.away_until:
        tell(request, _("Nobody is sent your way until you are back."))
    return redirect("people:me")


@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """Says that one is back."""
    reader = reader_of(request)
    actions.set_away(reader, None, by=reader, now=clock.now())
    tell(request, _("Welcome back."))
    return redirect("people:me")


@require_http_methods(["GET", "HEAD"])
def others_see(request: HttpRequest) -> HttpResponse:
    """One's own profile with the eyes of others: everybody, whoever runs a program, an administrator."""
    reader = reader_of(request)
    chosen = request.GET.get("as", "")
    eyes = chosen if chosen in EYES else EYES[0]
    seen = queries.seen_profile(reader, reader, as_relation=eyes)
    labels = {
        "directory": _("People in your programs"),
        "manager": _("Who runs your programs"),
        "administrator": _("Administrators"),
    }
    context = {
        "seen": seen,
        "shown": shown(seen, reader, clock.now()),
        "tabs": [(labels[one], f"?as={one}", "", one == eyes) for one in EYES],
        "city": city_of(reader.zone, reader.language),
    }
    return render(request, "people/others_see.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Language, zone, quiet hours, and which letters one gets."""
    reader = reader_of(request)
    kept = Preferences.objects.get(pk=reader.pk)
    form = PreferencesForm(
        request.POST or None,
        initial={
            "language": reader.language,
            "zone": reader.zone,
            "quiet_from": clock_time(kept.quiet_from),
            "quiet_until": clock_time(kept.quiet_until),
        },
        now=clock.now(),
        language=reader.language,
    )
    kinds = [name for name, _label in form.fields["wanted_kinds"].choices]  # type: ignore[attr-defined]
    form.initial["wanted_kinds"] = [name for name in kinds if name not in kept.stopped_kinds]
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_preferences(reader, **form.answers(), by=reader, now=clock.now())
        except CannotBeDone as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        else:
            tell(request, _("Saved"))
            return redirect("people:preferences")
    return render(request, "people/preferences.html", {"form": form}, status=422 if form.is_bound else 200)
