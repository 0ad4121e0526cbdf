"""Rematch: whoever runs well stays together, and everybody else gets the best that is left.

Running pairs are locked, even where they break a rule today: somebody may have changed teams or languages,
or offer fewer seats than before. That is for the two and their manager to settle, not for a rematch, which
neither ends such a pair nor stops because of it. Every new pair keeps every rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from cairn.matching.plan import Levels, Pair, Plan, ProofState
from cairn.matching.problem import Policy, Progress, no_progress
from cairn.matching.scoring.candidates import Candidates
from cairn.matching.scoring.encoding import IntArray
from cairn.matching.scoring.rules import Barriers
from cairn.matching.scoring.scorer import Scored, Scorer
from cairn.matching.solving.locks import IdPair, places
from cairn.matching.solving.solve import BRANCHES, assemble, solve


@dataclass(frozen=True)
class RematchPlan:
    """Running and new pairs, and both together as a plan in which the running ones are locked.

    `against_rules`: running pairs of (mentee, mentor) ids that could not be made today.
    """

    running: tuple[Pair, ...]
    new: tuple[Pair, ...]
    against_rules: tuple[IdPair, ...]
    plan: Plan


def rematch(
    candidates: Candidates,
    policy: Policy,
    running: Iterable[IdPair],
    *,
    forbids: Iterable[IdPair] = (),
    progress: Progress = no_progress,
) -> RematchPlan:
    """The best plan that keeps all running pairs, given as (mentee id, mentor id).

    A running pair takes a seat of its mentor and one of the mentors that its mentee wants; where more run
    than there are seats now, no seat is free. `forbids` are pairs that must not come about; a running pair
    among them stays all the same. `progress` hears the steps of `solve` and may cancel. Raises
    `UnknownPair` for ids that are not there.
    """
    running, forbids = tuple(sorted(set(running))), set(forbids)
    scorer = candidates.scorer
    held = places(scorer, running)
    places(scorer, forbids)
    barred = tuple(sorted(forbids - set(running)))
    eased = candidates.with_scorer(_eased(scorer, running))
    found = _solved(eased, policy, running, barred, progress)
    rows, columns = _places(scorer, found.pairs)
    plan = replace(
        assemble(candidates, policy, rows, columns, locks=running, forbids=barred, proof=found.proof),
        avoided=found.avoided,
    )
    allowed = scorer.score(*np.asarray(held, np.int64).reshape(-1, 2).T.copy()).allowed.tolist()
    return RematchPlan(
        running=tuple(pair for pair in plan.pairs if pair.locked),
        new=tuple(pair for pair in plan.pairs if not pair.locked),
        against_rules=tuple(pair for pair, fine in zip(running, allowed, strict=True) if not fine),
        plan=plan,
    )


def _places(scorer: Scorer, pairs: Iterable[Pair]) -> tuple[IntArray, IntArray]:
    chosen = places(scorer, ((pair.mentee, pair.mentor) for pair in pairs))
    rows, columns = np.asarray(chosen, np.int64).reshape(-1, 2).T.copy()
    return rows, columns


@dataclass(frozen=True)
class _Eased(Scorer):
    """A scorer in whose problem nothing stands against the running pairs; all others go by `strict`."""

    strict: Scorer

    def score(self, rows: IntArray, columns: IntArray) -> Scored:
        """Exact scores of pairs, and which of them the rules as they are allow."""
        return self.strict.score(rows, columns)


def _eased(scorer: Scorer, running: tuple[IdPair, ...]) -> _Eased:
    """The scorer without rules for locks, and with a seat for every running pair."""
    problem, data = scorer.problem, scorer.data
    got, load = Counter(mentee for mentee, _ in running), Counter(mentor for _, mentor in running)
    mentees = tuple(replace(person, seats=max(person.seats, got[person.id])) for person in problem.mentees)
    mentors = tuple(replace(person, seats=max(person.seats, load[person.id])) for person in problem.mentors)
    rules = replace(
        problem.rules,
        reporting_line=False,
        same_team=False,
        paired_before=False,
        common_language=False,
        overlap_minutes=0,
        stage_gap=None,
        required=False,
        mutual=problem.rules.mutual and not any(pair[::-1] in running for pair in running),
    )
    nobody = np.zeros(0, np.int64)
    got_now = np.asarray([got[person] for person in data.mentees.ids], np.int64)
    load_now = np.asarray([load[person] for person in data.mentors.ids], np.int64)
    return _Eased(
        problem=replace(problem, mentees=mentees, mentors=mentors, rules=rules),
        data=replace(
            data,
            wanted_seats=np.maximum(data.wanted_seats, got_now),
            seats=np.maximum(data.seats, load_now),
        ),
        between=Barriers(nobody, nobody, scorer.between.speak_alike),
        shortlists=scorer.shortlists,
        strict=scorer,
    )


def _solved(
    candidates: Candidates,
    policy: Policy,
    running: tuple[IdPair, ...],
    forbids: tuple[IdPair, ...],
    progress: Progress,
) -> Plan:
    """The best plan around the running pairs.

    Where two people mentor each other already, `solve` cannot ask for that rule; then it is asked for here,
    by barring either of two new pairs in turn, as there.
    """
    scorer = candidates.scorer
    assert isinstance(scorer, _Eased)
    if scorer.problem.rules.mutual or not scorer.strict.problem.rules.mutual:
        return solve(candidates, policy, locks=running, forbids=forbids, progress=progress)
    back = {pair[::-1] for pair in running if pair[::-1] not in running}
    known = {pair for pair in back if pair[0] in scorer.row_of and pair[1] in scorer.column_of}
    waiting: list[tuple[IdPair, ...]] = [tuple(sorted(known - set(forbids)))]
    best: Plan | None = None
    bound: Levels | None = None
    tried = 0
    while waiting and (best is None or tried < BRANCHES):
        extra = waiting.pop()
        tried += 1
        plan = solve(candidates, policy, locks=running, forbids=forbids, avoid=extra, progress=progress)
        bound = bound or plan.levels
        if best is not None and plan.levels.key(policy.first) >= best.levels.key(policy.first):
            continue
        new = {(pair.mentee, pair.mentor) for pair in plan.pairs} - set(running)
        clash = min((pair for pair in new if pair[::-1] in new), default=None)
        if clash is None:
            best = plan
        else:
            waiting.extend(((*extra, clash), (*extra, clash[::-1])))
    assert best is not None, "each branch bars one more pair, so every one of them ends"
    assert bound is not None, "the first branch is the bound of all"
    level, gap = best.levels.behind(bound, policy.first)
    if waiting and gap:
        return replace(best, proof=replace(best.proof, state=ProofState.BEST_FOUND, level=level, gap=gap))
    return best
