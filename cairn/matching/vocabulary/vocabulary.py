"""The words people use for skills, stages, values, fields, functions, places and languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from cairn.matching.vocabulary.folding import own_word
from cairn.matching.vocabulary.lookup import Names, Phrases
from cairn.matching.vocabulary.words import Language, Skill, Stage, StyleQuestion, VocabularyError, Word

Kind = Literal["skills", "stages", "values", "fields", "functions", "places", "languages"]

_NUMBERED = re.compile(r"(?:stage|level)?\s*([0-9])(?:\.0)?(?:\W+(.*))?", re.IGNORECASE | re.DOTALL)
_REGIONAL = re.compile(r"\s*([A-Za-z]{2})[-_](?:[A-Za-z]{4}[-_])?[A-Za-z]{2}\s*")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Vocabulary:
    """Lists of words, and how to find an entry by any of its wordings.

    Immutable, and equal only to itself. Every look-up forgives case, accents, spaces, hyphens, '&' for
    'and', a plural and British spelling; it returns None for what it does not know, and the caller may
    keep such a word as `own(text)`. The relations of skills are made mutual.

    Raises `VocabularyError` if an id comes twice, a wording belongs to two entries of one kind, a skill
    is related to itself or to one that is not there, or stages are not numbered 0 to 9.
    """

    skills: tuple[Skill, ...]
    groups: tuple[Word, ...] = ()
    stages: tuple[Stage, ...] = ()
    style: tuple[StyleQuestion, ...] = ()
    values: tuple[Word, ...] = ()
    fields: tuple[Word, ...] = ()
    functions: tuple[Word, ...] = ()
    places: tuple[Word, ...] = ()
    languages: tuple[Language, ...] = ()
    _names: Mapping[Kind, Names] = field(init=False, repr=False)
    _phrases: Phrases = field(init=False, repr=False)
    _related: Mapping[str, frozenset[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        skills = _mutual(self.skills)
        for stage in self.stages:
            if not 0 <= stage.number <= 9:
                raise VocabularyError(f"The stage '{stage.key}' has the number {stage.number}, not 0 to 9.")
        if len({stage.number for stage in self.stages}) < len(self.stages):
            raise VocabularyError("Two stages have the same number.")
        names: dict[Kind, Names] = {
            "skills": Names("skill", ((s.id, s.name, (*s.synonyms, *s.only_alone)) for s in skills)),
            "stages": Names("stage", ((s.key, s.name, s.synonyms) for s in self.stages)),
            "values": _words("value", self.values),
            "fields": _words("field", self.fields),
            "functions": _words("function", self.functions),
            "places": _words("place", self.places),
            "languages": Names(
                "language", ((n.code, n.name, (n.own_name, *n.synonyms)) for n in self.languages)
            ),
        }
        never = [wording for skill in skills for wording in skill.only_alone]
        wordings = ((skill.id, wording) for skill in skills for wording in (skill.name, *skill.synonyms))
        object.__setattr__(self, "skills", skills)
        object.__setattr__(self, "_names", names)
        object.__setattr__(self, "_phrases", Phrases(wordings, never))
        object.__setattr__(self, "_related", {skill.id: skill.related for skill in skills})

    def skill(self, text: str) -> str | None:
        """The id of the skill that the text names by its id, its name or another wording, or None."""
        return self._names["skills"].find(text)

    def name(self, skill_id: str) -> str:
        """The name of a skill as people see it; a word of the program's own as it stands."""
        return self._names["skills"].name(skill_id) or skill_id

    def related(self, skill_id: str) -> frozenset[str]:
        """The ids of the skills near this one, never itself; none for a word of the program's own."""
        return self._related.get(skill_id, frozenset())

    def concepts(self, text: str) -> frozenset[str]:
        """The ids of the skills that a free text names, in whole words, longer wordings before shorter.

        Everyday words that only sometimes mean a skill (its `only_alone`) do not count. Takes time in
        proportion to the length of the text.
        """
        return self._phrases.within(text)

    def stage(self, text: str) -> int | None:
        """The number of the career stage that the text names ('4', 'stage 4', 'Lead', '4 lead'), or None."""
        numbered = _NUMBERED.fullmatch(text.strip())
        if numbered:
            number = int(numbered[1])
            known = any(stage.number == number for stage in self.stages)
            return number if known and (not numbered[2] or self._stage_named(numbered[2]) == number) else None
        return self._stage_named(text)

    def _stage_named(self, text: str) -> int | None:
        key = self._names["stages"].find(text)
        return next((stage.number for stage in self.stages if stage.key == key), None)

    def value(self, text: str) -> str | None:
        """The key of the value that the text names, or None."""
        return self._names["values"].find(text)

    def field(self, text: str) -> str | None:
        """The key of the field (industry) that the text names, or None."""
        return self._names["fields"].find(text)

    def function(self, text: str) -> str | None:
        """The key of the function (kind of work) that the text names, or None."""
        return self._names["functions"].find(text)

    def place(self, text: str) -> str | None:
        """The key of the place of a career move that the text names, or None."""
        return self._names["places"].find(text)

    def language(self, text: str) -> str | None:
        """The ISO 639-1 code of the language that the text names ('de', 'de-AT', 'German'), or None."""
        regional = _REGIONAL.fullmatch(text)
        return self._names["languages"].find(regional[1] if regional else text)

    def nearest(self, text: str, among: Kind = "skills", most: int = 3) -> tuple[str, ...]:
        """Names of the entries nearest to a text, the nearest first, to ask 'did you mean …?'.

        At most `most` of them, none if nothing is near. Raises `ValueError` for an unknown list.
        """
        names = self._names.get(among)
        if names is None:
            raise ValueError(f"There is no list '{among}'; there are {', '.join(self._names)}.")
        return names.nearest(text, most)

    def own(self, text: str) -> str:
        """A word that the vocabulary does not know, written so that two spellings of it are equal.

        Lower case, single spaces, no hyphens, '&' as 'and'; accents stay. May be empty.
        """
        return own_word(text)


def _words(kind: str, words: tuple[Word, ...]) -> Names:
    return Names(kind, ((word.key, word.name, word.synonyms) for word in words))


def _mutual(skills: tuple[Skill, ...]) -> tuple[Skill, ...]:
    """The same skills, each related to all that name it. Raises `VocabularyError`."""
    related: dict[str, set[str]] = {skill.id: set() for skill in skills}
    for skill in skills:
        for other in skill.related:
            if other == skill.id:
                raise VocabularyError(f"The skill '{skill.id}' is related to itself.")
            if other not in related:
                raise VocabularyError(f"The skill '{skill.id}' is related to '{other}', which is not listed.")
            related[skill.id].add(other)
            related[other].add(skill.id)
    return tuple(replace(skill, related=frozenset(related[skill.id])) for skill in skills)
