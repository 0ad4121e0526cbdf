"""Plans side by side: what each reaches, what it costs, and for whom it differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from cairn.matching.plan import Levels, Plan
from cairn.matching.problem import First, Policy, Progress, no_progress
from cairn.matching.scoring.candidates import Candidates
from cairn.matching.solving.locks import IdPair, places
from cairn.matching.solving.solve import solve


@dataclass(frozen=True, slots=True)
class Measures:
    """What one plan reaches. Scores are 0 to 10 000, by the plan's own weights; means are over pairs.

    `worst_tenth`: the mean of the lowest tenth of the pairs, at least one; `None` with `mean` where there is
    no pair. `price`: by how many percent the sum of scores is lower than that of the plan in which the
    *total* comes first, under the same weights; `None` where no such plan is compared.
    """

    name: str
    matched: int
    lowest: int | None
    worst_tenth: float | None
    weak: int
    mean: float | None
    total: int
    price: float | None
    levels: Levels


@dataclass(frozen=True, slots=True)
class Difference:
    """A mentee whom not all plans give the same mentors: mentor ids by plan, none where left without."""

    mentee: str
    mentors: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Shift:
    """What a mentee gains (or loses, below 0) by going from the first plan to the one called `plan`.

    `before` and `after` are the sums of the scores of the mentee's pairs, 0 where there is none, both by the
    weights of the first plan.
    """

    plan: str
    mentee: str
    before: int
    after: int

    @property
    def gain(self) -> int:
        """In hundredths of a point."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several plans of the same people.

    `differences` are sorted by mentee, `shifts` by plan, largest gain first; who neither gains nor loses is
    not in `shifts`.
    """

    measures: tuple[Measures, ...]
    differences: tuple[Difference, ...]
    shifts: tuple[Shift, ...]

    def gainers(self, plan: str) -> tuple[Shift, ...]:
        """Who gains by this plan against the first one, most first."""
        return tuple(shift for shift in self.shifts if shift.plan == plan and shift.gain > 0)

    def losers(self, plan: str) -> tuple[Shift, ...]:
        """Who loses by this plan against the first one, most first."""
        return tuple(shift for shift in reversed(self.shifts) if shift.plan == plan and shift.gain < 0)


def compare(plans: Mapping[str, Plan]) -> Comparison:
    """Plans of the same people side by side; the first is what gains and losses are counted from.

    Raises `ValueError` if the plans are of different people.
    """
    people = {
        (plan.candidates.scorer.data.mentees.ids, plan.candidates.scorer.data.mentors.ids)
        for plan in plans.values()
    }
    if len(people) > 1:
        raise ValueError("plans of different people cannot be compared")
    return Comparison(
        tuple(_measures(name, plan, plans) for name, plan in plans.items()),
        tuple(_differences(plans)),
        tuple(_shifts(plans)),
    )


def scenarios(
    candidates: Candidates,
    policies: Mapping[str, Policy],
    *,
    locks: Iterable[IdPair] = (),
    forbids: Iterable[IdPair] = (),
    draft: Iterable[IdPair] = (),
    progress: Progress = no_progress,
) -> dict[str, Plan]:
    """One plan for each policy, by its name, over the same candidates; ready for `compare`.

    Raises as `solve` does.
    """
    fixed = tuple(locks), tuple(forbids), tuple(draft)
    return {
        name: solve(candidates, policy, locks=fixed[0], forbids=fixed[1], draft=fixed[2], progress=progress)
        for name, policy in policies.items()
    }


def _measures(name: str, plan: Plan, plans: Mapping[str, Plan]) -> Measures:
    scores = sorted(pair.score for pair in plan.pairs)
    worst = scores[: -(-len(scores) // 10)]
    return Measures(
        name=name,
        matched=plan.levels.matched,
        lowest=plan.levels.lowest,
        worst_tenth=sum(worst) / len(worst) if worst else None,
        weak=plan.levels.weak,
        mean=sum(scores) / len(scores) if scores else None,
        total=plan.levels.total,
        price=_price(plan, plans),
        levels=plan.levels,
    )


def _price(plan: Plan, plans: Mapping[str, Plan]) -> float | None:
    """The price against the first plan of the same weights in which the total comes first."""
    for other in plans.values():
        if other.policy.first is First.TOTAL and _weights(other) == _weights(plan) and other.levels.total:
            return 100 * (other.levels.total - plan.levels.total) / other.levels.total
    return None


def _weights(plan: Plan) -> tuple[int, ...]:
    return tuple(plan.candidates.scorer.weights.tolist())


def _mentors(plan: Plan, mentee: str) -> tuple[str, ...]:
    return tuple(pair.mentor for pair in plan.pairs_of_mentee(mentee))


def _differences(plans: Mapping[str, Plan]) -> Iterable[Difference]:
    first = next(iter(plans.values()), None)
    for mentee in first.candidates.scorer.data.mentees.ids if first else ():
        mentors = {name: _mentors(plan, mentee) for name, plan in plans.items()}
        if len(set(mentors.values())) > 1:
            yield Difference(mentee, mentors)


def _shifts(plans: Mapping[str, Plan]) -> Iterable[Shift]:
    first = next(iter(plans.values()), None)
    if first is None:
        return
    before = _worth(first, first)
    for name, plan in plans.items():
        after = before if plan is first else _worth(first, plan)
        shifts = (
            Shift(name, mentee, int(before[row]), int(after[row]))
            for row, mentee in enumerate(first.candidates.scorer.data.mentees.ids)
            if before[row] != after[row]
        )
        yield from sorted(shifts, key=lambda shift: (-shift.gain, shift.mentee))


def _worth(first: Plan, plan: Plan) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """What each mentee's pairs score by the weights of the first plan."""
    scorer = first.candidates.scorer
    worth = np.zeros(scorer.data.height, np.int64)
    where = places(scorer, [(pair.mentee, pair.mentor) for pair in plan.pairs])
    rows, columns = np.asarray(where, np.int64).reshape(-1, 2).T
    table, _ = scorer.contributions(rows, columns)
    np.add.at(worth, rows, table.sum(axis=0))
    return worth
