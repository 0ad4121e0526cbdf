"""Largest sets of pairs among people of one pool (Edmonds 1965), those who should come first in them first.

The sets of people who can all be paired at once form a matroid, so going through people in the order in
which they should come, and keeping everybody whom it was possible to pair together with those before, pairs
as many as there can be and the right ones.
"""

from __future__ import annotations

from collections.abc import Sequence

ALONE = -1
"""The mate of somebody who has none."""


def cover(neighbors: Sequence[Sequence[int]], turn: Sequence[int], mate: Sequence[int]) -> list[int]:
    """The mate of everybody, ALONE where there is none, in a largest set of pairs.

    `neighbors[a]` are those whom a could be paired with. Of all largest sets it is one with the most people
    of the highest `turn`, of those with the most of the next, and so on. `mate`: pairs to start from.
    """
    search = _Search(neighbors, list(mate))
    kept = [False] * len(turn)
    for person in sorted(range(len(turn)), key=lambda person: (-turn[person], person)):
        if search.mate[person] == ALONE:
            search.pair(person, kept, turn)
        kept[person] = search.mate[person] != ALONE
    return search.mate


class _Search:
    """Paths from one person that take pairs apart and make others, so that she has one, too.

    Reached by an even number of steps are `even` people: the path can end with any of them losing the own
    mate. `parent` leads back from a person reached by an odd number of steps. A circle of odd length makes
    everybody in it even; all of them get one `base`.
    """

    def __init__(self, neighbors: Sequence[Sequence[int]], mate: list[int]) -> None:
        self.neighbors, self.mate = neighbors, mate
        self.parent: list[int] = []
        self.base: list[int] = []
        self.even: list[bool] = []

    def pair(self, root: int, kept: Sequence[bool], turn: Sequence[int]) -> None:
        """Gives `root` a mate, if need be at the cost of somebody who is not kept, of the lowest turn."""
        count = len(self.mate)
        self.parent, self.base, self.even = [ALONE] * count, list(range(count)), [False] * count
        end = self._walk(root)
        if end == ALONE:
            losers = [
                person for person in range(count) if self.even[person] and person != root and not kept[person]
            ]
            if not losers:
                return
            loser = min(losers, key=lambda person: (turn[person], -person))
            end = self.mate[loser]
            self.mate[loser] = ALONE
        while end != ALONE:
            before = self.parent[end]
            following = self.mate[before]
            self.mate[end], self.mate[before] = before, end
            end = following

    def _walk(self, root: int) -> int:
        """Somebody without a mate at the end of a path from `root`, ALONE if nobody is."""
        self.even[root] = True
        queue = [root]
        for person in queue:
            for other in self.neighbors[person]:
                if self.base[person] == self.base[other] or self.mate[person] == other:
                    continue
                if self.even[other]:
                    self._contract(person, other, queue)
                elif self.parent[other] == ALONE:
                    self.parent[other] = person
                    mate = self.mate[other]
                    if mate == ALONE:
                        return other
                    self.even[mate] = True
                    queue.append(mate)
        return ALONE

    def _contract(self, one: int, other: int, queue: list[int]) -> None:
        """Makes everybody even on the odd circle that the step from `one` to `other` closes."""
        base = self._meeting(one, other)
        inside = [False] * len(self.mate)
        for start, child in ((one, other), (other, one)):
            person = start
            while self.base[person] != base:
                mate = self.mate[person]
                inside[self.base[person]] = inside[self.base[mate]] = True
                self.parent[person] = child
                child, person = mate, self.parent[mate]
        for person, at in enumerate(self.base):
            if inside[at]:
                self.base[person] = base
                if not self.even[person]:
                    self.even[person] = True
                    queue.append(person)

    def _meeting(self, one: int, other: int) -> int:
        """Where the ways back from two people meet first."""
        seen = set()
        while True:
            one = self.base[one]
            seen.add(one)
            if self.mate[one] == ALONE:
                break
            one = self.parent[self.mate[one]]
        while self.base[other] not in seen:
            other = self.parent[self.mate[self.base[other]]]
        return self.base[other]
