"""Slow and plain answers to what the engine answers fast, written from its documentation.

Nothing here shares code with the engine: rules are asked person by person (`scoring_oracles.py`), and the
best plan of a small problem is found by going through all plans. The only things taken from the engine are
its plain values (people, rules, policies), the scores that `test_scores.py` sees to, and the tickets of the
tie-break.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from random import Random

import numpy as np

from cairn.matching.people import Mentee
from cairn.matching.plan import Levels, Plan
from cairn.matching.problem import SCALE, First, Policy
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.objective import ticket_halves, tickets
from cairn.matching.tests.people_strategies import Case, IdPair
from cairn.matching.tests.scoring_oracles import RuleBook, broken_rules, personal_reasons, value

Scores = Mapping[IdPair, int]


@dataclass(frozen=True)
class Market:
    """What all plans of a case may be made of, by the rules as they are asked here."""

    case: Case
    scores: Scores
    allowed: frozenset[IdPair]

    @property
    def mutual(self) -> bool:
        """Whether two people could mentor each other, were it not refused."""
        return self.case.problem.rules.mutual and any(
            (right, left) in self.allowed for left, right in self.allowed
        )


def engine_scores(scorer: Scorer) -> dict[IdPair, int]:
    """The engine's score of every pair, refused ones included; `test_scores.py` sees to them."""
    height, width = len(scorer.mentees), len(scorer.mentors)
    table, _ = scorer.contributions(np.repeat(np.arange(height), width), np.tile(np.arange(width), height))
    names = [(mentee.id, mentor.id) for mentee in scorer.mentees for mentor in scorer.mentors]
    return dict(zip(names, table.sum(axis=0).tolist(), strict=True))


def market(case: Case, scores: Scores) -> Market:
    """The pairs that a plan of the case may hold: allowed, above the minimum and not forbidden, or locked."""
    problem, book = case.problem, RuleBook(case.problem)
    allowed = {
        (mentee.id, mentor.id)
        for mentee in problem.mentees
        for mentor in problem.mentors
        if not book.broken(mentee, mentor) and scores[mentee.id, mentor.id] >= 100 * problem.rules.minimum
    }
    return Market(case, scores, frozenset(allowed - set(case.forbids)) | frozenset(case.locks))


