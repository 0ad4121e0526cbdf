"""Seats are given once each, and never more than there are."""

from __future__ import annotations

import pytest

from cairn.foundation.decisions import Refused
from cairn.foundation.models import LoggedEvent
from cairn.foundation.writing import CannotBeDone
from cairn.people.models import Person
from cairn.programs import actions
from cairn.programs.models import Program
from cairn.programs.tests.cast import NOW, MakePerson

pytestmark = pytest.mark.django_db


def test_seats_are_given_until_none_is_free(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    place = actions.enroll(
        program, make_person("Ifeoma"), "mentor", state="approved", seats=2, by=manager, now=NOW
    )
    taken = [actions.take_seat(place, by=manager, now=NOW).seats_taken for _ in range(2)]
    with pytest.raises(CannotBeDone, match="No seat is free"):
        actions.take_seat(place, by=manager, now=NOW)

    assert taken == [1, 2]
    events = LoggedEvent.objects.filter(kind="enrollment.seat_taken").order_by("pk")
    assert [event.facts["taken"] for event in events] == [1, 2]


def test_a_seat_that_was_freed_can_be_given_again(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    place = actions.enroll(
        program, make_person("Ifeoma"), "mentor", state="approved", seats=1, by=manager, now=NOW
    )
    actions.take_seat(place, by=manager, now=NOW)

    assert actions.free_seat(place, by=manager, now=NOW).seats_taken == 0
    with pytest.raises(CannotBeDone, match="No seat is taken"):
        actions.free_seat(place, by=manager, now=NOW)
    assert actions.take_seat(place, by=manager, now=NOW).seats_taken == 1


def test_nobody_is_seated_with_an_applicant(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    place = actions.enroll(program, make_person("Ifeoma"), "mentor", by=manager, now=NOW)
    with pytest.raises(CannotBeDone, match="nobody can be given a seat"):
        actions.take_seat(place, by=manager, now=NOW)


def test_only_managers_give_and_free_seats(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    ifeoma = make_person("Ifeoma")
    place = actions.enroll(program, ifeoma, "mentor", state="approved", seats=1, by=manager, now=NOW)
    for act in (actions.take_seat, actions.free_seat):
        with pytest.raises(Refused):
            act(place, by=ifeoma, now=NOW)
