"""Reading answers in words: skills, moves, values, languages, fields, functions, stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from cairn.cli.answer import Answer
from cairn.cli.cells import BadCell, entries, moves, offered, wanted
from cairn.cli.words import Words
from cairn.matching.checks import MAX_VALUES
from cairn.matching.people import Move, Offer, Want
from cairn.matching.vocabulary import Kind

_T = TypeVar("_T", Want, Offer)


class Wordings:
    """Reads answers in words by a vocabulary.

    A word that is on no list counts as it stands, except for values and stages. Where it is near one that
    is on the list a warning says so, at the first row that has it.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._said: set[tuple[str, str, str]] = set()

    def word(self, answer: Answer, kind: Kind) -> str | None:
        """The one word of an answer, as the key of its list or as it stands; None without an answer."""
        return self._word(answer, kind, answer.text) if answer.text else None

    def own(self, answer: Answer) -> str | None:
        """A word that is on no list, such as a team; None without an answer."""
        return self._words.own(answer.text) or None

    def _word(self, answer: Answer, kind: Kind, text: str) -> str:
        key = self._words.find(kind, text)
        if key is not None:
            return key
        own = self._words.own(text)
        place = (answer.entry.sheet.name, answer.key, own)
        if place not in self._said:
            self._said.add(place)
            near = self._words.misspelled(kind, text)
            if near:
                answer.warn(f"'{text}' is on no list and counts as it stands. Did you mean '{near}'?")
            elif kind == "languages":
                answer.warn(f"'{text}' is no language that is known, and counts as it stands.")
        return own or text

    def stage(self, answer: Answer) -> int | None:
        """The number of a career stage; None without an answer."""
        if not answer.text:
            return None
        stage = self._words.stage(answer.text)
        if stage is None:
            near = self._words.nearest("stages", answer.text)
            hint = f" Did you mean {either(near)}?" if near else ""
            answer.error(
                f"'{answer.text}' is no career stage.{hint} Write a number from 0 (student) to 9 "
                "(executive), or the name of one."
            )
        return stage

    def values(self, answer: Answer) -> frozenset[str]:
        """The keys of at most five values."""
        found = set()
        for text in entries(answer.text):
            key = self._words.find("values", text)
            if key is not None:
                found.add(key)
                continue
            near = self._words.nearest("values", text)
            hint = f"Did you mean {either(near)}?" if near else "Choose one from the list, or delete it."
            answer.error(f"'{text}' is not on the list of values. {hint}")
        if len(found) > MAX_VALUES:
            answer.error(f"{len(found)} values are named. Keep the {MAX_VALUES} that matter most.")
            return frozenset()
        return frozenset(found)

    def languages(self, answer: Answer) -> frozenset[str]:
        """The codes of languages."""
        return frozenset(self._word(answer, "languages", text) for text in entries(answer.text))

    def wants(self, answer: Answer) -> tuple[Want, ...]:
        """The skills that somebody wants to learn."""

        def want(entry: str) -> Want:
            name, level, priority = wanted(entry)
            return Want(skill=self._word(answer, "skills", name), priority=priority, level=level)

        return tuple(_skills(answer, want))

    def offers(self, answer: Answer) -> tuple[Offer, ...]:
        """The skills that somebody can teach."""

        def offer(entry: str) -> Offer:
            name, level = offered(entry)
            return Offer(skill=self._word(answer, "skills", name), level=level)

        return tuple(_skills(answer, offer))

    def move(self, answer: Answer) -> Move | None:
        """The one career move that somebody wants to make; None without an answer."""
        made = self.moves(answer)
        if len(made) > 1:
            answer.error(f"'{answer.text}' names several moves. Keep the next one, such as 'lead > manager'.")
        return made[0] if made else None

    def moves(self, answer: Answer) -> tuple[Move, ...]:
        """The career moves that somebody has made, each once."""
        made = []
        for entry in entries(answer.text):
            try:
                steps = list(moves(entry))
            except BadCell as error:
                answer.error(str(error))
                continue
            for origin, destination in steps:
                move = Move(
                    origin=self._word(answer, "places", origin),
                    destination=self._word(answer, "places", destination),
                )
                if move.origin == move.destination:
                    answer.error(f"'{entry}' ends where it starts. Write two places: 'lead > manager'.")
                else:
                    made.append(move)
        return tuple(dict.fromkeys(made))


def _skills(answer: Answer, read: Callable[[str], _T]) -> Iterable[_T]:
    """Each skill once, the first time that it is named."""
    found: dict[str, _T] = {}
    for entry in entries(answer.text):
        try:
            skill = read(entry)
        except BadCell as error:
            answer.error(str(error))
            continue
        first = found.setdefault(skill.skill, skill)
        if first is not skill:
            answer.warn(f"'{entry}' names a skill that stands there already; the first one counts.")
    return found.values()


def either(names: Iterable[str]) -> str:
    """Names as a choice.

    >>> either(["a", "b", "c"])
    "'a', 'b' or 'c'"
    """
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
