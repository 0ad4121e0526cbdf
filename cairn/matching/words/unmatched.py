"""Why somebody is left without a mentor, and what would help: for the manager, and kindly for the mentee.

The manager reads numbers and names. The mentee reads neither, and cannot tell from the words whether a
personal reason of somebody stood in the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from cairn.matching.people import Mentee
from cairn.matching.plan import Plan
from cairn.matching.problem import POINT, Rule
from cairn.matching.scoring.encoding import BoolArray, IntArray
from cairn.matching.scoring.rules import broken
from cairn.matching.solving.locks import places
from cairn.matching.words.sentences import Reader
from cairn.matching.words.shortage import Shortage, shortages
from cairn.matching.words.wording import Names, counted, listed, points

MOST_NAMED = 3


class Cause(StrEnum):
    """Why a mentee is without."""

    RULES = "no mentor passes the rules"
    MINIMUM = "all below the minimum"
    SEATS = "seats are short"
    BY_HAND = "set aside by hand"
    OTHER = "something else"


@dataclass(frozen=True, slots=True)
class Advice:
    """What happened and what to do next, in words for one reader."""

    text: str
    step: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A mentee without a mentor. Show a reader only what `to` gives: the rest is for the manager.

    `rule` and `opens`: the one rule without which most mentors would open, and how many (with a seat, and at
    the minimum or above); `None` where no single rule does. `best`: the score of the nearest mentor, 0 to
    10 000, where all are below the minimum. `people` share `seats` where seats are short.
    """

    mentee: str
    name: str
    cause: Cause
    manager: Advice
    kind: Advice
    rule: Rule | None = None
    opens: int = 0
    best: int | None = None
    people: int = 0
    seats: int = 0

    def to(self, reader: Reader) -> Advice:
        """The words for a reader. Raises `ValueError` for a mentor, whom this does not concern."""
        if reader is Reader.MENTOR:
            raise ValueError("who is left without is not told to mentors")
        return self.manager if reader is Reader.MANAGER else self.kind


def why_unmatched(plan: Plan) -> tuple[Unmatched, ...]:
    """Why each mentee without a mentor is without, in the order of their ids."""
    return _Inquiry(plan).answers()


WAITING = "Whoever waits comes first next time."

NOBODY_RIGHT = Advice(
    "This round has no mentor who is right for you.", f"Your program manager will look for one. {WAITING}"
)

KIND: Mapping[Rule | None, Advice] = {
    Rule.OVERLAP: Advice(
        "No mentor who would suit you can meet when you can.",
        "Add hours in which you could meet, early or late in the day.",
    ),
    Rule.LANGUAGE: Advice(
        "No mentor who would suit you speaks one of your languages.",
        "Add every language in which you could hold a talk.",
    ),
    Rule.STAGE: Advice(
        "No mentor who would suit you is far enough ahead of you this time.",
        "A peer or a circle may serve you well. Your program manager can tell you more.",
    ),
    Rule.REQUIRED: Advice(
        "No mentor of the function or site that you asked for would suit you this time.",
        "If you can do without that wish, take it out of your profile.",
    ),
    # Personal reasons read like no reason in particular, so that nobody can guess whose they are.
    Rule.PERSONAL: NOBODY_RIGHT,
    None: NOBODY_RIGHT,
}
"""What the mentee reads where no mentor passes the rules."""

