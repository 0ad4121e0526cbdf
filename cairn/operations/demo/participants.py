"""How people come in: they are made known, answer their profile, apply, hear, begin, and end."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, datetime, timedelta
from random import Random

from cairn.operations.demo import answers, details
from cairn.operations.demo.calendar import Course, at_work, between
from cairn.operations.demo.organization import (
    ADMINISTRATOR,
    MANAGER,
    Invented,
    Part,
    by_key,
    table,
)
from cairn.operations.demo.script import Script, Stage
from cairn.people import actions as people
from cairn.people.rules import Step
from cairn.programs import actions as programs

_STAFF_COMES = timedelta(weeks=34)
_LATE = {"approved": timedelta(weeks=13), "applied": timedelta(days=6)}
"""How long before today those came who joined the running program late and have no mentor yet."""

_FIRST_ANSWER = {"waitlisted": "waitlisted", "declined": "declined", "applied": ""}
"""What people in a state heard first; all others were approved, and 'applied' has heard nothing yet."""


def _applies_on(course: Course, part: Part, one: Invented, anchor: date) -> date:
    """The day on which somebody applies to a program."""
    dice = Random(f"{one.key} applies {course.key}")
    if course.starts < anchor and part.state in _LATE:
        came = anchor - _LATE[part.state]
        return between(came, came + timedelta(days=3), dice)
    if part.state == "applied":
        return between(anchor - timedelta(days=11), anchor - timedelta(days=3), dice)
    return between(course.opens, min(course.hears - timedelta(days=6), anchor - timedelta(days=8)), dice)


def arrive(script: Script, stage: Stage, courses: Mapping[str, Course], one: Invented) -> None:
    """Makes somebody known and lets them answer their profile, in time for the first program they are in."""
    dice = Random(f"{one.key} arrives")
    days = [_applies_on(courses[part.program], part, one, script.anchor) for part in one.parts]
    if one.duty:
        days.append(script.anchor - _STAFF_COMES)
    if one.key != ADMINISTRATOR:
        zone = by_key()[ADMINISTRATOR].tzinfo
        script.at(at_work(min(days) - timedelta(days=3), zone, dice), _make_known, stage, one)
    now = at_work(min(days), one.tzinfo, dice, 8, 11)
    details.first_visit(script, stage, one, now)
    now += timedelta(minutes=2)
    for step in answers.steps(one):
        now += timedelta(seconds=step.seconds + dice.randrange(5, 40))
        script.at(now, _answer, stage, one, step, script.anchor)
    if until := answers.away_until(one, script.anchor):
        script.at(at_work(script.anchor - timedelta(days=3), one.tzinfo, dice), _go_away, stage, one, until)


def _make_known(stage: Stage, one: Invented, *, now: datetime) -> None:
    by = stage.person(ADMINISTRATOR)
    stage.enter(people.create_person(one.address, one.name, zone=one.zone, by=by, now=now))


def _answer(stage: Stage, one: Invented, step: Step, anchor: date, *, now: datetime) -> None:
    person, given = stage.person(one), answers.answer(one, step.name, anchor)
    if given is None:
        people.pass_by_step(person, step.name, by=person, now=now)
    else:
        people.answer_step(person, step.name, given, by=person, now=now)


def _go_away(stage: Stage, one: Invented, until: date, *, now: datetime) -> None:
    people.set_away(stage.person(one), until, by=stage.person(one), now=now)


def take_part(script: Script, stage: Stage, courses: Mapping[str, Course], one: Invented) -> None:
    """Somebody's applications, what the manager answered, and whether they left since."""
    zone = by_key()[MANAGER].tzinfo
    for part in one.parts:
        course = courses[part.program]
        dice = Random(f"{one.key} {part.role} {course.key}")
        day = _applies_on(course, part, one, script.anchor)
        applied = at_work(day, one.tzinfo, dice, 13, 17)
        script.at(applied, _apply, stage, part, one)
        if answer := _FIRST_ANSWER.get(part.state, "approved"):
            hears = min(day + timedelta(days=dice.randrange(2, 6)), script.anchor - timedelta(days=3))
            heard = max(at_work(hears, zone, dice, 9, 17), applied + timedelta(hours=1))
            script.at(heard, _decide, stage, part, one, answer)
        if part.state == "left":
            left = script.anchor - timedelta(weeks=dice.randrange(8, 20))
            script.at(at_work(left, one.tzinfo, dice), _leave, stage, part, one)


def _apply(stage: Stage, part: Part, one: Invented, *, now: datetime) -> None:
    stage.places[part.program, one.key, part.role] = programs.enroll(
        stage.programs[part.program],
        stage.person(one),
        part.role,
        seats=one.seats if part.role == "mentor" else None,
        by=stage.person(MANAGER),
        now=now,
    )


def _decide(stage: Stage, part: Part, one: Invented, state: str, *, now: datetime) -> None:
    place = stage.places[part.program, one.key, part.role]
    programs.decide_enrollment(place, state, by=stage.person(MANAGER), now=now)


def _leave(stage: Stage, part: Part, one: Invented, *, now: datetime) -> None:
    programs.leave(stage.places[part.program, one.key, part.role], by=stage.person(one), now=now)


def begin(script: Script, stage: Stage, course: Course, there: Container[str]) -> None:
    """All pairs of people who are there begin on the same day; some have finished since."""
    zone = by_key()[MANAGER].tzinfo
    dice = Random(f"begin {course.key}")
    now = at_work(course.starts, zone, dice, 9, 10)
    for mentee, mentor in sorted(table("pairs").items()):
        if mentee not in there or mentor not in there:
            continue
        now += timedelta(minutes=1)
        script.at(now, _begin_pair, stage, course, mentee, mentor)
        if _state(mentee, course, "mentee") == "finished":
            ended = script.anchor - timedelta(days=dice.randrange(4, 30))
            script.at(at_work(ended, zone, dice), _finish_pair, stage, course, mentee, mentor)


def _begin_pair(stage: Stage, course: Course, mentee: str, mentor: str, *, now: datetime) -> None:
    by = stage.person(MANAGER)
    seat = stage.places[course.key, mentor, "mentor"]
    for place in (stage.places[course.key, mentee, "mentee"], seat):
        programs.decide_enrollment(place, "active", by=by, now=now)
    programs.take_seat(seat, by=by, now=now)


def _finish_pair(stage: Stage, course: Course, mentee: str, mentor: str, *, now: datetime) -> None:
    by = stage.person(MANAGER)
    seat = stage.places[course.key, mentor, "mentor"]
    programs.decide_enrollment(stage.places[course.key, mentee, "mentee"], "finished", by=by, now=now)
    programs.free_seat(seat, by=by, now=now)
    if _state(mentor, course, "mentor") == "finished":
        programs.decide_enrollment(seat, "finished", by=by, now=now)


def _state(key: str, course: Course, role: str) -> str:
    part = by_key()[key].part(course.key, role)
    return part.state if part else ""
