"""Finding an entry by any of its wordings, in a column, in a sentence, or nearly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from cairn.matching.vocabulary.folding import key_of, other_number, phrases_of, words_of
from cairn.matching.vocabulary.words import VocabularyError

MOST_WORDS = 4
"""How many words a wording may have to be found in a sentence."""

_LIKENESS = 0.7
"""How alike, 0 to 1, an entry must be at least to be suggested."""

_BEHIND = 0.15
"""How far behind the nearest a suggestion may be."""

_SHORT_BUT_TELLING = frozenset({"ai", "hr", "pr", "ux", "ui", "it", "law", "tax", "art"})


class Names:
    """The wordings of one kind of thing and the key that each stands for. Immutable once made."""

    __slots__ = ("_kind", "_keys", "_shown", "_words")

    def __init__(self, kind: str, entries: Iterable[tuple[str, str, Iterable[str]]]) -> None:
        """Takes (key, name, wordings) of every entry.

        Raises `VocabularyError` if a key comes twice or a wording belongs to two entries.
        """
        self._kind = kind
        self._keys: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._words: list[tuple[str, str, frozenset[str]]] = []
        for key, name, wordings in entries:
            if key in self._shown:
                raise VocabularyError(f"The {kind} '{key}' is listed twice.")
            self._shown[key] = name
            for wording in (key, name, *wordings):
                self._add(key, wording)

    def _add(self, key: str, wording: str) -> None:
        folded = key_of(wording)
        if not folded:
            raise VocabularyError(f"The {self._kind} '{key}' has a wording without letters: '{wording}'.")
        holder = self._keys.setdefault(folded, key)
        if holder != key:
            raise VocabularyError(f"'{wording}' belongs to two {self._kind} entries: '{holder}' and '{key}'.")
        self._words.append((key, folded, frozenset(words_of(wording))))

    def find(self, text: str) -> str | None:
        """The key that the text stands for, or None."""
        folded = key_of(text)
        found = self._keys.get(folded)
        if found is None and len(folded) > 3:
            found = self._keys.get(other_number(folded))
        return found

    def name(self, key: str) -> str | None:
        """The name of a key, or None if there is no such key."""
        return self._shown.get(key)

    def nearest(self, text: str, most: int) -> tuple[str, ...]:
        """The names of at most `most` entries with a wording near the text, the nearest first."""
        folded = key_of(text)
        words = frozenset(words_of(text))
        if not folded or most < 1:
            return ()
        best: dict[str, float] = {}
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(folded)
        for key, wording, its_words in self._words:
            above = best.get(key, _LIKENESS)
            likeness = max(_by_words(words, its_words), _by_letters(matcher, wording, above))
            if likeness > above:
                best[key] = likeness
        bound = max(best.values(), default=0.0) - _BEHIND
        ranked = sorted(
            (key for key in best if best[key] > bound), key=lambda key: (-best[key], self._shown[key], key)
        )
        return tuple(self._shown[key] for key in ranked[:most])


def _by_words(words: frozenset[str], its_words: frozenset[str]) -> float:
    """A shared whole word ('data' in 'data analysis') counts even where the letters differ much."""
    shared = words & its_words
    if any(len(word) > 3 or word in _SHORT_BUT_TELLING for word in shared):
        return _LIKENESS + (0.95 - _LIKENESS) * len(shared) / len(words | its_words)
    return 0.0


def _by_letters(matcher: SequenceMatcher[str], wording: str, above: float) -> float:
    """How alike the letters are, 0 to 1, or 0 if that is soon seen not to be above the bound."""
    matcher.set_seq1(wording)
    if matcher.real_quick_ratio() > above and matcher.quick_ratio() > above:
        return matcher.ratio()
    return 0.0


class Phrases:
    """Wordings that are looked for in sentences. Immutable once made."""

    __slots__ = ("_starts",)

    def __init__(self, wordings: Iterable[tuple[str, str]], never: Iterable[str] = ()) -> None:
        """Takes (key, wording) pairs, and wordings never to be taken for anything in a sentence.

        A wording itself wins over another's plural or joined form.
        """
        barred = {tuple(words_of(wording)) for wording in never}
        forms: dict[tuple[str, ...], str] = {}
        variants: list[tuple[tuple[str, ...], str]] = []
        for key, wording in wordings:
            for position, phrase in enumerate(phrases_of(wording)):
                if len(phrase) > MOST_WORDS or phrase in barred:
                    continue
                if position == 0:
                    forms.setdefault(phrase, key)
                else:
                    variants.append((phrase, key))
        for phrase, key in variants:
            forms.setdefault(phrase, key)
        # By first word, then the longest phrase first.
        starts: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
        for phrase in sorted(forms, key=lambda phrase: (-len(phrase), phrase)):
            starts.setdefault(phrase[0], []).append((len(phrase), phrase, forms[phrase]))
        self._starts: Mapping[str, tuple[tuple[int, tuple[str, ...], str], ...]] = {
            word: tuple(found) for word, found in starts.items()
        }

    def within(self, text: str) -> frozenset[str]:
        """The keys named in the text; of two overlapping wordings the earlier, then the longer counts."""
        words = words_of(text)
        starts = self._starts
        found: set[str] = set()
        place, end = 0, len(words)
        while place < end:
            step = 1
            for length, phrase, key in starts.get(words[place], ()):
                if length == 1 or tuple(words[place : place + length]) == phrase:
                    found.add(key)
                    step = length
                    break
            place += step
        return frozenset(found)
