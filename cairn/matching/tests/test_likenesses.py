"""What the two have in common is told to both."""

from typing import Any

import pytest

from cairn.matching.people import Offer, Want
from cairn.matching.tests.a_pair import ana, dana, hours, planned, random_plan
from cairn.matching.words.reasons import likenesses


def test_likenesses_tell_both_what_they_truly_share() -> None:
    shared: dict[str, Any] = {
        "values": frozenset({"fun"}),
        "languages": frozenset({"de"}),
        "windows": hours(4),
    }
    shared |= {"site": "Graz", "field": "energy", "style": (0.0,) * 5}
    plan = planned(
        [ana(wants=(Want(skill="data-engineering"),), function="legal", **shared)],
        [dana(offers=(Offer(skill="data-engineering"),), function="sales", **shared)],
    )
    assert likenesses(plan, "ana", "dana") == (
        "You both value fun",
        "You both care about data engineering",
        "How do you like to work on something together? You both say: a clear plan and agenda",
        "You both work in energy and utilities",
        "You both speak German",
    )
    assert likenesses(plan.candidates.scorer, "ana", "dana") == likenesses(plan, "ana", "dana")


def test_two_who_share_nothing_have_no_likeness() -> None:
    plan = planned(
        [ana(values=frozenset({"fun"}), site="Graz")], [dana(values=frozenset({"trust"}), site="Lima")]
    )
    assert likenesses(plan, "ana", "dana") == ()


@pytest.mark.parametrize("seed", range(40))
def test_likenesses_are_at_most_five_and_none_is_told_twice(seed: int) -> None:
    plan = random_plan(seed)
    for pair in plan.pairs:
        told = likenesses(plan, pair.mentee, pair.mentor)
        assert len(told) <= 5
        assert len(set(told)) == len(told)
