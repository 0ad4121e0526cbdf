"""What may become of programs and places, every pair of states."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from cairn.foundation.writing import CannotBeDone
from cairn.programs import rules
from cairn.programs.models import Enrollment, Program

COHORT = {
    ("draft", "open"), ("open", "matching"), ("matching", "running"), ("running", "closing"),
    ("closing", "closed"),
}  # fmt: skip
ROLLING = {("draft", "open"), ("open", "closed")}
PLACES = {
    ("nominated", "applied"), ("nominated", "left"),
    ("applied", "approved"), ("applied", "waitlisted"), ("applied", "declined"), ("applied", "left"),
    ("waitlisted", "approved"), ("waitlisted", "declined"), ("waitlisted", "left"),
    ("approved", "active"), ("approved", "left"),
    ("active", "finished"), ("active", "left"), ("active", "approved"),
}  # fmt: skip


@pytest.mark.parametrize("before,after", list(product(Program.State.values, repeat=2)))
def test_a_cohort_changes_state_only_as_its_table_says(before: str, after: str) -> None:
    if (before, after) in COHORT:
        rules.check_state("cohort", before, after)
    else:
        with pytest.raises(CannotBeDone):
            rules.check_state("cohort", before, after)


@pytest.mark.parametrize("before,after", list(product(["draft", "open", "closed"], Program.State.values)))
def test_a_rolling_program_changes_state_only_as_its_table_says(before: str, after: str) -> None:
    if (before, after) in ROLLING:
        rules.check_state("rolling", before, after)
    else:
        with pytest.raises(CannotBeDone):
            rules.check_state("rolling", before, after)


@pytest.mark.parametrize("before,after", list(product(Enrollment.State.values, repeat=2)))
def test_a_place_changes_state_only_as_its_table_says(before: str, after: str) -> None:
    if (before, after) in PLACES:
        rules.check_place(before, after)
    else:
        with pytest.raises(CannotBeDone):
            rules.check_place(before, after)


def test_every_state_has_a_row_in_its_table() -> None:
    assert set(rules.NEXT_PLACES) == set(Enrollment.State.values)
    assert set(rules.COHORT_STATES) == set(Program.State.values) == set(rules.STATE_WORDS)


@pytest.mark.parametrize(
    "role,seats,fits",
    [
        ("mentor", 0, True), ("mentor", 20, True), ("mentor", 21, False), ("mentor", -1, False),
        ("mentee", 1, True), ("mentee", 3, True), ("mentee", 0, False), ("mentee", 4, False),
        ("peer", 1, True), ("peer", 2, False),
    ],
)  # fmt: skip
def test_seats_stay_within_what_the_role_allows(role: str, seats: int, fits: bool) -> None:
    if fits:
        rules.check_seats(role, seats)
    else:
        with pytest.raises(CannotBeDone) as refusal:
            rules.check_seats(role, seats)
        assert refusal.value.field == "seats"


def test_seats_that_are_taken_cannot_be_given_up() -> None:
    rules.check_seats("mentor", 2, taken=2)
    with pytest.raises(CannotBeDone, match="2 of these seats are taken"):
        rules.check_seats("mentor", 1, taken=2)


@pytest.mark.parametrize(
    "name,slug",
    [("Pathways 2026", "pathways-2026"), ("  Åpne   dører ", "apne-drer"), ("Füße & Wege", "fue-wege")],
)
def test_an_address_is_made_of_the_name(name: str, slug: str) -> None:
    assert rules.slug_of(name) == slug


def test_a_name_without_latin_letters_still_gets_an_address() -> None:
    assert rules.slug_of("开放之门").startswith("program-")
    assert rules.slug_of("开放之门") != rules.slug_of("道路")


def test_dates_stand_in_order() -> None:
    rules.check_dates(date(2026, 9, 1), date(2026, 9, 1), date(2027, 1, 1))
    with pytest.raises(CannotBeDone) as late:
        rules.check_dates(date(2026, 9, 2), date(2026, 9, 1), None)
    with pytest.raises(CannotBeDone) as over:
        rules.check_dates(None, date(2026, 9, 1), date(2026, 9, 1))
    assert (late.value.field, over.value.field) == ("start_date", "end_date")


@pytest.mark.parametrize(
    "administrator,rights,roles,persona",
    [
        (True, {"manage"}, set(), "manager"),
        (False, {"read"}, {"mentor"}, "manager"),
        (False, {"own"}, set(), "owner"),
        (False, set(), {"mentor", "mentee"}, "mentor"),
        (False, set(), {"mentee"}, "mentee"),
        (False, set(), {"peer"}, "mentee"),
        (True, set(), set(), "administrator"),
        (False, set(), set(), "visitor"),
    ],
)
def test_a_person_stands_where_they_have_most_to_look_after(
    administrator: bool, rights: set[str], roles: set[str], persona: str
) -> None:
    assert rules.standing_of(administrator, frozenset(rights), frozenset(roles)) == persona


def test_the_key_for_matching_does_not_tell_the_address_but_knows_it_again() -> None:
    key = rules.match_key_of("Dana@Halden.example ")
    assert key == rules.match_key_of("dana@halden.example")
    assert "dana" not in key
    assert len(key) == 24
