"""The vocabulary as a reader of many cells needs it: every text looked up once."""

from __future__ import annotations

import difflib
from collections.abc import Callable

from cairn.matching.vocabulary import Kind, Vocabulary

_MOST_UNKNOWN = 1_000
"""How many unknown words get a 'did you mean': it costs some milliseconds for each."""

_SLIP = 0.8
"""How alike two words are, 0 to 1, from which one is taken for a slip: 'salse' for 'sales', no less."""


class Words:
    """Looks words up in a vocabulary, and remembers what it found."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._finders: dict[Kind, Callable[[str], str | None]] = {
            "skills": vocabulary.skill,
            "values": vocabulary.value,
            "fields": vocabulary.field,
            "functions": vocabulary.function,
            "places": vocabulary.place,
            "languages": vocabulary.language,
        }
        self._found: dict[tuple[Kind, str], str | None] = {}
        self._near: dict[tuple[Kind, str], tuple[str, ...]] = {}
        self._misspelled: dict[tuple[Kind, str], str | None] = {}
        self._wordings: dict[Kind, dict[str, str]] = {}
        self._own: dict[str, str] = {}

    def find(self, kind: Kind, text: str) -> str | None:
        """The key of a word of a list, or None if the list does not have it."""
        place = (kind, text)
        if place not in self._found:
            self._found[place] = self._finders[kind](text)
        return self._found[place]

    def stage(self, text: str) -> int | None:
        """The number of a career stage, or None."""
        return self.vocabulary.stage(text)

    def own(self, text: str) -> str:
        """A word that is on no list, in the form in which two spellings of it are equal."""
        if text not in self._own:
            self._own[text] = self.vocabulary.own(text)
        return self._own[text]

    def misspelled(self, kind: Kind, text: str) -> str | None:
        """The wording of a list that a text differs from by a slip or two, or None."""
        place = (kind, self.own(text))
        if place not in self._misspelled:
            if len(self._misspelled) >= _MOST_UNKNOWN:
                return None
            if kind not in self._wordings:
                self._wordings[kind] = self._all_wordings(kind)
            wordings = self._wordings[kind]
            found = difflib.get_close_matches(place[1], wordings, n=1, cutoff=_SLIP)
            self._misspelled[place] = wordings[found[0]] if found else None
        return self._misspelled[place]

    def _all_wordings(self, kind: Kind) -> dict[str, str]:
        """Every wording of a list, by the form in which two spellings are equal."""
        wordings: dict[str, str] = {}
        for entry in getattr(self.vocabulary, kind):
            more = (getattr(entry, "own_name", ""), *getattr(entry, "only_alone", ()))
            for wording in (entry.name, *entry.synonyms, *more):
                if wording:
                    wordings.setdefault(self.own(wording), wording)
        return wordings

    def nearest(self, kind: Kind, text: str) -> tuple[str, ...]:
        """Names that are near a text, the nearest first, at most three."""
        place = (kind, self.own(text))
        if place not in self._near:
            if len(self._near) >= _MOST_UNKNOWN:
                return ()
            self._near[place] = self.vocabulary.nearest(text, kind)
        return self._near[place]
