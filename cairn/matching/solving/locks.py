"""What a manager sets by hand, and why it cannot be where it cannot be.

A lock may break the minimum, nothing else. Every conflict names a smallest set of locks and rules that
cannot all hold: taking any one of them away solves it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cairn.matching.problem import Rule
from cairn.matching.scoring.rules import broken
from cairn.matching.scoring.scorer import Scorer

IdPair = tuple[str, str]

SEATS = "seats"
"""The name of the rule that no mentor gets more mentees than seats, nor a mentee more mentors than wished."""

FORBIDDEN = "forbidden pair"
MUTUAL = "not each other's mentor"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of locks that cannot all hold under one rule; `rule` tells no personal reasons apart."""

    locks: tuple[IdPair, ...]
    rule: str
    message: str


class ImpossibleLocks(ValueError):
    """Locks that cannot all hold; `conflicts` names a smallest set for each reason, the smallest first."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(sorted(conflicts, key=lambda conflict: (len(conflict.locks), conflict.locks)))
        super().__init__("; ".join(conflict.message for conflict in self.conflicts))


class UnknownPair(ValueError):
    """A lock, forbid or draft pair that names nobody; `pairs` lists all of them."""

    def __init__(self, pairs: Sequence[IdPair]) -> None:
        self.pairs = tuple(pairs)
        super().__init__(
            "nobody by these ids: " + ", ".join(f"{mentee} with {mentor}" for mentee, mentor in pairs)
        )


def places(scorer: Scorer, pairs: Iterable[IdPair]) -> list[tuple[int, int]]:
    """Rows and columns of pairs of ids, sorted, each once. Raises `UnknownPair` with all unknown ones."""
    wanted = sorted(set(pairs))
    unknown = [pair for pair in wanted if pair[0] not in scorer.row_of or pair[1] not in scorer.column_of]
    if unknown:
        raise UnknownPair(unknown)
    return [(scorer.row_of[mentee], scorer.column_of[mentor]) for mentee, mentor in wanted]


def require_possible(scorer: Scorer, locks: Sequence[IdPair], forbids: Sequence[IdPair]) -> None:
    """Raises `ImpossibleLocks` if the locks cannot all hold."""
    conflicts = [*_against_rules(scorer, locks), *_against_each_other(scorer, locks, set(forbids))]
    if conflicts:
        raise ImpossibleLocks(conflicts)


def _against_rules(scorer: Scorer, locks: Sequence[IdPair]) -> Iterator[Conflict]:
    where = places(scorer, locks)
    if not where:
        return
    rows, columns = (np.asarray(part, np.int64) for part in zip(*where, strict=True))
    found, _ = broken(scorer.data, scorer.problem.rules, scorer.between, rows, columns)
    for number, pair in enumerate(sorted(set(locks))):
        for rule in Rule:
            if rule in found and found[rule][number]:
                yield Conflict(
                    (pair,), rule.value, f"{_said(pair)}: the rule '{rule.value}' stands against it"
                )


def _against_each_other(scorer: Scorer, locks: Sequence[IdPair], forbids: set[IdPair]) -> Iterator[Conflict]:
    by_mentor: defaultdict[str, list[IdPair]] = defaultdict(list)
    by_mentee: defaultdict[str, list[IdPair]] = defaultdict(list)
    unique = sorted(set(locks))
    for pair in unique:
        by_mentee[pair[0]].append(pair)
        by_mentor[pair[1]].append(pair)
        if pair in forbids:
            yield Conflict((pair,), FORBIDDEN, f"{_said(pair)}: the same pair is forbidden")
        back = (pair[1], pair[0])
        if scorer.problem.rules.mutual and pair < back and back in unique:
            yield Conflict((pair, back), MUTUAL, f"{_said(pair)} and back: they cannot mentor each other")
    for mentor in scorer.mentors:
        pairs = by_mentor[mentor.id]
        if len(pairs) > mentor.seats:
            yield _too_many(pairs[: mentor.seats + 1], f"{mentor.id} has {_counted(mentor.seats, 'seat')}")
    for mentee in scorer.mentees:
        pairs = by_mentee[mentee.id]
        if len(pairs) > mentee.seats:
            yield _too_many(
                pairs[: mentee.seats + 1], f"{mentee.id} wants {_counted(mentee.seats, 'mentor')}"
            )


def _too_many(pairs: Sequence[IdPair], limit: str) -> Conflict:
    return Conflict(tuple(pairs), SEATS, f"{' and '.join(_said(pair) for pair in pairs)}: {limit}")


def _counted(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def _said(pair: IdPair) -> str:
    return f"{pair[0]} with {pair[1]}"
