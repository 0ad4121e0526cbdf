"""Plans too large to enumerate are held against their own certificate, over every pair there is.

The certificate is a price for every node of the network. The test does its own arithmetic: if no unused pair
would be worth its price, and none that is used costs more, no plan can be better (weak duality). How many are
matched, and how low the lowest pair must be, are checked with another flow solver.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest
from scipy import sparse
from scipy.sparse.csgraph import maximum_flow

from benchmarks.people import make
from cairn.matching import First, Plan, Policy, Problem, ProofState, Rules, find_candidates, solve
from cairn.matching.problem import POINT, SCALE
from cairn.matching.solving.flow import LARGEST
from cairn.matching.solving.market import CLASSES, SOURCES, open_market
from cairn.matching.solving.matched import highest_floor, most_matched
from cairn.matching.solving.objective import levels_of, ticket_halves
from cairn.matching.solving.settle import Settled, settle

IntArray = npt.NDArray[np.int64]

MENTEES, MENTORS = 1_600, 800


@dataclass(frozen=True)
class Everything:
    """A solved problem, every allowed pair of it, and the certificate of the solution."""

    plan: Plan
    row: IntArray
    column: IntArray
    score: IntArray
    units: IntArray
    floor: int
    settled: Settled


@pytest.fixture(scope="module", params=list(First))
def everything(request: pytest.FixtureRequest) -> Everything:
    people = make(MENTEES, MENTORS, seed=3)
    problem = Problem(mentees=people.mentees, mentors=people.mentors, rules=Rules(mutual=False))
    candidates = find_candidates(problem, k=12)
    policy = Policy(first=request.param)
    plan = solve(candidates, policy)
    row, column = np.divmod(np.arange(MENTEES * MENTORS), MENTORS)
    scored = candidates.scorer.score(row, column)
    fit = scored.allowed & (scored.score >= candidates.scorer.minimum)
    fit &= candidates.scorer.data.seats[column] > 0
    market = open_market(candidates, [], [], [])
    units, _ = most_matched(market)
    floor = candidates.scorer.minimum
    if policy.first is not First.TOTAL:
        floor = max(floor, highest_floor(market, units, SCALE)[0])
    if policy.first is First.WEAKEST:
        floor = floor // POINT * POINT
    levels = levels_of(policy, int(units.sum()), market.sink + 1, LARGEST)
    halves = ticket_halves(policy, candidates.scorer.data.mentees.ids, candidates.scorer.data.mentors.ids)
    settled = settle(market, units, levels, halves, floor, lambda share: None)
    return Everything(plan, row[fit], column[fit], scored.score[fit].astype(np.int64), units, floor, settled)


def most(everything: Everything, least: int, counted: npt.NDArray[np.bool_]) -> int:
    """How many of the counted mentees can be matched by pairs of at least such a score, by SciPy's flow."""
    seats = everything.plan.candidates.scorer.data.seats
    use = (everything.score >= least) & counted[everything.row]
    source, sink = MENTEES + MENTORS, MENTEES + MENTORS + 1
    tail = np.concatenate([np.full(MENTEES, source), everything.row[use], MENTEES + np.arange(MENTORS)])
    head = np.concatenate([np.arange(MENTEES), MENTEES + everything.column[use], np.full(MENTORS, sink)])
    room = np.concatenate([np.ones(MENTEES + int(use.sum())), seats]).astype(np.int32)
    graph = sparse.csr_array((room, (tail, head)), shape=(sink + 1, sink + 1))
    return int(maximum_flow(graph, source, sink).flow_value)


def test_a_plan_of_few_candidates_is_proven_over_all_pairs(everything: Everything) -> None:
    assert everything.plan.proof.state is ProofState.PROVEN
    assert not everything.plan.candidates.complete


def by_priority(everything: Everything, least: int) -> list[int]:
    """How many of those passed over 9 or more, 8 or more … times can be matched by pairs of such a score."""
    passed_over = everything.plan.candidates.scorer.data.passed_over
    return [most(everything, least, passed_over >= times) for times in reversed(range(CLASSES))]


def test_no_plan_could_match_more_and_whoever_was_passed_over_comes_first(everything: Everything) -> None:
    assert by_priority(everything, 0) == np.cumsum(everything.plan.levels.by_priority).tolist()


def test_no_plan_could_lift_the_lowest_score(everything: Everything) -> None:
    levels, first = everything.plan.levels, everything.plan.policy.first
    assert levels.lowest is not None
    matched = np.cumsum(levels.by_priority).tolist()
    better = {First.EVERYONE: levels.lowest + 1, First.WEAKEST: (levels.lowest // POINT + 1) * POINT}
    if first in better:
        assert by_priority(everything, better[first]) != matched
    assert by_priority(everything, levels.lowest) == matched


def test_the_prices_prove_that_no_pair_could_make_a_better_plan(everything: Everything) -> None:
    plan, candidates = everything.plan, everything.plan.candidates
    levels = levels_of(plan.policy, int(everything.units.sum()), SOURCES + MENTEES + MENTORS + 1, LARGEST)
    used = {(pair.mentee, pair.mentor) for pair in plan.pairs}
    taken = np.asarray(
        [
            (candidates.scorer.data.mentees.ids[row], candidates.scorer.data.mentors.ids[column]) in used
            for row, column in zip(everything.row.tolist(), everything.column.tolist(), strict=True)
        ]
    )
    assert taken.sum() == len(plan.pairs)
    fit = everything.score >= everything.floor
    assert fit[taken].all()
    open_, full = fit & ~taken, taken
    for level, price in zip(levels, everything.settled.prices, strict=True):
        row_price, column_price = (
            price[SOURCES + everything.row],
            price[SOURCES + MENTEES + everything.column],
        )
        left = level.by_score[everything.score] + row_price - column_price
        # Lexicographically: what is even at this level is judged at the next.
        assert (left[open_] >= 0).all(), level.name
        assert (left[full] <= 0).all(), level.name
        open_, full = open_ & (left == 0), full & (left == 0)
