"""The first page, for whoever is reading."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.foundation import clock
from cairn.foundation.time import city_of
from cairn.home import figures, queries, rules
from cairn.programs.standing import Reader, reader_of


@require_safe
@login_not_required
def private(request: HttpRequest) -> HttpResponse:
    """Who may see what, in plain words; for everybody."""
    return render(request, "home/private.html")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Today: a mentee's, a mentor's, a manager's, an owner's or an administrator's."""
    reader = reader_of(request)
    now = queries.today_of(reader.person, clock.now())
    match reader.persona:
        case "manager":
            return _manager(request, reader, now)
        case "owner":
            return _owner(request, reader, now)
        case "administrator":
            return _administrator(request, reader, now)
        case _:
            return _participant(request, reader, now)


def _participant(request: HttpRequest, reader: Reader, now: datetime) -> HttpResponse:
    day = queries.participant_day(reader, now.date())
    return render(
        request,
        "home/participant.html",
        {
            "day": day,
            "reader": reader,
            "greeting": rules.greeting(now.hour, reader.person.short_name),
            "city": city_of(reader.person.zone, reader.person.language),
            "headline": rules.profile_headline(len(day.progress.left)),
        },
    )


def _manager(request: HttpRequest, reader: Reader, now: datetime) -> HttpResponse:
    assert reader.place is not None
    day = queries.manager_day(reader, reader.place, now.date())
    return render(
        request,
        "home/manager.html",
        {
            "day": day,
            "headline": rules.waiting_headline(day.waiting_count),
            "minutes": rules.minutes_for(day.waiting_count),
            "more": max(0, day.waiting_count - len(day.waiting)),
            "phases": figures.phases(day.stops),
            "here": figures.here(day.stops, now.date()),
            "in_short": figures.in_short(day.program.name, day.stops),
            "gaps": figures.gap_lines(day.gaps),
            "tally": figures.standing(day.counted),
            "funnel": figures.funnel(day.funnel),
        },
    )


def _owner(request: HttpRequest, reader: Reader, now: datetime) -> HttpResponse:
    assert reader.place is not None
    day = queries.owner_day(reader.place, now.date())
    return render(
        request,
        "home/owner.html",
        {
            "day": day,
            "headline": rules.owner_headline(day.program.name, day.program.state),
            "phases": figures.phases(day.stops),
            "here": figures.here(day.stops, now.date()),
            "in_short": figures.in_short(day.program.name, day.stops),
            "stats": figures.owner_stats(day.counted),
            "funnel": figures.funnel(day.funnel),
        },
    )


def _administrator(request: HttpRequest, reader: Reader, now: datetime) -> HttpResponse:
    found = queries.health_findings(clock.now())
    problems = sum(not finding.is_well for finding in found)
    return render(
        request,
        "home/administrator.html",
        {
            "findings": found,
            "problems": problems,
            "headline": rules.health_headline(problems),
            "people": queries.people_facts(),
        },
    )
