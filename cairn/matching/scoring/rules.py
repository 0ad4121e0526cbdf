"""The hard rules: which pairs may not be, and why.

A pair is refused by every rule that it breaks, and each is counted. Not-with lists, reporting lines, teams
and earlier pairs are one rule here (`Rule.PERSONAL`): they share one wording and one count, so that no
answer of the engine tells which of them it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cairn.matching.people import Person
from cairn.matching.problem import POINT, Problem, Rule, Rules
from cairn.matching.scoring.criteria import overlap
from cairn.matching.scoring.encoding import NONE, Encoded, IntArray, SmallArray, among

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Barriers:
    """What the rules look up: sorted keys `row * width + column` of single pairs, and shared languages.

    `speak_alike[mentee set, mentor set]`: whether the two sets of languages have one in common.
    """

    oneself: IntArray
    personal: IntArray
    speak_alike: BoolArray


def barriers(problem: Problem, data: Encoded) -> Barriers:
    """The barriers between the people of a problem."""
    row_of = {person: number for number, person in enumerate(data.mentees.ids)}
    column_of = {person: number for number, person in enumerate(data.mentors.ids)}
    personal = set(_kept_apart(problem))
    oneself = [(person, person) for person in data.mentees.ids if person in column_of]
    return Barriers(
        oneself=_keys(oneself, row_of, column_of),
        personal=_keys(personal, row_of, column_of),
        speak_alike=np.asarray(
            [
                [bool(ours & theirs) for theirs in data.mentors.language_sets]
                for ours in data.mentees.language_sets
            ],
            np.bool_,
        ).reshape(len(data.mentees.language_sets), len(data.mentors.language_sets)),
    )


def _keys(pairs: object, row_of: Mapping[str, int], column_of: Mapping[str, int]) -> IntArray:
    width = len(column_of)
    found = {
        row_of[mentee] * width + column_of[mentor]
        for mentee, mentor in pairs  # type: ignore[attr-defined]
        if mentee in row_of and mentor in column_of
    }
    return np.asarray(sorted(found), np.int64)


def _kept_apart(problem: Problem) -> Iterator[tuple[str, str]]:
    """Pairs of (mentee, mentor) ids that a not-with list, a reporting line or history keeps apart."""
    if problem.rules.paired_before:
        yield from problem.history
    for person in (*problem.mentees, *problem.mentors):
        for other in person.not_with:
            yield person.id, other
            yield other, person.id
    if problem.rules.reporting_line:
        managers: defaultdict[str, set[str]] = defaultdict(set)
        for person in (*problem.mentees, *problem.mentors):
            if person.manager is not None:
                managers[person.id].add(person.manager)
        for person in (*problem.mentees, *problem.mentors):
            for above in _line_above(person, managers):
                yield person.id, above
                yield above, person.id


def _line_above(person: Person, managers: Mapping[str, Collection[str]]) -> set[str]:
    """Everybody above a person in the line. A circle is walked once; two records of a person both count."""
    above: set[str] = set()
    waiting = [person.id]
    while waiting:
        for manager in managers.get(waiting.pop(), ()):
            if manager not in above:
                above.add(manager)
                waiting.append(manager)
    return above - {person.id}


def broken(
    data: Encoded, rules: Rules, between: Barriers, rows: IntArray, columns: IntArray
) -> tuple[dict[Rule, BoolArray], SmallArray]:
    """For every rule but the minimum which pairs break it; and the shared minutes a week (NONE: unknown)."""
    minutes = overlap(data, rows, columns)
    keys = rows * data.width + columns
    found = {
        Rule.ONESELF: among(between.oneself, keys),
        Rule.PERSONAL: among(between.personal, keys),
    }
    if rules.same_team:
        left, right = data.mentees.team[rows], data.mentors.team[columns]
        found[Rule.PERSONAL] |= (left != NONE) & (left == right)
    if rules.common_language:
        left, right = data.mentees.languages[rows], data.mentors.languages[columns]
        both = (left != NONE) & (right != NONE)
        if between.speak_alike.size:
            both &= ~between.speak_alike[np.maximum(left, 0), np.maximum(right, 0)]
        found[Rule.LANGUAGE] = both
    if rules.overlap_minutes > 0:
        found[Rule.OVERLAP] = (minutes != NONE) & (minutes < rules.overlap_minutes)
    if rules.stage_gap is not None:
        left, right = data.mentees.stage[rows], data.mentors.stage[columns]
        found[Rule.STAGE] = (left != NONE) & (right != NONE) & (right - left < rules.stage_gap)
    if rules.required:
        found[Rule.REQUIRED] = _differs(
            data.required_function[rows], data.mentors.function[columns]
        ) | _differs(data.required_site[rows], data.mentors.site[columns])
    return found, minutes


def _differs(required: SmallArray, has: SmallArray) -> BoolArray:
    """A requirement that the mentor does not meet; an unanswered question does not meet it."""
    return np.asarray((required != NONE) & (required != has))


def minimum_score(rules: Rules) -> int:
    """The least score of a match, 0 to 10 000."""
    return rules.minimum * POINT
