"""Rules and criteria asked person by person, in fractions, as their documentation says.

Nothing here shares code with the engine but its plain values (people, rules) and the vocabulary.
"""

from __future__ import annotations

from fractions import Fraction

from cairn.matching.people import Mentee, Mentor, Person
from cairn.matching.problem import Criterion, Problem, Rule

HALF = Fraction(1, 2)


class RuleBook:
    """The hard rules of a problem, asked pair by pair; the minimum is left aside."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.records: dict[str, list[Person]] = {}
        for person in (*problem.mentees, *problem.mentors):
            self.records.setdefault(person.id, []).append(person)
        self.above = {person: self._above(person) for person in self.records}

    def _above(self, person: str) -> set[str]:
        """Everybody above a person, by any record of anybody on the way."""
        found: set[str] = set()
        waiting = [person]
        while waiting:
            for record in self.records.get(waiting.pop(), []):
                if record.manager is not None and record.manager not in found:
                    found.add(record.manager)
                    waiting.append(record.manager)
        return found - {person}

    def broken(self, mentee: Mentee, mentor: Mentor) -> set[Rule]:
        """The rules that a pair breaks."""
        rules = self.problem.rules
        broken = set()
        if mentee.id == mentor.id:
            broken.add(Rule.ONESELF)
        if self.personal(mentee, mentor):
            broken.add(Rule.PERSONAL)
        if (
            rules.common_language
            and mentee.languages
            and mentor.languages
            and not mentee.languages & mentor.languages
        ):
            broken.add(Rule.LANGUAGE)
        if mentee.windows and mentor.windows and shared(mentee, mentor) < rules.overlap_minutes:
            broken.add(Rule.OVERLAP)
        gap = None if mentee.stage is None or mentor.stage is None else mentor.stage - mentee.stage
        if rules.stage_gap is not None and gap is not None and gap < rules.stage_gap:
            broken.add(Rule.STAGE)
        required = ((mentee.required_function, mentor.function), (mentee.required_site, mentor.site))
        if rules.required and any(need is not None and need != has for need, has in required):
            broken.add(Rule.REQUIRED)
        return broken

    def personal(self, mentee: Mentee, mentor: Mentor) -> bool:
        """Whether a not-with list, a reporting line, a team or an earlier pair keeps two people apart."""
        rules = self.problem.rules
        for one, other in ((mentee.id, mentor.id), (mentor.id, mentee.id)):
            if any(other in record.not_with for record in self.records[one]):
                return True
            if rules.reporting_line and other in self.above[one]:
                return True
        if rules.same_team and mentee.team is not None and mentee.team == mentor.team:
            return True
        return rules.paired_before and (mentee.id, mentor.id) in self.problem.history


def broken_rules(problem: Problem, mentee: Mentee, mentor: Mentor) -> set[Rule]:
    """The rules that one pair breaks; for many pairs keep a `RuleBook`."""
    return RuleBook(problem).broken(mentee, mentor)


def personal_reasons(problem: Problem, mentee: Mentee, mentor: Mentor) -> bool:
    """Whether a not-with list, a reporting line, a team or an earlier pair keeps two people apart."""
    return RuleBook(problem).personal(mentee, mentor)


def shared(mentee: Person, mentor: Person) -> int:
    """Minutes in the shorter of the two shared weeks."""
    assert mentee.windows is not None
    assert mentor.windows is not None
    weeks = (
        (mentee.windows.start, mentor.windows.start),
        (mentee.windows.middle, mentor.windows.middle),
    )
    return min(30 * bin(mine & theirs).count("1") for mine, theirs in weeks)


def value(problem: Problem, criterion: Criterion, mentee: Mentee, mentor: Mentor) -> Fraction | None:
    """The value of a criterion from 0 to 1, None where one of the two did not answer.

    For the goals this is the part that skills named in both texts make up (see `text_likeness`).
    """
    ask = {
        Criterion.SKILLS: _skills,
        Criterion.MOVE: _move,
        Criterion.GOALS: _concepts,
        Criterion.VALUES: _values,
        Criterion.STYLE: _style,
        Criterion.FIELD: _field,
        Criterion.STAGE: _stage,
        Criterion.TIME: _time,
        Criterion.PERSPECTIVE: _perspective,
        Criterion.SHORTLIST: _shortlist,
    }
    return ask[criterion](problem, mentee, mentor)


def _skills(problem: Problem, mentee: Mentee, mentor: Mentor) -> Fraction | None:
    if not mentee.wants or not mentor.offers:
        return None
    got = Fraction(0)
    for want in mentee.wants:
        best = Fraction(0)
        for offer in mentor.offers:
            worth = Fraction(("0", "0.3", "0.8", "1")[min(max(offer.level - want.level + 1, 0), 3)])
            if offer.skill in problem.vocabulary.related(want.skill):
                worth /= 2
            elif offer.skill != want.skill:
                worth = Fraction(0)
            best = max(best, worth)
        got += want.priority * best
    return got / sum(want.priority for want in mentee.wants)


def _move(problem: Problem, mentee: Mentee, mentor: Mentor) -> Fraction | None:
    if mentee.move is None or not mentor.moves:
        return None
    reached = any(move.destination == mentee.move.destination for move in mentor.moves)
    left = any(move.origin == mentee.move.origin for move in mentor.moves)
    return Fraction(6, 10) * reached + Fraction(4, 10) * left


def _concepts(problem: Problem, mentee: Mentee, mentor: Mentor) -> Fraction | None:
    if not mentee.goals.strip() or not mentor.goals.strip():
        return None
    words = problem.vocabulary
    named, said = words.concepts(mentee.goals), words.concepts(mentor.goals)
    if not named:
        return HALF
    got = sum(
        (
            Fraction(1) if skill in said else HALF if words.related(skill) & said else Fraction(0)
            for skill in named
        ),
        Fraction(0),
    )
    return got / len(named)


def _values(problem: Problem, mentee: Mentee, mentor: Mentor) -> Fraction | None:
    if not mentee.values or not mentor.values:
        return None
    return Fraction(len(mentee.values & mentor.values), len(mentee.values))


def _style(problem: Problem, mentee: Mentee, mentor: Mentor) -> Fraction | None:
    if mentee.style is None or mentor.style is None:
        return None
    apart = Fraction(0)
    for mine, theirs in zip(mentee.style, mentor.style, strict=True):
        apart += (Fraction(str(mine)) - Fraction(str(theirs))) ** 2
    return 1 - apart / 5


def _half(mine: str | None, theirs: str | None) -> Fraction:
    """Half for the same answer, half of that where one of the two did not answer."""
    return Fraction(1, 4) if mine is None or theirs is None else HALF * (mine == theirs)


def _field(problem: Problem, mentee: Mentee, mentor: Mentor) -> Fraction | None:
    if any(person.field is None and person.function is None for person in (mentee, mentor)):
        return None
    return _half(mentee.field, mentor.field) + _half(mentee.function, mentor.function)


def _perspective(problem: Problem, mentee: Mentee, mentor: Mentor) -> Fraction | None:
    if any(person.site is None and person.function is None for person in (mentee, mentor)):
        return None
    return 1 - _half(mentee.site, mentor.site) - _half(mentee.function, mentor.function)


def _stage(problem: Problem, mentee: Mentee, mentor: Mentor) -> Fraction | None:
    if mentee.stage is None or mentor.stage is None:
        return None
    least, most = problem.rules.stage_best
    gap = mentor.stage - mentee.stage
    return Fraction(0) if gap < least else Fraction(1) if gap <= most else Fraction(6, 10)


def _time(problem: Problem, mentee: Mentee, mentor: Mentor) -> Fraction | None:
    if mentee.windows is None or mentor.windows is None:
        return None
    return Fraction(min(shared(mentee, mentor), 240), 240)


def _shortlist(problem: Problem, mentee: Mentee, mentor: Mentor) -> Fraction | None:
    listed = [
        _place(person.ranking, other)
        for person, other in ((mentee, mentor.id), (mentor, mentee.id))
        if person.ranking
    ]
    return sum(listed, Fraction(0)) / len(listed) if listed else None


def _place(ranking: tuple[str, ...], other: str) -> Fraction:
    if other not in ranking:
        return Fraction(0)
    return Fraction(("1", "0.85", "0.7", "0.55", "0.4")[min(ranking.index(other), 4)])
