"""Peers: people of one pool in pairs, each of whom helps the other.

The score of a pair is the mean of both directions: what each brings the other. As many people as possible
get a peer, those passed over most often first; then the lowest score is as high as possible, then the fair
total the least. Pairing one pool is not a flow: the first levels are largest sets of pairs, the last is
chosen by OR-tools' CP-SAT with one worker, a fixed seed and a limit counted in work instead of seconds. It
starts from the best candidates of each person; prices then tell which of all other pairs could matter, and
those are taken up as well, so that the result is proven over all pairs, or comes with its gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cairn.matching.modes.edges import Edges
from cairn.matching.modes.pairing import pair_up
from cairn.matching.people import Mentee, Mentor
from cairn.matching.plan import Pair, Plan, Proof, ProofState
from cairn.matching.problem import First, Policy, Problem, Progress, no_progress
from cairn.matching.scoring.candidates import COMPLETE, Candidates, find_candidates
from cairn.matching.scoring.encoding import BoolArray, IntArray
from cairn.matching.scoring.scorer import Scored, Scorer
from cairn.matching.solving.locks import (
    FORBIDDEN,
    SEATS,
    Conflict,
    IdPair,
    ImpossibleLocks,
    places,
    require_possible,
)
from cairn.matching.solving.objective import fair, ticket_halves, tickets
from cairn.matching.solving.solve import assemble

EFFORT = 20.0
"""How much work each level may take, in CP-SAT's deterministic seconds, which no clock measures."""


class NotOnePool(ValueError):
    """Mentees and mentors that are not the same people; `people` lists who stands on one side only."""

    def __init__(self, people: Sequence[str]) -> None:
        self.people = tuple(people)
        super().__init__("these stand on one side only: " + ", ".join(people))


@dataclass(frozen=True, slots=True)
class PeerPair:
    """Two people of one pool, by id in ascending order.

    `score` is the mean of `there` (what `other` brings `one`) and `back`, 0 to 10 000, rounded down.
    `below_minimum`: only a lock may be, and then it is marked.
    """

    one: str
    other: str
    score: int
    band: str
    there: Pair
    back: Pair
    locked: bool
    below_minimum: bool


@dataclass(frozen=True)
class PeerPlan:
    """Pairs of one pool, sorted by id, and who is left out.

    `odd_one_out`: the one person left over where everybody else has a peer. `fair` is the fair total in
    ten-thousandths of a point, smaller is better; `lowest` the lowest score of a pair that is not locked.
    `proof`: proven, or the level where a better plan could exist ('matched' in pairs, 'by priority' in
    people, 'lowest' in hundredths of a point, 'fair' in ten-thousandths) and by how much at most. `plan`
    holds both directions of every pair, to explain them.
    """

    pairs: tuple[PeerPair, ...]
    unmatched: tuple[str, ...]
    lowest: int | None
    fair: int
    proof: Proof
    plan: Plan

    @property
    def odd_one_out(self) -> str | None:
        """The one person left over, if just one is."""
        return self.unmatched[0] if len(self.unmatched) == 1 else None


def as_pool(mentees: Iterable[Mentee], mentors: Iterable[Mentor]) -> tuple[str, ...]:
    """The ids of a pool, sorted, whose people are all mentee and mentor. Raises `NotOnePool` otherwise."""
    left, right = {person.id for person in mentees}, {person.id for person in mentors}
    if left != right:
        raise NotOnePool(sorted(left ^ right))
    return tuple(sorted(left))


