"""The whole play, from the first administrator to last Friday's applications."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from cairn.foundation.actors import System
from cairn.foundation.ids import seeded
from cairn.operations.demo import details, participants
from cairn.operations.demo.calendar import Course, at_work, course
from cairn.operations.demo.organization import (
    ADMINISTRATOR,
    DOORS,
    MANAGER,
    OWNER,
    PATHWAYS,
    READERS,
    Invented,
    by_key,
    everybody,
)
from cairn.operations.demo.script import Script, Stage
from cairn.people import actions as people
from cairn.programs import actions as programs
from cairn.programs.models import Program, Stewardship

SEED = 1850
INSTALLER = System("first administrator")
NEEDED = frozenset({ADMINISTRATOR, MANAGER, OWNER, *READERS.values()}) | details.NAMED
INSTALLED = timedelta(weeks=40)
"""How long ago all of this began."""


def play(anchor: date, among: Sequence[Invented] | None = None) -> int:
    """Plays all of it on the database at hand, up to a Monday; returns how many acts there were.

    `among` leaves others than these out; whoever is in `NEEDED` must be there.
    """
    among = everybody() if among is None else among
    stage, script = Stage(), Script(anchor)
    courses = {key: course(key, anchor) for key in (PATHWAYS, DOORS)}
    script.at(at_work(anchor - INSTALLED, by_key()[ADMINISTRATOR].tzinfo, Random("install")), _install, stage)
    for one in courses.values():
        _run(script, stage, one)
    for invented in among:
        participants.arrive(script, stage, courses, invented)
        participants.take_part(script, stage, courses, invented)
    participants.begin(script, stage, courses[PATHWAYS], {one.key for one in among})
    details.note(script, stage)
    with seeded(SEED):
        return script.play()


def _install(stage: Stage, *, now: datetime) -> None:
    """The first administrator, who then lets the others in."""
    one = by_key()[ADMINISTRATOR]
    person = people.create_person(one.address, one.name, zone=one.zone, by=INSTALLER, now=now)
    stage.enter(people.make_administrator(person, by=INSTALLER, now=now))


def _run(script: Script, stage: Stage, course: Course) -> None:
    """A program is begun, opened, matched and started by whoever manages it."""
    zone = by_key()[MANAGER].tzinfo
    dice = Random(f"run {course.key}")
    created = at_work(course.created, zone, dice)
    script.at(created, _begin_for_manager if course.key == PATHWAYS else _begin, stage, course)
    helpers = ((OWNER, Stewardship.Right.OWN), (READERS[course.key], Stewardship.Right.READ))
    for number, (whom, right) in enumerate(helpers):
        script.at(created + timedelta(minutes=20 + 4 * number), _appoint, stage, course, whom, right)
    changes = [
        (course.opens, "open"),
        (min(course.hears, script.anchor - timedelta(days=4)), "matching"),
        (course.starts, "running"),
    ]
    for day, state in changes:
        if day < script.anchor:
            script.at(at_work(day, zone, dice, 8, 9), _move_on, stage, course, state)


def _begin(stage: Stage, course: Course, *, by: str = MANAGER, now: datetime) -> Program:
    program = programs.create_program(
        course.name,
        type=course.type,
        aim=course.aim,
        open_date=course.opens,
        hear_date=course.hears,
        start_date=course.starts,
        end_date=course.ends,
        by=stage.person(by),
        now=now,
    )
    stage.programs[course.key] = program
    return program


def _begin_for_manager(stage: Stage, course: Course, *, now: datetime) -> None:
    """The administrator begins the first program for its manager, and has nothing more to do with it."""
    administrator = stage.person(ADMINISTRATOR)
    program = _begin(stage, course, by=ADMINISTRATOR, now=now)
    programs.appoint(program, stage.person(MANAGER), Stewardship.Right.MANAGE, by=administrator, now=now)
    programs.dismiss(program, administrator, by=administrator, now=now)


def _appoint(stage: Stage, course: Course, whom: str, right: str, *, now: datetime) -> None:
    programs.appoint(stage.programs[course.key], stage.person(whom), right, by=stage.person(MANAGER), now=now)


def _move_on(stage: Stage, course: Course, state: str, *, now: datetime) -> None:
    programs.move_on(stage.programs[course.key], state, by=stage.person(MANAGER), now=now)
