"""Names, lists and amounts as they stand inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from cairn.matching.vocabulary import Vocabulary, Word

_COUNTED = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_PROPER = frozenset({"Python", "Java"})
_MANY_HOURS = 4


def listed(words: Sequence[str], last: str = "and") -> str:
    """'a', 'a and b' or 'a, b and c', with another word than 'and' if wished; nothing for no words."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def in_words(number: int) -> str:
    """A count in words, 'no' to 'twelve', 'many' beyond."""
    return _COUNTED[number] if number < len(_COUNTED) else "many"


def counted(number: int, one: str, many: str) -> str:
    """'1 person', '4 people': a number with its noun."""
    return f"{number} {one if number == 1 else many}"


def steps(number: int) -> str:
    """'one step', 'three steps'."""
    return f"{in_words(number)} {'step' if number == 1 else 'steps'}"


def hours(minutes: int) -> str:
    """Minutes in half hours, in words: 'half an hour', 'an hour and a half', 'four hours or more'."""
    whole, half = divmod(minutes, 60)
    if whole >= _MANY_HOURS:
        return "four hours or more"
    if whole == 0:
        return "half an hour" if half else "no time"
    if whole == 1:
        return "an hour and a half" if half else "an hour"
    return f"{in_words(whole)}{' and a half' if half else ''} hours"


def points(score: int) -> str:
    """A score in points for a manager: '71.3 points'. Cut after one digit, so it never looks better."""
    return f"{score // 100}.{score % 100 // 10} points"


def inside(name: str) -> str:
    """A name of a list as it stands in the middle of a sentence: 'Data engineering' in small letters."""
    first = name.split(" ", 1)[0]
    if not first or first in _PROPER or any(letter.isupper() for letter in first[1:]):
        return name
    return name[0].lower() + name[1:]


class Names:
    """What the entries of a vocabulary are called inside a sentence; other words as they stand."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def skill(self, key: str) -> str:
        """The name of a skill."""
        return inside(self.vocabulary.name(key)) if key in self._skills else key

    def skills(self, keys: Iterable[str]) -> list[str]:
        """The names of skills, in the order of the names."""
        return sorted(self.skill(key) for key in keys)

    def value(self, key: str) -> str:
        """The name of something that a person values."""
        return self._values.get(key, key)

    def field(self, key: str) -> str:
        """The name of a field."""
        return self._fields.get(key, key)

    def function(self, key: str) -> str:
        """The name of a function."""
        return self._functions.get(key, key)

    def place(self, key: str) -> str:
        """The name of a place of a career move."""
        return self._places.get(key, key)

    def language(self, code: str) -> str:
        """The name of a language."""
        return self._languages.get(code, code)

    @cached_property
    def _skills(self) -> frozenset[str]:
        return frozenset(skill.id for skill in self.vocabulary.skills)

    @cached_property
    def _values(self) -> dict[str, str]:
        return _inside(self.vocabulary.values)

    @cached_property
    def _fields(self) -> dict[str, str]:
        return _inside(self.vocabulary.fields)

    @cached_property
    def _functions(self) -> dict[str, str]:
        return _inside(self.vocabulary.functions)

    @cached_property
    def _places(self) -> dict[str, str]:
        return _inside(self.vocabulary.places)

    @cached_property
    def _languages(self) -> dict[str, str]:
        return {language.code: language.name for language in self.vocabulary.languages}


def _inside(words: Iterable[Word]) -> dict[str, str]:
    return {word.key: inside(word.name) for word in words}
