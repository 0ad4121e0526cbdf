"""Skills that a person offers or wants: from the list, by any wording, or a word of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from cairn.foundation.writing import CannotBeDone
from cairn.matching.vocabulary import standard_vocabulary
from cairn.people.rules.text import Words, clean_line

LONGEST_SKILL = 60
MOST_SKILLS: Mapping[str, int] = {"offers": 20, "wants": 10}
"""How many skills one side of a profile may have."""

LEVELS: tuple[Words, ...] = (
    lazy("New to me"),
    lazy("First steps"),
    lazy("Some practice"),
    lazy("At home in it"),
    lazy("Others ask me"),
    lazy("Known for it"),
)
"""What the levels 0 to 5 mean, in a person's own words."""

PRIORITIES: Mapping[int, Words] = {3: lazy("Most of all"), 2: lazy("Important"), 1: lazy("Nice to have")}
"""What the priorities mean."""

LOWEST_LEVEL: Mapping[str, int] = {"offers": 1, "wants": 0}
USUAL_LEVEL: Mapping[str, int] = {"offers": 4, "wants": 1}
USUAL_PRIORITY = 2


@dataclass(frozen=True, slots=True)
class ChosenSkill:
    """A skill as it is kept: an id of the list or a word of one's own, a level 0–5, a priority 1–3."""

    skill: str
    level: int
    priority: int = USUAL_PRIORITY


@dataclass(frozen=True, slots=True)
class FoundSkill:
    """A skill that a search found: its id, its name, and the other wording that was meant, if one."""

    id: str
    name: str
    wording: str = ""


def skill_of(typed: str) -> str:
    """The id of the skill that was typed, by any wording, or the word itself, so that spellings are equal.

    Refused: nothing, or more than 60 characters.
    """
    line = clean_line(typed, field="skills", most=LONGEST_SKILL)
    vocabulary = standard_vocabulary()
    found = vocabulary.skill(line) or vocabulary.own(line)
    if not found:
        raise CannotBeDone(_("Write a skill in a word or two."), field="skills")
    return found


def skill_name(skill: str) -> str:
    """How people see a skill: the name from the list, or a word of one's own with a capital letter."""
    name = standard_vocabulary().name(skill)
    return name if name != skill else name[:1].upper() + name[1:]


def clean_skills(side: str, chosen: Iterable[ChosenSkill]) -> tuple[ChosenSkill, ...]:
    """The skills of a side as they are kept; of one named twice, the last counts.

    Refused: too many, a level or priority that there is none.
    """
    kept: dict[str, ChosenSkill] = {}
    for one in chosen:
        skill = skill_of(one.skill)
        if not LOWEST_LEVEL[side] <= one.level < len(LEVELS):
            raise CannotBeDone(
                _("Choose a level for {skill} from the list.").format(skill=skill_name(skill)), field="skills"
            )
        if one.priority not in PRIORITIES:
            raise CannotBeDone(
                _("Say how important {skill} is, from the list.").format(skill=skill_name(skill)),
                field="skills",
            )
        kept[skill] = ChosenSkill(skill, one.level, one.priority)
    most = MOST_SKILLS[side]
    if len(kept) > most:
        raise CannotBeDone(
            _("{most} skills fit, and there are {count}. Keep those that matter most.").format(
                most=most, count=len(kept)
            ),
            field="skills",
        )
    return tuple(sorted(kept.values(), key=in_order))


def in_order(one: ChosenSkill) -> tuple[int, int, str]:
    """Where a skill stands among others: what matters most first, then the higher level."""
    return -one.priority, -one.level, one.skill


def search(typed: str, most: int = 8) -> tuple[FoundSkill, ...]:
    """The skills of the list nearest to what was typed, the nearest first.

    A whole wording comes first, then names and wordings that begin so, then words inside, then likeness.
    """
    words = _folded(typed)
    if not words:
        return ()
    vocabulary = standard_vocabulary()
    exact = vocabulary.skill(typed)
    ranked: dict[str, tuple[int, str, str]] = {}
    for skill, name, wording, folded in _wordings():
        rank = _rank(words, folded, own=not wording)
        if skill == exact and folded == words:
            rank = 0
        if rank is not None and (skill not in ranked or rank < ranked[skill][0]):
            ranked[skill] = (rank, name, wording)
    if exact and exact not in ranked:
        ranked[exact] = (0, vocabulary.name(exact), "")
    order = sorted(ranked, key=lambda skill: (ranked[skill][0], ranked[skill][1]))[:most]
    found = [FoundSkill(skill, *ranked[skill][1:]) for skill in order]
    if not found:
        found = [
            FoundSkill(vocabulary.skill(name) or name, name) for name in vocabulary.nearest(typed, most=4)
        ]
    return tuple(found)


def _rank(words: str, folded: str, *, own: bool) -> int | None:
    if folded.startswith(words):
        return 1 if own else 2
    if f" {words}" in folded:
        return 3 if own else 4
    return 5 if len(words) > 3 and words in folded else None


def _folded(text: str) -> str:
    return standard_vocabulary().own(text)


@cache
def _wordings() -> tuple[tuple[str, str, str, str], ...]:
    """Every wording of every skill: its id, its name, the wording if it is not the name, and it folded."""
    return tuple(
        (skill.id, skill.name, "" if wording == skill.name else wording, _folded(wording))
        for skill in standard_vocabulary().skills
        for wording in (skill.name, *skill.synonyms, *skill.only_alone)
    )
