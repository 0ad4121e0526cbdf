"""The kinds of letters: one table that says of each whether it must arrive and whether it can be stopped.

A room declares its letters in its `letters.py`:

    SIGN_IN_CODE = register(LetterKind(
        name="sign-in-code",
        title=_("sign-in codes"),
        must_arrive=True,
        stoppable=False,
        subject=_("Your code to sign in"),
        template="people/letters/sign_in_code",
        reason=_("You get this because somebody asked to sign in with this address."),
        good_for=timedelta(minutes=10),
    ))
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise

Words = str | Promise
"""A text, or one that is translated when it is read."""

_NAME = re.compile(r"[a-z][a-z0-9-]{1,47}\Z")


class UnknownKind(LookupError):
    """A kind of letter that no room has declared."""


@dataclass(frozen=True, slots=True)
class LetterKind:
    """What is true of every letter of a kind.

    `must_arrive`: after a worker died while sending, it goes again with the same bytes; otherwise not.
    `stoppable`: the reader may stop this kind; it carries a stop link and keeps to their quiet hours.
    `subject` and `reason` may name values of the context as `{name}`; those of the subject, which anybody
    may see, must be listed in `public`. `template` is a path, with `.html` and, if the text part says
    something else, with `.txt` (see `layout.compose`). `good_for` is how long after its due time a letter is
    still worth sending. `sample` is a context that shows what such a letter looks like: for previews and for
    the test of the layout's rules.
    """

    name: str
    must_arrive: bool
    stoppable: bool
    subject: Words
    template: str
    reason: Words = ""
    title: Words = ""
    stop_words: Words = ""
    public: frozenset[str] = frozenset()
    good_for: timedelta | None = None
    sample: Mapping[str, Any] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """What its reader calls these letters: 'questions after a meeting'."""
        return str(self.title) or self.name.replace("-", " ")


_kinds: dict[str, LetterKind] = {}


def register(kind: LetterKind) -> LetterKind:
    """Adds a kind to the table; called when Django starts.

    Raises `ValueError` for a name that is taken or ill-formed, a letter that can be stopped though it must
    arrive, and a subject that would show what is not public.
    """
    if not _NAME.match(kind.name):
        raise ValueError(f"{kind.name!r} is no name for a kind of letter")
    if _kinds.get(kind.name, kind).template != kind.template:
        raise ValueError(f"{kind.name} is declared twice")
    shown = {name for _, name, _, _ in string.Formatter().parse(str(kind.subject)) if name is not None}
    if not shown <= kind.public:
        raise ValueError(f"the subject of {kind.name} shows {', '.join(sorted(shown - kind.public))}")
    _kinds[kind.name] = kind
    return kind


def kind_of(name: str) -> LetterKind:
    """The kind of this name. Raises `UnknownKind`."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def all_kinds() -> tuple[LetterKind, ...]:
    """Every declared kind, by name."""
    return tuple(kind for _, kind in sorted(_kinds.items()))


def stoppable_kinds() -> tuple[LetterKind, ...]:
    """The kinds that a person may stop, for the page of preferences."""
    return tuple(kind for kind in all_kinds() if kind.stoppable)


def table() -> str:
    """The table as the documentation shows it, in Markdown."""
    rows = ["| kind | must arrive | can be stopped | still worth sending |", "| --- | --- | --- | --- |"]
    rows += [
        f"| `{kind.name}` | {_yes(kind.must_arrive)} | {_yes(kind.stoppable)} | {_in_words(kind.good_for)} |"
        for kind in all_kinds()
    ]
    return "\n".join(rows) + "\n"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _in_words(good_for: timedelta | None) -> str:
    if good_for is None:
        return "always"
    minutes = int(good_for.total_seconds() // 60)
    if minutes % (24 * 60) == 0:
        return f"{minutes // (24 * 60)} days"
    return f"{minutes // 60} hours" if minutes % 60 == 0 else f"{minutes} minutes"
