"""Whom one would rather not be matched with, who may not write to whom, who looked at whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.foundation.decisions import Refused, decide, visible_to
from cairn.foundation.testing import at_once, proves, refuses
from cairn.foundation.writing import CannotBeDone
from cairn.people import actions, queries
from cairn.people.events import (
    ContactBlocked,
    ContactUnblocked,
    NotWithAdded,
    NotWithRemoved,
    PersonLookedAt,
)
from cairn.people.models import ContactBlock, Look, NotWith, Person
from cairn.people.tests.cast import NOW, SETUP, a_person

pytestmark = pytest.mark.django_db


def test_somebody_is_put_on_the_list_and_taken_off(arvid: Person, thao: Person) -> None:
    proves(actions.add_not_with, arvid, thao, by=arvid, now=NOW, records=[NotWithAdded])
    proves(actions.add_not_with, arvid, thao, by=arvid, now=NOW, records=[])
    assert [entry.other for entry in queries.not_with_of(arvid, by=arvid)] == [thao]
    assert queries.profile_of(arvid).answered == ["not-with"]

    proves(actions.remove_not_with, arvid, thao, by=arvid, now=NOW, records=[NotWithRemoved])
    proves(actions.remove_not_with, arvid, thao, by=arvid, now=NOW, records=[])
    assert queries.not_with_of(arvid, by=arvid) == []


def test_the_list_holds_only_people_whom_one_may_see(thao: Person, ifeoma: Person) -> None:
    refusal = refuses(actions.add_not_with, thao, ifeoma, by=thao, now=NOW, error=Refused)

    assert refusal.decision.hidden  # type: ignore[attr-defined]
    assert str(refuses(actions.add_not_with, thao, thao, by=thao, now=NOW, error=CannotBeDone)) == (
        "That is you. Choose somebody else."
    )


def test_the_list_ends_at_fifty(arvid: Person) -> None:
    for number in range(50):
        actions.add_not_with(arvid, a_person(f"Person {number}"), by=arvid, now=NOW)

    refusal = refuses(actions.add_not_with, arvid, a_person("Lee"), by=arvid, now=NOW, error=CannotBeDone)
    assert str(refusal) == "Your list holds 50 people. Take one off to add another."


def test_nobody_but_the_owner_ever_sees_the_list(thao: Person, arvid: Person, ifeoma: Person) -> None:
    entry = actions.add_not_with(arvid, thao, by=arvid, now=NOW)

    for other in (thao, ifeoma, a_person("Another", administrator=True)):
        assert list(visible_to(other, NotWith)) == []
        assert decide(other, "not_with.see", entry).hidden
        assert queries.not_with_of(arvid, by=other) == []
        assert queries.not_with_pairs([arvid.pk, thao.pk], by=other) == []
        refuses(actions.add_not_with, arvid, ifeoma, by=other, now=NOW, error=Refused)
        refuses(actions.remove_not_with, arvid, thao, by=other, now=NOW, error=Refused)
    assert list(visible_to(arvid, NotWith)) == [entry]


def test_matching_reads_the_pairs(arvid: Person, thao: Person, ifeoma: Person) -> None:
    actions.add_not_with(arvid, thao, by=arvid, now=NOW)
    actions.add_not_with(arvid, ifeoma, by=arvid, now=NOW)

    assert queries.not_with_pairs([arvid.pk, thao.pk], by=SETUP) == [(arvid.pk, thao.pk)]


def test_a_block_keeps_two_apart_whichever_way(thao: Person, ifeoma: Person) -> None:
    assert queries.may_contact(thao, ifeoma)

    proves(actions.block_contact, thao, ifeoma, by=SETUP, now=NOW, records=[ContactBlocked])
    proves(actions.block_contact, ifeoma, thao, by=SETUP, now=NOW, records=[])

    assert not queries.may_contact(thao, ifeoma)
    assert not queries.may_contact(ifeoma, thao)
    proves(actions.unblock_contact, ifeoma, thao, by=SETUP, now=NOW, records=[ContactUnblocked])
    proves(actions.unblock_contact, ifeoma, thao, by=SETUP, now=NOW, records=[])
    assert queries.may_contact(thao, ifeoma)


def test_only_safeguarding_blocks(thao: Person, ifeoma: Person, arvid: Person) -> None:
    for by in (thao, arvid):
        refuses(actions.block_contact, thao, ifeoma, by=by, now=NOW, error=Refused)
        refuses(actions.unblock_contact, thao, ifeoma, by=by, now=NOW, error=Refused)
    refuses(actions.block_contact, thao, thao, by=SETUP, now=NOW, error=CannotBeDone)


@pytest.mark.django_db(transaction=True)
def test_blocks_from_both_sides_at_once_are_one() -> None:
    two = [a_person("One"), a_person("Two")]

    outcomes = at_once(4, lambda n: actions.block_contact(two[n % 2], two[1 - n % 2], by=SETUP, now=NOW))

    assert [outcome.error for outcome in outcomes] == [None] * 4
    assert ContactBlock.objects.count() == 1


def test_a_look_is_noted_once_a_day_of_the_reader(arvid: Person, thao: Person) -> None:
    proves(actions.note_look, arvid, thao, by=arvid, now=NOW, records=[PersonLookedAt])
    proves(actions.note_look, arvid, thao, by=arvid, now=NOW + timedelta(hours=3), records=[])
    proves(actions.note_look, arvid, thao, by=arvid, now=NOW + timedelta(hours=15), records=[PersonLookedAt])

    assert list(Look.objects.order_by("day").values_list("day", flat=True)) == [
        date(2026, 11, 24),
        date(2026, 11, 25),
    ]


def test_looking_at_oneself_is_nobodys_business(thao: Person) -> None:
    proves(actions.note_look, thao, thao, by=thao, now=NOW, records=[])