def pair_peers(
    problem: Problem,
    policy: Policy,
    *,
    best: int = 20,
    locks: Iterable[IdPair] = (),
    forbids: Iterable[IdPair] = (),
    effort: float = EFFORT,
    progress: Progress = no_progress,
) -> PeerPlan:
    """The best pairs of one pool: the same people are the mentees and the mentors of the problem.

    A pair must pass the rules in both directions, and the minimum with its score. Everybody gets one peer at
    most, whatever the seats. `best`: with how many candidates of each person the work starts. `locks` and
    `forbids` are pairs of ids in either order. `effort` bounds the work on each level. When the worst-off
    come first, only the lowest score is raised, not the second lowest and so on.

    `progress` hears 'scoring' and 'pairing' and may cancel. Raises `NotOnePool`, `UnsoundProblem`,
    `ImpossibleLocks` and `UnknownPair`.
    """
    as_pool(problem.mentees, problem.mentors)
    candidates = find_candidates(problem, progress=progress)
    scorer = candidates.scorer
    locks, forbids = _ordered(locks), _ordered(forbids)
    _require_possible(scorer, locks, forbids)
    progress("pairing", 0.0)
    fixed = np.asarray(places(scorer, locks), np.int64).reshape(-1, 2)
    free = np.ones(scorer.data.height, np.bool_)
    free[fixed] = False
    edges = _edges(candidates, places(scorer, forbids), free)
    halves = ticket_halves(policy, scorer.data.mentees.ids, scorer.data.mentors.ids)
    costs = fair(policy).by_score
    found = pair_up(
        edges,
        scorer.data.passed_over,
        costs=costs[edges.score],
        floor=policy.first is not First.TOTAL,
        tickets=tickets(halves[0][edges.one], halves[1][edges.other]),
        best=best,
        effort=effort,
        report=lambda share: progress("pairing", share),
    )
    chosen = edges.where(np.asarray(found.chosen, np.int64))
    proof = _proof(candidates, edges, chosen, found.gap, policy, free)
    progress("pairing", 1.0)
    rows = np.concatenate([np.stack([chosen.one, chosen.other], axis=1), fixed])
    return _plan(candidates, policy, rows, locks, forbids, proof)


def _ordered(pairs: Iterable[IdPair]) -> tuple[IdPair, ...]:
    """Pairs with the lower id first, each once, sorted."""
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))


def _both_ways(pairs: Iterable[IdPair]) -> tuple[IdPair, ...]:
    return tuple(sorted({pair for one, other in pairs for pair in ((one, other), (other, one))}))


def _require_possible(scorer: Scorer, locks: Sequence[IdPair], forbids: Sequence[IdPair]) -> None:
    """Raises `ImpossibleLocks` if the locks cannot all hold, `UnknownPair` for ids that are not there."""
    places(scorer, (*locks, *forbids))
    conflicts: dict[tuple[tuple[IdPair, ...], str], Conflict] = {}
    for pair in locks:
        for way in (pair, pair[::-1]):
            try:
                require_possible(_without_seats(scorer), [way], [])
            except ImpossibleLocks as refused:
                for conflict in refused.conflicts:
                    conflicts.setdefault((_ordered(conflict.locks), conflict.rule), conflict)
        if pair in forbids:
            message = f"{pair[0]} with {pair[1]}: the same pair is forbidden"
            conflicts[(pair,), FORBIDDEN] = Conflict((pair,), FORBIDDEN, message)
    by_person: defaultdict[str, list[IdPair]] = defaultdict(list)
    for pair in locks:
        for person in pair:
            by_person[person].append(pair)
    for person, pairs in sorted(by_person.items()):
        if len(pairs) > 1:
            said = " and ".join(f"{one} with {other}" for one, other in pairs[:2])
            message = f"{said}: {person} gets one peer"
            conflicts[tuple(pairs[:2]), SEATS] = Conflict(tuple(pairs[:2]), SEATS, message)
    if conflicts:
        raise ImpossibleLocks(list(conflicts.values()))


def _without_seats(scorer: Scorer) -> Scorer:
    """The scorer of people who all have a seat for one more, for a look at the rules alone."""
    mentees = tuple(replace(person, seats=1) for person in scorer.problem.mentees)
    mentors = tuple(replace(person, seats=1) for person in scorer.problem.mentors)
    return replace(scorer, problem=replace(scorer.problem, mentees=mentees, mentors=mentors))


