"""Whether the groups of a protected attribute fare alike: reported, never scored.

Groups of fewer than five are hidden. Where that would hide exactly one, the next smallest is hidden as well,
since one alone could be worked out from the whole. Those who did not answer are a group of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cairn.matching.plan import Plan

SMALLEST = 5
"""Fewest people of whom anything is told."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: how many mentees, how many of them have a mentor, and how well they fit.

    `mean` is that of their scores (the best of each) in hundredths of a point, `None` where fewer than five
    have a mentor. `group` is `None` for those who did not answer.
    """

    group: str | None
    mentees: int
    matched: int
    mean: float | None

    @property
    def rate(self) -> float:
        """The share of the group that has a mentor, 0 to 1."""
        return self.matched / self.mentees


@dataclass(frozen=True, slots=True)
class GroupReport:
    """The groups of one protected attribute, by name, and how many groups are hidden."""

    attribute: str
    groups: tuple[GroupLine, ...]
    hidden: int


def fairness(plan: Plan) -> tuple[GroupReport, ...]:
    """How each group of each protected attribute fares, by the attributes' names."""
    mentees = plan.candidates.scorer.mentees
    attributes = sorted({attribute for mentee in mentees for attribute in mentee.groups})
    best = {pair.mentee: 0 for pair in plan.pairs}
    for pair in plan.pairs:
        best[pair.mentee] = max(best[pair.mentee], pair.score)
    reports = []
    for attribute in attributes:
        members: dict[str | None, list[str]] = {}
        for mentee in mentees:
            members.setdefault(mentee.groups.get(attribute), []).append(mentee.id)
        hidden = _hidden(members)
        shown = sorted((group for group in members if group not in hidden), key=_name)
        lines = tuple(_line(group, members[group], best) for group in shown)
        reports.append(GroupReport(attribute, lines, len(hidden)))
    return tuple(reports)


def _name(group: str | None) -> tuple[bool, str]:
    return (group is None, group or "")


def _hidden(members: Mapping[str | None, list[str]]) -> set[str | None]:
    """The groups to hide: the small ones, and the next smallest where only one is small."""
    by_size = sorted(members, key=lambda group: (len(members[group]), _name(group)))
    small = sum(len(people) < SMALLEST for people in members.values())
    return set(by_size[: 2 if small == 1 else small])


def _line(group: str | None, people: list[str], best: Mapping[str, int]) -> GroupLine:
    scores = [best[person] for person in people if person in best]
    mean = sum(scores) / len(scores) if len(scores) >= SMALLEST else None
    return GroupLine(group, len(people), len(scores), mean)
