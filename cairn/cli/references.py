"""Reading whom a cell names: the manager, those to keep apart, and the ranking."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from cairn.cli.answer import Answer
from cairn.cli.directory import Directory, Side, fold_name

_SURELY_NEAR = 0.88


def people(answer: Answer, directory: Directory) -> list[str]:
    """The texts of a list of people: by semicolons or lines, or by commas unless those are part of a name."""
    text = answer.text
    separators = r"[;\n|]" if re.search(r"[;\n|]", text) or directory.find(text) else ","
    return [" ".join(part.split()) for part in re.split(separators, text) if part.strip()]


def _who(answer: Answer, directory: Directory, text: str, side: Side | None = None) -> str | None:
    """The one person whom a text means, of one side if it may be several; an error if there is none."""
    found = directory.find(text, side)
    if len(found) == 1:
        return found[0]
    if found:
        answer.error(f"Several people are called '{text}'. Write the ID of the one who is meant.")
    elif directory.complete:
        answer.error(_nobody(directory, text))
    return None


def _nobody(directory: Directory, text: str) -> str:
    """That a text names nobody, and who it is near."""
    near = directory.nearest(text)
    hint = (
        f"Did you mean '{near}'?" if near else "Write an ID, an email or a name as it stands in the sheets."
    )
    return f"'{text}' is nobody in either sheet. {hint}"


def manager(answer: Answer, directory: Directory) -> str | None:
    """The id of the line manager, who may be in neither sheet; None without an answer."""
    text = answer.text
    if not text:
        return None
    found = directory.find(text)
    if len(found) > 1:
        answer.error(f"Several people are called '{text}'. Write the ID of the one who is meant.")
        return None
    if not found:
        near = None if re.search(r"\d", text) else directory.nearest(text)
        if near and SequenceMatcher(None, fold_name(near), fold_name(text)).ratio() >= _SURELY_NEAR:
            answer.warn(
                f"'{text}' is nobody in either sheet, which is fine for a manager. Did you mean '{near}'?"
            )
        return text
    if found[0] == answer.entry.id:
        answer.error("Nobody is their own line manager. Name the manager, or empty the cell.")
        return None
    return found[0]


def not_with(answer: Answer, directory: Directory) -> frozenset[str]:
    """The ids of those whom somebody must not be paired with."""
    found = set()
    for text in people(answer, directory):
        who = _who(answer, directory, text)
        if who == answer.entry.id:
            answer.error(f"'{text}' is this person. Take the name off the list.")
        elif who is not None:
            found.add(who)
    return frozenset(found)


def ranking(answer: Answer, directory: Directory, most: int) -> tuple[str, ...]:
    """The ids of those whom somebody wishes for, the dearest first; all stand on the other side."""
    found: list[str] = []
    texts = people(answer, directory)
    other = answer.entry.side.other
    for text in texts:
        who = _who(answer, directory, text, other)
        if who is None:
            continue
        if who == answer.entry.id:
            answer.error(f"'{text}' is this person. Take the name off the list.")
        elif not directory.stands(who, other):
            answer.error(f"'{text}' is no {other}. Name people of the sheet of {other}s only.")
        elif who in found:
            answer.warn(f"'{text}' stands in the list twice; the first place counts.")
        else:
            found.append(who)
    if len(found) > most:
        answer.error(f"{len(found)} people are named. Keep the first {most}.")
        return ()
    return tuple(found)


def one_of(answer: Answer, directory: Directory, side: Side) -> str | None:
    """The id of one person of one side, for lists of pairs."""
    who = _who(answer, directory, answer.text, side)
    if who is not None and not directory.stands(who, side):
        answer.error(f"'{answer.text}' is a {side.other}, not a {side}. Name a {side} here.")
        return None
    return who
