"""Peers: the best pairs of one pool are those that going through all of them finds."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.matching.modes.blossom import ALONE, cover
from cairn.matching.modes.edges import Edges
from cairn.matching.modes.pairing import pair_up
from cairn.matching.modes.peers import NotOnePool, PeerPlan, as_pool, pair_peers
from cairn.matching.people import Mentee, Mentor, Person
from cairn.matching.plan import ProofState
from cairn.matching.problem import Cancelled, First, Policy, Problem, Rules
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.locks import ImpossibleLocks, UnknownPair
from cairn.matching.solving.objective import ticket_halves, tickets
from cairn.matching.tests import people_strategies
from cairn.matching.tests.oracles import RuleBook, engine_scores

SEEDS = st.integers(0, 10**9)
IdPair = tuple[str, str]
POLICY = Policy(program="test", round="1")


def as_mentor(person: Mentee, **own: object) -> Mentor:
    """The same person in the other role."""
    common = {field.name: getattr(person, field.name) for field in dataclasses.fields(Person)}
    return Mentor(**common, **own)  # type: ignore[arg-type]


def pool(seed: int, most: int) -> Problem:
    """A random pool."""
    draw = Random(seed)
    names = [f"p{number}" for number in range(draw.randint(1, most))]
    plain = draw.random() < 0.5
    people = [
        people_strategies.mentee(
            draw, name, plain=plain, stage=draw.choice((None, 2, 3)), passed_over=draw.choice((0, 0, 1))
        )
        for name in names
    ]
    offers = [people_strategies.mentor(draw, name).offers for name in names]
    rules = people_strategies.rules(draw)
    return Problem(
        mentees=tuple(people),
        mentors=tuple(as_mentor(person, offers=offer) for person, offer in zip(people, offers, strict=True)),
        rules=replace(rules, stage_gap=None) if draw.random() < 0.8 else rules,
        weights=draw.choice(people_strategies.SIMPLE_WEIGHTS),
        history=frozenset([(draw.choice(names), draw.choice(names))] if draw.random() < 0.3 else []),
    )


def allowed(problem: Problem) -> dict[IdPair, int]:
    """The pairs that may be, lower id first, and their scores."""
    scores, book = engine_scores(Scorer.of(problem)), RuleBook(problem)
    found = {}
    for one in problem.mentees:
        for other in problem.mentors:
            if one.id < other.id:
                back = next(person for person in problem.mentees if person.id == other.id)
                front = next(person for person in problem.mentors if person.id == one.id)
                score = (scores[one.id, other.id] + scores[other.id, one.id]) // 2
                refused = book.broken(one, other) or book.broken(back, front)
                if not refused and score >= 100 * problem.rules.minimum:
                    found[one.id, other.id] = score
    return found


def all_pairings(people: Sequence[str], pairs: Mapping[IdPair, int]) -> Iterator[list[IdPair]]:
    """Every way of pairing people up or leaving them out."""
    if not people:
        yield []
        return
    first, rest = people[0], people[1:]
    yield from all_pairings(rest, pairs)
    for other in rest:
        if (first, other) in pairs:
            left = [person for person in rest if person != other]
            for more in all_pairings(left, pairs):
                yield [(first, other), *more]


def key(
    problem: Problem, policy: Policy, scores: Mapping[IdPair, int], pairs: list[IdPair]
) -> tuple[int, ...]:
    """The levels and the tie tickets of pairs, smaller is better."""
    paired = {person for pair in pairs for person in pair}
    turns = [
        sum(person.passed_over == times for person in problem.mentees if person.id in paired)
        for times in range(9, -1, -1)
    ]
    power = 3 if policy.first is First.EVERYONE else 1
    fair = sum(
        (10_000 - scores[pair]) ** 3 // 1_000_000 if power == 3 else (10_000 - scores[pair]) * 100
        for pair in pairs
    )
    lowest = min((scores[pair] for pair in pairs), default=0)
    drawn = []
    for one, other in pairs:
        left, right = ticket_halves(policy, [one], [other])
        drawn.append(divmod(int(tickets(left, right)[0]), 1 << 20))
    return (
        -len(pairs),
        *(-turn for turn in turns),
        0 if policy.first is First.TOTAL else -lowest,
        fair,
        sum(high for high, _ in drawn),
        sum(low for _, low in drawn),
    )


def chosen(plan: PeerPlan) -> list[IdPair]:
    return [(pair.one, pair.other) for pair in plan.pairs]


@given(SEEDS, st.sampled_from(First))
def test_the_pairs_are_the_best_of_all(seed: int, first: First) -> None:
    problem, policy = pool(seed, 8), replace(POLICY, first=first)
    scores = allowed(problem)
    people = sorted(person.id for person in problem.mentees)
    best = min(all_pairings(people, scores), key=lambda pairs: key(problem, policy, scores, pairs))
    plan = pair_peers(problem, policy)
    assert chosen(plan) == sorted(best)
    assert plan.proof.state is ProofState.PROVEN
    assert [pair.score for pair in plan.pairs] == [scores[pair] for pair in sorted(best)]
    assert list(plan.unmatched) == [person for person in people if not any(person in pair for pair in best)]


@given(SEEDS)
def test_starting_from_one_candidate_each_changes_nothing(seed: int) -> None:
    problem = pool(seed, 12)
    one, other = pair_peers(problem, POLICY, best=1), pair_peers(problem, POLICY)
    assert (chosen(one), one.proof) == (chosen(other), other.proof)


@given(SEEDS)
def test_the_order_of_people_changes_nothing(seed: int) -> None:
    problem, draw = pool(seed, 12), Random(seed)
    shuffled = replace(
        problem,
        mentees=tuple(draw.sample(problem.mentees, len(problem.mentees))),
        mentors=tuple(draw.sample(problem.mentors, len(problem.mentors))),
    )
    one, other = pair_peers(problem, POLICY), pair_peers(shuffled, POLICY)
    assert (one.pairs, one.plan.fingerprint) == (other.pairs, other.plan.fingerprint)


def graph(draw: Random, people: int) -> tuple[Edges, list[int]]:
    """A sparse random graph with odd circles, and who was passed over how often."""
    pairs = [(one, other) for one in range(people) for other in range(one + 1, people)]
    density = draw.choice((0.15, 0.3, 0.6))
    pairs = [pair for pair in pairs if draw.random() < density]
    table = np.asarray(pairs, np.int64).reshape(-1, 2)
    score = np.asarray([draw.choice((3_000, 5_000, 5_001, 8_000)) for _ in pairs], np.int64)
    return Edges(table[:, 0], table[:, 1], score, people), [draw.choice((0, 0, 1, 2)) for _ in range(people)]


def best_cover(edges: Edges, turn: list[int], costs: list[int]) -> tuple[tuple[int, ...], int]:
    """Counts of those paired, most pairs first, then by turn, and the least costs with so many."""
    ends = list(zip(edges.one.tolist(), edges.other.tolist(), costs, strict=True))
    best: dict[int, tuple[tuple[int, ...], int]] = {0: ((0, 0, 0, 0), 0)}
    for one, other, cost in ends:
        for mask, (counts, total) in list(best.items()):
            if mask >> one & 1 or mask >> other & 1:
                continue
            more = [sum((turn[person] == times) for person in (one, other)) for times in (2, 1, 0)]
            found = tuple(count - add for count, add in zip(counts, (1, *more), strict=True)), total + cost
            seen = mask | 1 << one | 1 << other
            if seen not in best or found < best[seen]:
                best[seen] = found
    return min(best.values())


@given(SEEDS)
def test_a_largest_set_of_pairs_has_those_who_should_come_first(seed: int) -> None:
    draw = Random(seed)
    edges, turn = graph(draw, draw.randint(1, 11))
    ends = list(zip(edges.one.tolist(), edges.other.tolist(), strict=True))
    neighbors: list[list[int]] = [[] for _ in turn]
    for one, other in draw.sample(ends, len(ends)):
        neighbors[one].append(other)
        neighbors[other].append(one)
    start = [ALONE] * len(turn)
    for one, other in draw.sample(ends, len(ends) // 2):
        if start[one] == start[other] == ALONE:
            start[one], start[other] = other, one
    mate = cover(neighbors, turn, start)
    for person, other in enumerate(mate):
        assert other == ALONE or (mate[other] == person and other in neighbors[person])
    paired = [turn[person] for person, other in enumerate(mate) if other != ALONE]
    wanted, _ = best_cover(edges, turn, [0] * len(ends))
    assert (-len(paired) // 2, *(-paired.count(times) for times in (2, 1, 0))) == wanted


@given(SEEDS)
def test_the_costs_are_the_least_and_a_gap_is_never_too_small(seed: int) -> None:
    draw = Random(seed)
    edges, turn = graph(draw, draw.randint(2, 11))
    costs = [draw.randint(0, 1_000_000) for _ in edges.one.tolist()]
    for effort in (20.0, 0.0):
        found = pair_up(
            edges,
            np.asarray(turn, np.int64),
            costs=np.asarray(costs, np.int64),
            floor=False,
            tickets=np.zeros(len(costs), np.int64),
            best=draw.choice((1, 20)),
            effort=effort,
            report=lambda share: None,
        )
        _, least = best_cover(edges, turn, costs)
        got = sum(costs[place] for place in found.chosen)
        assert least <= got <= least + found.gap
        assert effort == 0 or found.gap == 0


def people(count: int) -> Problem:
    """So many people who answered nothing, and whom no rule keeps apart."""
    mentees = tuple(Mentee(id=f"p{number}") for number in range(count))
    mentors = tuple(as_mentor(person) for person in mentees)
    return Problem(mentees=mentees, mentors=mentors, rules=Rules(minimum=0))


def test_the_score_is_the_mean_of_both_directions() -> None:
    mentees = (Mentee(id="ana", values=frozenset("ab")), Mentee(id="bo", values=frozenset("a")))
    problem = Problem(mentees=mentees, mentors=tuple(map(as_mentor, mentees)))
    pair = pair_peers(problem, POLICY).pairs[0]
    assert (pair.there.mentee, pair.there.mentor) == ("ana", "bo")
    assert (pair.back.mentee, pair.back.mentor) == ("bo", "ana")
    assert pair.there.score < pair.back.score
    assert pair.score == (pair.there.score + pair.back.score) // 2
    assert pair.band == POLICY.band(pair.score)


def test_an_odd_one_out_is_named_and_is_not_who_was_passed_over() -> None:
    problem = people(5)
    turns = tuple(replace(person, passed_over=int(person.id != "p3")) for person in problem.mentees)
    plan = pair_peers(replace(problem, mentees=turns), POLICY)
    assert plan.odd_one_out == "p3"
    assert pair_peers(people(4), POLICY).odd_one_out is None


def test_nobody_is_the_own_peer() -> None:
    assert pair_peers(people(1), POLICY).unmatched == ("p0",)


def test_locks_hold_in_either_order_and_may_be_below_the_minimum() -> None:
    problem = replace(people(4), rules=Rules(minimum=60))
    plan = pair_peers(problem, POLICY, locks=[("p2", "p0")])
    assert [(pair.one, pair.other, pair.locked, pair.below_minimum) for pair in plan.pairs] == [
        ("p0", "p2", True, True)
    ]
    assert plan.lowest is None
    assert pair_peers(people(4), POLICY, locks=[("p2", "p0")]).pairs[1].one == "p1"


def test_forbidden_pairs_do_not_come_about_in_either_order() -> None:
    plan = pair_peers(people(4), POLICY, forbids=[("p0", "p1"), ("p2", "p0")])
    assert chosen(plan) == [("p0", "p3"), ("p1", "p2")]


def test_locks_that_cannot_be_are_refused() -> None:
    problem = people(4)
    with pytest.raises(ImpossibleLocks, match="p1 gets one peer"):
        pair_peers(problem, POLICY, locks=[("p0", "p1"), ("p2", "p1")])
    with pytest.raises(ImpossibleLocks, match="forbidden"):
        pair_peers(problem, POLICY, locks=[("p0", "p1")], forbids=[("p1", "p0")])
    with pytest.raises(ImpossibleLocks, match="oneself"):
        pair_peers(problem, POLICY, locks=[("p0", "p0")])
    with pytest.raises(UnknownPair, match="zoe"):
        pair_peers(problem, POLICY, locks=[("p0", "zoe")])
    team = tuple(replace(person, team="red") for person in problem.mentees)
    same = replace(problem, mentees=team, mentors=tuple(map(as_mentor, team)))
    with pytest.raises(ImpossibleLocks, match="personal reasons") as refused:
        pair_peers(same, POLICY, locks=[("p0", "p1")])
    assert len(refused.value.conflicts) == 1


def test_a_requirement_holds_in_both_directions() -> None:
    problem = people(2)
    first, second = problem.mentees
    choosy = replace(first, required_function="law")
    assert not pair_peers(replace(problem, mentees=(choosy, second)), POLICY).pairs


def test_people_on_one_side_only_are_no_pool() -> None:
    mentees = (Mentee(id="ana"), Mentee(id="bo"))
    with pytest.raises(NotOnePool, match="bo, cy") as refused:
        as_pool(mentees, (Mentor(id="ana"), Mentor(id="cy")))
    assert refused.value.people == ("bo", "cy")
    assert as_pool(mentees, map(as_mentor, mentees)) == ("ana", "bo")
    with pytest.raises(NotOnePool):
        pair_peers(Problem(mentees=mentees, mentors=()), POLICY)


def test_no_people_give_no_pair() -> None:
    plan = pair_peers(people(0), POLICY)
    assert not plan.pairs
    assert not plan.unmatched


def test_progress_is_told_in_order_and_may_cancel() -> None:
    heard: list[float] = []

    def listen(step: str, share: float) -> None:
        if step == "pairing":
            heard.append(share)
            if share > 0.4:
                raise Cancelled

    with pytest.raises(Cancelled):
        pair_peers(people(6), POLICY, progress=listen)
    assert all(one <= other for one, other in pairwise(heard))


def test_a_pool_of_two_hundred_is_proven() -> None:
    draw = Random(3)
    mentees = tuple(people_strategies.mentee(draw, f"p{number}", plain=True) for number in range(200))
    problem = Problem(
        mentees=mentees,
        mentors=tuple(map(as_mentor, mentees)),
        rules=Rules(stage_gap=None, same_team=False),
    )
    plan = pair_peers(problem, POLICY)
    assert plan.proof.state is ProofState.PROVEN
    assert len(plan.pairs) == 100


def test_what_was_left_out_of_the_candidates_is_in_the_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Random(5)
    mentees = tuple(people_strategies.mentee(draw, f"p{number}", plain=True) for number in range(40))
    problem = Problem(
        mentees=mentees, mentors=tuple(map(as_mentor, mentees)), rules=Rules(stage_gap=None, minimum=0)
    )
    whole = pair_peers(problem, POLICY)
    monkeypatch.setattr("cairn.matching.scoring.candidates.ALL_PAIRS", 1)
    monkeypatch.setattr("cairn.matching.scoring.candidates.default_k", lambda mentees: 3)
    part = pair_peers(problem, POLICY)
    if len(part.pairs) < len(whole.pairs):
        assert part.proof.level == "matched"
        assert len(whole.pairs) <= len(part.pairs) + part.proof.gap
    else:
        assert part.proof.level in ("", "lowest", "fair")
        assert part.lowest is not None
        assert whole.lowest is not None
        room = part.proof.gap if part.proof.level == "lowest" else 0
        assert whole.lowest <= part.lowest + room
