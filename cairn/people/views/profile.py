"""What a profile shows of itself, in words that are ready for the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cairn.people.forms.rows import week_bars
from cairn.people.models import Person
from cairn.people.queries.profiles import SeenProfile
from cairn.people.rules.choices import Move, stage_name, word_name
from cairn.people.rules.skills import LEVELS, PRIORITIES, skill_name
from cairn.people.rules.spoken import languages_in_words, move_in_words, style_in_words
from cairn.people.rules.windows import by_another_clock, hours_in_words


def _skills(skills: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": one.skill,
            "name": skill_name(one.skill),
            "level": LEVELS[one.level],
            "priority": PRIORITIES[one.priority],
        }
        for one in skills
    ]


_SHOWN: Mapping[str, Callable[[Any], Any]] = {
    "languages": languages_in_words,
    "offered_skills": _skills,
    "wanted_skills": _skills,
    "field": lambda key: word_name("field", key),
    "function": lambda key: word_name("function", key),
    "stage": stage_name,
    "moves": lambda moves: [move_in_words(move) for move in moves],
    "move_wanted": lambda ends: move_in_words(Move(*ends)),
    "values": lambda keys: [word_name("value", key) for key in keys],
    "style": style_in_words,
}


def shown(seen: SeenProfile, reader: Person, now: datetime) -> dict[str, Any]:
    """The parts of a profile that its reader sees and that are there; hours on the reader's own clock."""
    parts: dict[str, Any] = {}
    for field, value in seen.parts.items():
        if value in (None, "", (), []):
            continue
        speak = _SHOWN.get(field)
        parts[field] = speak(value) if speak else value
    if "windows" in parts:
        kept = seen.parts["windows"]
        here = by_another_clock(kept, seen.person.tzinfo, reader.tzinfo, now.astimezone(reader.tzinfo).date())
        parts["hours"] = hours_in_words(kept)
        parts["week"] = week_bars(here)
    parts["facts"] = work_facts(parts)
    return parts


def work_facts(parts: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Short facts about somebody's work, a word and a value each."""
    named = [
        (_("Kind of work"), parts.get("function")),
        (_("Field"), parts.get("field")),
        (_("Stage"), parts.get("stage")),
        (_("Speaks"), parts.get("languages")),
        (_("Team"), parts.get("team")),
        (_("Site"), parts.get("site")),
        (_("Reports to"), parts.get("line_manager")),
        (_("Email"), parts.get("email")),
    ]
    return [(name, value) for name, value in named if value]
