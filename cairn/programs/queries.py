"""What pages and other rooms read about programs; a constant number of queries each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _

from cairn.foundation.actors import Actor
from cairn.foundation.decisions import visible_to
from cairn.people.models import Person, ProfileSkill
from cairn.programs.models import Enrollment, Program, Stewardship


@dataclass(frozen=True, slots=True)
class Place:
    """What a person is in one program: their rights there and their roles."""

    program: Program
    rights: frozenset[str]
    roles: frozenset[str]
    enrollments: tuple[Enrollment, ...]

    def enrollment(self, role: str) -> Enrollment | None:
        """The person's place in a role, if they have one."""
        return next((place for place in self.enrollments if place.role == role), None)


def places_of(person: Person) -> tuple[Place, ...]:
    """Every program that concerns a person, those under way first, then the newest. Three queries."""
    enrollments: dict[UUID, list[Enrollment]] = {}
    mine = Enrollment.objects.filter(person=person).exclude(
        state__in=(Enrollment.State.DECLINED, Enrollment.State.LEFT)
    )
    for enrollment in mine.order_by("role"):
        enrollments.setdefault(enrollment.program_id, []).append(enrollment)
    rights = dict(Stewardship.objects.filter(person=person).values_list("program", "right"))
    programs = Program.objects.filter(pk__in={*enrollments, *rights})
    return tuple(
        Place(
            program=program,
            rights=frozenset({rights[program.pk]} if program.pk in rights else ()),
            roles=frozenset(place.role for place in enrollments.get(program.pk, ())),
            enrollments=tuple(enrollments.get(program.pk, ())),
        )
        for program in sorted(programs, key=_by_liveliness)
    )


_LIVELINESS = {
    Program.State.RUNNING: 0,
    Program.State.MATCHING: 1,
    Program.State.OPEN: 2,
    Program.State.CLOSING: 3,
    Program.State.DRAFT: 4,
    Program.State.CLOSED: 5,
}


def _by_liveliness(program: Program) -> tuple[int, float, str]:
    return _LIVELINESS[Program.State(program.state)], -program.created_at.timestamp(), program.slug


def stewards_of(program: Program, *rights: str) -> list[Person]:
    """The people who look after a program with one of these rights, by name, with their profiles."""
    return list(
        Person.objects.filter(
            stewardships__program=program, stewardships__right__in=rights, is_active=True
        ).select_related("profile")
    )


def is_steward(person: Person) -> bool:
    """Whether a person runs or reads any program: such accounts need a second factor."""
    return Stewardship.objects.filter(
        person=person, right__in=(Stewardship.Right.MANAGE, Stewardship.Right.READ)
    ).exists()


def waiting_places(by: Actor, program: Program) -> QuerySet[Enrollment]:
    """The places of a program that wait for an answer, longest first."""
    return (
        visible_to(by, Enrollment)
        .filter(program=program, state=Enrollment.State.APPLIED)
        .select_related("person", "person__profile")
        .order_by("applied_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class Participation:
    """How many people stand where: by role and state, and seats that mentors offer."""

    by_state: Mapping[tuple[str, str], int]
    seats: int
    seats_taken: int

    def count(self, *states: str, role: str | None = None) -> int:
        """Places in any of these states, of one role or of all."""
        return sum(
            number
            for (its_role, state), number in self.by_state.items()
            if state in states and role in (None, its_role)
        )


def participation(program: Program) -> Participation:
    """Counts of a program's places; two queries. Who may ask is the caller's to decide: `program.figures`."""
    rows = (
        Enrollment.objects.filter(program=program)
        .order_by()
        .values_list("role", "state")
        .annotate(number=Count("pk"))
    )
    mentors = Enrollment.objects.filter(
        program=program,
        role=Enrollment.Role.MENTOR,
        state__in=(Enrollment.State.APPROVED, Enrollment.State.ACTIVE),
    ).values_list("seats", "seats_taken")
    seats = list(mentors)
    return Participation(
        by_state={(role, state): number for role, state, number in rows},
        seats=sum(offered for offered, _ in seats),
        seats_taken=sum(taken for _, taken in seats),
    )


FEWEST_WANTED = 2
"""One person's wish is no lack of the program, and would point at that person."""


@dataclass(frozen=True, slots=True)
class SkillGap:
    """A skill that more mentees want than mentors with a free seat can teach."""

    skill: str
    wanted: int
    seats: int


def skill_gaps(program: Program, most: int = 5) -> Sequence[SkillGap]:
    """The skills that a program lacks most: wanted by mentees, against free seats. Two queries."""
    current = (Enrollment.State.APPLIED, Enrollment.State.APPROVED)
    mentees = Enrollment.objects.filter(program=program, role=Enrollment.Role.MENTEE, state__in=current)
    wanted = Counter(
        ProfileSkill.objects.filter(
            person__in=mentees.values("person"), side=ProfileSkill.Side.WANTS, priority__gte=2
        ).values_list("skill", flat=True)
    )
    free: Counter[str] = Counter()
    offered = ProfileSkill.objects.filter(
        side=ProfileSkill.Side.OFFERS,
        person__enrollments__program=program,
        person__enrollments__role=Enrollment.Role.MENTOR,
        person__enrollments__state__in=(*current, Enrollment.State.ACTIVE),
    ).values_list("skill", F("person__enrollments__seats") - F("person__enrollments__seats_taken"))
    for skill, seats in offered:
        free[skill] += max(0, seats)
    gaps = [
        SkillGap(skill, number, free[skill])
        for skill, number in wanted.items()
        if number >= FEWEST_WANTED and number > free[skill]
    ]
    return sorted(gaps, key=lambda gap: (gap.seats - gap.wanted, gap.skill))[:most]


@dataclass(frozen=True, slots=True)
class Stop:
    """A date on a program's way: behind us, the one we are at, or ahead."""

    label: str
    day: date
    passed: bool
    current: bool


def timeline(program: Program, today: date) -> tuple[Stop, ...]:
    """The dates of a program in order; the last one passed is where it stands. No query."""
    named = (
        (_("Applications open"), program.open_date),
        (_("Everybody hears"), program.hear_date),
        (_("Mentorships begin"), program.start_date),
        (_("The end, with thanks"), program.end_date),
    )
    days = [(label, day) for label, day in named if day is not None]
    passed = [day <= today for _label, day in days]
    return tuple(
        Stop(label, day, passed[at], passed[at] and not any(passed[at + 1 :]))
        for at, (label, day) in enumerate(days)
    )


def without_profile(program: Program) -> int:
    """How many people with a current place have not said yet what they hope for or offer. One query."""
    return (
        Enrollment.objects.current()
        .filter(program=program, person__skills__isnull=True)
        .values("person")
        .distinct()
        .count()
    )
