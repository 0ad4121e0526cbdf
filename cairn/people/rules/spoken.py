"""Answers in words: for the page that shows two versions, the summary, and the profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.foundation.time import city_of
from cairn.matching.vocabulary import standard_vocabulary
from cairn.people.rules.choices import Move, language_names, stage_name, word_name
from cairn.people.rules.skills import LEVELS, ChosenSkill, skill_name
from cairn.people.rules.windows import DAYS, Stretch, clock_of, over_midnight


def in_words(step: str, answers: Mapping[str, Any]) -> dict[str, str]:
    """Each answer of a step as a text, by field; an answer that is open is an empty text."""
    return {field: _spoken(field, value) for field, value in answers.items()}


def _spoken(field: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    speak = _SPEAKERS.get(field, str)
    return speak(value)


def languages_in_words(codes: Iterable[str]) -> str:
    """'English, Vietnamese'."""
    return ", ".join(language_names().get(code, code) for code in codes)


def skill_in_words(one: ChosenSkill) -> str:
    """'Statistics: some practice'."""
    return f"{skill_name(one.skill)}: {str(LEVELS[one.level]).lower()}"


def move_in_words(move: Move) -> str:
    """'Expert to lead, 2020'."""
    origin, destination = word_name("place", move.origin), word_name("place", move.destination)
    words = _("{origin} to {destination}").format(
        origin=origin, destination=destination[:1].lower() + destination[1:]
    )
    return f"{words}, {move.year}" if move.year else words


def style_in_words(style: Sequence[int | None]) -> list[str]:
    """One line a question: 'Rather “a clear plan and agenda”'. Questions left open have none."""
    lines = []
    for question, answer in zip(standard_vocabulary().style, style, strict=True):
        if answer is None:
            continue
        if answer == 5:
            lines.append(_("Between “{left}” and “{right}”").format(left=question.left, right=question.right))
        else:
            words = _("Clearly “{end}”") if abs(answer - 5) > 2 else _("Rather “{end}”")
            lines.append(words.format(end=question.left if answer < 5 else question.right))
    return lines


def week_in_words(kept: Sequence[Stretch]) -> list[str]:
    """One line a day: 'Monday 09:00–12:00, 13:00–17:00'. Days without hours have none."""
    days: dict[int, list[str]] = {}
    for stretch in over_midnight(kept):
        days.setdefault(stretch.weekday, []).append(f"{clock_of(stretch.start)}–{clock_of(stretch.end)}")
    return [f"{DAYS[day]} {', '.join(days[day])}" for day in sorted(days)]


def capacity_in_words(number: int) -> str:
    """'2 people at a time'."""
    return ngettext("{number} person at a time", "{number} people at a time", number).format(number=number)


def day_in_words(day: date) -> str:
    """'14 December 2026', in the reader's language."""
    return date_format(day, "j F Y")


def _lines(speak: Callable[[Any], str]) -> Callable[[Iterable[Any]], str]:
    return lambda values: "\n".join(speak(value) for value in values)


_SPEAKERS: Mapping[str, Callable[[Any], str]] = {
    "languages": languages_in_words,
    "zone": city_of,
    "skills": _lines(skill_in_words),
    "stage": stage_name,
    "field": partial(word_name, "field"),
    "function": partial(word_name, "function"),
    "values": lambda keys: ", ".join(word_name("value", key) for key in keys),
    "moves": _lines(move_in_words),
    "move_wanted": lambda ends: move_in_words(Move(*ends)),
    "style": lambda style: "\n".join(style_in_words(style)),
    "windows": lambda kept: "\n".join(week_in_words(kept)),
    "capacity": capacity_in_words,
    "away_until": lambda day: _("away until {day}").format(day=day_in_words(day)),
}
