"""What the members of one circle are to each other: how alike, and who may not sit together."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cairn.matching.people import Mentee, Mentor, Person
from cairn.matching.problem import DEFAULT_WEIGHTS, SCALE, UNKNOWN, Criterion, Problem, Rules
from cairn.matching.scoring.encoding import BoolArray, IntArray
from cairn.matching.scoring.scorer import Scorer

ALIKE = (Criterion.GOALS, Criterion.VALUES, Criterion.STYLE, Criterion.TIME)
"""The criteria of a pair that make sense between two members, too."""

CELLS = 200_000
"""Pairs of members compared at a time."""


@dataclass(frozen=True, slots=True)
class Members:
    """How the mentees of a problem get on with each other, and what they and the mentors speak.

    Rows are mentees and columns of `mentor_speaks` mentors, in the order of a scorer. `likeness[a, b]` is 0
    to 10 000 and the same both ways. `apart[a, b]`: the two may not sit in one circle. `speaks[a, language]`:
    whether somebody speaks a language of `languages`; whoever did not answer counts as speaking all.
    """

    likeness: IntArray
    apart: BoolArray
    languages: tuple[str, ...]
    speaks: BoolArray
    mentor_speaks: BoolArray


def members_of(scorer: Scorer) -> Members:
    """Compares the mentees of a scorer with each other.

    The likeness of two members is the weighted mean of what goals, values, working style and shared time are
    worth between them (by the program's weights; the usual ones if it gives them none), and of the languages
    that both speak as a share of those that either does, which weighs as much as shared time. Each is the
    mean of both directions; what one of the two did not answer counts half.

    Kept apart are people whom a not-with list, the reporting line or, where the rule is on, the same team
    keeps apart. Having been a pair before is no bar between members.
    """
    problem = scorer.problem
    weights = {criterion: problem.weights.get(criterion, 0) for criterion in ALIKE}
    if not any(weights.values()):
        weights = {criterion: DEFAULT_WEIGHTS[criterion] for criterion in ALIKE}
    likeness, apart = _compared(_among_themselves(scorer, weights))
    languages, speaks, mentor_speaks = _spoken(scorer)
    whole, further = sum(weights.values()), weights[Criterion.TIME]
    spoken = _languages_shared(scorer.mentees)
    likeness = (whole * likeness + further * spoken) // (whole + further)
    np.fill_diagonal(likeness, 0)
    np.fill_diagonal(apart, False)
    return Members(likeness, apart, languages, speaks, mentor_speaks)


def _among_themselves(scorer: Scorer, weights: dict[Criterion, int]) -> Scorer:
    """A scorer of the mentees with themselves as mentors; the mentors stay as links of reporting lines."""
    problem = scorer.problem
    twin = {mentor.id: mentor for mentor in scorer.mentors}
    own = {mentee.id for mentee in scorer.mentees}
    listeners = tuple(replace(mentee, ranking=()) for mentee in scorer.mentees)
    peers = tuple(_as_mentor(mentee, twin.get(mentee.id)) for mentee in scorer.mentees)
    others = tuple(replace(mentor, ranking=()) for mentor in scorer.mentors if mentor.id not in own)
    rules = Rules(
        reporting_line=problem.rules.reporting_line,
        same_team=problem.rules.same_team,
        paired_before=False,
        common_language=False,
        overlap_minutes=0,
        stage_gap=None,
        required=False,
        minimum=0,
    )
    return Scorer.of(
        Problem(
            mentees=listeners,
            mentors=(*peers, *others),
            rules=rules,
            weights=weights,
            vocabulary=problem.vocabulary,
        )
    )


def _as_mentor(mentee: Mentee, twin: Mentor | None) -> Mentor:
    """A mentee in the other role; not-with lists of both of her roles hold."""
    both: tuple[Person, ...] = (mentee,) if twin is None else (twin, mentee)
    return Mentor(
        id=mentee.id,
        goals=mentee.goals,
        values=mentee.values,
        windows=mentee.windows,
        style=mentee.style,
        team=mentee.team,
        embedding=mentee.embedding,
        manager=next((person.manager for person in both if person.manager is not None), None),
        not_with=frozenset().union(*(person.not_with for person in both)),
    )


def _compared(scorer: Scorer) -> tuple[IntArray, BoolArray]:
    """The mean score of both directions, and who is kept apart, for all mentees with one another."""
    height = scorer.data.height
    columns = np.asarray([scorer.column_of[mentee.id] for mentee in scorer.mentees], np.int64)
    score, allowed = np.zeros((height, height), np.int64), np.ones((height, height), np.bool_)
    step = max(1, CELLS // max(height, 1))
    for begin in range(0, height, step):
        rows = np.arange(begin, min(begin + step, height))
        scored = scorer.score(np.repeat(rows, height), np.tile(columns, rows.size))
        score[rows] = scored.score.reshape(rows.size, height)
        allowed[rows] = scored.allowed.reshape(rows.size, height)
    return (score + score.T) // 2, ~(allowed & allowed.T)


def _languages_shared(mentees: tuple[Mentee, ...]) -> IntArray:
    """Languages that both speak, of those that either does, 0 to 10 000."""
    names = sorted({language for mentee in mentees for language in mentee.languages})
    table = np.asarray([[name in mentee.languages for name in names] for mentee in mentees], np.int64)
    table = table.reshape(len(mentees), len(names))
    both, each = table @ table.T, table.sum(axis=1)
    either = each[:, None] + each[None, :] - both
    answered = (each > 0)[:, None] & (each > 0)[None, :]
    return np.where(answered, SCALE * both // np.maximum(either, 1), UNKNOWN).astype(np.int64)


def _spoken(scorer: Scorer) -> tuple[tuple[str, ...], BoolArray, BoolArray]:
    """The languages, and who speaks which; one that everybody speaks where the rule is off."""
    if not scorer.problem.rules.common_language:
        return (), np.ones((scorer.data.height, 1), np.bool_), np.ones((scorer.data.width, 1), np.bool_)
    people = (*scorer.mentees, *scorer.mentors)
    names = tuple(sorted({language for person in people for language in person.languages}))
    rows = [
        [not person.languages or name in person.languages for name in (names or ("",))] for person in people
    ]
    table = np.asarray(rows, np.bool_).reshape(len(people), max(len(names), 1))
    return names, table[: scorer.data.height], table[scorer.data.height :]
