"""What comes in for each question of the profile, and what is kept of it.

| step | answers |
| --- | --- |
| who | name, called, headline, place: text |
| about, hopes, offers | text, under the step's own name |
| languages | languages: codes or names; zone: its name |
| wanted-skills, offered-skills | skills: `ChosenSkill`s |
| career | field, function: text; stage: number or None |
| moves | moves: `Move`s; move_wanted: (from, to) or None |
| values | values: keys or names |
| style | style: five numbers 0 to 10 or None |
| hours | windows: `Stretch`es |
| capacity | capacity: number; away_until: date or None |
| room | room_link: text |
| not-with | nothing: that list has actions of its own |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cairn.foundation.time import clean_zone
from cairn.foundation.writing import CannotBeDone
from cairn.people.rules import text
from cairn.people.rules.choices import (
    clean_field,
    clean_function,
    clean_languages,
    clean_move_wanted,
    clean_moves,
    clean_stage,
    clean_style,
    clean_values,
)
from cairn.people.rules.links import clean_room_link
from cairn.people.rules.skills import clean_skills
from cairn.people.rules.windows import clean_windows

Answers = Mapping[str, Any]
MOST_SEATS = 20
LONGEST_AWAY = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is judged against: the day it is for the person who answers."""

    today: date


def clean_capacity(typed: int) -> int:
    """How many people at once. Refused: less than none, more than twenty."""
    if not 0 <= typed <= MOST_SEATS:
        raise CannotBeDone(_("Choose a number from 0 to {most}.").format(most=MOST_SEATS), field="capacity")
    return typed


def clean_away(until: date | None, today: date) -> date | None:
    """The last day away. Refused: a day that has passed, or more than a year ahead."""
    if until is None:
        return None
    if until < today:
        raise CannotBeDone(
            _("{day} has passed. Choose a later day, or none.").format(day=date_format(until, "j F Y")),
            field="away_until",
        )
    if until > today + LONGEST_AWAY:
        raise CannotBeDone(_("Choose a day within a year."), field="away_until")
    return until


def _who(given: Answers, asked: Asked) -> Answers:
    return {
        "name": text.clean_name(given["name"]),
        "called": text.clean_line(given.get("called", ""), field="called", most=text.LONGEST_CALLED),
        "headline": text.clean_line(given.get("headline", ""), field="headline"),
        "place": text.clean_line(given.get("place", ""), field="place", most=text.LONGEST_PLACE),
    }


def _about(given: Answers, asked: Asked) -> Answers:
    return {"about": text.clean_text(given["about"], field="about", most=text.LONGEST_ABOUT)}


def _languages(given: Answers, asked: Asked) -> Answers:
    return {"languages": list(clean_languages(given["languages"])), "zone": clean_zone(given["zone"])}


def _hopes(given: Answers, asked: Asked) -> Answers:
    return {"hopes": text.clean_text(given["hopes"], field="hopes")}


def _wanted_skills(given: Answers, asked: Asked) -> Answers:
    return {"skills": clean_skills("wants", given["skills"])}


def _offers(given: Answers, asked: Asked) -> Answers:
    return {"offers": text.clean_text(given["offers"], field="offers", most=text.LONGEST_OFFER)}


def _offered_skills(given: Answers, asked: Asked) -> Answers:
    return {"skills": clean_skills("offers", given["skills"])}


def _career(given: Answers, asked: Asked) -> Answers:
    return {
        "field": clean_field(given.get("field", "")),
        "function": clean_function(given.get("function", "")),
        "stage": clean_stage(given.get("stage")),
    }


def _moves(given: Answers, asked: Asked) -> Answers:
    wanted = given.get("move_wanted") or ("", "")
    move = clean_move_wanted(*wanted)
    return {
        "moves": clean_moves(given.get("moves", ()), this_year=asked.today.year),
        "move_wanted": list(move) if move else None,
    }


def _values(given: Answers, asked: Asked) -> Answers:
    return {"values": list(clean_values(given["values"]))}


def _style(given: Answers, asked: Asked) -> Answers:
    style = clean_style(given["style"])
    return {"style": list(style) if style else None}


def _hours(given: Answers, asked: Asked) -> Answers:
    return {"windows": clean_windows(given["windows"])}


def _capacity(given: Answers, asked: Asked) -> Answers:
    return {
        "capacity": clean_capacity(given["capacity"]),
        "away_until": clean_away(given.get("away_until"), asked.today),
    }


def _room(given: Answers, asked: Asked) -> Answers:
    return {"room_link": clean_room_link(given["room_link"])}


def _not_with(given: Answers, asked: Asked) -> Answers:
    return {}


_CLEANERS: Mapping[str, Callable[[Answers, Asked], Answers]] = {
    "who": _who,
    "about": _about,
    "languages": _languages,
    "hopes": _hopes,
    "wanted-skills": _wanted_skills,
    "offers": _offers,
    "offered-skills": _offered_skills,
    "career": _career,
    "moves": _moves,
    "values": _values,
    "style": _style,
    "hours": _hours,
    "capacity": _capacity,
    "room": _room,
    "not-with": _not_with,
}


def clean_answers(step: str, given: Answers, asked: Asked) -> Answers:
    """What is kept of the answers to a step.

    Raises `KeyError` for a step that there is none or an answer that is missing, and `CannotBeDone` with the
    field's name for an answer that a rule refuses.
    """
    return _CLEANERS[step](given, asked)
