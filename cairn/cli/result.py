"""From what was asked and read to a result: the engine is put to work here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from cairn.cli.exits import Ending, Stop
from cairn.cli.options import Kind, Order, Request
from cairn.cli.reading import Reading
from cairn.cli.whom import Whom
from cairn.matching import (
    DEFAULT_WEIGHTS,
    PROGRAM_TYPES,
    Candidates,
    Cause,
    CirclePlan,
    Criterion,
    Explanation,
    First,
    GroupReport,
    Lack,
    NotOnePool,
    PeerPlan,
    Plan,
    Policy,
    Problem,
    Progress,
    RankedPlan,
    Reader,
    Rules,
    Unmatched,
    explain_all,
    fairness,
    find_candidates,
    form_circles,
    lacks,
    match_ranked,
    pair_peers,
    scenarios,
    solve,
    why_unmatched,
)

MOST_NAMED = 10

PRICED = 2_000
"""Mentees up to whom the price against the highest total is always worked out: it takes a second solve."""


@dataclass(frozen=True, slots=True)
class Match:
    """One pair of the result. `score` is 0 to 10 000. `locked`: it was to be kept."""

    mentee: str
    mentor: str
    score: int
    band: str
    locked: bool
    below_minimum: bool


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who is left without: why and what next, for the manager and, kindly, for the person."""

    person: str
    cause: str
    why: str
    step: str
    kind_why: str
    kind_step: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came out.

    `plan` holds all pairs as mentee and mentor. `priced` is a plan whose changes can be priced, `None` for
    circles and peers. `highest` is the sum of scores, in hundredths of a point, of the plan in which the
    total comes first; `None` where it was not worked out. `orders`: one plan for each order, to compare.
    """

    request: Request
    reading: Reading
    who: Whom
    plan: Plan
    pairs: tuple[Match, ...]
    left: tuple[Left, ...]
    priced: Plan | None = None
    highest: int | None = None
    lacks: tuple[Lack, ...] = ()
    fairness: tuple[GroupReport, ...] = ()
    ranked: RankedPlan | None = None
    circles: CirclePlan | None = None
    peers: PeerPlan | None = None
    orders: Mapping[str, Plan] | None = None

    @property
    def kind(self) -> Kind:
        """What was made of the people."""
        return self.request.kind

    @property
    def price(self) -> float | None:
        """By how many percent the total is below the highest one."""
        if not self.highest:
            return None
        return 100 * (self.highest - self.plan.levels.total) / self.highest

    @cached_property
    def told(self) -> Mapping[Reader, Mapping[tuple[str, str], Explanation]]:
        """The explanation of every pair for every reader."""
        return {
            reader: {(each.mentee, each.mentor): each for each in explain_all(self.plan, reader)}
            for reader in Reader
        }

    def to_mentee(self, pair: Match) -> Explanation:
        """What the mentee of a pair may read."""
        return self.told[Reader.MENTEE][pair.mentee, pair.mentor]

    def to_mentor(self, pair: Match) -> Explanation:
        """What the mentor of a pair may read: of peers the second one, who is a mentee as well."""
        if self.kind is Kind.PEERS:
            return self.told[Reader.MENTEE][pair.mentor, pair.mentee]
        return self.told[Reader.MENTOR][pair.mentee, pair.mentor]

    @cached_property
    def for_manager(self) -> Mapping[tuple[str, str], Explanation]:
        """The explanation of every pair for the manager alone."""
        return {(each.mentee, each.mentor): each for each in explain_all(self.plan, Reader.MANAGER)}


def rules_of(request: Request) -> Rules:
    """The rules of the program type, with the floor that was asked for."""
    rules = PROGRAM_TYPES[request.program].rules if request.program else Rules()
    return rules if request.floor is None else replace(rules, minimum=request.floor)


def weights_of(request: Request) -> Mapping[Criterion, int]:
    """The weights of the program type; only their proportions matter."""
    return PROGRAM_TYPES[request.program].weights if request.program else DEFAULT_WEIGHTS


def policy_of(request: Request) -> Policy:
    """What comes first, and what seeds the tie-break."""
    program = request.program.value if request.program else ""
    return Policy(first=First(request.first.value), program=program, round=request.round)


def work_out(request: Request, reading: Reading, progress: Progress) -> Result:
    """The result. Raises `ImpossibleLocks`, `UnsoundProblem`, and `Stop` for peers who are no pool."""
    problem = Problem(
        mentees=reading.mentees,
        mentors=reading.mentors,
        rules=rules_of(request),
        weights=weights_of(request),
    )
    if request.kind is Kind.PEERS:
        return _peers(request, reading, problem, progress)
    candidates = find_candidates(problem, progress=progress)
    if request.kind is Kind.CIRCLES:
        return _circles(request, reading, candidates, progress)
    if request.kind is Kind.RANKED:
        return _ranked(request, reading, candidates, progress)
    return _pairs(request, reading, candidates, progress)


def _pairs(request: Request, reading: Reading, candidates: Candidates, progress: Progress) -> Result:
    policy = policy_of(request)
    locks, forbids = reading.pairs, reading.forbids
    plan = solve(candidates, policy, locks=locks, forbids=forbids, progress=progress)
    orders: dict[str, Plan] = {request.first.value: plan}
    wanted: list[Order] = []
    if request.compare:
        wanted = [order for order in Order if order is not request.first]
    elif request.first is not Order.TOTAL and len(reading.mentees) <= PRICED:
        wanted = [Order.TOTAL]
    policies = {order.value: replace(policy, first=First(order.value)) for order in wanted}
    orders |= scenarios(candidates, policies, locks=locks, forbids=forbids, progress=progress)
    highest = orders[Order.TOTAL].levels.total if Order.TOTAL in orders else None
    progress("prices", 0.0)
    return Result(
        request=request,
        reading=reading,
        who=Whom(reading),
        plan=plan,
        pairs=_matches(plan),
        left=tuple(_left(each) for each in why_unmatched(plan)),
        priced=plan,
        highest=highest,
        lacks=lacks(plan),
        fairness=fairness(plan),
        orders=orders if request.compare else None,
    )


def _ranked(request: Request, reading: Reading, candidates: Candidates, progress: Progress) -> Result:
    policy = policy_of(request)
    locks, forbids = reading.pairs, reading.forbids
    ranked = match_ranked(candidates, policy, locks=locks, forbids=forbids, progress=progress)
    plan = ranked.plan
    # What a change costs is asked of a plan that is best around the stable pairs.
    priced = solve(candidates, policy, locks={*locks, *ranked.stable}, forbids=forbids, progress=progress)
    progress("prices", 0.0)
    return Result(
        request=request,
        reading=reading,
        who=Whom(reading),
        plan=plan,
        pairs=_matches(plan),
        left=tuple(_left(each) for each in why_unmatched(plan)),
        priced=priced,
        lacks=lacks(priced),
        fairness=fairness(plan),
        ranked=ranked,
    )


def _circles(request: Request, reading: Reading, candidates: Candidates, progress: Progress) -> Result:
    made = form_circles(
        candidates, policy_of(request), locks=reading.pairs, forbids=reading.forbids, progress=progress
    )
    return Result(
        request=request,
        reading=reading,
        who=Whom(reading),
        plan=made.plan,
        pairs=_matches(made.plan),
        left=tuple(_left(each, NO_CIRCLE) for each in why_unmatched(made.plan)),
        fairness=fairness(made.plan),
        circles=made,
    )


def _peers(request: Request, reading: Reading, problem: Problem, progress: Progress) -> Result:
    who = Whom(reading)
    try:
        made = pair_peers(
            problem, policy_of(request), locks=reading.pairs, forbids=reading.forbids, progress=progress
        )
    except NotOnePool as error:
        lines = [
            f"{who.full(person)} stands among the {_side(person, who)} only"
            for person in error.people[:MOST_NAMED]
        ]
        if len(error.people) > MOST_NAMED:
            lines.append(f"and {len(error.people) - MOST_NAMED:,} more stand on one side only")
        raise Stop(
            Ending.WRONG_USE,
            "Peer mentoring pairs people of one pool, so both sheets hold the same people.",
            lines,
            "Give each of them a row in both sheets, under the same ID: what they want to learn in one, what "
            "they can offer in the other.",
        ) from error
    pairs = tuple(
        Match(pair.one, pair.other, pair.score, pair.band, pair.locked, pair.below_minimum)
        for pair in made.pairs
    )
    return Result(
        request=request,
        reading=reading,
        who=who,
        plan=made.plan,
        pairs=pairs,
        left=tuple(_left(each, NO_PEER) for each in why_unmatched(made.plan)),
        fairness=fairness(made.plan),
        peers=made,
    )


def _side(person: str, who: Whom) -> str:
    return "mentees" if person in who.mentees else "mentors"


def _matches(plan: Plan) -> tuple[Match, ...]:
    return tuple(
        Match(pair.mentee, pair.mentor, pair.score, pair.band, pair.locked, pair.below_minimum)
        for pair in plan.pairs
    )


NO_CIRCLE = (
    "No circle of at least four could be formed with {name}.",
    "Invite {name} to a circle by hand, or invite another mentor.",
    "This time no circle could be formed that would suit you.",
    "Nothing is wrong with your profile. Whoever waits comes first next time.",
)
NO_PEER = (
    "Everybody who would suit {name} has a peer.",
    "Ask two peers to meet as three with {name}, or invite one more person.",
    "Everybody who would suit you has a peer this time.",
    "Nothing is wrong with your profile. Whoever waits comes first next time.",
)


def _left(each: Unmatched, otherwise: tuple[str, str, str, str] | None = None) -> Left:
    """What is said of somebody without. `otherwise` says it where seats for one to one do not count."""
    if otherwise is None or each.cause not in (Cause.SEATS, Cause.OTHER):
        return Left(
            each.mentee,
            each.cause.value,
            each.manager.text,
            each.manager.step,
            each.kind.text,
            each.kind.step,
        )
    why, step, kind_why, kind_step = (text.format(name=each.name) for text in otherwise)
    return Left(each.mentee, Cause.SEATS.value, why, step, kind_why, kind_step)