def _edges(candidates: Candidates, forbids: Sequence[tuple[int, int]], free: BoolArray) -> Edges:
    """The pairs between free people that are allowed both ways and reach the minimum, with their scores."""
    scorer, people = candidates.scorer, candidates.scorer.data.height
    rows, columns = candidates.rows, candidates.column.astype(np.int64)
    keys = np.unique(np.minimum(rows, columns) * people + np.maximum(rows, columns))
    one, other = np.divmod(keys, max(people, 1))
    there, back = _scored(scorer, one, other), _scored(scorer, other, one)
    score = (there.score.astype(np.int64) + back.score) // 2
    barred = np.asarray([row * people + column for row, column in forbids], np.int64)
    fit = there.allowed & back.allowed & (score >= scorer.minimum) & ~np.isin(keys, barred)
    fit &= free[one] & free[other]
    return Edges(one[fit], other[fit], score[fit], people)


def _scored(scorer: Scorer, rows: IntArray, columns: IntArray) -> Scored:
    """Exact scores of pairs whose rows are in any order."""
    order = np.argsort(rows, kind="stable")
    scored = scorer.score(rows[order], columns[order])
    back = np.argsort(order)
    return Scored(scored.score[back], scored.allowed[back], scored.broken)


def _proof(
    candidates: Candidates, edges: Edges, chosen: Edges, gap: int, policy: Policy, free: BoolArray
) -> Proof:
    """What is known of the pairs: over all pairs, those left out of the candidates included."""
    if not candidates.complete:
        level, more = _left_out(candidates, edges, chosen, policy, free)
        if level:
            return Proof(ProofState.BEST_FOUND, level, more)
    return Proof(ProofState.BEST_FOUND, "fair", gap) if gap else Proof(ProofState.PROVEN)


def _left_out(
    candidates: Candidates, edges: Edges, chosen: Edges, policy: Policy, free: BoolArray
) -> tuple[str, int]:
    """The first level that pairs left out of the candidates could make better, and by how much at most."""
    bound = candidates.row_bound.astype(np.int64)
    best = np.where(bound == COMPLETE, 0, (bound + int(bound.max())) // 2)
    np.maximum.at(best, edges.one, edges.score)
    np.maximum.at(best, edges.other, edges.score)
    pairs, people = chosen.one.size, int(free.sum())
    if pairs < people // 2:
        return "matched", people // 2 - pairs
    turn = candidates.scorer.data.passed_over
    left = free.copy()
    left[chosen.one] = left[chosen.other] = False
    if left.any() and turn[left].max() > turn[free].min():
        return "by priority", 1
    # All but one at most have a peer, so none of these bounds can be beaten by leaving somebody out.
    reach = np.sort(best[free])[::-1][: 2 * pairs]
    if pairs and policy.first is not First.TOTAL and int(reach[-1]) > int(chosen.score.min()):
        return "lowest", int(reach[-1]) - int(chosen.score.min())
    costs = fair(policy).by_score
    more = int(costs[chosen.score].sum()) - int(costs[reach].sum()) // 2
    return ("fair", more) if more > 0 else ("", 0)


def _plan(
    candidates: Candidates,
    policy: Policy,
    rows: IntArray,
    locks: tuple[IdPair, ...],
    forbids: tuple[IdPair, ...],
    proof: Proof,
) -> PeerPlan:
    """The pairs by id, with both of their directions."""
    plan = assemble(
        candidates,
        policy,
        np.concatenate([rows[:, 0], rows[:, 1]]),
        np.concatenate([rows[:, 1], rows[:, 0]]),
        locks=_both_ways(locks),
        forbids=_both_ways(forbids),
        proof=proof,
    )
    ways = {(pair.mentee, pair.mentor): pair for pair in plan.pairs}
    pairs = []
    for one, other in sorted(pair for pair in ways if pair[0] < pair[1]):
        there, back = ways[one, other], ways[other, one]
        score = (there.score + back.score) // 2
        low = score < candidates.scorer.minimum
        pairs.append(PeerPair(one, other, score, policy.band(score), there, back, there.locked, low))
    costs = fair(policy).by_score
    return PeerPlan(
        pairs=tuple(pairs),
        unmatched=plan.unmatched,
        lowest=min((pair.score for pair in pairs if not pair.locked), default=None),
        fair=sum(int(costs[pair.score]) for pair in pairs),
        proof=proof,
        plan=plan,
    )