PLAIN: Mapping[Rule | None, Advice] = {
    Rule.OVERLAP: Advice(
        "No mentor who would suit {name} shares enough time; {opens} would otherwise.",
        "Ask {name} for more hours, early or late, or let less shared time be enough.",
    ),
    Rule.LANGUAGE: Advice(
        "No mentor who would suit {name} shares a language; {opens} would otherwise.",
        "Ask whether {name} speaks another language, or invite a mentor who speaks {languages}.",
    ),
    Rule.STAGE: Advice(
        "No mentor who would suit {name} is far enough ahead; {opens} would otherwise.",
        "Invite a mentor who is further on, or let a smaller lead be enough.",
    ),
    Rule.REQUIRED: Advice(
        "No mentor who would suit {name} is of {required}; {opens} would otherwise.",
        "Ask {name} whether that wish can go, or invite a mentor of {required}.",
    ),
    Rule.PERSONAL: Advice(
        "Personal reasons keep {name} apart from the mentors who would suit otherwise.",
        "Invite another mentor. The reasons are private and stay as they are.",
    ),
    None: Advice(
        "No mentor passes the rules for {name}, and no single rule stands in the way alone.",
        "Look at the profile of {name} together, and invite another mentor.",
    ),
}
"""What the manager reads where no mentor passes the rules."""

EASIEST = (Rule.OVERLAP, Rule.LANGUAGE, Rule.REQUIRED, Rule.STAGE, Rule.PERSONAL)
"""The rules that can be set aside; of two that open as many mentors, the one more easily helped first."""


