"""The hours of the week in which an invented person can meet."""

from __future__ import annotations

from random import Random

from cairn.people.rules.windows import Stretch, minute_of

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_HABITS: tuple[tuple[tuple[int, int], ...], ...] = (
    ((8, 10), (15, 17)),
    ((9, 11),),
    ((9, 12),),
    ((10, 12), (14, 16)),
    ((12, 13), (16, 18)),
    ((13, 16),),
    ((14, 17),),
    ((7, 9), (17, 19)),
)
"""When on a day people like to talk, as hours; most keep to one or two such habits."""


def as_written(words: str) -> tuple[Stretch, ...]:
    """The stretches of 'Mon 9-12, Wed 22:30-00:30'; an end before the start is the next day's."""
    stretches = []
    for one in words.split(","):
        day, span = one.split()
        start, end = span.split("-")
        stretches.append(Stretch(_DAYS.index(day), minute_of(start), minute_of(end)))
    return tuple(stretches)


def drawn(dice: Random) -> tuple[Stretch, ...]:
    """Three to five working days, most of them alike."""
    days = sorted(dice.sample(range(5), dice.choice((3, 3, 4, 4, 5))))
    usual, other = dice.choice(_HABITS), dice.choice(_HABITS)
    return tuple(
        Stretch(day, start * 60, end * 60)
        for day in days
        for start, end in (usual if dice.random() < 0.7 else other)
    )
