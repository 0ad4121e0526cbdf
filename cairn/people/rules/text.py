"""Words as people type them, made safe to keep and to show beside other people's words.

Nothing a person means is lost: scripts, accents, emoji and direction stay. What goes is what nobody sees
and what could disguise a name: control characters, invisible spaces, orders to turn the reading direction.
"""

from __future__ import annotations

import re
import unicodedata

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cairn.foundation.writing import CannotBeDone

Words = str | Promise
"""A text, or one that is translated when it is read."""

LONGEST_NAME = 120
LONGEST_CALLED = 60
LONGEST_LINE = 120
LONGEST_PLACE = 80
LONGEST_TEXT = 1000
LONGEST_OFFER = 1000
LONGEST_ABOUT = 400

_NEVER_SEEN = "\u200b\u2060\ufeff\u00ad\u180e"
_ORDERS = "\u202a\u202b\u202c\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"
_END_OF_ISOLATE = "\u2069"
_MARKS = "\u200e\u200f\u061c"
_JOINERS = "\u200c\u200d"

_IN_LINES = str.maketrans(dict.fromkeys(_NEVER_SEEN + _ORDERS + _ISOLATES + _END_OF_ISOLATE + _MARKS))
_IN_TEXTS = str.maketrans(dict.fromkeys(_NEVER_SEEN + _ORDERS))
_SPACES_BEFORE_BREAK = re.compile(r"[^\S\n]+\n")
_MANY_BREAKS = re.compile(r"\n{3,}")


def _without_controls(words: str) -> str:
    """Without control characters, halves of pairs and code points that are no characters."""
    return "".join(
        sign
        for sign in words
        if sign in "\n\t" or (unicodedata.category(sign) not in ("Cc", "Cs") and not _is_no_character(sign))
    )


def _is_no_character(sign: str) -> bool:
    return ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF


def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", _without_controls(words.replace("\r\n", "\n").replace("\r", "\n")))


def _balanced(words: str) -> str:
    """Every isolate is closed in its own line and every close has its isolate, so no text turns the next."""
    if not any(sign in words for sign in _ISOLATES + _END_OF_ISOLATE):
        return words
    lines = []
    for line in words.split("\n"):
        kept, depth = [], 0
        for sign in line:
            if sign in _ISOLATES:
                depth += 1
            elif sign == _END_OF_ISOLATE:
                if depth == 0:
                    continue
                depth -= 1
            kept.append(sign)
        lines.append("".join(kept) + _END_OF_ISOLATE * depth)
    return "\n".join(lines)


def _check_length(words: str, most: int, field: str) -> None:
    if len(words) > most:
        over = len(words) - most
        raise CannotBeDone(
            _(
                "This has {count:,} characters and {most:,} fit. Shorten it by {over:,}; all of it is here."
            ).format(count=len(words), most=most, over=over),
            field=field,
        )


def clean_line(words: str, *, field: str, most: int = LONGEST_LINE) -> str:
    """One line with single spaces and no invisible signs. Refused: more than `most` characters."""
    line = " ".join(_composed(words).translate(_IN_LINES).split()).strip(_JOINERS)
    _check_length(line, most, field)
    return line


def clean_text(words: str, *, field: str, most: int = LONGEST_TEXT) -> str:
    """Several lines, at most one empty between two. Refused: more than `most` characters."""
    text = _composed(words).translate(_IN_TEXTS).replace("\t", " ")
    text = _MANY_BREAKS.sub("\n\n", _SPACES_BEFORE_BREAK.sub("\n", text)).strip().strip(_JOINERS)
    text = _balanced(text)
    _check_length(text, most, field)
    return text


def clean_name(words: str, *, field: str = "name", most: int = LONGEST_NAME) -> str:
    """A name in any script. Refused: nothing, nothing but signs, too long."""
    name = clean_line(words, field=field, most=most)
    if not any(unicodedata.category(sign)[0] in "LN" for sign in name):
        raise CannotBeDone(_("Write your name, as you would like to be introduced."), field=field)
    return name
