"""Which pairs are worth considering: all that the rules allow, or the best of each person.

Up to 1 000 mentees every allowed pair is kept. Beyond, each mentee keeps the best `k`, and each mentor whom
few of those lists name keeps the best mentees of her own. For whatever is left out a bound is kept: no
pair left out scores more than the lower of its mentee's and its mentor's bound. `solve` uses the bounds to
prove that nothing left out could have made a better plan, or fetches what could.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cairn.matching.checks import require_sound
from cairn.matching.problem import SCALE, Problem, Progress, Rule, no_progress
from cairn.matching.scoring.encoding import IntArray, SmallArray
from cairn.matching.scoring.quick import SLACK, FloatArray, Quick
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.scoring.threads import in_threads

BoolArray = npt.NDArray[np.bool_]

ALL_PAIRS = 1_000
"""Up to so many mentees every allowed pair is a candidate."""

ALL_PAIRS_CELLS = 4_000_000
"""But never more pairs than this are looked at one by one."""

CELLS = 6_000_000
"""Quick bounds computed at a time, in cells of a block."""

COMPLETE = -1
"""The bound of somebody of whom nothing was left out."""


@dataclass(frozen=True)
class Candidates:
    """The pairs worth considering, each row sorted by score, best first; of equal scores the lower column.

    `quick` looks again at what was left out. `start[row]` to `start[row + 1]` are the places of a mentee's
    pairs in `column` and `score`.
    `row_bound` and `column_bound`: no pair left out scores more than either; COMPLETE: none was left out.
    `removed`: how many pairs each rule refused, a pair once for every rule that it breaks; the minimum is
    counted only where every pair was scored, else it is missing.
    """

    quick: Quick
    start: IntArray
    column: SmallArray
    score: SmallArray
    row_bound: SmallArray
    column_bound: SmallArray
    removed: Mapping[Rule, int]

    @property
    def scorer(self) -> Scorer:
        """What scored the pairs, and scores any other."""
        return self.quick.scorer

    def with_scorer(self, scorer: Scorer) -> Candidates:
        """The same pairs of a scorer that differs in seats or in which pairs the rules allow."""
        return replace(self, quick=Quick(scorer, self.quick.columns))

    @property
    def problem(self) -> Problem:
        """The problem that these are the candidates of."""
        return self.scorer.problem

    @property
    def complete(self) -> bool:
        """Whether no allowed pair was left out."""
        return bool((self.row_bound == COMPLETE).all())

    @cached_property
    def rows(self) -> IntArray:
        """The mentee of each pair."""
        return np.repeat(np.arange(self.start.size - 1), np.diff(self.start))


def find_candidates(
    problem: Problem, *, k: int | None = None, progress: Progress = no_progress
) -> Candidates:
    """The candidates of a problem.

    `k`: pairs to keep of each mentee; by default all up to 1 000 mentees, beyond 20 to 50 by size.
    `progress` hears the step 'scoring' and may cancel. Raises `UnsoundProblem` with everything that is
    wrong with the people, rules or weights, and `ValueError` for a `k` below 1.
    """
    if k is not None and k < 1:
        raise ValueError(f"k is {k}; keep at least 1 pair of each mentee")
    require_sound(problem)
    scorer = Scorer.of(problem)
    height, width = scorer.data.height, scorer.data.width
    few = k is None and height <= ALL_PAIRS and height * width <= ALL_PAIRS_CELLS
    if few or not height * width:
        return _all_pairs(scorer, progress)
    return _best_pairs(scorer, k or default_k(height), progress)


def default_k(mentees: int) -> int:
    """How many candidates each mentee keeps: 20 up to 5 000 mentees, 50 from 20 000 on."""
    return int(np.clip(20 + (mentees - 5_000) // 500, 20, 50))


def _all_pairs(scorer: Scorer, progress: Progress) -> Candidates:
    height, width = scorer.data.height, scorer.data.width
    step = max(1, 200_000 // max(width, 1))
    blocks = [np.arange(begin, min(begin + step, height)) for begin in range(0, height, step)]
    removed: dict[Rule, int] = dict.fromkeys(Rule, 0)
    parts: list[tuple[IntArray, IntArray, SmallArray]] = []

    def look(block: IntArray) -> tuple[IntArray, IntArray, SmallArray, dict[Rule, int], int]:
        rows, columns = np.repeat(block, width), np.tile(np.arange(width), block.size)
        scored = scorer.score(rows, columns)
        fit = scored.allowed & (scored.score >= scorer.minimum)
        return rows[fit], columns[fit], scored.score[fit], scored.broken, int((~fit & scored.allowed).sum())

    for done, (rows, columns, score, broken, low) in enumerate(in_threads(look, blocks)):
        parts.append((rows, columns, score))
        for rule, count in broken.items():
            removed[rule] += count
        removed[Rule.MINIMUM] += low
        progress("scoring", (done + 1) / len(blocks))
    bound = np.full(height, COMPLETE, np.int32)
    quick = Quick(scorer, np.arange(width))
    return _sorted(quick, parts, bound, np.full(width, COMPLETE, np.int32), removed)


def _best_pairs(scorer: Scorer, k: int, progress: Progress) -> Candidates:
    height, width = scorer.data.height, scorer.data.width
    quick = Quick(scorer, np.arange(width))
    row_bound = np.full(height, COMPLETE, np.int32)
    column_bound = np.full(width, SCALE, np.int32)
    parts: list[Part] = []

    def look(block: IntArray) -> tuple[Part, SmallArray]:
        return _best_of_rows(scorer, quick.block(block), block, k)

    blocks = _blocks(quick.order(), CELLS // max(width, 1))
    for done, (part, bound) in enumerate(in_threads(look, blocks)):
        parts.append(part)
        row_bound[blocks[done]] = bound
        progress("scoring", 0.7 * (done + 1) / len(blocks))
    named = np.bincount(_joined(parts)[1], minlength=width)
    needy = np.flatnonzero((scorer.data.seats > 0) & (named < 2 * scorer.data.seats + 4))
    if needy.size:
        narrow = quick.narrowed(needy)
        column, bound = _best_of_columns(
            scorer, narrow, k, lambda share: progress("scoring", 0.7 + 0.3 * share)
        )
        parts.append(column)
        column_bound[needy] = bound
    return _sorted(quick, parts, row_bound, column_bound, quick.refusals())


Part = tuple[IntArray, IntArray, SmallArray]
"""Rows, columns and scores of pairs."""


def _blocks(order: IntArray, size: int) -> list[IntArray]:
    size = max(size, 1)
    return [np.sort(order[begin : begin + size]) for begin in range(0, order.size, size)]


def _exact(scorer: Scorer, rows: IntArray, columns: IntArray) -> tuple[SmallArray, BoolArray]:
    """Exact scores of pairs in any order, and which may be matched."""
    order = np.argsort(rows, kind="stable")
    scored = scorer.score(rows[order], columns[order])
    score, fit = np.empty(rows.size, np.int32), np.empty(rows.size, np.bool_)
    score[order] = scored.score
    fit[order] = scored.allowed & (scored.score >= scorer.minimum)
    return score, fit


def _best_of_rows(scorer: Scorer, bound: FloatArray, block: IntArray, k: int) -> tuple[Part, SmallArray]:
    """The `k` best pairs of each mentee of a block, exactly, and the bound of what is left out.

    A threshold is guessed from a sample of each row; it held if the k-th exact score lies above whatever
    the threshold may have hidden, else it is lowered.
    """
    floor = float(scorer.minimum - SLACK) - 1
    limit = np.full(block.size, COMPLETE, np.int32)
    parts: list[Part] = []
    threshold = np.maximum(_guess(bound, 2 * k + 20), floor)
    pending = np.arange(block.size)
    while pending.size:
        cut = threshold[pending]
        found = np.flatnonzero(bound[pending] > cut[:, None])
        local, columns = np.divmod(found, bound.shape[1])
        score, fit = _exact(scorer, block[pending[local]], columns)
        local, columns, score = local[fit], columns[fit], score[fit]
        order, rank, count = _ranked(local, columns, score, pending.size)
        last = np.full(pending.size, COMPLETE, np.int32)
        last[local[order][rank == k - 1]] = score[order][rank == k - 1]
        sure = ((count >= k) & (last > cut + SLACK)) | (cut <= floor)
        taken = order[(rank < k) & sure[local[order]]]
        parts.append((block[pending[local[taken]]], columns[taken], score[taken]))
        limit[pending[sure]] = last[sure]
        enough = np.where(count >= k, last - SLACK - 1.0, floor)
        threshold[pending] = np.where(sure, cut, np.maximum(floor, np.minimum(enough, cut - 1)))
        pending = pending[~sure]
    return _joined(parts), limit


def _guess(bound: FloatArray, wanted: int) -> npt.NDArray[np.float64]:
    """For each row a value that some `wanted` of its cells exceed, guessed from every n-th cell."""
    step = max(1, wanted // 10)
    sample = bound[:, ::step]
    place = min(wanted // step, sample.shape[1] - 1)
    return -np.partition(-sample, place, axis=1)[:, place].astype(np.float64)


def _ranked(
    group: IntArray, tie: IntArray, score: SmallArray, groups: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Order by group, best score first, then the lower `tie`; the rank of each in it; the size of groups."""
    order = np.lexsort((tie, -score, group))
    count = np.bincount(group, minlength=groups)
    first = np.cumsum(count) - count
    return order, np.arange(group.size) - first[group[order]], count


