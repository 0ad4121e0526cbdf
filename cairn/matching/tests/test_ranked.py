"""Lists are binding: no two people would go around the plan together."""

import random
from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cairn.matching.modes.ranked import blocking_pairs, deferred_acceptance, match_ranked, on_own_list
from cairn.matching.people import Mentee, Mentor
from cairn.matching.plan import Plan
from cairn.matching.problem import Policy, Problem, Rules
from cairn.matching.programs import PROGRAM_TYPES
from cairn.matching.scoring.candidates import Candidates, find_candidates
from cairn.matching.solving.locks import ImpossibleLocks, UnknownPair

POLICY = Policy(program="test", round="1")
IdPair = tuple[str, str]


def lists(seed: int, *, most: int = 5, both_roles: int = 0, wanted: int = 1) -> Problem:
    """Up to `most` people a side with lists, seats, bans; the first `both_roles` stand on both sides."""
    draw = random.Random(seed)
    height, width = draw.randint(1, most), draw.randint(1, most)
    mentees = [f"p{n}" if n < both_roles else f"e{n}" for n in range(height)]
    mentors = [f"p{n}" if n < both_roles else f"m{n}" for n in range(width)]

    def some(people: list[str], oneself: str, most: int) -> tuple[str, ...]:
        others = [other for other in people if other != oneself]
        return tuple(draw.sample(others, min(len(others), draw.randint(0, most))))

    def style() -> tuple[float, ...]:
        return tuple(draw.random() for _ in range(5))

    return Problem(
        mentees=tuple(
            Mentee(
                id=person,
                seats=draw.randint(1, wanted),
                ranking=some(mentors, person, 5),
                style=style(),
                not_with=frozenset(other for other in mentors if other != person and draw.random() < 0.1),
            )
            for person in mentees
        ),
        mentors=tuple(
            Mentor(id=person, seats=draw.randint(0, 2), ranking=some(mentees, person, 8), style=style())
            for person in mentors
        ),
        rules=Rules(minimum=0),
    )


def wish_place(problem: Problem, mentee: str, mentor: str | None) -> int:
    ranking = {person.id: person.ranking for person in problem.mentees}[mentee]
    return ranking.index(mentor) if mentor in ranking else 99


def scores_of(candidates: Candidates) -> dict[IdPair, int]:
    data = candidates.scorer.data
    return {
        (data.mentees.ids[row], data.mentors.ids[column]): score
        for row, column, score in zip(
            candidates.rows.tolist(), candidates.column.tolist(), candidates.score.tolist(), strict=True
        )
    }


def prefers(problem: Problem, scores: dict[IdPair, int], mentor: str, one: str, other: str) -> bool | None:
    """Whether a mentor wants `one` more than `other`; None where only the ticket tells."""
    ranking = {person.id: person.ranking for person in problem.mentors}[mentor]
    key = [
        (0, ranking.index(person)) if person in ranking else (1, -scores[person, mentor])
        for person in (one, other)
    ]
    return None if key[0] == key[1] else key[0] < key[1]


def blocking_by_hand(problem: Problem, candidates: Candidates, pairs: set[IdPair]) -> set[IdPair]:
    """Every pair that both would rather have, straight from the definition, ticket ties left out."""
    scores = scores_of(candidates)
    found = set()
    for mentee, mentor in product(problem.mentees, problem.mentors):
        pair = mentee.id, mentor.id
        if pair in pairs or pair not in scores or mentor.id not in mentee.ranking:
            continue
        hers = [other for person, other in pairs if person == mentee.id]
        his = [person for person, other in pairs if other == mentor.id]
        place = wish_place(problem, *pair)
        would = len(hers) < mentee.seats or any(
            place < wish_place(problem, mentee.id, other) for other in hers
        )
        takes = len(his) < mentor.seats or any(
            prefers(problem, scores, mentor.id, mentee.id, other) for other in his
        )
        if would and takes:
            found.add(pair)
    return found


def chosen(plan: Plan) -> set[IdPair]:
    return {(pair.mentee, pair.mentor) for pair in plan.pairs}


