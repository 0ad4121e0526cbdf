"""Quick upper bounds of scores, a block of mentees against all mentors at a time.

Every criterion is written as a product of something of the mentee and something of the mentor, so that a
block is one sparse and one small dense matrix product in float32. What a pair's exact score may exceed its
bound by is at most SLACK (rounding). Rules that look at single pairs are left to the exact score.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from cairn.matching.people import STYLE_QUESTIONS
from cairn.matching.problem import CRITERIA, SCALE, UNKNOWN, Criterion, Rule
from cairn.matching.scoring import criteria
from cairn.matching.scoring.encoding import (
    EMBEDDING_UNIT,
    NONE,
    STYLE_UNIT,
    Encoded,
    IntArray,
    shared_minutes,
)
from cairn.matching.scoring.scorer import Scorer

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]

SLACK = 2
"""Hundredths of a point by which an exact score may exceed its quick bound."""

REFUSED = np.float32(-1e6)


@dataclass(frozen=True)
class Quick:
    """Quick bounds for the mentors in `columns` of one problem."""

    scorer: Scorer
    columns: IntArray

    @cached_property
    def share(self) -> dict[Criterion, float]:
        """The part of the whole score that each criterion makes up."""
        weights = self.scorer.weights
        whole = int(weights.sum())
        return {criterion: int(weights[number]) / whole for number, criterion in enumerate(CRITERIA)}

    @cached_property
    def _learners(self) -> sparse.csr_array:
        """What mentees want to learn and name in their goals, in one sparse row each."""
        data = self.scorer.data
        wants = _rows(data.want_feature, data.want_weight, data.teaches.shape[1], SCALE / 20)
        concepts = _rows(data.concept_feature, data.concept_weight, data.speaks.shape[1], SCALE / 2)
        stacked = sparse.hstack(
            [wants * self.share[Criterion.SKILLS], concepts * (0.7 * self.share[Criterion.GOALS])]
        )
        return sparse.csr_array(stacked, dtype=np.float32)

    @cached_property
    def _teachers(self) -> FloatArray:
        """What mentors teach and name in their texts, one column each."""
        data = self.scorer.data
        spoken = data.speaks[self.columns] * data.mentors.has_text[self.columns, None]
        return np.ascontiguousarray(np.hstack([data.teaches[self.columns], spoken]).T, dtype=np.float32)

    @cached_property
    def _dense(self) -> tuple[FloatArray, FloatArray]:
        """Everything that small dense vectors can say: left rows of mentees, right columns of mentors."""
        data, share = self.scorer.data, self.share
        left, right = _Sheet(), _Sheet()
        _unanswered(data, share, left, right, self.columns)
        _moves(data, share[Criterion.MOVE], left, right, self.columns)
        _likeness(data, share, left, right, self.columns)
        _places(data, share, left, right, self.columns)
        asked = self.scorer.shortlists.mentees_listed
        answered = self.scorer.shortlists.mentors_listed[self.columns]
        left.add(~asked)
        right.add(~answered * (UNKNOWN * share[Criterion.SHORTLIST]))
        return left.array(), np.ascontiguousarray(right.array().T)

    def narrowed(self, places: IntArray) -> Quick:
        """The same for some of the columns, by their places; what is known is cut, not worked out again."""
        part = Quick(self.scorer, self.columns[places])
        left, right = self._dense
        known = {
            "share": self.share,
            "_learners": self._learners,
            "_kinds": self._kinds,
            "_teachers": np.ascontiguousarray(self._teachers[:, places]),
            "_dense": (left, np.ascontiguousarray(right[:, places])),
        }
        part.__dict__.update(known)
        return part

    def block(self, rows: IntArray) -> FloatArray:
        """Bounds (less SLACK) of the scores of `rows` with all `columns`; REFUSED where a rule says no."""
        left, right = self._dense
        bound = left[rows] @ right
        bound += self._learners[rows] @ self._teachers
        if self.share[Criterion.GOALS]:
            self._add_texts(rows, bound)
        self._add_shortlists(rows, bound)
        self._add_by_row(rows, bound)
        return bound

    def _add_texts(self, rows: IntArray, bound: FloatArray) -> None:
        data = self.scorer.data
        factor = 0.3 * self.share[Criterion.GOALS]
        said = self._said
        product = (data.texts.mentees[rows] @ said).tocsr()
        if data.mentees.embedding.shape[1] and data.mentors.embedding.shape[1]:
            has = (
                data.mentees.has_embedding[rows][:, None] & data.mentors.has_embedding[self.columns][None, :]
            )
            unit = np.float32(SCALE / EMBEDDING_UNIT**2)
            cosine = data.mentees.embedding[rows].astype(np.float32) @ self._embedded * unit
            both = data.mentees.has_text[rows][:, None] & data.mentors.has_text[self.columns][None, :]
            letters = np.minimum(product.toarray() / 100, SCALE)
            bound += (
                np.where(both, np.where(has, np.maximum(cosine, 0), letters), 0).astype(np.float32) * factor
            )
            return
        height = np.repeat(np.arange(rows.size), np.diff(product.indptr))
        bound[height, product.indices] += product.data.astype(np.float32) * np.float32(factor / 100)

    @cached_property
    def _said(self) -> sparse.csr_array:
        texts = self.scorer.data.texts
        if self.columns.size == self.scorer.data.width:
            return texts.turned
        return sparse.csr_array(texts.mentors[self.columns].T.tocsr())

    @cached_property
    def _embedded(self) -> FloatArray:
        return self.scorer.data.mentors.embedding[self.columns].T.astype(np.float32)

    def _add_shortlists(self, rows: IntArray, bound: FloatArray) -> None:
        """Whoever is on a list of either side, counted in full for both sides' worth: a bound from above."""
        share, width = self.share[Criterion.SHORTLIST], self.scorer.data.width
        lists = self.scorer.shortlists
        if not share:
            return
        place = np.full(width, -1)
        place[self.columns] = np.arange(self.columns.size)
        for keys, worth in ((lists.wish_keys, lists.wish_values), (lists.say_keys, lists.say_values)):
            begin, end = np.searchsorted(keys, rows * width), np.searchsorted(keys, (rows + 1) * width)
            for number in np.flatnonzero(end > begin):
                at = place[keys[begin[number] : end[number]] - rows[number] * width]
                bound[number, at[at >= 0]] += worth[begin[number] : end[number]][at >= 0] * share

    def _add_by_row(self, rows: IntArray, bound: FloatArray) -> None:
        """Shared time, stage, and the rules on language, time, stage and requirements, by kinds of row."""
        for kinds, vector in ((self._times, self._time_of), (self._kinds, self._kind_of)):
            _, first, where = np.unique(kinds[rows], return_index=True, return_inverse=True)
            bound += np.stack([vector(int(rows[number])) for number in first])[where]

    @cached_property
    def _times(self) -> IntArray:
        """Rows with the same number have the same windows."""
        return self.scorer.data.mentees.windows.astype(np.int64)

    @cached_property
    def _kinds(self) -> IntArray:
        """Rows with the same number have the same languages, stage and requirements."""
        data = self.scorer.data
        answers = (data.mentees.languages, data.mentees.stage, data.required_function, data.required_site)
        return (
            np.unique(np.stack(answers, axis=1), axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)
        )

    def order(self) -> IntArray:
        """All rows, like ones together, so that blocks share their vectors."""
        return np.lexsort((self._times, self._kinds))

    def _time_of(self, row: int) -> FloatArray:
        """Shared time of a row with all columns, REFUSED where it is too little."""
        minutes, rules = self._minutes(row), self.scorer.problem.rules
        hours = np.minimum(minutes, criteria.FULL_OVERLAP) * (SCALE / criteria.FULL_OVERLAP)
        vector = np.where(minutes == NONE, UNKNOWN, hours) * self.share[Criterion.TIME]
        vector[(minutes != NONE) & (minutes < rules.overlap_minutes)] = REFUSED
        return vector.astype(np.float32)

    def _minutes(self, row: int) -> npt.NDArray[np.int32]:
        data = self.scorer.data
        windows, mine = int(data.mentees.windows[row]), data.mentors.windows[self.columns]
        if windows == NONE or not len(data.mentors.window_words):
            return np.full(self.columns.size, NONE, np.int32)
        if data.overlap is not None:
            distinct = data.overlap[windows]
        else:
            distinct = shared_minutes(data.mentees.window_words[windows][None, :], data.mentors.window_words)
        return np.where(mine == NONE, NONE, distinct[np.maximum(mine, 0)]).astype(np.int32)

    def _kind_of(self, row: int) -> FloatArray:
        """Worth of the stage of a row with all columns, REFUSED where a rule on its kind says no."""
        stage, rules = int(self.scorer.data.mentees.stage[row]), self.scorer.problem.rules
        mine = self.scorer.data.mentors.stage[self.columns]
        gap = mine - stage
        worth = np.where(gap < rules.stage_best[0], 0, np.where(gap <= rules.stage_best[1], SCALE, 6_000))
        worth = np.where((mine == NONE) | (stage == NONE), UNKNOWN, worth)
        vector = (worth * self.share[Criterion.STAGE]).astype(np.float32)
        for mask in self._broken(row).values():
            vector[mask] = REFUSED
        return vector

    def _broken(self, row: int) -> dict[Rule, BoolArray]:
        """Which columns break which of the rules that depend only on a row's kind."""
        data, rules, columns = self.scorer.data, self.scorer.problem.rules, self.columns
        found: dict[Rule, BoolArray] = {}
        if (
            rules.common_language
            and data.mentees.languages[row] != NONE
            and self.scorer.between.speak_alike.size
        ):
            mine = data.mentors.languages[columns]
            alike = self.scorer.between.speak_alike[data.mentees.languages[row]]
            found[Rule.LANGUAGE] = (mine != NONE) & ~alike[np.maximum(mine, 0)]
        stage = data.mentees.stage[row]
        if rules.stage_gap is not None and stage != NONE:
            mine = data.mentors.stage[columns]
            found[Rule.STAGE] = (mine != NONE) & (mine - stage < rules.stage_gap)
        required = data.required_function[row], data.required_site[row]
        if rules.required and max(required) != NONE:
            function, site = data.mentors.function[columns], data.mentors.site[columns]
            found[Rule.REQUIRED] = (required[0] != NONE) & (function != required[0])
            found[Rule.REQUIRED] |= (required[1] != NONE) & (site != required[1])
        return found

    def refusals(self) -> dict[Rule, int]:
        """How many pairs of all rows with these columns each rule but the minimum refuses."""
        counts: dict[Rule, int] = {rule: 0 for rule in Rule if rule is not Rule.MINIMUM}
        _, first, members = np.unique(self._kinds, return_index=True, return_counts=True)
        for row, many in zip(first.tolist(), members.tolist(), strict=True):
            for rule, mask in self._broken(row).items():
                counts[rule] += many * int(np.count_nonzero(mask))
        _, first, members = np.unique(self._times, return_index=True, return_counts=True)
        for row, many in zip(first.tolist(), members.tolist(), strict=True):
            minutes = self._minutes(row)
            short = (minutes != NONE) & (minutes < self.scorer.problem.rules.overlap_minutes)
            counts[Rule.OVERLAP] += many * int(np.count_nonzero(short))
        counts[Rule.ONESELF] = self.scorer.between.oneself.size
        counts[Rule.PERSONAL] = self._kept_apart()
        return counts

    def _kept_apart(self) -> int:
        """Pairs kept apart for personal reasons: single ones, and those of one team not among them."""
        data, width = self.scorer.data, self.scorer.data.width
        single = self.scorer.between.personal
        if not self.scorer.problem.rules.same_team:
            return single.size
        teams = 1 + max(int(data.mentees.team.max(initial=NONE)), int(data.mentors.team.max(initial=NONE)))
        ours = np.bincount(data.mentees.team[data.mentees.team != NONE], minlength=teams)
        theirs = np.bincount(data.mentors.team[data.mentors.team != NONE], minlength=teams)
        left, right = data.mentees.team[single // max(width, 1)], data.mentors.team[single % max(width, 1)]
        return int(ours @ theirs) + single.size - int(np.count_nonzero((left != NONE) & (left == right)))


class _Sheet:
    """Columns that grow side by side."""

    def __init__(self) -> None:
        self.parts: list[FloatArray] = []

    def add(self, part: npt.NDArray[np.generic]) -> None:
        column = part[:, None] if part.ndim == 1 else part
        self.parts.append(column.astype(np.float32))

    def array(self) -> FloatArray:
        return np.hstack(self.parts)


def _rows(
    feature: npt.NDArray[np.int32], weight: npt.NDArray[np.int32], width: int, unit: float
) -> sparse.csr_array:
    """The padded table as a sparse one, each row's weights a share of their sum, times `unit`."""
    total = np.maximum(weight.sum(axis=1), 1)
    rows, slots = np.nonzero(weight)
    entries = weight[rows, slots] * unit / total[rows]
    return sparse.csr_array((entries, (rows, feature[rows, slots])), shape=(len(weight), width))


def _unanswered(
    data: Encoded, share: dict[Criterion, float], left: _Sheet, right: _Sheet, columns: IntArray
) -> None:
    """The middle value wherever one of two did not answer; `field` and `perspective` see to it themselves."""
    ours, theirs = data.mentees, data.mentors
    for criterion, mine, other in (
        (Criterion.SKILLS, data.want_weight.any(axis=1), data.has_offers),
        (Criterion.MOVE, data.move_destination != NONE, data.has_moves),
        (Criterion.GOALS, ours.has_text, theirs.has_text),
        (Criterion.VALUES, ours.has_values, theirs.has_values),
        (Criterion.STYLE, ours.has_style, theirs.has_style),
    ):
        worth = UNKNOWN * share[criterion]
        left.add(np.stack([mine, ~mine * worth], axis=1))
        right.add(np.stack([~other[columns] * worth, np.ones(columns.size)], axis=1))
    left.add(ours.has_text & ~data.concept_weight.any(axis=1))
    right.add(theirs.has_text[columns] * (0.7 * UNKNOWN * share[Criterion.GOALS]))


def _moves(data: Encoded, share: float, left: _Sheet, right: _Sheet, columns: IntArray) -> None:
    places = data.reached.shape[1]
    if not places:
        return
    going = data.move_destination != NONE
    left.add((data.move_destination[:, None] == np.arange(places)) * (6_000 * share))
    left.add(((data.move_origin[:, None] == np.arange(places)) & going[:, None]) * (4_000 * share))
    right.add(data.reached[columns])
    right.add(data.left[columns])


def _likeness(
    data: Encoded, share: dict[Criterion, float], left: _Sheet, right: _Sheet, columns: IntArray
) -> None:
    """Values shared, and 1 - mean squared difference of style, multiplied out."""
    ours, theirs = data.mentees, data.mentors
    chosen = np.maximum(ours.values.sum(axis=1, dtype=np.int32), 1)
    left.add(ours.values * (SCALE * share[Criterion.VALUES] / chosen)[:, None])
    right.add(theirs.values[columns])
    unit = SCALE / STYLE_UNIT**2 / STYLE_QUESTIONS
    here, there = ours.has_style, theirs.has_style[columns]
    answers = theirs.style[columns] * there[:, None]
    whole = here * share[Criterion.STYLE]
    left.add(whole * (SCALE - unit * (ours.style**2).sum(axis=1)))
    right.add(there)
    left.add(whole)
    right.add(-unit * (answers**2).sum(axis=1))
    left.add(ours.style * (whole * 2 * unit)[:, None])
    right.add(answers)


def _places(
    data: Encoded, share: dict[Criterion, float], left: _Sheet, right: _Sheet, columns: IntArray
) -> None:
    """Same field and function, other site and function."""
    near, far = share[Criterion.FIELD], share[Criterion.PERSPECTIVE]
    left.add(np.full(len(data.mentees.ids), SCALE * far))
    right.add(np.ones(columns.size))
    for attribute, factor in (("field", near), ("function", near - far), ("site", -far)):
        mine = getattr(data.mentees, attribute)
        other = getattr(data.mentors, attribute)[columns]
        codes = np.arange(1 + max(int(mine.max(initial=NONE)), int(other.max(initial=NONE))))
        left.add((mine[:, None] == codes) * (UNKNOWN * factor))
        right.add(other[:, None] == codes)
        left.add(np.stack([mine != NONE, mine == NONE], axis=1))
        right.add(np.stack([other == NONE, np.ones(columns.size)], axis=1) * (UNKNOWN / 2 * factor))
