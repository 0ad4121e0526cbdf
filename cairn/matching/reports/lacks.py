"""What the program lacks, skill by skill: who wants it, who goes without, and what one more seat is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cairn.matching.changing.seats import SeatValue, seat_values
from cairn.matching.people import Mentee, Mentor, Want
from cairn.matching.plan import Plan
from cairn.matching.problem import POINT
from cairn.matching.words.facts import can_teach
from cairn.matching.words.wording import Names, counted


@dataclass(frozen=True, slots=True)
class Lack:
    """A skill that some want and do not get.

    `wanted`: how many want it, `people` their names. Of these `unmatched` have no mentor, and `without` have
    one who cannot teach it (who does not offer this very skill at least one level above their own).
    `teachers`: ids of the mentors who can teach it to at least half of those who want it, and `seats` theirs.
    `mentor` is the one of them whose further seat is worth most, and `value` what it is worth; `None` where
    nobody teaches it.
    """

    skill: str
    name: str
    wanted: int
    people: tuple[str, ...]
    unmatched: int
    without: int
    teachers: tuple[str, ...]
    seats: int
    mentor: str | None
    mentor_name: str
    value: SeatValue | None

    @property
    def missing(self) -> int:
        """How many of those who want it do not get it."""
        return self.unmatched + self.without

    @property
    def text(self) -> str:
        """The lack in one line: who wants the skill, how many seats teach it, what one more seat would do."""
        want = f"{counted(self.wanted, 'person wants', 'people want')} {self.name}"
        if not self.teachers:
            return f"{want}; nobody teaches it"
        teach = counted(self.seats, "seat teaches", "seats teach") if self.seats else "no seat teaches"
        return f"{want}; {teach} it; one more seat{self._with_whom} would {self._gain}"

    @property
    def _with_whom(self) -> str:
        return f" with {self.mentor_name}" if len(self.teachers) > 1 else ""

    @property
    def _gain(self) -> str:
        if self.value is None or not self.value.worth_something:
            return "change nothing now"
        change = self.value.change
        gains = [
            *([f"add {counted(change.matched, 'match', 'matches')}"] if change.matched > 0 else []),
            *(
                [f"add {counted(change.second, 'second mentor', 'second mentors')}"]
                if change.second > 0
                else []
            ),
            *([f"add {counted(change.third, 'third mentor', 'third mentors')}"] if change.third > 0 else []),
        ]
        points = round(change.total / POINT)
        if points > 0:
            gains.append(
                counted(points, "point", "points") if gains else f"add {counted(points, 'point', 'points')}"
            )
        if not gains:
            return "make the plan fairer"
        return " and ".join(gains)


def lacks(plan: Plan, values: Mapping[str, SeatValue] | None = None) -> tuple[Lack, ...]:
    """The skills that some want and do not get, the one with most to gain first.

    `values`: what one more seat of each mentor is worth, if it is known already; else it is worked out.
    Order: matches that one more seat adds, then how many go without, then the points it adds, then the name.
    """
    if values is None:
        values = seat_values(plan)
    scorer = plan.candidates.scorer
    names = Names(plan.candidates.problem.vocabulary)
    learners: dict[str, list[tuple[Mentee, Want]]] = {}
    for mentee in scorer.mentees:
        for want in mentee.wants:
            learners.setdefault(want.skill, []).append((mentee, want))
    offering: dict[str, list[Mentor]] = {}
    for mentor in scorer.mentors:
        for offer in mentor.offers:
            offering.setdefault(offer.skill, []).append(mentor)
    found = (
        _lack(plan, values, skill, names.skill(skill), people, offering.get(skill, []))
        for skill, people in learners.items()
    )
    return tuple(sorted((lack for lack in found if lack.missing), key=_usefulness))


def _usefulness(lack: Lack) -> tuple[int, int, int, str, str]:
    change = lack.value.change if lack.value else None
    matched, total = (change.matched, change.total) if change else (0, 0)
    return (-matched, -lack.missing, -total, lack.name, lack.skill)


def _lack(
    plan: Plan,
    values: Mapping[str, SeatValue],
    skill: str,
    name: str,
    people: list[tuple[Mentee, Want]],
    offering: list[Mentor],
) -> Lack:
    scorer = plan.candidates.scorer
    unmatched = without = 0
    for mentee, want in people:
        pairs = plan.pairs_of_mentee(mentee.id)
        if not pairs:
            unmatched += 1
        elif not any(can_teach(want, scorer.mentors[scorer.column_of[pair.mentor]]) for pair in pairs):
            without += 1
    teachers = [
        mentor for mentor in offering if 2 * sum(can_teach(want, mentor) for _, want in people) >= len(people)
    ]
    best = min(teachers, key=lambda mentor: (values[mentor.id].change.key, mentor.id), default=None)
    return Lack(
        skill=skill,
        name=name,
        wanted=len(people),
        people=tuple(sorted(mentee.label for mentee, _ in people)),
        unmatched=unmatched,
        without=without,
        teachers=tuple(mentor.id for mentor in teachers),
        seats=sum(mentor.seats for mentor in teachers),
        mentor=best.id if best else None,
        mentor_name=best.label if best else "",
        value=values[best.id] if best else None,
    )
