"""Answers that are chosen from a list: languages, zone, field, function, stage, values, moves, style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from cairn.foundation.writing import CannotBeDone
from cairn.matching.vocabulary import standard_vocabulary
from cairn.people.rules.text import clean_line

MOST_LANGUAGES = 8
MOST_VALUES = 5
MOST_MOVES = 8
LONGEST_WORD = 60
STYLE_END = 10
FIRST_YEAR = 1950


@dataclass(frozen=True, slots=True)
class Move:
    """A career move; `year` may be unknown."""

    origin: str
    destination: str
    year: int | None = None


def clean_languages(typed: Iterable[str]) -> tuple[str, ...]:
    """The codes of the languages that were named, each once. Refused: an unknown one, more than eight."""
    vocabulary = standard_vocabulary()
    kept: dict[str, None] = {}
    for text in typed:
        line = clean_line(text, field="languages", most=LONGEST_WORD)
        if not line:
            continue
        code = vocabulary.language(line)
        if code is None:
            near = vocabulary.nearest(line, among="languages", most=2)
            words = (
                _("We do not know a language called {typed}. Did you mean {near}?")
                if near
                else _("We do not know a language called {typed}.")
            )
            raise CannotBeDone(words.format(typed=line, near=_(" or ").join(near)), field="languages")
        kept[code] = None
    if len(kept) > MOST_LANGUAGES:
        raise CannotBeDone(
            _("{most} languages fit. Keep those you would meet in.").format(most=MOST_LANGUAGES),
            field="languages",
        )
    return tuple(kept)


@cache
def language_names() -> Mapping[str, str]:
    """The English name of each language by its code."""
    return {language.code: language.name for language in standard_vocabulary().languages}


def clean_field(typed: str) -> str:
    """The key of the field (industry) that was named, or the word itself."""
    line = clean_line(typed, field="field", most=LONGEST_WORD)
    return standard_vocabulary().field(line) or line if line else ""


def clean_function(typed: str) -> str:
    """The key of the function (kind of work) that was named, or the word itself."""
    line = clean_line(typed, field="function", most=LONGEST_WORD)
    return standard_vocabulary().function(line) or line if line else ""


def clean_place(typed: str, field: str = "moves") -> str:
    """The key of the place of a career move, or the word itself, so that spellings are equal."""
    line = clean_line(typed, field=field, most=LONGEST_WORD)
    vocabulary = standard_vocabulary()
    return vocabulary.place(line) or vocabulary.own(line) if line else ""


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    vocabulary = standard_vocabulary()
    lists = {
        "field": vocabulary.fields,
        "function": vocabulary.functions,
        "place": vocabulary.places,
        "value": vocabulary.values,
    }
    return {kind: {word.key: word.name for word in words} for kind, words in lists.items()}


def word_name(kind: str, key: str) -> str:
    """How people see a field, function, place or value; a word of one's own with a capital letter."""
    return _names()[kind].get(key) or key[:1].upper() + key[1:]


def word_names(kind: str) -> Mapping[str, str]:
    """All names of a list by key: 'field', 'function', 'place' or 'value'."""
    return _names()[kind]


def clean_stage(typed: str | int | None) -> int | None:
    """The career stage 0 to 9 that was chosen, or None. Refused: another number."""
    if typed is None or typed == "":
        return None
    number = standard_vocabulary().stage(str(typed))
    if number is None:
        raise CannotBeDone(_("Choose the nearest stage from the list."), field="stage")
    return number


def stage_name(stage: int) -> str:
    """How people see a career stage."""
    return next((one.name for one in standard_vocabulary().stages if one.number == stage), "")


def clean_values(typed: Iterable[str]) -> tuple[str, ...]:
    """The keys of the values that were chosen. Refused: an unknown one, more than five."""
    kept: dict[str, None] = {}
    for text in typed:
        key = standard_vocabulary().value(text)
        if key is None:
            raise CannotBeDone(_("Choose from the list what matters most to you."), field="values")
        kept[key] = None
    if len(kept) > MOST_VALUES:
        raise CannotBeDone(
            _("Choose up to five; you have {count}. Which could go?").format(count=len(kept)), field="values"
        )
    return tuple(kept)


def clean_style(typed: Sequence[int | None]) -> tuple[int | None, ...] | None:
    """Five answers of 0 to 10, each of which may be open; None where all are. Refused: anything else."""
    questions = len(standard_vocabulary().style)
    if len(typed) != questions:
        raise CannotBeDone(
            _("There are {count} questions. Answer each or leave it open.").format(count=questions),
            field="style",
        )
    for answer in typed:
        if answer is not None and not 0 <= answer <= STYLE_END:
            raise CannotBeDone(_("Choose a place between the two ends."), field="style")
    return tuple(typed) if any(answer is not None for answer in typed) else None


def clean_moves(typed: Iterable[Move], *, this_year: int) -> tuple[Move, ...]:
    """The career moves as they are kept, each pair of places once, the latest first.

    Refused: half a move, a move to where it began, a year out of reach, more than eight.
    """
    kept: dict[tuple[str, str], Move] = {}
    for move in typed:
        origin, destination = clean_place(move.origin), clean_place(move.destination)
        if not origin and not destination:
            continue
        _check_move(origin, destination)
        if move.year is not None and not FIRST_YEAR <= move.year <= this_year:
            raise CannotBeDone(
                _("Choose a year between {first} and {last}.").format(first=FIRST_YEAR, last=this_year),
                field="moves",
            )
        kept[origin, destination] = Move(origin, destination, move.year)
    if len(kept) > MOST_MOVES:
        raise CannotBeDone(
            _("{most} moves fit. Keep those that you could tell most about.").format(most=MOST_MOVES),
            field="moves",
        )
    return tuple(sorted(kept.values(), key=latest_first))


def latest_first(move: Move) -> tuple[int, str, str]:
    """Where a move stands among others; those of an unknown year come last."""
    return -(move.year or 0), move.origin, move.destination


def clean_move_wanted(origin: str, destination: str) -> tuple[str, str] | None:
    """The move that somebody would like to make, or None. Refused: half a move."""
    start, end = clean_place(origin, "move_wanted"), clean_place(destination, "move_wanted")
    if not start and not end:
        return None
    _check_move(start, end, "move_wanted")
    return start, end


def _check_move(origin: str, destination: str, field: str = "moves") -> None:
    if not origin or not destination:
        words = (
            _("A move has two ends. Say where it began, or clear the other.")
            if not origin
            else _("A move has two ends. Say where it led, or clear the other.")
        )
        raise CannotBeDone(words, field=field)
    if origin == destination:
        raise CannotBeDone(_("A move leads somewhere else. Choose another end."), field=field)
