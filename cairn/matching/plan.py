"""What the engine returns: pairs, levels, and what is proven of them. Plain, frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from cairn.matching.problem import CRITERIA, Criterion, First, Policy

if TYPE_CHECKING:
    from cairn.matching.changing.residual import Residual
    from cairn.matching.scoring.candidates import Candidates

ENGINE_VERSION = "1"
"""Raised whenever the same problem could give another plan."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One mentee with one mentor.

    `score` is 0 to 10 000, in hundredths of a point, and exactly the sum of `contributions` (in the order
    of `CRITERIA`). `unknown` are the criteria that one of the two did not answer: never a reason.
    `locked`: the manager set it. `kept`: it stood in the draft.
    `below_minimum`: only a lock may be, and then it is marked.
    """

    mentee: str
    mentor: str
    score: int
    contributions: tuple[int, ...]
    unknown: frozenset[Criterion]
    band: str
    locked: bool = False
    kept: bool = False
    below_minimum: bool = False

    @property
    def points(self) -> float:
        """The score in points, 0 to 100."""
        return self.score / 100

    def contribution(self, criterion: Criterion) -> int:
        """What one criterion adds to the score, in hundredths of a point."""
        return self.contributions[CRITERIA.index(criterion)]


@dataclass(frozen=True, slots=True)
class Levels:
    """How good a plan is, level by level, each settled before the next.

    `matched`: mentees with at least one mentor. `by_priority`: of those, how many had been passed over
    9, 8, … 0 times. `second`, `third`: mentees with a second and a third mentor. `lowest`: the lowest
    score among the pairs that the engine chose (locks left out), `None` where it chose none.
    `weak`: pairs in the weak band. `points`: how many pairs stand at each whole point, 0 to 100.
    `fair`: the fair total in ten-thousandths of a point, smaller is better, with loads and kept pairs in
    it; `bonus` is what the kept pairs took off it. `total`: the sum of all scores, in hundredths of a point,
    for people to read.
    """

    matched: int
    by_priority: tuple[int, ...]
    second: int
    third: int
    lowest: int | None
    weak: int
    points: tuple[int, ...]
    fair: int
    total: int
    bonus: int = field(default=0, compare=False)

    def capped(self, ceiling: int) -> Levels:
        """The same with the lowest score counted up to a ceiling only."""
        return self if self.lowest is None else replace(self, lowest=min(self.lowest, ceiling))

    def behind(self, bound: Levels, first: First) -> tuple[str, int]:
        """The first level that falls behind a bound, and by how much, in the unit of that level."""
        names = ["matched", *(f"passed over {9 - place}" for place in range(len(self.by_priority)))]
        names += ["second mentors", "third mentors"]
        names += {
            First.EVERYONE: ["lowest", "weak", "fair"],
            First.TOTAL: ["fair"],
            First.WEAKEST: [*(f"at {points} points" for points in range(len(self.points))), "fair"],
        }[first]
        ours, best = self.key(first), bound.key(first)
        return next(
            ((name, one - other) for name, one, other in zip(names, ours, best, strict=True) if one != other),
            ("", 0),
        )

    def key(self, first: First) -> tuple[int, ...]:
        """A key that sorts the best plan first under the given order of what comes first."""
        head = (-self.matched, *(-count for count in self.by_priority), -self.second, -self.third)
        if first is First.EVERYONE:
            lowest = 10_001 if self.lowest is None else self.lowest
            return (*head, -lowest, self.weak, self.fair)
        if first is First.TOTAL:
            return (*head, self.fair)
        return (*head, *self.points, self.fair)


class ProofState(StrEnum):
    """How far a plan is known to be the best."""

    PROVEN = "proven"
    """No better plan exists over all allowed pairs, left-out ones included."""

    BEST_FOUND = "best found"
    """The work was bounded: a better plan may exist, by at most the gap."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of a plan.

    `level` and `gap` say where it could still be better and by how much at most, in the unit of that
    level. `rounds`: how often left-out pairs were looked at again. `added`: how many of them mattered.
    """

    state: ProofState
    level: str = ""
    gap: int = 0
    rounds: int = 0
    added: int = 0


@dataclass(frozen=True)
class Plan:
    """A set of pairs and everything needed to defend or change it.

    `pairs` are sorted by mentee, then mentor. `unmatched` are the mentees without any mentor.
    `loads`: how many mentees each mentor got, mentors without any included.
    `avoided` are pairs that were left out so that no two people mentor each other.
    `fingerprint` is the same wherever and in whatever order the same problem is solved.
    """

    candidates: Candidates
    policy: Policy
    locks: tuple[tuple[str, str], ...]
    forbids: tuple[tuple[str, str], ...]
    draft: tuple[tuple[str, str], ...]
    pairs: tuple[Pair, ...]
    unmatched: tuple[str, ...]
    loads: Mapping[str, int]
    levels: Levels
    proof: Proof
    fingerprint: str
    avoided: tuple[tuple[str, str], ...] = ()
    version: str = ENGINE_VERSION

    @cached_property
    def chosen(self) -> frozenset[tuple[str, str]]:
        """All pairs as (mentee id, mentor id)."""
        return frozenset((pair.mentee, pair.mentor) for pair in self.pairs)

    def pairs_of_mentee(self, mentee: str) -> tuple[Pair, ...]:
        """The pairs in which somebody is the mentee."""
        return self._by_mentee.get(mentee, ())

    @cached_property
    def _by_mentee(self) -> dict[str, tuple[Pair, ...]]:
        found: dict[str, tuple[Pair, ...]] = {}
        for pair in self.pairs:
            found[pair.mentee] = (*found.get(pair.mentee, ()), pair)
        return found

    def residual(self, *, below: bool = False, stay: bool = False) -> Residual:
        """What could still change: over pairs that keep the plan's floor, or with `below` over all allowed.

        `stay`: whether staying is worth what a kept pair is. Worked out once.
        """
        from cairn.matching.changing.residual import Residual, floor_of

        floor = self.candidates.scorer.minimum if below else floor_of(self)
        if (floor, stay) not in self._residuals:
            self._residuals[floor, stay] = Residual(self, floor, stay)
        return self._residuals[floor, stay]

    @cached_property
    def _residuals(self) -> dict[tuple[int, bool], Residual]:
        return {}

    def pairs_of(self, person: str) -> tuple[Pair, ...]:
        """The pairs in which a person stands, in either role."""
        return tuple(pair for pair in self.pairs if person in (pair.mentee, pair.mentor))
