"""What each criterion is worth for a pair: whole numbers from 0 to 10 000.

All functions take pairs as two arrays of equal length, mentee rows and mentor columns, and return one
value a pair. Everything is integer arithmetic, so that every platform gets the same score.

| criterion | value |
| --- | --- |
| skills | mean over the skills wanted, by priority, of what the mentor's lead is worth (see below) |
| move | .6 if the mentor once reached where the mentee wants to go, .4 if the mentor left where she is |
| goals | .7 skills named in both texts (a related one half) + .3 likeness of the texts |
| values | values shared, of those the mentee chose |
| style | 1 - mean squared difference of five answers |
| field | half for the same field, half for the same function |
| stage | 1 where the mentor is 1 to 3 stages above, .6 where more |
| time | shared hours a week up to 4, divided by 4 |
| perspective | half for another site, half for another function |
| shortlist | own ranks 1 to 5 give 1, .85, .7, .55, .4; unlisted 0; the mean where both list |

A mentor's lead of less than 0 levels is worth 0, none .3, one level .8, two or more 1; a related skill half
of that. The likeness of texts is by embeddings where both have one, else by letters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cairn.matching.people import STYLE_QUESTIONS
from cairn.matching.problem import CRITERIA, SCALE, UNKNOWN, Criterion, Rules
from cairn.matching.scoring.encoding import (
    EMBEDDING_UNIT,
    NONE,
    STYLE_UNIT,
    Encoded,
    IntArray,
    SmallArray,
    shared_minutes,
)

BoolArray = npt.NDArray[np.bool_]

FULL_OVERLAP = 240
"""Minutes a week beyond which more shared time is worth no more."""

RANK_VALUES = (10_000, 8_500, 7_000, 5_500, 4_000)
"""What the first to fifth place on a shortlist is worth; further places are worth the last."""


@dataclass(frozen=True, slots=True)
class Shortlists:
    """Whom people listed: sorted keys `row * width + column` with their worth, and who listed anybody."""

    wish_keys: IntArray
    wish_values: IntArray
    mentees_listed: BoolArray
    say_keys: IntArray
    say_values: IntArray
    mentors_listed: BoolArray

    def values(self, keys: IntArray, rows: IntArray, columns: IntArray) -> SmallArray:
        """The value of pairs; UNKNOWN where neither listed anybody."""
        wish = _look_up(self.wish_keys, self.wish_values, keys)
        say = _look_up(self.say_keys, self.say_values, keys)
        asked, answered = self.mentees_listed[rows], self.mentors_listed[columns]
        both = (wish + say) // 2
        one = np.where(asked, wish, np.where(answered, say, UNKNOWN))
        return np.where(asked & answered, both, one).astype(np.int32)


def _look_up(keys: IntArray, values: IntArray, wanted: IntArray) -> IntArray:
    """The value of each wanted key, 0 where it is not among the keys."""
    if keys.size == 0:
        return np.zeros(wanted.size, np.int64)
    place = np.minimum(np.searchsorted(keys, wanted), keys.size - 1)
    return np.where(keys[place] == wanted, values[place], 0)


def skills(data: Encoded, rows: IntArray, columns: IntArray) -> SmallArray:
    """Priority-weighted mean of what the mentor can teach."""
    return _weighted(data.want_feature, data.want_weight, data.teaches, 20, rows, columns)


def concepts(data: Encoded, rows: IntArray, columns: IntArray) -> SmallArray:
    """Share of the skills named in the goals that the mentor's text names too; half where none is named."""
    return _weighted(data.concept_feature, data.concept_weight, data.speaks, 2, rows, columns)


