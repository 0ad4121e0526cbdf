"""What a mentee and a mentor have in common: told to both, in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from cairn.matching.plan import Plan
from cairn.matching.problem import Criterion
from cairn.matching.scoring.scorer import Scorer
from cairn.matching.solving.locks import UnknownPair
from cairn.matching.words.facts import MOST_NAMED, Couple, Facts
from cairn.matching.words.sentences import Reader, say
from cairn.matching.words.wording import listed

MOST = 5


def likenesses(plan: Plan | Scorer, mentee: str, mentor: str) -> tuple[str, ...]:
    """At most five true likenesses of a pair, as many as there are, the most telling kinds first.

    Only what both answered alike counts, and nothing but what both told for the matching: values, skills,
    ways of working, field and function, languages, site, hours. Raises `UnknownPair` for unknown ids.
    """
    scorer = plan.candidates.scorer if isinstance(plan, Plan) else plan
    if mentee not in scorer.row_of or mentor not in scorer.column_of:
        raise UnknownPair([(mentee, mentor)])
    couple = Couple(scorer.mentees[scorer.row_of[mentee]], scorer.mentors[scorer.column_of[mentor]])
    return tuple(_found(Facts(scorer.problem), couple))[:MOST]


def _found(facts: Facts, couple: Couple) -> Iterator[str]:
    styles = [f"{question} You both say: {pole}" for question, pole in facts.styles_in_common(couple)]
    yield from _told(facts, Criterion.VALUES, couple)
    yield from _skills(facts, couple)
    yield from styles[:1]
    yield from _told(facts, Criterion.FIELD, couple)
    yield from _languages(facts, couple)
    yield from _site(couple)
    yield from _told(facts, Criterion.TIME, couple)
    yield from styles[1:]


def _told(facts: Facts, criterion: Criterion, couple: Couple) -> Iterator[str]:
    fact = facts.for_pair(criterion, couple)
    if fact is not None:
        yield say(fact, Reader.MENTEE, couple.mentee.label, couple.mentor.label)


def _skills(facts: Facts, couple: Couple) -> Iterator[str]:
    """Skills that both care about: wanted and offered, or named by both in their own words."""
    wanted = {want.skill for want in couple.mentee.wants}
    offered = {offer.skill for offer in couple.mentor.offers}
    named = facts.concepts(couple.mentee.goals), facts.concepts(couple.mentor.goals)
    shared = facts.names.skills((wanted & offered) | (named[0] & named[1]))
    if shared:
        yield f"You both care about {listed(shared[:MOST_NAMED])}"


def _languages(facts: Facts, couple: Couple) -> Iterator[str]:
    shared = sorted(facts.names.language(code) for code in couple.mentee.languages & couple.mentor.languages)
    if shared:
        yield f"You both speak {listed(shared[:MOST_NAMED])}"


def _site(couple: Couple) -> Iterator[str]:
    if couple.mentee.site is not None and couple.mentee.site == couple.mentor.site:
        yield f"You both work in {couple.mentee.site}"
