"""The only doors through which programs and places change."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cairn.foundation.actors import Actor
from cairn.foundation.decisions import require
from cairn.foundation.events import record
from cairn.foundation.ids import new_id
from cairn.foundation.writing import CannotBeDone, action, lock
from cairn.people.models import Person, Profile
from cairn.programs import rules
from cairn.programs.events import (
    EnrollmentBegun,
    EnrollmentDecided,
    ProgramCreated,
    ProgramMovedOn,
    SeatFreed,
    SeatsChanged,
    SeatTaken,
    StewardshipEnded,
    StewardshipGiven,
)
from cairn.programs.models import Enrollment, Program, Stewardship


@action
def create_program(
    name: str,
    *,
    type: str = "career",  # noqa: A002 - the field's own word
    kind: str = Program.Kind.COHORT,
    aim: str = "",
    open_date: date | None = None,
    hear_date: date | None = None,
    start_date: date | None = None,
    end_date: date | None = None,
    by: Actor,
    now: datetime,
) -> Program:
    """Begins a program as a draft, and lets the person who began it manage it.

    Refused: no name, a name in use, dates out of order.
    """
    require(by, "program.create")
    name = rules.clean_name(name)
    rules.check_dates(open_date, start_date, end_date)
    program = Program(
        id=new_id(now),
        slug=rules.slug_of(name),
        name=name,
        type=type,
        kind=kind,
        aim=aim.strip(),
        open_date=open_date,
        hear_date=hear_date,
        start_date=start_date,
        end_date=end_date,
        created_at=now,
    )
    try:
        with transaction.atomic():
            program.save(force_insert=True)
    except IntegrityError:
        words = _("There is a program of this name. Add a year or a place.")
        raise CannotBeDone(words, field="name") from None
    if isinstance(by, Person):
        Stewardship.objects.create(
            id=new_id(now), program=program, person=by, right=Stewardship.Right.MANAGE, since=now
        )
    record(ProgramCreated(program=program.pk, type=type), by=by, at=now)
    return program


@action
def move_on(program: Program, state: str, *, by: Actor, now: datetime) -> Program:
    """Takes a program to its next state; once there, asking again changes nothing.

    Refused: a change that the table does not have.
    """
    program = lock(program)
    require(by, "program.manage", program)
    if program.state == state:
        return program
    rules.check_state(program.kind, program.state, state)
    before, program.state = program.state, state
    program.save(update_fields=["state"])
    record(ProgramMovedOn(program=program.pk, before=before, after=state), by=by, at=now)
    return program


@action
def enroll(
    program: Program,
    person: Person,
    role: str,
    *,
    state: str = Enrollment.State.APPLIED,
    seats: int | None = None,
    by: Actor,
    now: datetime,
) -> Enrollment:
    """Gives a person a place in a role, or finds the one they have.

    Without `seats` a mentor brings the capacity of the profile, everybody else one. Only managers enroll
    others. Refused: a program that takes nobody any more, seats outside of what the role allows.
    """
    program = lock(program)
    known = Enrollment.objects.filter(program=program, person=person, role=role).first()
    require(by, "program.manage", program)
    if known is not None:
        return known
    rules.check_enrolling(program.state)
    if seats is None:
        capacity = Profile.objects.filter(person=person).values_list("capacity", flat=True).first()
        seats = (1 if capacity is None else capacity) if role == Enrollment.Role.MENTOR else 1
    rules.check_seats(role, seats)
    enrollment = Enrollment.objects.create(
        id=new_id(now),
        program=program,
        person=person,
        role=role,
        state=state,
        seats=seats,
        match_key=rules.match_key_of(person.email),
        applied_at=now,
        decided_at=None if state == Enrollment.State.APPLIED else now,
    )
    record(
        EnrollmentBegun(
            enrollment=enrollment.pk, program=program.pk, person=person.pk, role=role, state=str(state)
        ),
        by=by,
        at=now,
    )
    return enrollment


@action
def decide_enrollment(enrollment: Enrollment, state: str, *, by: Actor, now: datetime) -> Enrollment:
    """Approves, declines or waitlists a place; once there, asking again changes nothing.

    Refused: a change that the table does not have.
    """
    enrollment = lock(enrollment)
    require(by, "enrollment.decide", enrollment)
    return _become(enrollment, state, by, now)


@action
def leave(enrollment: Enrollment, *, by: Actor, now: datetime) -> Enrollment:
    """Gives a place up. Refused: a place that has ended already in another way."""
    enrollment = lock(enrollment)
    require(by, "enrollment.leave", enrollment)
    return _become(enrollment, Enrollment.State.LEFT, by, now)


def _become(enrollment: Enrollment, state: str, by: Actor, now: datetime) -> Enrollment:
    if enrollment.state == state:
        return enrollment
    rules.check_place(enrollment.state, state)
    before, enrollment.state, enrollment.decided_at = enrollment.state, state, now
    enrollment.save(update_fields=["state", "decided_at"])
    record(
        EnrollmentDecided(
            enrollment=enrollment.pk,
            program=enrollment.program_id,
            person=enrollment.person_id,
            before=str(before),
            after=str(state),
        ),
        by=by,
        at=now,
    )
    return enrollment


@action
def set_seats(enrollment: Enrollment, seats: int, *, by: Actor, now: datetime) -> Enrollment:
    """Says how many partners this place has. Refused: fewer than are taken, or more than the role allows."""
    enrollment = lock(enrollment)
    require(by, "enrollment.set_seats", enrollment)
    rules.check_seats(enrollment.role, seats, enrollment.seats_taken)
    if enrollment.seats == seats:
        return enrollment
    enrollment.seats = seats
    enrollment.save(update_fields=["seats"])
    record(
        SeatsChanged(
            enrollment=enrollment.pk, program=enrollment.program_id, person=enrollment.person_id, seats=seats
        ),
        by=by,
        at=now,
    )
    return enrollment


@action
def take_seat(enrollment: Enrollment, *, by: Actor, now: datetime) -> Enrollment:
    """Gives one of a place's seats away: called in the transaction that begins a mentorship, once for each.

    Refused: a place that is not given or in use, one without a free seat.
    """
    enrollment = lock(enrollment)
    require(by, "enrollment.decide", enrollment)
    rules.check_taking(enrollment.state, enrollment.seats, enrollment.seats_taken)
    return _count_seat(enrollment, 1, SeatTaken, by, now)


@action
def free_seat(enrollment: Enrollment, *, by: Actor, now: datetime) -> Enrollment:
    """Frees one of a place's seats, once for each mentorship that ends. Refused: none is taken."""
    enrollment = lock(enrollment)
    require(by, "enrollment.decide", enrollment)
    if not enrollment.seats_taken:
        raise CannotBeDone(_("No seat is taken here."), field="seats")
    return _count_seat(enrollment, -1, SeatFreed, by, now)


