"""What is true of a mentee with a mentor, criterion by criterion, before anybody puts it into words.

A fact has a key, which `sentences.py` knows how to say to each reader, and the words that it names. Only
what both people answered becomes a fact: an unanswered half of a question is left out, and where nothing is
left there is no fact. Nothing here looks at a third person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cairn.matching.people import Mentee, Mentor, Want
from cairn.matching.problem import Criterion, Problem
from cairn.matching.scoring.encoding import TWENTIETHS
from cairn.matching.vocabulary import Vocabulary
from cairn.matching.words.wording import Names, hours, listed, steps

MOST_NAMED = 3
"""How many skills or values a sentence names at most."""

ABLE = TWENTIETHS[2]
"""What a lead of one level is worth, in twentieths: from here on somebody can teach a skill."""

NEAR = ABLE // 2
"""The same by way of a related skill, which counts half."""

ALIKE = 0.45
"""From this share of the weight of goals on, texts that name no skill are alike enough to say so."""

CLOSE_STYLE = 0.2
SIDE = 0.1
FAR_STYLE = 0.5
WORKS_ALIKE = 0.9
SHORT = 120
"""Minutes a week under which shared time is worth a word of caution."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true: `key` says what, `words` are the names in it, ready for a sentence."""

    key: str
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Teaching:
    """What a mentor is worth for one wanted skill, in twentieths; `near` is the related skill that it comes
    from, `None` where it is the skill itself, or nothing."""

    want: Want
    worth: int
    listed: bool
    near: str | None = None


def lead(levels: int) -> int:
    """Twentieths that a teacher's lead of so many levels is worth."""
    return TWENTIETHS[min(max(levels + 1, 0), 3)]


