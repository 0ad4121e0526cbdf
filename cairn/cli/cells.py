"""Reading single cells: numbers, lists, levels, moves, each with a message that says what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_IN_DIGITS = {word: number for number, word in enumerate(_NUMBER_WORDS)} | {"none": 0, "no": 0, "single": 1}

_WHOLE = re.compile(r"([+-]?\d{1,9})(?:[.,]0+)?")
_DECIMAL = re.compile(r"([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+))\s*(%?)")
_OUTSIDE_PARENTHESES = re.compile(r"[;,\n|](?![^()\[\]]*[)\]])")
_ARROW = re.compile(r"\s*(?:→|⇒|➔|➜|[-=]+>|>+|\bto\b)\s*", re.IGNORECASE)
_LEVELED = re.compile(r"(?P<name>.*?)\s*[(\[](?P<inside>[^()\[\]]*)[)\]]\s*", re.DOTALL)
_LEVEL = re.compile(r"(?:level|lvl|l)?\s*([+-]?\d+)(?:\.0)?(?:\s*/\s*5)?", re.IGNORECASE)
_LEVEL_AND_PRIORITY = re.compile(
    r"(?:own\s*)?(?:level|lvl|l)?\s*([+-]?\d+)\s*(?:→|⇒|➔|➜|[-=]+>|>+|\bto\b|[,;/:])\s*"
    r"(?:priority|prio|p)?\s*([+-]?\d+)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\d|→|⇒|>")


class BadCell(ValueError):
    """A cell that cannot be understood; the message says what to write instead."""


def whole_number(text: str, least: int, most: int) -> int:
    """A whole number from `least` to `most`. Raises `BadCell`."""
    found = _WHOLE.fullmatch(text)
    if found is None:
        number = _IN_DIGITS.get(text.casefold())
        if number is not None and least <= number <= most:
            raise BadCell(f"'{text}' is not in digits. Write {number}.")
        raise BadCell(f"'{text}' is no whole number. Write one from {least} to {most}.")
    number = int(found[1])
    if not least <= number <= most:
        raise BadCell(f"{number} is not between {least} and {most}. Write a number from {least} to {most}.")
    return number


def share(text: str) -> float:
    """An answer on working style from 0 to 1, as a number or in percent. Raises `BadCell`."""
    found = _DECIMAL.fullmatch(text)
    if found is None:
        raise BadCell(f"'{text}' is no answer. Write a number from 0 to 1, such as 0.7, or 70%.")
    number = float(found[1].replace(",", ".")) / (100 if found[2] else 1)
    if not 0 <= number <= 1:
        raise BadCell(f"'{text}' is not between 0 and 1. Write a number such as 0.7, or 70%.")
    return number


def shares(text: str) -> list[str]:
    """The answers on working style that stand in one cell."""
    parts = [part.strip(",") for part in re.split(r"[;|/\s]+", text.strip()) if part.strip(",")]
    return text.replace(" ", "").split(",") if len(parts) == 1 and text.count(",") > 1 else parts


def entries(text: str) -> list[str]:
    """The entries of a list, separated by semicolons, commas or lines, parentheses kept whole."""
    return [" ".join(part.split()) for part in _OUTSIDE_PARENTHESES.split(text) if part.strip()]


def wanted(entry: str) -> tuple[str, int, int]:
    """A skill, the own level and the priority: 'delegation (1 → 3)'. Raises `BadCell`."""
    name, inside = _leveled(entry)
    if inside is None:
        return name, 0, 2
    found = _LEVEL_AND_PRIORITY.fullmatch(inside)
    if found is None:
        raise BadCell(
            f"'{entry}' has no own level and priority that can be read. Write '{name} (1 → 3)': the own "
            "level from 0 to 5, then the priority from 1 to 3; or the skill alone."
        )
    level, priority = int(found[1]), int(found[2])
    if not 0 <= level <= 5:
        raise BadCell(f"'{entry}' has the own level {level}. Write one from 0 (none) to 5 (expert).")
    if not 1 <= priority <= 3:
        raise BadCell(
            f"'{entry}' has the priority {priority}. Write one from 1 (nice to have) to 3 (most wanted)."
        )
    return name, level, priority


def offered(entry: str) -> tuple[str, int]:
    """A skill and the level: 'delegation (5)'. Raises `BadCell`."""
    name, inside = _leveled(entry)
    if inside is None:
        return name, 4
    found = _LEVEL.fullmatch(inside)
    if found is None:
        raise BadCell(
            f"'{entry}' has no level that can be read. Write '{name} (4)', from 1 (beginner) to 5 (expert), "
            "or the skill alone."
        )
    level = int(found[1])
    if not 1 <= level <= 5:
        raise BadCell(f"'{entry}' has the level {level}. Write one from 1 (beginner) to 5 (expert).")
    return name, level


def _leveled(entry: str) -> tuple[str, str | None]:
    """The name before parentheses with numbers, and what they hold; parentheses of words belong to it."""
    found = _LEVELED.fullmatch(entry)
    if found is None or not _NUMERIC.search(found["inside"]):
        if _NUMERIC.search(entry) and re.search(r"[()\[\]>→]", entry):
            raise BadCell(
                f"'{entry}' cannot be read. Write the numbers in parentheses after the skill, and a "
                "semicolon before the next skill."
            )
        return entry, None
    if not found["name"]:
        raise BadCell(f"'{entry}' names no skill. Write the skill before the parentheses.")
    return found["name"], found["inside"].strip()


def moves(entry: str) -> Iterator[tuple[str, str]]:
    """The steps of a career move: 'lead > manager > director' are two. Raises `BadCell`."""
    places = _ARROW.split(entry.strip())
    if len(places) < 2 or not all(places):
        raise BadCell(f"'{entry}' is no move. Write where it starts and where it ends: 'lead > manager'.")
    yield from pairwise(places)
