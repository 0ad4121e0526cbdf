"""Making two wordings of the same thing equal: case, accents, spaces, hyphens, '&', plural, spelling.

Nothing here knows any entry of the vocabulary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_MARKS = re.compile("[\u0300-\u036f'\u2019\u02bc]")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
_SPACES = re.compile(r"[\s_\-\u2010-\u2015]+")
_OUTER = " .,;:!?/|*\u2022\u00b7\"'`"

# British endings and the American ones that the vocabulary is written in.
_ENDINGS = (
    ("isations", "izations"),
    ("isation", "ization"),
    ("isational", "izational"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("elling", "eling"),
    ("aviour", "avior"),
    ("aviours", "aviors"),
)
_SPELLINGS = {
    "programme": "program",
    "programmes": "programs",
    "centre": "center",
    "colour": "color",
    "labour": "labor",
    "licence": "license",
    "licences": "licenses",
    "defence": "defense",
    "organise": "organize",
    "prioritise": "prioritize",
    "analyse": "analyze",
    "judgement": "judgment",
    "paediatrics": "pediatrics",
    "orthopaedics": "orthopedics",
}
# Words that end like British ones and are not.
_NOT_BRITISH = frozenset(
    {"advertising", "advertiser", "advised", "raising", "fundraising", "fundraiser", "selling", "telling"}
    | {"upselling", "crossselling", "storytelling", "merchandising", "franchising", "rising", "advising"}
    | {"supervised", "supervising", "compromising", "exercising", "promising", "surprising", "spelling"}
)


def words_of(text: str) -> list[str]:
    """The words of a text in order, folded: lower case, without accents, '&' as 'and'.

    >>> words_of("Café & R&D-Führung in C++")
    ['cafe', 'and', 'r', 'and', 'd', 'fuhrung', 'in', 'c++']
    """
    if text.isascii():
        folded = text.lower()
        if "'" in folded:
            folded = folded.replace("'", "")
    else:
        folded = unicodedata.normalize("NFKD", text.casefold())
        folded = _MARKS.sub("", folded).translate(_LETTERS)
    if "&" in folded:
        folded = folded.replace("&", " and ")
    return _WORD.findall(folded)


def american(word: str) -> str:
    """The American spelling of a folded word, which is the word itself for nearly all.

    >>> american("organisation"), american("storytelling")
    ('organization', 'storytelling')
    """
    if word in _NOT_BRITISH:
        return word
    known = _SPELLINGS.get(word)
    if known is not None:
        return known
    for british, ours in _ENDINGS:
        if word.endswith(british) and len(word) > len(british) + 2:
            return word[: -len(british)] + ours
    return word


@lru_cache(maxsize=8192)
def british(word: str) -> str:
    """The British spelling of a folded American word, or the word itself where there is no other."""
    for theirs, ours in _SPELLINGS.items():
        if word == ours:
            return theirs
    for theirs, ours in _ENDINGS:
        if word.endswith(ours) and len(word) > len(ours) + 2:
            turned = word[: -len(ours)] + theirs
            if american(turned) == word:
                return turned
    return word


def key_of(text: str) -> str:
    """What two wordings share when a look-up takes them for the same.

    >>> key_of("Back-end") == key_of("backend"), key_of("Hiring & pay") == key_of("hiring and pay")
    (True, True)
    """
    words = words_of(text)
    if len(words) > 1:
        words = [word for word in words if word != "and"] or words
    return "".join(american(word) for word in words)


def other_number(word: str) -> str:
    """The plural of a folded singular word or the singular of a plural, as far as an 's' tells.

    >>> other_number("budget"), other_number("dashboards"), other_number("strategy")
    ('budgets', 'dashboard', 'strategies')
    """
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith("s"):
        return word if word.endswith(("ss", "us", "is", "ics", "as")) or len(word) < 5 else word[:-1]
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def phrases_of(text: str) -> Iterator[tuple[str, ...]]:
    """Every way in which a wording may stand in a sentence: as it is, joined, spelled differently, plural.

    The wording itself comes first. Two words are joined ('back end', 'backend') unless they are short.
    """
    words = tuple(american(word) for word in words_of(text))
    if not words:
        return
    plain = tuple(word for word in words if word != "and")
    for phrase in (words, plain) if len(plain) > 2 else (words,):
        for form in (phrase, (*phrase[:-1], other_number(phrase[-1]))):
            yield form
            yield tuple(british(word) for word in form)
            if len(form) == 2 and len(form[0]) + len(form[1]) > 5 and len(form[0]) > 1:
                yield ("".join(form),)


def own_word(text: str) -> str:
    """A word of somebody's own, so that two people's spelling of it is equal; accents stay.

    >>> own_word("  Bee-keeping & Honey ")
    'bee keeping and honey'
    """
    plain = unicodedata.normalize("NFKC", text).replace("&", " and ").lower()
    return _SPACES.sub(" ", plain).strip(_OUTER)