def teaching(want: Want, mentor: Mentor, vocabulary: Vocabulary) -> Teaching:
    """The most that a mentor can do for a wanted skill: the skill itself, or half by a related one."""
    related = vocabulary.related(want.skill)
    best = Teaching(want, 0, False)
    for offer in mentor.offers:
        worth = lead(offer.level - want.level)
        if offer.skill == want.skill:
            best = (
                Teaching(want, worth, True)
                if worth >= best.worth
                else Teaching(want, best.worth, True, best.near)
            )
        elif offer.skill in related and worth // 2 > best.worth:
            best = Teaching(want, worth // 2, best.listed, offer.skill)
    return best


def can_teach(want: Want, mentor: Mentor) -> bool:
    """Whether a mentor offers this very skill at least one level above the learner's own."""
    return any(offer.skill == want.skill and offer.level > want.level for offer in mentor.offers)


@dataclass(frozen=True, slots=True)
class Couple:
    """A mentee with a mentor, and the share of the weight, 0 to 1, that the criterion in question reached."""

    mentee: Mentee
    mentor: Mentor
    share: float = 0.0


class Facts:
    """Finds facts in one problem; keeps what it read in the goals of each person."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.names = Names(problem.vocabulary)
        self._concepts: dict[str, frozenset[str]] = {}
        self._for: Mapping[Criterion, Callable[[Couple], Fact | None]] = {
            Criterion.SKILLS: self._teaches,
            Criterion.MOVE: self._moved,
            Criterion.GOALS: self._same_goals,
            Criterion.VALUES: self._same_values,
            Criterion.STYLE: self._same_style,
            Criterion.FIELD: self._same_work,
            Criterion.STAGE: self._ahead,
            Criterion.TIME: self._shared_time,
            Criterion.PERSPECTIVE: self._from_outside,
            Criterion.SHORTLIST: self._listed,
        }
        self._against: Mapping[Criterion, Callable[[Couple], Fact | None]] = {
            Criterion.SKILLS: self._teaches_not,
            Criterion.MOVE: self._moved_not,
            Criterion.GOALS: self._other_goals,
            Criterion.VALUES: self._other_values,
            Criterion.STYLE: self._other_style,
            Criterion.FIELD: self._other_work,
            Criterion.STAGE: self._other_stage,
            Criterion.TIME: self._short_time,
            Criterion.PERSPECTIVE: self._from_inside,
            Criterion.SHORTLIST: self._not_listed,
        }

    def for_pair(self, criterion: Criterion, couple: Couple) -> Fact | None:
        """What speaks for a pair by one criterion."""
        return self._for[criterion](couple)

    def against_pair(self, criterion: Criterion, couple: Couple) -> Fact | None:
        """What is missing to a pair by one criterion."""
        return self._against[criterion](couple)

    def concepts(self, text: str) -> frozenset[str]:
        """The skills that a text on goals names."""
        if text not in self._concepts:
            self._concepts[text] = self.problem.vocabulary.concepts(text)
        return self._concepts[text]

    # Skills.

    def _teachings(self, couple: Couple) -> list[Teaching]:
        """What the mentor can do for each wanted skill, the most wanted first."""
        wants = sorted(couple.mentee.wants, key=lambda want: (-want.priority, self.names.skill(want.skill)))
        return [teaching(want, couple.mentor, self.problem.vocabulary) for want in wants]

    def _teaches(self, couple: Couple) -> Fact | None:
        found = self._teachings(couple)
        able = [each.want for each in found if each.worth >= ABLE and each.near is None][:MOST_NAMED]
        if able:
            top = [each.want for each in found if each.want.priority == found[0].want.priority]
            names = [self.names.skill(want.skill) for want in able]
            if len(top) > 1 or len(found) == 1 or able[0] != top[0]:
                return Fact("skills", {"what": listed(names)})
            if len(able) == 1:
                return Fact("skills first", {"what": names[0]})
            return Fact("skills first and more", {"what": names[0], "more": listed(names[1:])})
        for each in found:
            if each.near is not None and each.worth >= NEAR:
                near = self.names.skill(each.near)
                return Fact("skills near", {"what": self.names.skill(each.want.skill), "near": near})
        return None

    def _teaches_not(self, couple: Couple) -> Fact | None:
        missing = [each for each in self._teachings(couple) if each.worth < ABLE]
        if not missing:
            return None
        worst = max(missing, key=lambda each: each.want.priority * (TWENTIETHS[-1] - each.worth))
        key = "skills level" if worst.listed else "skills missing"
        return Fact(key, {"what": self.names.skill(worst.want.skill)})

    # Career moves.

    def _moved(self, couple: Couple) -> Fact | None:
        wish, moves = couple.mentee.move, couple.mentor.moves
        if wish is None or not moves:
            return None
        if wish in moves:
            return self._move_fact("move", couple)
        reached = any(move.destination == wish.destination for move in moves)
        left = any(move.origin == wish.origin for move in moves)
        if reached or left:
            return self._move_fact(
                "move both" if reached and left else "move to" if reached else "move from", couple
            )
        return None

    def _moved_not(self, couple: Couple) -> Fact | None:
        wish, moves = couple.mentee.move, couple.mentor.moves
        if wish is None or not moves or any(move.destination == wish.destination for move in moves):
            return None
        left = any(move.origin == wish.origin for move in moves)
        return self._move_fact("move not to" if left else "move missing", couple)

    def _move_fact(self, key: str, couple: Couple) -> Fact | None:
        wish = couple.mentee.move
        if wish is None:
            return None
        return Fact(key, {"from": self.names.place(wish.origin), "to": self.names.place(wish.destination)})

    # Goals in free words.

    def _same_goals(self, couple: Couple) -> Fact | None:
        ours, theirs = self.concepts(couple.mentee.goals), self.concepts(couple.mentor.goals)
        if not couple.mentee.goals.strip() or not couple.mentor.goals.strip():
            return None
        if ours & theirs:
            return Fact("goals", {"what": listed(self.names.skills(ours & theirs)[:MOST_NAMED])})
        for skill in sorted(ours, key=self.names.skill):
            near = self.problem.vocabulary.related(skill) & theirs
            if near:
                named = {"what": self.names.skill(skill), "near": self.names.skills(near)[0]}
                return Fact("goals near", named)
        return Fact("goals alike") if not ours and couple.share >= ALIKE else None

    def _other_goals(self, couple: Couple) -> Fact | None:
        missing = self.concepts(couple.mentee.goals) - self.concepts(couple.mentor.goals)
        if missing:
            return Fact("goals missing", {"what": listed(self.names.skills(missing)[:MOST_NAMED])})
        return Fact("goals other")

    # Values and ways of working.

    def shared_values(self, couple: Couple) -> list[str]:
        """The names of what both value."""
        shared = couple.mentee.values & couple.mentor.values
        return sorted(self.names.value(value) for value in shared)

    def _same_values(self, couple: Couple) -> Fact | None:
        shared = self.shared_values(couple)
        return Fact("values", {"what": listed(shared)}) if shared else None

    def _other_values(self, couple: Couple) -> Fact | None:
        shared = self.shared_values(couple)
        return Fact("values few", {"what": listed(shared)}) if shared else Fact("values none")

    def styles_in_common(self, couple: Couple) -> list[tuple[str, str]]:
        """(question, the pole that both lean to) of answers near each other, the nearest first."""
        mine, theirs = couple.mentee.style, couple.mentor.style
        if mine is None or theirs is None:
            return []
        found = []
        for place, question in enumerate(self.problem.vocabulary.style[: len(mine)]):
            apart, low, high = abs(mine[place] - theirs[place]), 0.5 - SIDE, 0.5 + SIDE
            if apart > CLOSE_STYLE:
                continue
            if max(mine[place], theirs[place]) <= low or min(mine[place], theirs[place]) >= high:
                pole = question.left if mine[place] <= low else question.right
                found.append((apart, place, (question.question, _quoted(pole))))
        return [words for _, _, words in sorted(found)]

    def _same_style(self, couple: Couple) -> Fact | None:
        common = self.styles_in_common(couple)
        if common:
            return Fact("style", {"question": common[0][0], "pole": common[0][1]})
        return Fact("style alike") if couple.share >= WORKS_ALIKE else None

    def _other_style(self, couple: Couple) -> Fact | None:
        mine, theirs = couple.mentee.style, couple.mentor.style
        questions = self.problem.vocabulary.style
        if mine is None or theirs is None:
            return None
        place = max(range(len(mine)), key=lambda number: abs(mine[number] - theirs[number]))
        apart = abs(mine[place] - theirs[place])
        if place >= len(questions) or apart < FAR_STYLE or (mine[place] - 0.5) * (theirs[place] - 0.5) >= 0:
            return Fact("style other")
        poles = (_quoted(questions[place].left), _quoted(questions[place].right))
        ours, other = poles if mine[place] < theirs[place] else poles[::-1]
        return Fact("style apart", {"question": questions[place].question, "ours": ours, "theirs": other})

    # Work: field and function, stage, site.

    def _same_work(self, couple: Couple) -> Fact | None:
        fields = self._both(couple.mentee.field, couple.mentor.field, self.names.field)
        functions = self._both(couple.mentee.function, couple.mentor.function, self.names.function)
        if fields and functions and fields != functions:
            return Fact("work", {"field": fields, "function": functions})
        if fields:
            return Fact("field", {"what": fields})
        return Fact("function", {"what": functions}) if functions else None

    @staticmethod
    def _both(mine: str | None, theirs: str | None, name: Callable[[str], str]) -> str:
        """The name of what both have, nothing where they differ or did not answer."""
        return name(mine) if mine is not None and mine == theirs else ""

    def _other_work(self, couple: Couple) -> Fact | None:
        field_ = _differ(couple.mentee.field, couple.mentor.field)
        function = _differ(couple.mentee.function, couple.mentor.function)
        if field_ and function:
            return Fact("work other")
        return Fact("field other") if field_ else Fact("function other") if function else None

    def _from_outside(self, couple: Couple) -> Fact | None:
        site = _differ(couple.mentee.site, couple.mentor.site)
        function = _differ(couple.mentee.function, couple.mentor.function)
        if site and function:
            return Fact("outside")
        return Fact("outside site") if site else Fact("outside function") if function else None

    def _from_inside(self, couple: Couple) -> Fact | None:
        site = couple.mentee.site is not None and couple.mentee.site == couple.mentor.site
        function = couple.mentee.function is not None and couple.mentee.function == couple.mentor.function
        if site and function:
            return Fact("inside")
        return Fact("inside site") if site else Fact("inside function") if function else None

    def _ahead(self, couple: Couple) -> Fact | None:
        if couple.mentee.stage is None or couple.mentor.stage is None:
            return None
        gap = couple.mentor.stage - couple.mentee.stage
        if gap == 0:
            return Fact("stage same")
        if gap < 0:
            return Fact("stage fresh")
        key = "stage" if gap <= max(self.problem.rules.stage_best[1], 1) else "stage far"
        return Fact(key, {"steps": steps(gap)})

    def _other_stage(self, couple: Couple) -> Fact | None:
        return Fact("stage other")

    # Time and lists.

    def minutes(self, couple: Couple) -> int | None:
        """Minutes a week that both can meet, `None` if one of them did not say."""
        if couple.mentee.windows is None or couple.mentor.windows is None:
            return None
        return couple.mentee.windows.overlap(couple.mentor.windows)

    def _shared_time(self, couple: Couple) -> Fact | None:
        minutes = self.minutes(couple)
        return Fact("time", {"hours": hours(minutes)}) if minutes else None

    def _short_time(self, couple: Couple) -> Fact | None:
        minutes = self.minutes(couple)
        if minutes is None or minutes > SHORT:
            return None
        return Fact("time short", {"hours": hours(minutes)}) if minutes else Fact("time none")

    def _listed(self, couple: Couple) -> Fact | None:
        wished = couple.mentor.id in couple.mentee.ranking
        chosen = couple.mentee.id in couple.mentor.ranking
        if wished and chosen:
            return Fact("list both")
        return Fact("list wished") if wished else Fact("list chosen") if chosen else None

    def _not_listed(self, couple: Couple) -> Fact | None:
        if couple.mentee.ranking and couple.mentor.id not in couple.mentee.ranking:
            return Fact("list not wished")
        if couple.mentor.ranking and couple.mentee.id not in couple.mentor.ranking:
            return Fact("list not chosen")
        return None


def _differ(mine: str | None, theirs: str | None) -> bool:
    return mine is not None and theirs is not None and mine != theirs


def _quoted(pole: str) -> str:
    """The end of a slider as it stands after a colon."""
    return pole[:1].lower() + pole[1:]
