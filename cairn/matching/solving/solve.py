"""From candidates to a plan: the best there is under a policy, around what is locked and forbidden."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from cairn.matching.plan import ENGINE_VERSION, Levels, Pair, Plan, Proof, ProofState
from cairn.matching.problem import CRITERIA, POINT, SCALE, First, Policy, Progress, no_progress
from cairn.matching.scoring.candidates import ALL_PAIRS, Candidates
from cairn.matching.scoring.encoding import IntArray
from cairn.matching.solving.flow import LARGEST, TooLarge
from cairn.matching.solving.locks import IdPair, places, require_possible
from cairn.matching.solving.market import CLASSES, Market, open_market
from cairn.matching.solving.matched import highest_floor, most_matched
from cairn.matching.solving.objective import fair, levels_of, ticket_halves
from cairn.matching.solving.settle import Settled, settle

BRANCHES = 200
"""How often at most a plan of 200 mentees is solved again to keep two people from mentoring each other.

With more mentees it is fewer times, so that it takes no longer.
"""


def solve(
    candidates: Candidates,
    policy: Policy | None = None,
    *,
    locks: Iterable[IdPair] = (),
    forbids: Iterable[IdPair] = (),
    draft: Iterable[IdPair] = (),
    avoid: Iterable[IdPair] = (),
    ceiling: int = SCALE,
    progress: Progress = no_progress,
) -> Plan:
    """The best plan of the candidates.

    `locks`, `forbids`, `draft`: pairs of (mentee id, mentor id) that must be, must not be, and stood in the
    plan before. `avoid`: pairs that are left out as if two people would mentor each other; nobody forbade
    them, and the plan says so in `avoided`. `ceiling`: the lowest score, 0 to 10 000, is not raised above
    this (see `resolve`). `progress` hears the steps 'matching', 'lowest score' and 'best total', and may
    cancel.

    Raises `ImpossibleLocks` naming smallest sets of locks and rules that cannot all hold, and `UnknownPair`
    for ids that are not there.
    """
    policy = policy or Policy()
    scorer = candidates.scorer
    locks, forbids, draft = (tuple(sorted(set(pairs))) for pairs in (locks, forbids, draft))
    require_possible(scorer, locks, forbids)
    places(scorer, draft)
    avoided = tuple(sorted(set(avoid) - set(forbids)))
    places(scorer, avoided)

    def once(extra: tuple[IdPair, ...]) -> Plan:
        plan = _solve_once(candidates, policy, locks, (*forbids, *extra), draft, ceiling, progress)
        return replace(plan, forbids=forbids, avoided=tuple(sorted(extra)))

    plan = once(avoided)
    if not scorer.problem.rules.mutual or not _clashes(plan):
        return _finished(plan)
    return _finished(_without_clashes(plan, once, ceiling))


def _without_clashes(relaxed: Plan, once: Callable[[tuple[IdPair, ...]], Plan], ceiling: int) -> Plan:
    """The best plan in which no two people mentor each other, by branch and bound.

    `relaxed` is the best without that rule, so no plan is better. A first plan forbids the worse half of each
    clash until there is none; then each clash is branched on, and branches that cannot be better are cut.
    """
    locks = set(relaxed.locks)
    best = relaxed
    while clashes := _clashes(best):
        best = once((*best.avoided, *(_worse(best, clash, locks) for clash in clashes)))
    bound, first = relaxed.levels.capped(ceiling), relaxed.policy.first
    waiting: list[tuple[IdPair, ...]] = [
        (*relaxed.avoided, pair) for pair in _clashes(relaxed)[0] if pair not in locks
    ]
    tried, most = 0, min(BRANCHES, BRANCHES * ALL_PAIRS // (5 * len(relaxed.candidates.problem.mentees)))
    while waiting and best.levels.capped(ceiling).key(first) > bound.key(first):
        if tried >= most:
            level, gap = best.levels.capped(ceiling).behind(bound, first)
            proof = replace(best.proof, state=ProofState.BEST_FOUND, level=level, gap=gap)
            return replace(best, proof=proof)
        tried += 1
        plan = once(waiting.pop())
        if plan.levels.capped(ceiling).key(first) >= best.levels.capped(ceiling).key(first):
            continue
        clashes = _clashes(plan)
        if clashes:
            waiting.extend((*plan.avoided, pair) for pair in clashes[0] if pair not in locks)
        else:
            best = plan
    return best


def _clashes(plan: Plan) -> list[tuple[IdPair, IdPair]]:
    """The pairs of pairs in which two people mentor each other, by id."""
    chosen = {(pair.mentee, pair.mentor) for pair in plan.pairs}
    return sorted(((a, b), (b, a)) for a, b in chosen if a < b and (b, a) in chosen)


def _worse(plan: Plan, clash: tuple[IdPair, IdPair], locks: set[IdPair]) -> IdPair:
    """The half of a clash that scores less; never a lock."""
    scores = {(pair.mentee, pair.mentor): pair.score for pair in plan.pairs}
    return min((pair for pair in clash if pair not in locks), key=lambda pair: (scores[pair], pair))


def _solve_once(
    candidates: Candidates,
    policy: Policy,
    locks: tuple[IdPair, ...],
    forbids: tuple[IdPair, ...],
    draft: tuple[IdPair, ...],
    ceiling: int,
    progress: Progress,
) -> Plan:
    scorer = candidates.scorer
    locked = places(scorer, locks)
    market = open_market(candidates, locked, places(scorer, forbids), places(scorer, draft))
    progress("matching", 0.0)
    units, added = most_matched(market)
    progress("matching", 1.0)
    floor = scorer.minimum
    if units.sum() and policy.first is not First.TOTAL:
        floor, more = highest_floor(market, units, ceiling if policy.first is First.EVERYONE else SCALE)
        added += more
        if policy.first is First.WEAKEST:
            floor = max(scorer.minimum, floor // POINT * POINT)
    progress("lowest score", 1.0)
    settled = _settle(market, units, policy, floor, progress)
    rows = np.concatenate([market.row[settled.chosen], np.asarray([row for row, _ in locked], np.int64)])
    columns = np.concatenate(
        [market.column[settled.chosen], np.asarray([column for _, column in locked], np.int64)]
    )
    proof = Proof(ProofState.PROVEN, rounds=settled.rounds, added=added + settled.added)
    progress("best total", 1.0)
    return assemble(candidates, policy, rows, columns, locks=locks, forbids=forbids, draft=draft, proof=proof)


def _settle(market: Market, units: IntArray, policy: Policy, floor: int, progress: Progress) -> Settled:
    """Settles the levels, as many at a time as the flow solver takes."""
    halves = ticket_halves(policy, market.scorer.data.mentees.ids, market.scorer.data.mentors.ids)
    largest = LARGEST
    while True:
        levels = levels_of(policy, int(units.sum()), market.sink + 1, largest)
        try:
            return settle(market, units, levels, halves, floor, lambda share: progress("best total", share))
        except TooLarge:
            largest >>= 6


def assemble(
    candidates: Candidates,
    policy: Policy,
    rows: IntArray,
    columns: IntArray,
    *,
    locks: tuple[IdPair, ...] = (),
    forbids: tuple[IdPair, ...] = (),
    draft: tuple[IdPair, ...] = (),
    proof: Proof,
) -> Plan:
    """A plan of the given pairs, with its levels counted from scratch."""
    scorer, data = candidates.scorer, candidates.scorer.data
    order = np.lexsort((columns, rows))
    rows, columns = rows[order], columns[order]
    table, answered = scorer.contributions(rows, columns)
    mentees, mentors = data.mentees.ids, data.mentors.ids
    locked, drafted = set(locks), set(draft)
    pairs = []
    for number in range(rows.size):
        names = mentees[rows[number]], mentors[columns[number]]
        score = int(table[:, number].sum())
        pairs.append(
            Pair(
                *names,
                score,
                tuple(table[:, number].tolist()),
                frozenset(
                    criterion
                    for place, criterion in enumerate(CRITERIA)
                    if scorer.weights[place] and not answered[place, number]
                ),
                policy.band(score),
                locked=names in locked,
                kept=names in drafted,
                below_minimum=score < scorer.minimum,
            )
        )
    got = np.bincount(rows, minlength=data.height)
    loads = np.bincount(columns, minlength=data.width)
    plan = Plan(
        candidates=candidates,
        policy=policy,
        locks=locks,
        forbids=forbids,
        draft=draft,
        pairs=tuple(pairs),
        unmatched=tuple(mentees[row] for row in np.flatnonzero(got == 0)),
        loads=dict(zip(mentors, loads.tolist(), strict=True)),
        levels=_levels(policy, pairs, got, loads, data.passed_over),
        proof=proof,
        fingerprint="",
    )
    return _finished(plan)


def _levels(
    policy: Policy, pairs: Sequence[Pair], got: IntArray, loads: IntArray, passed_over: IntArray
) -> Levels:
    level = fair(policy)
    scores = np.asarray([pair.score for pair in pairs], np.int64)
    chosen = [pair.score for pair in pairs if not pair.locked]
    further = int(np.maximum(loads - 1, 0).sum())
    kept = sum(pair.kept for pair in pairs)
    by_class = np.bincount(passed_over[got > 0], minlength=CLASSES)
    return Levels(
        matched=int(np.count_nonzero(got)),
        by_priority=tuple(by_class[::-1].tolist()),
        second=int(np.count_nonzero(got >= 2)),
        third=int(np.count_nonzero(got >= 3)),
        lowest=min(chosen, default=None),
        weak=sum(pair.band == "weak" for pair in pairs),
        points=tuple(np.bincount(scores // POINT, minlength=SCALE // POINT + 1).tolist()),
        fair=int(level.by_score[scores].sum()) + level.further * further + level.kept * kept,
        total=int(scores.sum()),
        bonus=-level.kept * kept,
    )


def _finished(plan: Plan) -> Plan:
    """The plan with its fingerprint: a hash of engine, policy, weights, what was set by hand, and pairs."""
    weights = {criterion.value: int(weight) for criterion, weight in plan.candidates.problem.weights.items()}
    facts = (
        ENGINE_VERSION,
        repr(plan.policy),
        sorted(weights.items()),
        plan.locks,
        plan.forbids,
        plan.draft,
        [(pair.mentee, pair.mentor, pair.score) for pair in plan.pairs],
        plan.unmatched,
    )
    fingerprint = hashlib.sha256(repr(facts).encode()).hexdigest()
    return replace(plan, fingerprint=fingerprint)