@given(st.integers(0, 10**9))
def test_nobody_can_do_better_by_going_around_the_plan(seed: int) -> None:
    problem = lists(seed, wanted=3)
    candidates = find_candidates(problem)
    ranked = match_ranked(candidates, POLICY)
    assert ranked.blocking == ()
    assert blocking_by_hand(problem, candidates, set(ranked.stable)) == set()
    assert blocking_by_hand(problem, candidates, chosen(ranked.plan)) == set()


@given(st.integers(0, 10**9))
def test_the_blocking_pairs_of_any_plan_are_those_of_the_definition(seed: int) -> None:
    problem = lists(seed, wanted=2)
    candidates = find_candidates(problem)
    ranked = match_ranked(candidates, POLICY)
    by_hand = blocking_by_hand(problem, candidates, chosen(ranked.most_listed))
    assert by_hand <= set(ranked.most_listed_blocking)
    scores = scores_of(candidates)
    for mentee, mentor in set(ranked.most_listed_blocking) - by_hand:  # these hang on a ticket
        rivals = [person for person, other in chosen(ranked.most_listed) if other == mentor]
        assert any(prefers(problem, scores, mentor, mentee, rival) is None for rival in rivals)


def all_plans(problem: Problem, scores: dict[IdPair, int]) -> list[set[IdPair]]:
    """Every way of giving each mentee with a list one of the mentors on it, or none."""
    options = [
        [None, *(mentor for mentor in mentee.ranking if (mentee.id, mentor) in scores)]
        for mentee in problem.mentees
    ]
    seats = {mentor.id: mentor.seats for mentor in problem.mentors}
    plans = []
    for choice in product(*options):
        if all(choice.count(mentor) <= seats[mentor] for mentor in seats):
            pairs = zip(problem.mentees, choice, strict=True)
            plans.append({(mentee.id, mentor) for mentee, mentor in pairs if mentor})
    return plans


@given(st.integers(0, 10**9))
def test_of_all_stable_plans_it_is_the_best_for_every_mentee(seed: int) -> None:
    problem = lists(seed)
    candidates = find_candidates(problem)
    assume(not tied(problem, candidates))
    mine = dict(match_ranked(candidates, POLICY).stable)
    for pairs in all_plans(problem, scores_of(candidates)):
        if not blocking_by_hand(problem, candidates, pairs):
            theirs = dict(pairs)
            for mentee in problem.mentees:
                ours, other = (wish_place(problem, mentee.id, plan.get(mentee.id)) for plan in (mine, theirs))
                assert ours <= other


def tied(problem: Problem, candidates: Candidates) -> bool:
    """Whether some mentor is indifferent, so that a plan can count as stable which tickets make unstable."""
    scores = scores_of(candidates)
    return any(
        prefers(problem, scores, mentor.id, one.id, other.id) is None
        for mentor in problem.mentors
        for one, other in product(problem.mentees, repeat=2)
        if one is not other and (one.id, mentor.id) in scores and (other.id, mentor.id) in scores
    )


@given(st.integers(0, 10**9))
def test_most_people_on_a_list_counts_as_many_as_there_can_be(seed: int) -> None:
    problem = lists(seed)
    candidates = find_candidates(problem)
    ranked = match_ranked(candidates, POLICY)
    plans = all_plans(problem, scores_of(candidates))
    assert len(on_own_list(ranked.most_listed)) == max(len(pairs) for pairs in plans)
    assert len(on_own_list(ranked.plan)) <= len(on_own_list(ranked.most_listed))
    best = min(
        sum(wish_place(problem, *pair) for pair in pairs)
        for pairs in plans
        if len(pairs) == len(on_own_list(ranked.most_listed))
    )
    got = chosen(ranked.most_listed)
    assert sum(wish_place(problem, *pair) for pair in got if wish_place(problem, *pair) < 99) == best


