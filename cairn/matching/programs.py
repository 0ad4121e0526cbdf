"""Program types and the matching settings that come with each.

A template speaks of needs and wishes; the engine of criteria. The mapping is:
need met = skills two thirds, goals one third; values and style = values three fifths, style two fifths;
wishes = the person's own shortlist; same field = field and function; reach = perspective; time = shared
time. All weights are stored times 15, so that thirds and fifths stay whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cairn.matching.problem import Criterion, Rules

WHOLE = 15


@dataclass(frozen=True, slots=True)
class ProgramType:
    """A program type: `key` as typed, `name` as shown, `weights` (times 15) and the rules that go with it."""

    key: str
    name: str
    weights: Mapping[Criterion, int]
    rules: Rules


def _weights(
    need: int, move: int, likeness: int, wishes: int, stage: int, field: int, reach: int, time: int
) -> dict[Criterion, int]:
    """Weights from a row of the templates' table, each 0 to 100 and together 100."""
    return {
        Criterion.SKILLS: need * WHOLE * 2 // 3,
        Criterion.GOALS: need * WHOLE // 3,
        Criterion.MOVE: move * WHOLE,
        Criterion.VALUES: likeness * WHOLE * 3 // 5,
        Criterion.STYLE: likeness * WHOLE * 2 // 5,
        Criterion.SHORTLIST: wishes * WHOLE,
        Criterion.STAGE: stage * WHOLE,
        Criterion.FIELD: field * WHOLE,
        Criterion.PERSPECTIVE: reach * WHOLE,
        Criterion.TIME: time * WHOLE,
    }


_ANY_STAGE = Rules(stage_gap=None, stage_best=(-3, 3))

PROGRAM_TYPES: Mapping[str, ProgramType] = {
    kind.key: kind
    for kind in (
        ProgramType("career", "Career development", _weights(30, 10, 20, 20, 5, 5, 0, 10), Rules()),
        ProgramType("leadership", "Leadership", _weights(25, 5, 20, 20, 10, 0, 10, 10), Rules()),
        ProgramType("transition", "Career transition", _weights(20, 35, 10, 15, 5, 5, 0, 10), Rules()),
        ProgramType("joiner", "New joiners", _weights(20, 0, 15, 10, 5, 20, 0, 30), Rules()),
        ProgramType(
            "reverse",
            "Reverse mentoring",
            _weights(30, 0, 15, 15, 10, 0, 20, 10),
            Rules(stage_gap=None, stage_best=(-3, -1)),
        ),
        ProgramType(
            "peer",
            "Peer mentoring",
            _weights(20, 10, 25, 20, 15, 0, 0, 10),
            Rules(stage_gap=None, same_team=False, stage_best=(-1, 1)),
        ),
        ProgramType("circle", "Mentoring circles", _weights(35, 10, 10, 15, 5, 5, 10, 10), Rules()),
        ProgramType("flash", "Flash mentoring", _weights(45, 15, 0, 15, 0, 0, 10, 15), _ANY_STAGE),
    )
}
"""Every program type by its key."""