def _count_seat(
    enrollment: Enrollment, change: int, happened: type[SeatTaken | SeatFreed], by: Actor, now: datetime
) -> Enrollment:
    enrollment.seats_taken += change
    enrollment.save(update_fields=["seats_taken"])
    record(
        happened(
            enrollment=enrollment.pk,
            program=enrollment.program_id,
            person=enrollment.person_id,
            taken=enrollment.seats_taken,
        ),
        by=by,
        at=now,
    )
    return enrollment


@action
def appoint(program: Program, person: Person, right: str, *, by: Actor, now: datetime) -> Stewardship:
    """Lets a person look after a program, or changes their right.

    Refused: taking the full right from the last who has it.
    """
    program = lock(program)
    require(by, "program.appoint", program)
    known = Stewardship.objects.filter(program=program, person=person).first()
    if known is not None and known.right == right:
        return known
    if known is None:
        known = Stewardship.objects.create(
            id=new_id(now), program=program, person=person, right=right, since=now
        )
    else:
        _keep_a_manager(program, known)
        known.right = right
        known.save(update_fields=["right"])
    record(StewardshipGiven(program=program.pk, person=person.pk, right=right), by=by, at=now)
    return known


@action
def dismiss(program: Program, person: Person, *, by: Actor, now: datetime) -> None:
    """Ends a person's right in a program. Refused: the last one who manages it."""
    program = lock(program)
    require(by, "program.appoint", program)
    known = Stewardship.objects.filter(program=program, person=person).first()
    if known is None:
        return
    _keep_a_manager(program, known)
    known.delete()
    record(StewardshipEnded(program=program.pk, person=person.pk), by=by, at=now)


def _keep_a_manager(program: Program, changing: Stewardship) -> None:
    if changing.right != Stewardship.Right.MANAGE:
        return
    others = Stewardship.objects.filter(
        program=program, right=Stewardship.Right.MANAGE, person__is_active=True
    ).exclude(pk=changing.pk)
    if not others.exists():
        raise CannotBeDone(_("A program needs somebody who runs it. Ask another person to first."))
