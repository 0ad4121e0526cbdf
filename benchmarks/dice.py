"""Chance that falls the same on every machine: whole numbers only, from a generator with a fixed stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from numpy.random import PCG64

T = TypeVar("T")

_DRAWN_AT_ONCE = 16_384


class Dice:
    """Draws of one seed.

    It reads the raw words of PCG64, whose stream numpy promises never to change, rather than the
    distributions built on them, which may change between releases.
    """

    def __init__(self, *seed: int) -> None:
        self._next = _words(PCG64(seed)).__next__

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, and without, `limit` (at most 2³²)."""
        return (self._next() >> 32) * limit >> 32

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices, each as likely as the next."""
        return choices[(self._next() >> 32) * len(choices) >> 32]

    def happens(self, per_thousand: int) -> bool:
        """True in `per_thousand` of a thousand cases."""
        return self.below(1000) < per_thousand

    def some(self, bag: Sequence[T], count: int, taken: list[T]) -> list[T]:
        """`taken`, lengthened by up to `count` of the bag that are not in it yet.

        A bag of few kinds may run dry: it gives up after a few draws in vain.
        """
        wanted = len(taken) + count
        for _ in range(4 * count + 8):
            if len(taken) >= wanted:
                break
            drawn = self.pick(bag)
            if drawn not in taken:
                taken.append(drawn)
        return taken

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in an order of chance."""
        deck = list(items)
        for last in range(len(deck) - 1, 0, -1):
            other = self.below(last + 1)
            deck[last], deck[other] = deck[other], deck[last]
        return deck


def _words(generator: PCG64) -> Iterator[int]:
    """The generator's raw 64-bit words, one after another without end."""
    while True:
        yield from generator.random_raw(_DRAWN_AT_ONCE).tolist()


def bag(shares: Sequence[tuple[T, int]]) -> tuple[T, ...]:
    """Each thing as often as its weight says, so that picking one is picking by weight."""
    return tuple(thing for thing, share in shares for _ in range(share))