class _Inquiry:
    """Looks at one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.candidates, self.scorer = plan.candidates, plan.candidates.scorer
        self.problem = plan.candidates.problem
        self.names = Names(self.problem.vocabulary)
        self.barred: dict[int, list[int]] = {}
        for row, column in places(self.scorer, plan.forbids):
            self.barred.setdefault(row, []).append(column)

    def answers(self) -> tuple[Unmatched, ...]:
        rows = sorted(self.scorer.row_of[mentee] for mentee in self.plan.unmatched)
        hopeful = [row for row in rows if self._has_somebody(row)]
        short = shortages(self.plan, hopeful)
        return tuple(
            self._short_of_seats(row, short[row]) if row in short else self._without_anybody(row)
            for row in rows
        )

    def _open(self, row: int) -> BoolArray:
        """The mentors whom nobody forbade this mentee by hand."""
        mask = np.ones(self.scorer.data.width, np.bool_)
        mask[self.barred.get(row, [])] = False
        return mask

    def _known(self, row: int) -> IntArray:
        """The candidates of a mentee, best first, without forbidden ones."""
        part = slice(int(self.candidates.start[row]), int(self.candidates.start[row + 1]))
        columns = self.candidates.column[part].astype(np.int64)
        return columns[self._open(row)[columns]]

    def _has_somebody(self, row: int) -> bool:
        """Whether any mentor could have been hers, if there had been seats."""
        if self._known(row).size:
            return True
        _, scored = self.scorer.row(row)
        return bool((scored.allowed & (scored.score >= self.scorer.minimum) & self._open(row)).any())

    def _without_anybody(self, row: int) -> Unmatched:
        """No mentor passes the rules, or all who do are below the minimum or were set aside by hand."""
        mentee = self.scorer.mentees[row]
        _, scored = self.scorer.row(row)
        allowed = scored.allowed & self._open(row)
        if allowed.any():
            place = int(np.argmax(np.where(allowed, scored.score, -1)))
            return self._too_far(mentee, place, int(scored.score[place]))
        if scored.allowed.any():
            return Unmatched(
                mentee.id,
                mentee.label,
                Cause.BY_HAND,
                Advice(
                    f"Every mentor who would suit {mentee.label} was set aside by hand.",
                    "Take one of these back, or invite another mentor.",
                ),
                NOBODY_RIGHT,
            )
        if not self.scorer.data.width:
            manager = Advice(
                "There is no mentor in this round.", "Invite mentors before the round is matched."
            )
            return Unmatched(mentee.id, mentee.label, Cause.RULES, manager, NOBODY_RIGHT)
        rule, opens = self._rule_that_opens_most(row)
        return Unmatched(
            mentee.id,
            mentee.label,
            Cause.RULES,
            self._filled(PLAIN[rule], mentee, opens),
            KIND[rule],
            rule,
            opens,
        )

    def _rule_that_opens_most(self, row: int) -> tuple[Rule | None, int]:
        """The rule that alone stands before most mentors who have a seat and reach the minimum."""
        columns = np.arange(self.scorer.data.width)
        rows = np.full(columns.size, row)
        found, _ = broken(self.scorer.data, self.problem.rules, self.scorer.between, rows, columns)
        times = np.sum(list(found.values()), axis=0)
        score = self.scorer.contributions(rows, columns)[0].sum(axis=0)
        worth = (score >= self.scorer.minimum) & (self.scorer.data.seats > 0) & self._open(row)
        opens = {
            rule: int(np.count_nonzero(found[rule] & (times == 1) & worth))
            for rule in EASIEST
            if rule in found
        }
        rule = max(opens, key=lambda each: opens[each])
        return (rule, opens[rule]) if opens[rule] else (None, 0)

    def _filled(self, advice: Advice, mentee: Mentee, opens: int) -> Advice:
        required = [
            *([self.names.function(mentee.required_function)] if mentee.required_function else []),
            *([mentee.required_site] if mentee.required_site else []),
        ]
        words = {
            "name": mentee.label,
            "opens": counted(opens, "mentor", "mentors"),
            "languages": listed(sorted(self.names.language(code) for code in mentee.languages), "or"),
            "required": listed(required),
        }
        return Advice(advice.text.format(**words), advice.step.format(**words))

    def _too_far(self, mentee: Mentee, column: int, score: int) -> Unmatched:
        mentor = self.scorer.mentors[column].label
        wants = sorted(mentee.wants, key=lambda want: -want.priority)[:MOST_NAMED]
        teaches = f" who teaches {listed([self.names.skill(want.skill) for want in wants])}" if wants else ""
        return Unmatched(
            mentee.id,
            mentee.label,
            Cause.MINIMUM,
            Advice(
                f"The nearest mentor for {mentee.label} is {mentor}, with {points(score)}; "
                f"the minimum is {self.scorer.minimum // POINT}.",
                f"Lock that pair if you find it right, lower the minimum, or invite a mentor{teaches}.",
            ),
            Advice(
                "No mentor of this round is close enough to what you hope for. A poor match helps nobody.",
                f"Add further skills or goals that would help you. {WAITING}",
            ),
            best=score,
        )

    def _short_of_seats(self, row: int, short: Shortage) -> Unmatched:
        mentee = self.scorer.mentees[row]
        if short.free:
            return self._free_and_yet(mentee)
        people, seats = len(short.people), short.seats
        if seats:
            text = (
                f"{mentee.label} is one of {counted(people, 'person', 'people')} "
                f"who share {counted(seats, 'seat', 'seats')}."
            )
        else:
            text = f"The mentors who would suit {mentee.label} have no free seat."
        if short.held:
            text += (
                f" {counted(short.held, 'further seat is', 'further seats are')} held by pairs set by hand."
            )
        return Unmatched(
            mentee.id,
            mentee.label,
            Cause.SEATS,
            Advice(text, f"Ask {self._whom_to_ask(row, short)} for one more seat, or invite another mentor."),
            Advice(
                "More people hope for the same mentors than there are seats.",
                f"Nothing is wrong with your profile. {WAITING}",
            ),
            people=people,
            seats=seats,
        )

    def _whom_to_ask(self, row: int, short: Shortage) -> str:
        """The mentors who would suit this mentee best, of those who share in the shortage."""
        theirs = set(short.mentors)
        best = [column for column in self._known(row).tolist() if column in theirs] or list(short.mentors)
        names = [self.scorer.mentors[column].label for column in best[:MOST_NAMED]]
        return listed(names, "or")

    def _free_and_yet(self, mentee: Mentee) -> Unmatched:
        mutual = bool(self.plan.avoided)
        manager = Advice(
            f"A seat that would suit {mentee.label} is free, but two people would then mentor each other."
            if mutual
            else f"A seat that would suit {mentee.label} is free, though this plan leaves it so.",
            "Ask one of the two to take one role only."
            if mutual
            else "Solve the round again, or lock the pair.",
        )
        return Unmatched(mentee.id, mentee.label, Cause.OTHER, manager, NOBODY_RIGHT)
