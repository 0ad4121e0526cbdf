"""Answers to the questions of a profile, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from cairn.foundation.actors import Actor
from cairn.foundation.decisions import require
from cairn.foundation.events import record
from cairn.foundation.ids import new_id
from cairn.foundation.writing import CannotBeDone, Stale, action, lock
from cairn.people.events import AwayChanged, ProfileChanged, StepPassedBy
from cairn.people.models import MoveMade, Person, Profile, ProfileSkill, Window
from cairn.people.queries.profiles import answers_of
from cairn.people.rules.answers import Answers, Asked, clean_answers, clean_away
from cairn.people.rules.skills import ChosenSkill
from cairn.people.rules.spoken import in_words
from cairn.people.rules.steps import step_named
from cairn.people.rules.windows import Stretch

SKILL_STEPS: Mapping[str, str] = {"wanted-skills": "wants", "offered-skills": "offers"}
_OF_PERSON = ("name", "called", "zone")


@action
def answer_step(
    person: Person,
    step: str,
    answers: Answers,
    version: int | None = None,
    *,
    tab: str = "",
    by: Actor,
    now: datetime,
) -> Profile:
    """Keeps the answers to one question (their shape: `rules.answers`); the same answers change nothing.

    `version` is the one that the page was filled from; without it nobody else can have changed anything.
    `tab` names the open page, so that a page never argues with what it saved itself. Raises `Stale` with both
    versions in words when the answers were changed elsewhere meanwhile. Refused: what the rules refuse.
    """
    return _answer(person, step, answers, version, tab, by, now)


@action
def adjust_step(
    person: Person, step: str, adjust: Callable[[Answers], Answers], *, by: Actor, now: datetime
) -> Profile:
    """Keeps what `adjust` makes of the answers to a step as they stand at this moment.

    For pages that add and take away one thing at a time: two of them never undo each other.
    """
    person, profile = lock(person, Profile(pk=person.pk))
    require(by, "person.edit", person)
    return _answer(person, step, adjust(answers_of(person, profile, step)), None, "", by, now)


def _answer(
    person: Person, step: str, answers: Answers, version: int | None, tab: str, by: Actor, now: datetime
) -> Profile:
    person, profile = lock(person, Profile(pk=person.pk))
    require(by, "person.edit", person)
    if step_named(step) is None:
        raise CannotBeDone(_("There is no such question."))
    kept = clean_answers(step, answers, Asked(today=now.astimezone(person.tzinfo).date()))
    standing = answers_of(person, profile, step)
    if kept == standing:
        return _answered(profile, step, by, now)
    known, last_tab = profile.step_versions.get(step, [0, ""])
    if version is not None and version != known and not (tab and tab == last_tab):
        raise Stale(theirs=in_words(step, standing), yours=in_words(step, kept), version=known)
    _write(person, profile, step, kept, now)
    profile.step_versions = {**profile.step_versions, step: [known + 1, tab]}
    profile.answered = sorted({*profile.answered, step})
    profile.version += 1
    profile.changed_at = now
    profile.save(update_fields=["step_versions", "answered", "version", "changed_at"])
    record(ProfileChanged(person=person.pk, step=step), by=by, at=now)
    return profile


def _answered(profile: Profile, step: str, by: Actor, now: datetime) -> Profile:
    """The answer is as it was; still, it is one."""
    if step not in profile.answered:
        profile.answered = sorted({*profile.answered, step})
        profile.save(update_fields=["answered"])
        record(StepPassedBy(person=profile.person_id, step=step), by=by, at=now)
    return profile


@action
def pass_by_step(person: Person, step: str, *, by: Actor, now: datetime) -> Profile:
    """Goes past a question without an answer, so that it is not asked again; what was answered stays."""
    profile = lock(Profile(pk=person.pk))
    require(by, "person.edit", person)
    if step_named(step) is None:
        raise CannotBeDone(_("There is no such question."))
    return _answered(profile, step, by, now)


@action
def set_skills(
    person: Person, side: str, skills: Iterable[ChosenSkill], *, by: Actor, now: datetime
) -> Profile:
    """Keeps all skills of one side ('offers' or 'wants'); the same skills change nothing."""
    step = next(name for name, its_side in SKILL_STEPS.items() if its_side == side)
    return _answer(person, step, {"skills": tuple(skills)}, None, "", by, now)


@action
def set_windows(person: Person, windows: Iterable[Stretch], *, by: Actor, now: datetime) -> Profile:
    """Keeps the hours of the week in which a person can meet; the same hours change nothing."""
    return _answer(person, "hours", {"windows": tuple(windows)}, None, "", by, now)


@action
def set_away(person: Person, until: date | None, *, by: Actor, now: datetime) -> Profile:
    """Says that a person is away until the end of a day, or back with None; the same day changes nothing."""
    person, profile = lock(person, Profile(pk=person.pk))
    require(by, "person.edit", person)
    until = clean_away(until, now.astimezone(person.tzinfo).date())
    if profile.away_until == until:
        return profile
    known, _last_tab = profile.step_versions.get("capacity", [0, ""])
    profile.step_versions = {**profile.step_versions, "capacity": [known + 1, ""]}
    profile.away_until, profile.changed_at = until, now
    profile.version += 1
    profile.save(update_fields=["away_until", "step_versions", "version", "changed_at"])
    record(AwayChanged(person=person.pk, until=until), by=by, at=now)
    return profile


def _write(person: Person, profile: Profile, step: str, kept: Answers, now: datetime) -> None:
    """Writes clean answers where they belong: rows of their own, the person, the profile."""
    plain: dict[str, Any] = dict(kept)
    if "skills" in plain:
        _write_skills(person, SKILL_STEPS[step], plain.pop("skills"), now)
    if "windows" in plain:
        _write_windows(person, plain.pop("windows"), now)
    if "moves" in plain:
        _write_moves(person, plain.pop("moves"), now)
    of_person = [field for field in plain if field in _OF_PERSON]
    of_profile = [field for field in plain if field not in _OF_PERSON]
    for field in of_person:
        setattr(person, field, plain[field])
    for field in of_profile:
        setattr(profile, field, plain[field])
    if of_person:
        person.save(update_fields=of_person)
    if of_profile:
        profile.save(update_fields=of_profile)


def _write_skills(person: Person, side: str, kept: Iterable[ChosenSkill], now: datetime) -> None:
    ProfileSkill.objects.filter(person=person, side=side).delete()
    ProfileSkill.objects.bulk_create(
        ProfileSkill(
            id=new_id(now), person=person, side=side, skill=one.skill, level=one.level, priority=one.priority
        )
        for one in kept
    )


def _write_windows(person: Person, kept: Iterable[Stretch], now: datetime) -> None:
    Window.objects.filter(person=person).delete()
    Window.objects.bulk_create(
        Window(
            id=new_id(now),
            person=person,
            weekday=one.weekday,
            start_minute=one.start,
            end_minute=one.end,
        )
        for one in kept
    )


def _write_moves(person: Person, kept: Iterable[Any], now: datetime) -> None:
    MoveMade.objects.filter(person=person).delete()
    MoveMade.objects.bulk_create(
        MoveMade(id=new_id(now), person=person, origin=one.origin, destination=one.destination, year=one.year)
        for one in kept
    )
