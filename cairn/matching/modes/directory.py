"""Chosen mode: the mentors in the order in which they suit one mentee, who then chooses herself.

Pairs that a rule forbids are left out, whichever rule it is. The minimum score is *not* applied: it keeps
the engine from deciding a poor match over people's heads, while a person who chooses herself may have her
reasons. Such mentors are marked as below the minimum and stand where their score puts them, at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from cairn.matching.problem import SCALE, Policy
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.locks import IdPair, UnknownPair, places
from cairn.matching.solving.objective import WordArray, ticket_halves, tickets

TICKET_BITS = 40


class DirectoryEntry(NamedTuple):
    """One mentor in the directory of one mentee.

    `score` is 0 to 10 000, in hundredths of a point; `band` the word for it. `seats_left`: how many more
    mentees the mentor can take, at least 1. `below_minimum`: the engine itself would not make this match.
    """

    mentor: str
    score: int
    band: str
    seats_left: int
    below_minimum: bool


@dataclass(frozen=True)
class Directory:
    """The mentors of one problem, ready to be ordered for any of its mentees.

    Worth keeping for as long as the people stay the same: the order for one mentee among 10 000 mentors then
    takes a few milliseconds.
    """

    scorer: Scorer
    policy: Policy = field(default_factory=Policy)

    @cached_property
    def _halves(self) -> tuple[WordArray, WordArray]:
        return ticket_halves(self.policy, self.scorer.data.mentees.ids, self.scorer.data.mentors.ids)

    @cached_property
    def _band_of_score(self) -> list[str]:
        """The band of every score from 0 to 10 000."""
        return [self.policy.band(score) for score in range(SCALE + 1)]

    def order(
        self,
        mentee_id: str,
        *,
        forbids: Iterable[IdPair] = (),
        seats_left: Mapping[str, int] | None = None,
    ) -> tuple[DirectoryEntry, ...]:
        """The mentors who may be chosen, best score first; equal scores by ticket, then by id.

        `forbids`: pairs of (mentee id, mentor id) that must not be. `seats_left`: how many more mentees
        each mentor can take; whoever is not named there, or everybody without it, has all the seats of the
        problem. Mentors without a seat are left out. Raises `UnknownPair` for ids that are not there.
        """
        scorer = self.scorer
        if mentee_id not in scorer.row_of:
            raise UnknownPair([(mentee_id, "any mentor")])
        row = scorer.row_of[mentee_id]
        free = scorer.data.seats
        if seats_left is not None:
            free = free.copy()
            for mentor, left in seats_left.items():
                if mentor in scorer.column_of:
                    free[scorer.column_of[mentor]] = left
        columns, scored = scorer.row(row)
        fit = scored.allowed & (free > 0)
        fit[[column for each, column in places(scorer, forbids) if each == row]] = False
        columns, score = columns[fit], scored.score[fit]
        drawn = tickets(self._halves[0][row], self._halves[1][columns])
        # Tickets have 40 bits, and columns ascend by id: one stable sort does for all three.
        order = np.argsort(((SCALE - score.astype(np.int64)) << TICKET_BITS) | drawn, kind="stable")
        columns, score = columns[order], score[order]
        scores: list[int] = score.tolist()
        entries = zip(
            map(scorer.data.mentors.ids.__getitem__, columns.tolist()),
            scores,
            map(self._band_of_score.__getitem__, scores),
            free[columns].tolist(),
            (score < scorer.minimum).tolist(),
            strict=True,
        )
        return tuple(map(DirectoryEntry._make, entries))


def order_directory(
    scorer: Scorer,
    mentee_id: str,
    *,
    policy: Policy | None = None,
    forbids: Iterable[IdPair] = (),
    seats_left: Mapping[str, int] | None = None,
) -> tuple[DirectoryEntry, ...]:
    """The directory for one mentee: see `Directory.order`.

    Whoever asks for many mentees keeps a `Directory`, which draws the tie tickets once.
    """
    return Directory(scorer, policy or Policy()).order(mentee_id, forbids=forbids, seats_left=seats_left)