def levels_of(case: Case, scores: Scores, pairs: frozenset[IdPair]) -> Levels:
    """The levels of a plan, counted one by one from their description."""
    policy = case.policy
    got = Counter(mentee for mentee, _ in pairs)
    load = Counter(mentor for _, mentor in pairs)
    points = Counter(scores[pair] // 100 for pair in pairs)
    power = 3 if policy.first is First.EVERYONE else 1
    fair = sum(_unfairness(scores[pair], power) for pair in pairs)
    fair += 10_000 * policy.load * sum(number - 1 for number in load.values())
    fair -= 10_000 * policy.keep * len(pairs & set(case.draft))
    return Levels(
        matched=len(got),
        by_priority=tuple(
            sum(person.passed_over == times and got[person.id] > 0 for person in case.problem.mentees)
            for times in range(9, -1, -1)
        ),
        second=sum(number >= 2 for number in got.values()),
        third=sum(number >= 3 for number in got.values()),
        lowest=min((scores[pair] for pair in pairs if pair not in case.locks), default=None),
        weak=sum(scores[pair] < 100 * policy.bands[0] for pair in pairs),
        points=tuple(points[point] for point in range(101)),
        fair=fair,
        total=sum(scores[pair] for pair in pairs),
    )


def _unfairness(score: int, power: int) -> int:
    """100 * ((100 - points) / 100) ** power in ten-thousandths of a point, rounded down."""
    exact = 100 * Fraction(10_000 - score, 10_000) ** power * 10_000
    return exact.numerator // exact.denominator


COUNT, SUM = 12, 64
"""Bits that a count and a sum take up in a key: far more than a small problem's ever need."""


class Search:
    """Goes through all plans of a small case, mentee by mentee.

    Plans so far that leave every mentor the same seats (and could clash later in the same way) are worth the
    same from then on, so only the best of them is kept. A key is one whole number in which the levels stand
    one after another, so that keys add up and compare like lists of levels.
    """

    def __init__(self, market: Market) -> None:
        self.market = market
        case = market.case
        self.seats = {mentor.id: mentor.seats for mentor in case.problem.mentors}
        mentees = sorted(person.id for person in case.problem.mentees)
        mentors = sorted(self.seats)
        halves = ticket_halves(case.policy, mentees, mentors)
        self.ticket = {
            (mentee, mentor): divmod(
                int(tickets(halves[0][row : row + 1], halves[1][column : column + 1])[0]), 1 << 20
            )
            for row, mentee in enumerate(mentees)
            for column, mentor in enumerate(mentors)
        }
        self.points = sorted({market.scores[pair] // 100 for pair in market.allowed})

    def best(self) -> frozenset[IdPair]:
        """The best plan of all."""
        floor = 0
        policy = self.market.case.policy
        head, _ = self._run(0, head_only=True)
        if policy.first is First.EVERYONE:
            ceiling = self.market.case.ceiling
            steps = sorted(
                {min(self.market.scores[pair], ceiling) for pair in self.market.allowed}, reverse=True
            )
            for step in steps:
                if self._run(step, head_only=True)[0] == head:
                    floor = step
                    break
        return self._run(floor, head_only=False)[1]

    def _run(self, floor: int, *, head_only: bool) -> tuple[int | None, frozenset[IdPair]]:
        """The key of the best plan of pairs scoring `floor` or more, and the plan."""
        case = self.market.case
        best: dict[tuple[object, ...], tuple[int, frozenset[IdPair]]] = {(): (0, frozenset())}
        for person in sorted(case.problem.mentees, key=lambda person: person.id):
            options = list(self._options(person, floor))
            after: dict[tuple[object, ...], tuple[int, frozenset[IdPair]]] = {}
            for key, pairs in best.values():
                load = Counter(mentor for _, mentor in pairs)
                for option in options:
                    if any(load[mentor] >= self.seats[mentor] for _, mentor in option):
                        continue
                    if case.problem.rules.mutual and any(
                        (mentor, mentee) in pairs for mentee, mentor in option
                    ):
                        continue
                    worth = key + self._worth(person, option, load, head_only)
                    chosen = pairs | frozenset(option)
                    state = self._state(chosen)
                    if state not in after or worth < after[state][0]:
                        after[state] = worth, chosen
            best = after
        return min(best.values(), key=lambda found: found[0], default=(None, frozenset()))

    def _options(self, person: Mentee, floor: int) -> Iterator[tuple[IdPair, ...]]:
        locked = {pair for pair in self.market.case.locks if pair[0] == person.id}
        usable = sorted(
            pair
            for pair in self.market.allowed
            if pair[0] == person.id and (pair in locked or self.market.scores[pair] >= floor)
        )
        for number in range(len(locked), person.seats + 1):
            for option in combinations(usable, number):
                if locked <= set(option):
                    yield option

    def _state(self, chosen: frozenset[IdPair]) -> tuple[object, ...]:
        load = sorted(Counter(mentor for _, mentor in chosen).items())
        clashing: list[IdPair] = []
        if self.market.mutual:
            clashing = sorted((left, right) for left, right in chosen if (right, left) in self.market.allowed)
        return (*load, None, *clashing)

    def _worth(self, person: Mentee, option: tuple[IdPair, ...], load: Counter[str], head_only: bool) -> int:
        """What one mentee's pairs add to the key of a plan; smaller is better."""
        case, scores = self.market.case, self.market.scores
        counts = [-(len(option) >= 1)]
        counts += [-(len(option) >= 1 and person.passed_over == times) for times in range(9, -1, -1)]
        counts += [-(len(option) >= 2), -(len(option) >= 3)]
        sums = []
        if not head_only:
            first = case.policy.first
            power = 3 if first is First.EVERYONE else 1
            if first is First.EVERYONE:
                counts.append(sum(scores[pair] < 100 * case.policy.bands[0] for pair in option))
            if first is First.WEAKEST:
                counts += [sum(scores[pair] // 100 == point for pair in option) for point in self.points]
            fair = sum(_unfairness(scores[pair], power) for pair in option)
            fair += 10_000 * case.policy.load * sum(load[mentor] > 0 for _, mentor in option)
            fair -= 10_000 * case.policy.keep * len(set(option) & set(case.draft))
            engines = [self.ticket[pair] for pair in option if pair not in case.locks]
            sums = [fair, sum(high for high, _ in engines), sum(low for _, low in engines)]
        key = 0
        for bits, numbers in ((COUNT, counts), (SUM, sums)):
            for number in numbers:
                key = (key << bits) + number
        return key


def with_locks(case: Case, seed: int) -> Case:
    """The case with up to three locks that the rules and seats allow, in three of ten cases."""
    random = Random(seed)
    if random.random() > 0.3:
        return case
    problem = case.problem
    seats = Counter({person.id: person.seats for person in problem.mentors})
    wanted = Counter({person.id: person.seats for person in problem.mentees})
    book = RuleBook(problem)
    possible = [
        (mentee.id, mentor.id)
        for mentee in problem.mentees
        for mentor in problem.mentors
        if not book.broken(mentee, mentor) and (mentee.id, mentor.id) not in case.forbids
    ]
    random.shuffle(possible)
    locks: list[IdPair] = []
    for left, right in possible[: random.randint(1, 3)]:
        if wanted[left] and seats[right] and (right, left) not in locks:
            locks.append((left, right))
            wanted[left] -= 1
            seats[right] -= 1
    return replace(case, locks=tuple(locks))


def best_plan(case: Case, scores: Scores) -> frozenset[IdPair]:
    """The best plan of a small case, by going through all of them."""
    return Search(market(case, scores)).best()


def all_plans(found: Market) -> Iterator[frozenset[IdPair]]:
    """Every plan of a tiny case, the plainest way of all."""
    case = found.case
    seats = {mentor.id: mentor.seats for mentor in case.problem.mentors}
    wanted = {mentee.id: mentee.seats for mentee in case.problem.mentees}
    pairs = sorted(found.allowed)
    for bits in range(1 << len(pairs)):
        plan = frozenset(pair for place, pair in enumerate(pairs) if bits >> place & 1)
        if not set(case.locks) <= plan:
            continue
        if any(count > wanted[name] for name, count in Counter(left for left, _ in plan).items()):
            continue
        if any(count > seats[name] for name, count in Counter(right for _, right in plan).items()):
            continue
        if case.problem.rules.mutual and any((right, left) in plan for left, right in plan):
            continue
        yield plan


def faults(case: Case, scores: Scores, plan: Plan) -> list[str]:
    """Everything that is wrong with a plan by the rules alone."""
    found = market(case, scores)
    pairs = [(pair.mentee, pair.mentor) for pair in plan.pairs]
    wrong = [f"{pair} may not be" for pair in pairs if pair not in found.allowed]
    wrong += [f"{pair} is locked but missing" for pair in case.locks if pair not in pairs]
    wrong += [f"{pair} stands twice" for pair, count in Counter(pairs).items() if count > 1]
    got, load = Counter(left for left, _ in pairs), Counter(right for _, right in pairs)
    wrong += [f"{person.id} got too many" for person in case.problem.mentees if got[person.id] > person.seats]
    wrong += [
        f"{person.id} took too many" for person in case.problem.mentors if load[person.id] > person.seats
    ]
    if case.problem.rules.mutual:
        wrong += [f"{left} and {right} mentor each other" for left, right in pairs if (right, left) in pairs]
    return wrong


def policy_key(policy: Policy, levels: Levels, lowest_at_most: int = SCALE) -> tuple[int, ...]:
    """The levels that a policy looks at, smaller is better; no lowest score counts above the ceiling."""
    head = (-levels.matched, *(-count for count in levels.by_priority), -levels.second, -levels.third)
    if policy.first is First.EVERYONE:
        lowest = lowest_at_most if levels.lowest is None else min(levels.lowest, lowest_at_most)
        return (*head, -lowest, levels.weak, levels.fair)
    if policy.first is First.WEAKEST:
        return (*head, *levels.points, levels.fair)
    return (*head, levels.fair)


__all__ = [
    "Case",
    "Market",
    "RuleBook",
    "Scores",
    "all_plans",
    "best_plan",
    "broken_rules",
    "engine_scores",
    "faults",
    "levels_of",
    "market",
    "personal_reasons",
    "policy_key",
    "value",
    "with_locks",
]
