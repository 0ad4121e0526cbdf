"""The vocabulary that comes with Cairn, read from the data files beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from cairn.matching.vocabulary.vocabulary import Vocabulary
from cairn.matching.vocabulary.words import Language, Skill, Stage, StyleQuestion, Word

_Table = Mapping[str, Any]


@cache
def standard_vocabulary() -> Vocabulary:
    """The vocabulary that comes with Cairn. Read once; immutable, so that all may share it."""
    words = _read("words.toml")
    groups = _words(words["group"])
    return Vocabulary(
        groups=groups,
        skills=tuple(
            skill for group in groups for skill in _skills(group.key, _read("skills", f"{group.key}.toml"))
        ),
        stages=tuple(Stage(**_frozen(entry)) for entry in words["stage"]),
        style=tuple(StyleQuestion(**entry) for entry in words["style"]),
        values=_words(_read("values.toml")["value"]),
        fields=_words(_read("fields.toml")["field"]),
        functions=_words(_read("functions.toml")["function"]),
        places=_words(_read("places.toml")["place"]),
        languages=tuple(
            Language(code=code, **_frozen(entry)) for code, entry in _read("languages.toml").items()
        ),
    )


def _skills(group: str, tables: Mapping[str, _Table]) -> Iterable[Skill]:
    for skill_id, entry in tables.items():
        yield Skill(
            id=skill_id,
            name=entry["name"],
            group=group,
            synonyms=tuple(entry.get("synonyms", ())),
            only_alone=tuple(entry.get("only_alone", ())),
            related=frozenset(entry.get("related", ())),
        )


def _frozen(entry: _Table) -> dict[str, Any]:
    return {**entry, "synonyms": tuple(entry.get("synonyms", ()))}


def _words(entries: Iterable[_Table]) -> tuple[Word, ...]:
    return tuple(Word(**_frozen(entry)) for entry in entries)


def _read(*name: str) -> _Table:
    source = resources.files("cairn.matching.vocabulary").joinpath("data", *name)
    return tomllib.loads(source.read_text(encoding="utf-8"))
