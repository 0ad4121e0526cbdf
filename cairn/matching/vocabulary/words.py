"""The entries of a vocabulary: plain, frozen values, ready for forms, templates and look-ups."""

from __future__ import annotations

from dataclasses import dataclass


class VocabularyError(ValueError):
    """A vocabulary that contradicts itself, or a file that cannot be read as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """Something that a person can teach and another can learn.

    `id` is a slug such as 'machine-learning'; `name` is how people see it. `group` is the key of its
    group, such as 'data'. `synonyms` are other wordings. `only_alone` are wordings (the name may be
    among them) that stand for the skill in a column of skills but not inside a sentence, where they mean
    something else as well ('time', 'buying'). `related` are the ids of skills so near that who has one
    can help with the other.
    """

    id: str
    name: str
    group: str = ""
    synonyms: tuple[str, ...] = ()
    only_alone: tuple[str, ...] = ()
    related: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A value, a field, a function, a place of a career move or a group of skills."""

    key: str
    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A career stage: `number` 0 (student) to 9 (executive), and what it means in one line."""

    number: int
    key: str
    name: str
    description: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleQuestion:
    """A question on working style, answered by a slider from 0 (`left`) to 1 (`right`)."""

    key: str
    question: str
    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language: `code` as in ISO 639-1, its English name and the name that its speakers use."""

    code: str
    name: str
    own_name: str
    synonyms: tuple[str, ...] = ()
