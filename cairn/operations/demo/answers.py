"""What an invented person answers to each question of the profile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from cairn.matching.vocabulary import standard_vocabulary
from cairn.operations.demo import hours
from cairn.operations.demo.organization import Invented
from cairn.people.rules import Step
from cairn.people.rules.answers import Answers
from cairn.people.rules.choices import Move
from cairn.people.rules.skills import ChosenSkill
from cairn.people.rules.steps import Side, steps_for

_WRITTEN_IN = 2026
"""The year in which the data files were written: years in them move with the demo."""

_SELDOM_FIRST = frozenset({"wealth", "recognition", "tradition", "faith"})
"""Values that nobody is given by the dice, only by their own hand."""

_PRIORITIES = (3, 2, 2)


def sides(one: Invented) -> frozenset[Side]:
    """Whether somebody looks for a mentor, is one, or both. Who runs programs is asked everything."""
    roles = {part.role for part in one.parts}
    return frozenset(side for side in ("mentee", "mentor") if side in roles)


def steps(one: Invented) -> Iterator[Step]:
    """The questions that somebody has answered or passed by, in order."""
    for step in steps_for(sides(one)):
        yield step
        if step.name == one.upto:
            return


def answer(one: Invented, step: str, anchor: date) -> Answers | None:
    """What is answered to a question; None where it was passed by. The same each time for one person."""
    dice = Random(f"{one.key} {step}")
    match step:
        case "who":
            return {"name": one.name, "called": one.called, "headline": one.work, "place": one.place}
        case "about" | "hopes" | "offers":
            words = {"about": one.about, "hopes": one.hopes, "offers": one.offers}[step]
            return {step: words} if words else None
        case "languages":
            return {"languages": one.languages, "zone": one.zone}
        case "wanted-skills" | "offered-skills":
            levels = (0, 1, 1, 2) if step == "wanted-skills" else _levels_given(one)
            skills = _skills(one.wants if step == "wanted-skills" else one.gives, levels, dice)
            return {"skills": skills} if skills else None
        case "career":
            return {"field": one.field, "function": one.function, "stage": one.stage}
        case "moves":
            return _moves(one, anchor)
        case "values":
            return {"values": one.values or _values(dice)}
        case "style":
            return {"style": one.style or tuple(dice.randint(1, 9) for _ in range(5))}
        case "hours":
            return {"windows": hours.as_written(one.hours) if one.hours else hours.drawn(dice)}
        case "capacity":
            return {"capacity": one.seats, "away_until": None}
        case "room":
            return {"room_link": one.room} if one.room else None
    return None


def away_until(one: Invented, anchor: date) -> date | None:
    """The last day on which somebody is away, or None."""
    return anchor + timedelta(days=one.away_days) if one.away_days else None


def _levels_given(one: Invented) -> tuple[int, ...]:
    return (4, 4, 5) if one.stage >= 6 else (3, 4, 4)


def _skills(named: tuple[str, ...], levels: tuple[int, ...], dice: Random) -> tuple[ChosenSkill, ...]:
    chosen = []
    for at, words in enumerate(named):
        skill, _, level = words.partition(":")
        priority = _PRIORITIES[at] if at < len(_PRIORITIES) else 1
        chosen.append(ChosenSkill(skill, int(level) if level else dice.choice(levels), priority))
    return tuple(chosen)


def _moves(one: Invented, anchor: date) -> Answers | None:
    """'study>work 2019, systems>data_engineering' as moves; the years keep their distance from today."""
    shift = anchor.year - _WRITTEN_IN
    made = []
    for words in one.moves:
        ends, _, year = words.partition(" ")
        origin, destination = _ends(ends)
        made.append(Move(origin, destination, int(year) + shift if year else None))
    wanted = _ends(one.wish) if one.wish else None
    return {"moves": tuple(made), "move_wanted": wanted} if made or wanted else None


def _ends(words: str) -> tuple[str, str]:
    origin, destination = words.replace("_", " ").split(">")
    return origin, destination


def _values(dice: Random) -> tuple[str, ...]:
    known = [value.key for value in standard_vocabulary().values if value.key not in _SELDOM_FIRST]
    return tuple(dice.sample(known, dice.choice((3, 4, 4))))
