"""The people of the small example: invented one by one, so that each has a life that hangs together."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.cast.mentees_east import EAST
from benchmarks.cast.mentees_west import WEST
from benchmarks.cast.mentors import GIVING
from benchmarks.people import Population


@dataclass(frozen=True, slots=True)
class Listed:
    """A mentee and a mentor in a list of pairs, and why they are there."""

    mentee: str
    mentor: str
    why: str


PAIRS = (
    Listed("E119", "E207", "Have met since spring and want to go on"),
    Listed("E103", "E218", "Began in the autumn and have not finished the curriculum"),
)
"""Pairs to keep."""

FORBID = (Listed("E130", "E217", "Two benches apart; both would rather look further"),)
"""Pairs that must not be."""


def cast() -> Population:
    """The thirty-four mentees and twenty-one mentors of the small example."""
    hoping = sorted((*WEST, *EAST), key=lambda entry: entry[0].id)
    lives = [life for life, _ in (*hoping, *GIVING)]
    return Population(
        tuple(life.mentee(aim) for life, aim in hoping),
        tuple(life.mentor(gift) for life, gift in GIVING),
        {life.id: life.contact for life in lives},
    )
