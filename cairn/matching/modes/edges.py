"""Possible pairs among people of one pool."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cairn.matching.scoring.encoding import BoolArray, IntArray


@dataclass(frozen=True)
class Edges:
    """Possible pairs of one pool, `one[n] < other[n]`, sorted, each with the score of the pair."""

    one: IntArray
    other: IntArray
    score: IntArray
    people: int

    def where(self, kept: BoolArray | IntArray) -> Edges:
        """The edges at some places, in order."""
        return Edges(self.one[kept], self.other[kept], self.score[kept], self.people)

    def best_of_each(self, number: int) -> BoolArray:
        """Which edges are among the best so many of at least one of their people."""
        kept = np.zeros(self.one.size, np.bool_)
        person = np.concatenate([self.one, self.other])
        peer = np.concatenate([self.other, self.one])
        order = np.lexsort((peer, -np.tile(self.score, 2), person))
        size = np.bincount(person, minlength=self.people)
        rank = np.arange(person.size) - (np.cumsum(size) - size)[person[order]]
        kept[order[rank < number] % max(self.one.size, 1)] = True
        return kept
