"""What is asked of the engine: people, hard rules, weights, and what comes first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cairn.matching.people import Mentee, Mentor
from cairn.matching.vocabulary import Vocabulary, standard_vocabulary

SCALE = 10_000
"""A whole score and a whole criterion value: a score is in hundredths of a point, 0 to 10 000."""

POINT = 100
"""Hundredths in one point of score."""

UNKNOWN = SCALE // 2
"""The value of a criterion that one of the two did not answer."""


class Criterion(StrEnum):
    """A weighted criterion. The value is the word used in sheets, weights and results."""

    SKILLS = "skills"
    MOVE = "move"
    GOALS = "goals"
    VALUES = "values"
    STYLE = "style"
    FIELD = "field"
    STAGE = "stage"
    TIME = "time"
    PERSPECTIVE = "perspective"
    SHORTLIST = "shortlist"


CRITERIA: tuple[Criterion, ...] = tuple(Criterion)
"""All criteria in the fixed order of every array and table."""

DEFAULT_WEIGHTS: Mapping[Criterion, int] = {
    Criterion.SKILLS: 30,
    Criterion.MOVE: 15,
    Criterion.GOALS: 15,
    Criterion.VALUES: 12,
    Criterion.STYLE: 8,
    Criterion.FIELD: 8,
    Criterion.STAGE: 5,
    Criterion.TIME: 5,
    Criterion.PERSPECTIVE: 2,
    Criterion.SHORTLIST: 0,
}
"""Weights for a program without a template; only their proportions matter."""

MAX_WEIGHT = 1_500
"""The largest weight: 100, times the 15 by which templates are stored so that thirds stay whole."""


class Rule(StrEnum):
    """A hard rule, in the order in which it is asked and counted.

    Each allowed pair passes all of them; a refused pair is counted once for every rule that it breaks.
    """

    ONESELF = "oneself"
    PERSONAL = "personal reasons"
    LANGUAGE = "common language"
    OVERLAP = "shared time"
    STAGE = "career stage"
    REQUIRED = "required function or site"
    MINIMUM = "minimum score"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Which hard rules hold. Oneself, not-with and seats always do.

    `reporting_line`, `same_team`, `paired_before` and the private not-with lists share one word and one
    count (`Rule.PERSONAL`), so that nobody can tell which of them kept two people apart.
    `overlap_minutes`: shared minutes a week, 0 to switch off. `stage_gap`: how many stages a mentor must
    stand above, `None` to switch off. `minimum`: least score of a match in points, 0 to 100.
    `mutual`: whether two people may mentor each other at the same time is refused.
    `stage_best`: the gap, from and to, that scores best; a wider gap scores .6, a smaller one 0.
    """

    reporting_line: bool = True
    same_team: bool = True
    paired_before: bool = True
    common_language: bool = True
    overlap_minutes: int = 60
    stage_gap: int | None = 1
    required: bool = True
    mutual: bool = True
    minimum: int = 25
    stage_best: tuple[int, int] = (1, 3)


class First(StrEnum):
    """What comes first when not everything can be had."""

    EVERYONE = "everyone"
    """*Balanced*: most people matched, then the lowest score as high as possible, then the fewest weak
    matches, then a fair total."""

    TOTAL = "total"
    """Most people matched, then the highest total."""

    WEAKEST = "weakest"
    """*Worst-off first*: most people matched, then the lowest score as high as possible, then the second
    lowest, and so on (leximin), then the total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What comes first, and the knobs of the objective.

    `load`: points by which each further mentee of one mentor counts against a plan, 0 to 20.
    `keep`: points by which a pair kept from the draft counts for it, 0 to 20.
    `bands`: scores in points under which a match is weak, fair, good; at or above the last it is strong.
    `program` and `round` only seed the tie-break, so that no list order and no luck decides.
    """

    first: First = First.EVERYONE
    load: int = 3
    keep: int = 1
    bands: tuple[int, int, int] = (35, 50, 65)
    program: str = ""
    round: str = ""

    def __post_init__(self) -> None:
        if not (0 <= self.load <= 20 and 0 <= self.keep <= 20):
            raise ValueError("load and keep are between 0 and 20 points")
        if not 0 <= self.bands[0] <= self.bands[1] <= self.bands[2] <= 100:
            raise ValueError("bands rise, and are between 0 and 100 points")

    @property
    def power(self) -> int:
        """The exponent of the fair total: 3 when everyone comes first, 1 otherwise."""
        return 3 if self.first is First.EVERYONE else 1

    def band(self, score: int) -> str:
        """The band of a score of 0 to 10 000: 'weak', 'fair', 'good' or 'strong'."""
        weak, fair, good = (edge * POINT for edge in self.bands)
        return "weak" if score < weak else "fair" if score < fair else "good" if score < good else "strong"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Everything that candidates are found from.

    `history` holds the (mentee id, mentor id) of every earlier pair. `weights` need not name every
    criterion; what is left out weighs nothing.
    """

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    rules: Rules = field(default_factory=Rules)
    weights: Mapping[Criterion, int] = field(default_factory=lambda: DEFAULT_WEIGHTS)
    history: frozenset[tuple[str, str]] = frozenset()
    vocabulary: Vocabulary = field(default_factory=standard_vocabulary)

    def with_weights(self, weights: Mapping[Criterion, int]) -> Problem:
        """The same problem under other weights: one scenario beside another."""
        return replace(self, weights=weights)


Progress = Callable[[str, float], None]
"""Called with the name of a step and how much of it is done, 0 to 1.

It may raise `Cancelled`, or anything else, to stop the work: nothing is kept of it.
"""


class Cancelled(Exception):
    """Raised by a progress callback to stop the work."""


def no_progress(step: str, share: float) -> None:
    """The progress callback that does nothing."""
