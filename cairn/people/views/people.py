"""The list of people, and one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.foundation import clock
from cairn.foundation.decisions import decide, require, visible_to
from cairn.foundation.time import city_of, show_time
from cairn.foundation.writing import CannotBeDone
from cairn.matching.vocabulary import standard_vocabulary
from cairn.people import actions, queries
from cairn.people.forms.listing import in_use, wanted_of
from cairn.people.forms.person import AddPersonForm
from cairn.people.models import Person
from cairn.people.queries import listing
from cairn.people.rules.choices import word_names
from cairn.people.rules.skills import skill_name
from cairn.people.rules.spoken import languages_in_words
from cairn.people.views.profile import shown
from cairn.people.views.reading import reader_of
from cairn.ui.told import tell


@require_http_methods(["GET", "HEAD"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody whom the reader looks after, with search and filters."""
    reader = reader_of(request)
    require(reader, "person.list")
    further = listing.further_filters()
    wanted = wanted_of(request.GET, further)
    counts = listing.counted(reader)
    number = _number(request.GET.get("page", ""))
    page = Paginator(listing.found(reader, wanted, number, counts), listing.PAGE).get_page(number)
    rows = listing.with_details(list(page.object_list))
    lines = listing.lines_about(rows, reader)
    context = {
        "wanted": wanted,
        "page": page,
        "all": counts.everybody,
        "rows": [_row(person, lines.get(person.pk, "")) for person in rows],
        "tags": in_use(request.GET, wanted, reader, further),
        "functions": _choices("function", counts.functions, wanted.functions),
        "fields": _choices("field", counts.fields, wanted.fields),
        "languages": standard_vocabulary().languages,
        "stages": standard_vocabulary().stages,
        "further": [
            {"filter": one, "choices": one.choices(reader), "chosen": wanted.further.get(one.name, "")}
            for one in further
        ],
        "has_lines": bool(lines),
        "may_create": bool(decide(reader, "person.create")),
    }
    return render(request, "people/list.html", context)


def _number(asked: str) -> int:
    """The page that is asked for; the first, if that makes no sense."""
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def _row(person: Person, line: str) -> dict[str, Any]:
    offered = person.offered  # type: ignore[attr-defined]
    profile = person.profile
    more = len(offered) - 3
    return {
        "person": person,
        "url": reverse("people:profile", args=[person.pk]),
        "is_closed": not person.is_active,
        "line": ", ".join(part for part in (profile.headline, profile.place) if part),
        "skills": ", ".join(skill_name(one) for one in offered[:3]),
        "more": _("and {more} more").format(more=more) if more > 0 else "",
        "languages": languages_in_words(profile.languages[:3]),
        "about": line,
    }


def _choices(kind: str, counts: Mapping[str, int], chosen: tuple[str, ...]) -> list[dict[str, Any]]:
    """What the list can be narrowed to: those that somebody has, and those that are chosen."""
    names = word_names(kind)
    keys = sorted({*counts, *chosen}, key=lambda key: (-counts.get(key, 0), names.get(key, key)))
    return [
        {"key": key, "name": names.get(key, key), "count": counts.get(key, 0), "is_chosen": key in chosen}
        for key in keys
    ]


class Noted(HttpResponse):
    """An answer after which something is written down, so that nobody waits for it."""

    def __init__(self, text: str, then: Callable[[], object]) -> None:
        super().__init__(text)
        self.then = then

    def close(self) -> None:
        """The answer has left."""
        super().close()
        self.then()


@require_http_methods(["GET", "HEAD"])
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A profile, with as much of it as its reader may see. That somebody looked is noted afterwards."""
    reader = reader_of(request)
    subject = get_object_or_404(visible_to(reader, Person), pk=pk)
    seen = queries.seen_profile(subject, reader)
    context = {
        "seen": seen,
        "shown": shown(seen, reader, clock.now()),
        "line": listing.lines_about([subject], reader).get(subject.pk, ""),
        "is_own": subject.pk == reader.pk,
        "may_list": bool(decide(reader, "person.list")),
        "may_close": bool(decide(reader, "person.make_administrator", subject)),
        "city": city_of(subject.zone, reader.language),
        "now_there": show_time(clock.now(), subject.tzinfo, reader.language),
        "other_clock": subject.zone != reader.zone,
    }
    text = render_to_string("people/person.html", context, request)

    def note() -> None:
        now = clock.now()
        # Asked first, so that a second look takes no lock.
        if subject.pk != reader.pk and not queries.has_looked(reader, subject, now):
            actions.note_look(reader, subject, by=reader, now=now)

    return Noted(text, note)


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What an administrator may do about an account: close and open it, and who looks after this place."""
    reader = reader_of(request)
    subject = get_object_or_404(visible_to(reader, Person), pk=pk)
    require(reader, "person.make_administrator", subject)
    refusal = ""
    if request.method == "POST":
        act = _ACCOUNT_ACTS.get(request.POST.get("act", ""))
        if act is not None:
            change, words = act
            try:
                change(subject, by=reader, now=clock.now())
            except CannotBeDone as no:
                refusal = no.reason
            else:
                tell(request, words())
                return redirect("people:account", subject.pk)
    closing = decide(reader, "person.deactivate", subject)
    context = {"person": subject, "refusal": refusal, "closing": closing}
    return render(request, "people/account.html", context, status=409 if refusal else 200)


_ACCOUNT_ACTS: dict[str, tuple[Callable[..., Person], Callable[[], str]]] = {
    "close": (actions.deactivate, lambda: _("The account is closed, and its sessions have ended.")),
    "open": (actions.reactivate, lambda: _("The account is open again.")),
    "appoint": (actions.make_administrator, lambda: _("An administrator from now on.")),
    "withdraw": (actions.withdraw_administrator, lambda: _("No longer an administrator.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """Makes somebody known, by name and address."""
    reader = reader_of(request)
    require(reader, "person.create")
    form = AddPersonForm(request.POST or None, initial={"zone": reader.zone})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_person(**form.cleaned_data, by=reader, now=clock.now())
        except CannotBeDone as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        else:
            tell(request, _("{name} can sign in with a code by mail.").format(name=made.name))
            return redirect(reverse("people:profile", args=[made.pk]))
    status = 422 if form.is_bound else 200
    return render(request, "people/new.html", {"form": form}, status=status)
