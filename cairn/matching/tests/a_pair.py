"""Ana the mentee and Dana the mentor, and plans for them and others."""

from __future__ import annotations

from functools import cache
from typing import Any

from cairn.matching.people import Mentee, Mentor
from cairn.matching.plan import Plan
from cairn.matching.problem import Problem, Rules
from cairn.matching.scoring.candidates import find_candidates
from cairn.matching.solving.solve import solve
from cairn.matching.tests.people_strategies import case
from cairn.matching.windows import Availability
from cairn.matching.words.reasons import Reader

PEOPLE = (Reader.MENTEE, Reader.MENTOR)
ANY = Rules(stage_gap=None, minimum=0)
"""Rules that let anybody be with anybody, as far as answers of these tests go."""


def hours(count: int) -> Availability:
    """So many hours of Monday."""
    return Availability((1 << 2 * count) - 1, (1 << 2 * count) - 1)


def ana(**answers: Any) -> Mentee:
    return Mentee(id="ana", name="Ana", **answers)


def dana(**answers: Any) -> Mentor:
    return Mentor(id="dana", name="Dana", **answers)


def planned(mentees: list[Mentee], mentors: list[Mentor], **settings: Any) -> Plan:
    return solve(find_candidates(Problem(mentees=tuple(mentees), mentors=tuple(mentors), **settings)))


@cache
def random_plan(seed: int) -> Plan:
    made = case(seed, 9, 6)
    return solve(find_candidates(made.problem), made.policy, **made.solve_options())