def _weighted(
    feature: SmallArray,
    weight: SmallArray,
    table: npt.NDArray[np.uint8],
    whole: int,
    rows: IntArray,
    columns: IntArray,
) -> SmallArray:
    """SCALE times the weighted mean of table[column, feature] / whole; UNKNOWN where nothing has weight."""
    total = weight.sum(axis=1).astype(np.int32)
    got = np.zeros(rows.size, np.int32)
    for slot in range(feature.shape[1]):
        got += weight[rows, slot] * table[columns, feature[rows, slot]]
    size = total[rows]
    return np.where(size > 0, (SCALE // whole) * got // np.maximum(size, 1), UNKNOWN).astype(np.int32)


def move(data: Encoded, rows: IntArray, columns: IntArray) -> SmallArray:
    """.6 for having reached the place wished for, .4 for having left the place where the mentee is."""
    if data.reached.shape[1] == 0:
        return np.zeros(rows.size, np.int32)
    reached = data.reached[columns, np.maximum(data.move_destination[rows], 0)]
    left = data.left[columns, np.maximum(data.move_origin[rows], 0)]
    return 6_000 * reached.astype(np.int32) + 4_000 * left.astype(np.int32)


def goals(data: Encoded, rows: IntArray, columns: IntArray, text: SmallArray) -> SmallArray:
    """Skills named in both texts .7, likeness of the texts .3; `text` is the latter by letters."""
    if data.mentees.embedding.shape[1] and data.mentors.embedding.shape[1]:
        both = data.mentees.has_embedding[rows] & data.mentors.has_embedding[columns]
        text = text.copy()
        text[both] = _cosine(data, rows[both], columns[both])
    return (7 * concepts(data, rows, columns) + 3 * text) // 10


def _cosine(data: Encoded, rows: IntArray, columns: IntArray) -> SmallArray:
    left, right = data.mentees.embedding, data.mentors.embedding
    got = np.empty(rows.size, np.int32)
    for begin in range(0, rows.size, 50_000):
        part = slice(begin, begin + 50_000)
        got[part] = np.einsum("pd,pd->p", left[rows[part]], right[columns[part]])
    return np.clip(got // (EMBEDDING_UNIT**2 // SCALE), 0, SCALE).astype(np.int32)


def values(data: Encoded, rows: IntArray, columns: IntArray) -> SmallArray:
    """Values shared, of those the mentee chose."""
    return _weighted(data.value_feature, data.value_weight, data.mentors.values, 1, rows, columns)


def style(data: Encoded, rows: IntArray, columns: IntArray) -> SmallArray:
    """1 - mean squared difference of the answers on working style."""
    apart = np.zeros(rows.size, np.int32)
    for question in range(STYLE_QUESTIONS):
        difference = data.mentees.style[rows, question] - data.mentors.style[columns, question]
        apart += difference * difference
    return SCALE - apart * (SCALE // STYLE_UNIT**2) // STYLE_QUESTIONS


def field(data: Encoded, rows: IntArray, columns: IntArray) -> SmallArray:
    """Half for the same field, half for the same function; an unanswered half counts half."""
    return _same(data.mentees.field[rows], data.mentors.field[columns]) + _same(
        data.mentees.function[rows], data.mentors.function[columns]
    )


def perspective(data: Encoded, rows: IntArray, columns: IntArray) -> SmallArray:
    """Half for another site, half for another function; an unanswered half counts half."""
    return SCALE - (
        _same(data.mentees.site[rows], data.mentors.site[columns])
        + _same(data.mentees.function[rows], data.mentors.function[columns])
    )


def _same(left: SmallArray, right: SmallArray) -> SmallArray:
    half = SCALE // 2
    return np.where((left == NONE) | (right == NONE), half // 2, np.where(left == right, half, 0)).astype(
        np.int32
    )


def stage(data: Encoded, rows: IntArray, columns: IntArray, best: tuple[int, int]) -> SmallArray:
    """1 for a gap between the two bounds of `best`, .6 for a wider one, 0 for a smaller one."""
    gap = data.mentors.stage[columns] - data.mentees.stage[rows]
    return np.where(gap < best[0], 0, np.where(gap <= best[1], SCALE, 6_000)).astype(np.int32)


def overlap(data: Encoded, rows: IntArray, columns: IntArray) -> SmallArray:
    """Minutes a week that both can meet, NONE where one of them gave no windows."""
    left, right = data.mentees.windows[rows], data.mentors.windows[columns]
    minutes = np.full(rows.size, NONE, np.int32)
    known = np.flatnonzero((left != NONE) & (right != NONE))
    if known.size == 0:
        return minutes
    if data.overlap is not None:
        minutes[known] = data.overlap[left[known], right[known]]
    else:
        ours, theirs = data.mentees.window_words, data.mentors.window_words
        minutes[known] = shared_minutes(ours[left[known]], theirs[right[known]])
    return minutes


def known(data: Encoded, rows: IntArray, columns: IntArray) -> npt.NDArray[np.bool_]:
    """Which criteria both people answered: one row a criterion, in the order of CRITERIA.

    The shortlist counts as answered here; whether anybody listed is in its value.
    """
    left, right = data.mentees, data.mentors
    answers = {
        Criterion.SKILLS: (data.want_weight.any(axis=1), data.has_offers),
        Criterion.MOVE: (data.move_destination != NONE, data.has_moves),
        Criterion.GOALS: (left.has_text, right.has_text),
        Criterion.VALUES: (left.has_values, right.has_values),
        Criterion.STYLE: (left.has_style, right.has_style),
        Criterion.FIELD: (
            (left.field != NONE) | (left.function != NONE),
            (right.field != NONE) | (right.function != NONE),
        ),
        Criterion.STAGE: (left.stage != NONE, right.stage != NONE),
        Criterion.TIME: (left.windows != NONE, right.windows != NONE),
        Criterion.PERSPECTIVE: (
            (left.site != NONE) | (left.function != NONE),
            (right.site != NONE) | (right.function != NONE),
        ),
    }
    table = np.ones((len(CRITERIA), rows.size), np.bool_)
    for criterion, (mentee, mentor) in answers.items():
        table[CRITERIA.index(criterion)] = mentee[rows] & mentor[columns]
    return table


def raw_values(
    data: Encoded,
    rules: Rules,
    criterion: Criterion,
    rows: IntArray,
    columns: IntArray,
    *,
    text: SmallArray,
    minutes: SmallArray,
    shortlists: Shortlists,
) -> SmallArray:
    """The value of one criterion, before unanswered questions are set to the middle."""
    match criterion:
        case Criterion.SKILLS:
            return skills(data, rows, columns)
        case Criterion.MOVE:
            return move(data, rows, columns)
        case Criterion.GOALS:
            return goals(data, rows, columns, text)
        case Criterion.VALUES:
            return values(data, rows, columns)
        case Criterion.STYLE:
            return style(data, rows, columns)
        case Criterion.FIELD:
            return field(data, rows, columns)
        case Criterion.STAGE:
            return stage(data, rows, columns, rules.stage_best)
        case Criterion.TIME:
            return np.minimum(minutes, FULL_OVERLAP) * (SCALE // 20) // (FULL_OVERLAP // 20)
        case Criterion.PERSPECTIVE:
            return perspective(data, rows, columns)
        case Criterion.SHORTLIST:
            return shortlists.values(rows * data.width + columns, rows, columns)