@given(st.integers(0, 10**9), st.randoms(use_true_random=False))
def test_who_proposes_first_changes_nothing(seed: int, draw: random.Random) -> None:
    size = 6
    source = random.Random(seed)
    wishes = [source.sample(range(size), source.randint(0, 5)) for _ in range(size)]
    wanted = [source.randint(1, 3) for _ in range(size)]
    seats = [source.randint(0, 3) for _ in range(size)]
    ranks = [source.sample(range(size), size) for _ in range(size)]
    key = {(row, column): (0, ranks[column][row], 0, row) for row in range(size) for column in range(size)}
    order = list(range(size))
    draw.shuffle(order)
    assert deferred_acceptance(wishes, wanted, seats, key) == deferred_acceptance(
        wishes, wanted, seats, key, order
    )


@given(st.integers(0, 10**9), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(seed: int, draw: random.Random) -> None:
    problem = lists(seed, both_roles=2, wanted=2)
    shuffled = replace(
        problem,
        mentees=tuple(draw.sample(problem.mentees, len(problem.mentees))),
        mentors=tuple(draw.sample(problem.mentors, len(problem.mentors))),
    )
    one, other = (match_ranked(find_candidates(each), POLICY) for each in (problem, shuffled))
    assert one.plan.fingerprint == other.plan.fingerprint
    assert one.most_listed.fingerprint == other.most_listed.fingerprint
    assert (one.stable, one.blocking) == (other.stable, other.blocking)


@given(st.integers(0, 10**9))
def test_no_seat_and_no_rule_is_broken(seed: int) -> None:
    problem = lists(seed, both_roles=3, wanted=3)
    ranked = match_ranked(find_candidates(problem), POLICY)
    apart = {(mentee.id, other) for mentee in problem.mentees for other in mentee.not_with}
    for plan in (ranked.plan, ranked.most_listed):
        pairs = chosen(plan)
        assert not pairs & apart
        assert not any(mentee == mentor or (mentor, mentee) in pairs for mentee, mentor in pairs)
        for mentor in problem.mentors:
            assert plan.loads[mentor.id] <= mentor.seats
        for mentee in problem.mentees:
            assert sum(mentee.id == person for person, _ in pairs) <= mentee.seats


def wishing(seed: int) -> Problem:
    """Four mentees who all list some of three mentors with a seat each, where wishes weigh a fifth.

    Most mentors have no list, so that they go by fit.
    """
    draw = random.Random(seed)
    mentees, mentors = [f"e{number}" for number in range(4)], [f"m{number}" for number in range(3)]
    style = [tuple(draw.random() for _ in range(5)) for _ in range(7)]
    return Problem(
        mentees=tuple(
            Mentee(id=person, ranking=tuple(draw.sample(mentors, draw.randint(1, 3))), style=style.pop())
            for person in mentees
        ),
        mentors=tuple(
            Mentor(id=person, ranking=tuple(draw.sample(mentees, draw.choice((0, 0, 1)))), style=style.pop())
            for person in mentors
        ),
        rules=Rules(minimum=0),
        weights=PROGRAM_TYPES["career"].weights,
    )


@pytest.mark.parametrize("seed", range(4))
def test_no_other_list_gets_a_mentee_a_mentor_whom_she_wants_more(seed: int) -> None:
    truth = wishing(seed)
    mentors = [mentor.id for mentor in truth.mentors]
    others = [tuple(told) for length in range(4) for told in permutations(mentors, length)]
    fair = {pair[0]: pair[1] for pair in chosen(match_ranked(find_candidates(truth), POLICY).plan)}
    for number, person in enumerate(truth.mentees):
        for told in others:
            mentees = list(truth.mentees)
            mentees[number] = replace(person, ranking=told)
            lied = match_ranked(find_candidates(replace(truth, mentees=tuple(mentees))), POLICY)
            got = dict(chosen(lied.plan)).get(person.id)
            assert wish_place(truth, person.id, fair.get(person.id)) <= wish_place(truth, person.id, got), (
                told
            )


def people(mentees: dict[str, str], mentors: dict[str, str], seats: int = 1) -> Problem:
    """Mentees and mentors with their lists written as 'a b c'."""
    return Problem(
        mentees=tuple(Mentee(id=person, ranking=tuple(wish.split())) for person, wish in mentees.items()),
        mentors=tuple(
            Mentor(id=person, seats=seats, ranking=tuple(wish.split())) for person, wish in mentors.items()
        ),
        rules=Rules(minimum=0),
    )


def test_a_mentor_gets_the_person_highest_on_the_own_list() -> None:
    problem = people({"ana": "kim", "bo": "kim", "cy": "kim"}, {"kim": "cy ana"})
    ranked = match_ranked(find_candidates(problem), POLICY)
    assert ranked.stable == (("cy", "kim"),)


def test_a_mentee_without_a_list_gets_a_seat_that_is_left() -> None:
    problem = people({"ana": "kim", "bo": ""}, {"kim": "bo", "lee": ""})
    ranked = match_ranked(find_candidates(problem), POLICY)
    assert ranked.stable == (("ana", "kim"),)
    assert chosen(ranked.plan) == {("ana", "kim"), ("bo", "lee")}
    assert not any(pair.locked for pair in ranked.plan.pairs)


def test_most_on_a_list_may_be_more_than_a_stable_plan_has_but_then_somebody_would_leave() -> None:
    problem = people({"ana": "kim lee", "bo": "kim"}, {"kim": "ana bo", "lee": "ana"})
    ranked = match_ranked(find_candidates(problem), POLICY)
    assert on_own_list(ranked.plan) == ("ana",)
    assert on_own_list(ranked.most_listed) == ("ana", "bo")
    assert ranked.most_listed_blocking == (("ana", "kim"),)


def test_a_lock_takes_its_seat_out_of_the_market() -> None:
    problem = people({"ana": "kim", "bo": "kim"}, {"kim": "bo", "lee": ""})
    ranked = match_ranked(find_candidates(problem), POLICY, locks=[("ana", "kim")])
    assert chosen(ranked.plan) == {("ana", "kim"), ("bo", "lee")}
    assert [pair.mentee for pair in ranked.plan.pairs if pair.locked] == ["ana"]
    assert ranked.blocking == ()


def test_a_forbidden_pair_is_proposed_by_nobody() -> None:
    problem = people({"ana": "kim lee"}, {"kim": "ana", "lee": ""})
    ranked = match_ranked(find_candidates(problem), POLICY, forbids=[("ana", "kim")])
    assert chosen(ranked.plan) == {("ana", "lee")}
    assert ranked.blocking == ()


def test_two_people_who_list_each_other_get_one_direction() -> None:
    problem = people({"ana": "kim", "kim": "ana"}, {"ana": "kim", "kim": "ana"})
    ranked = match_ranked(find_candidates(problem), POLICY)
    assert len(ranked.plan.pairs) == len(ranked.most_listed.pairs) == 1
    assert ranked.blocking == ()
    freely = replace(problem, rules=Rules(minimum=0, mutual=False))
    assert len(match_ranked(find_candidates(freely), POLICY).plan.pairs) == 2


def test_a_listed_mentor_counts_even_where_few_candidates_were_kept() -> None:
    mentors = tuple(Mentor(id=f"m{n}", values=frozenset("ab") if n else frozenset("cd")) for n in range(12))
    mentee = Mentee(id="ana", values=frozenset("ab"), ranking=("m0",))
    problem = Problem(mentees=(mentee,), mentors=mentors, rules=Rules(minimum=0))
    ranked = match_ranked(find_candidates(problem, k=2), POLICY)
    assert ranked.stable == (("ana", "m0"),)


def test_locks_that_cannot_be_are_refused() -> None:
    problem = people({"ana": "kim", "bo": "kim"}, {"kim": ""})
    candidates = find_candidates(problem)
    with pytest.raises(ImpossibleLocks, match="kim has 1 seat"):
        match_ranked(candidates, POLICY, locks=[("ana", "kim"), ("bo", "kim")])
    with pytest.raises(UnknownPair, match="zoe"):
        match_ranked(candidates, POLICY, locks=[("zoe", "kim")])


def test_no_people_give_an_empty_plan() -> None:
    ranked = match_ranked(find_candidates(Problem(mentees=(), mentors=())), POLICY)
    assert not ranked.plan.pairs
    assert not ranked.stable
    assert blocking_pairs(ranked.plan) == ()
