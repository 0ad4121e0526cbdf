"""What the first pages show, put together from several rooms; a constant number of queries each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cairn.foundation import health
from cairn.home import rules
from cairn.mail import queries as letters
from cairn.people.models import Person, Profile
from cairn.people.queries import progress_of
from cairn.people.rules import Progress
from cairn.programs import queries as programs
from cairn.programs.models import Enrollment, Program, Stewardship
from cairn.programs.queries import Participation, Place, SkillGap, Stop
from cairn.programs.standing import Reader

FUNNEL: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        gettext_lazy("Applied"),
        ("applied", "waitlisted", "declined", "approved", "active", "finished", "left"),
    ),
    (gettext_lazy("Has a place"), ("approved", "active", "finished")),
    (gettext_lazy("In a mentorship"), ("active", "finished")),
)
"""From hope to habit: who ever came as far as this."""

SHOWN_WAITING = 8
"""How many who wait for an answer a manager's page shows before it leads on."""


@dataclass(frozen=True, slots=True)
class ParticipantDay:
    """What a mentee or mentor finds: their profile's next question, their place, and when what happens."""

    profile: Profile | None
    progress: Progress
    place: Place | None
    lines: tuple[tuple[Enrollment, str], ...]
    seats: Enrollment | None
    seats_line: str
    stops: Sequence[Stop]
    team: Sequence[Person]
    hours_a_week: int


@dataclass(frozen=True, slots=True)
class ManagerDay:
    """What a program manager finds: who waits, where everybody is, and what the program lacks."""

    program: Program
    may_decide: bool
    waiting: Sequence[Enrollment]
    waiting_count: int
    counted: Participation
    funnel: Sequence[tuple[str, int]]
    gaps: Sequence[SkillGap]
    stops: Sequence[Stop]
    unfinished: int


@dataclass(frozen=True, slots=True)
class OwnerDay:
    """What a program owner finds: figures, no persons."""

    program: Program
    counted: Participation
    funnel: Sequence[tuple[str, int]]
    stops: Sequence[Stop]
    managers: Sequence[Person]


def participant_day(reader: Reader, today: date) -> ParticipantDay:
    """The page of a mentee, a mentor, or somebody who is in no program yet. At most four queries."""
    profile = Profile.objects.filter(person=reader.person).first()
    place = reader.place
    mentor = place.enrollment(Enrollment.Role.MENTOR) if place else None
    windows = reader.person.windows.values_list("start_minute", "end_minute")
    return ParticipantDay(
        profile=profile,
        progress=progress_of(reader.person, profile),
        place=place,
        lines=_lines(place) if place else (),
        seats=mentor,
        seats_line=rules.seats_line(mentor.seats, mentor.seats_taken) if mentor else "",
        stops=programs.timeline(place.program, today) if place else (),
        team=programs.stewards_of(place.program, Stewardship.Right.MANAGE) if place else (),
        hours_a_week=sum(end - start for start, end in windows) // 60,
    )


def _lines(place: Place) -> tuple[tuple[Enrollment, str], ...]:
    return tuple(
        (enrollment, rules.place_line(enrollment.role, enrollment.state, place.program.state))
        for enrollment in place.enrollments
    )


def manager_day(reader: Reader, place: Place, today: date) -> ManagerDay:
    """The page of a program manager. At most seven queries, whatever the number of people."""
    program = place.program
    counted = programs.participation(program)
    waiting = programs.waiting_places(reader.person, program)
    return ManagerDay(
        program=program,
        may_decide=Stewardship.Right.MANAGE in place.rights,
        waiting=list(waiting[:SHOWN_WAITING]),
        waiting_count=counted.count(Enrollment.State.APPLIED),
        counted=counted,
        funnel=_funnel(counted),
        gaps=programs.skill_gaps(program),
        stops=programs.timeline(program, today),
        unfinished=programs.without_profile(program),
    )


def owner_day(place: Place, today: date) -> OwnerDay:
    """The page of a program owner. Three queries."""
    counted = programs.participation(place.program)
    return OwnerDay(
        program=place.program,
        counted=counted,
        funnel=_funnel(counted),
        stops=programs.timeline(place.program, today),
        managers=programs.stewards_of(place.program, Stewardship.Right.MANAGE),
    )


def _funnel(counted: Participation) -> list[tuple[str, int]]:
    return [(str(label), counted.count(*states)) for label, states in FUNNEL]


def today_of(person: Person, now: datetime) -> datetime:
    """This instant on the person's own clock."""
    return now.astimezone(person.tzinfo)


def people_facts() -> list[tuple[str, int]]:
    """How many people can sign in, and how many accounts are closed. One query."""
    counted = Person.objects.aggregate(
        active=Count("pk", filter=Q(is_active=True)),
        closed=Count("pk", filter=Q(is_active=False)),
        administrators=Count("pk", filter=Q(is_active=True, is_administrator=True)),
    )
    return [
        (_("Can sign in"), counted["active"]),
        (_("Administrators"), counted["administrators"]),
        (_("Closed accounts"), counted["closed"]),
    ]


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One thing that was looked at, in words for the administrator."""

    title: str
    is_well: bool
    words: str
    remedy: str = ""


TITLES: Mapping[str, Any] = {
    "migrations": gettext_lazy("Database"),
    "worker": gettext_lazy("Worker"),
    "disk": gettext_lazy("Disk"),
}


def health_findings(now: datetime) -> list[HealthLine]:
    """What an administrator should know today. Reads only: opening a page writes nothing."""
    found = (health.migrations(now), health.worker(now), health.disk_space(now))
    lines = [
        HealthLine(
            str(TITLES[finding.name]), finding.level == health.Level.WELL, finding.words, finding.remedy
        )
        for finding in found
    ]
    return [*lines, _letters()]


def _letters() -> HealthLine:
    outbox = letters.outbox()
    failed, waiting = outbox.failed, outbox.waiting
    if failed:
        words = ngettext("%d letter could not be delivered.", "%d letters could not be delivered.", failed)
        return HealthLine(
            _("Letters"), False, words % failed, _("Look at the mail server's address and its log.")
        )
    if waiting:
        words = ngettext("%d letter is on its way.", "%d letters are on their way.", waiting)
        return HealthLine(_("Letters"), True, words % waiting)
    return HealthLine(_("Letters"), True, _("All letters have been sent."))