def _best_of_columns(
    scorer: Scorer, quick: Quick, k: int, progress: Callable[[float], None]
) -> tuple[Part, SmallArray]:
    """The `k` best pairs of each mentor of `quick.columns`, exactly, and the bound of what is left out."""
    height, width = scorer.data.height, quick.columns.size
    floor = float(scorer.minimum - SLACK) - 1
    limit = np.full(width, COMPLETE, np.int32)
    sample = quick.block(np.arange(0, height, max(1, height // 2_000)))
    share = height / max(len(sample), 1)
    place = min(int((2 * k + 20) / share) + 1, len(sample) - 1)
    threshold = np.maximum(-np.partition(-sample, place, axis=0)[place].astype(np.float64), floor)
    pending = np.arange(width)
    parts: list[Part] = []
    blocks = _blocks(quick.order(), CELLS // max(width, 1))
    while pending.size:
        cut = threshold[pending]
        narrow = quick if pending.size == width else quick.narrowed(pending)

        def look(block: IntArray, narrow: Quick = narrow, cut: npt.NDArray[np.float64] = cut) -> Part:
            rows, local = np.divmod(np.flatnonzero(narrow.block(block) > cut[None, :]), narrow.columns.size)
            score, fit = _exact(scorer, block[rows], narrow.columns[local])
            return block[rows[fit]], local[fit], score[fit]

        gathered = []
        for done, part in enumerate(in_threads(look, blocks)):
            gathered.append(part)
            progress((done + 1) / len(blocks))
        rows, local, score = _joined(gathered)
        order, rank, count = _ranked(local, rows, score, pending.size)
        last = np.full(pending.size, COMPLETE, np.int32)
        last[local[order][rank == k - 1]] = score[order][rank == k - 1]
        sure = ((count >= k) & (last > cut + SLACK)) | (cut <= floor)
        taken = order[(rank < k) & sure[local[order]]]
        parts.append((rows[taken], narrow.columns[local[taken]], score[taken]))
        limit[pending[sure]] = last[sure]
        enough = np.where(count >= k, last - SLACK - 1.0, floor)
        threshold[pending] = np.where(sure, cut, np.maximum(floor, np.minimum(enough, cut - 1)))
        pending = pending[~sure]
    return _joined(parts), limit


def _joined(parts: Sequence[Part]) -> Part:
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int32)
    rows, columns, score = (np.concatenate(column) for column in zip(*parts, strict=True))
    return rows, columns, score


def _sorted(
    quick: Quick,
    parts: Sequence[Part],
    row_bound: SmallArray,
    column_bound: SmallArray,
    removed: Mapping[Rule, int],
) -> Candidates:
    rows, columns, score = _joined(parts)
    height, width = quick.scorer.data.height, quick.scorer.data.width
    if len(parts) > 1:
        _, first = np.unique(rows * width + columns, return_index=True)
        rows, columns, score = rows[first], columns[first], score[first]
    # One number a row, score and column: sorting numbers is far quicker than sorting by three columns.
    keys = np.sort((rows * (SCALE + 1) + SCALE - score) * max(width, 1) + columns)
    start = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=height))))
    columns, score = keys % max(width, 1), SCALE - keys // max(width, 1) % (SCALE + 1)
    return Candidates(
        quick, start, columns.astype(np.int32), score.astype(np.int32), row_bound, column_bound, removed
    )
