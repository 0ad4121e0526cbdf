"""The doors of the demo, which exist only there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from cairn.foundation.models import LoggedEvent
from cairn.people.models import Person
from cairn.people.sign_in import doors
from cairn.people.sign_in.doors import Door
from cairn.people.tests.entrance import Visit, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def arvid() -> Iterator[Person]:
    """An administrator without a second factor, who stands at a door."""
    person = somebody("arvid@halden.example", is_administrator=True)
    doors.register(lambda: [Door(person, "Administrator")])
    yield person
    doors._doors.clear()


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True


@pytest.mark.usefixtures("demo")
def test_one_tap_walks_in_without_a_second_factor(arvid: Person) -> None:
    visit = Visit()
    page = visit.get(reverse("account_login")).content.decode()
    assert reverse("demo_door", args=[arvid.pk]) in page
    assert visit.post(reverse("demo_door", args=[arvid.pk])).url == "/"
    assert visit.get(reverse("usersessions_list")).status_code == 200
    noted = LoggedEvent.objects.get(kind="person.signed_in")
    assert noted.facts["way"] == "door"


def test_outside_the_demo_there_is_no_door(arvid: Person) -> None:
    visit = Visit()
    page = visit.get(reverse("account_login")).content.decode()
    assert "/demo/" not in page
    door = reverse("demo_door", args=[arvid.pk])
    assert (visit.post(door).status_code, visit.get(door).status_code) == (404, 404)
    assert not visit.is_signed_in


@pytest.mark.usefixtures("demo", "arvid")
def test_nobody_walks_in_as_a_person_without_a_door() -> None:
    visit = Visit()
    assert visit.post(reverse("demo_door", args=[somebody().pk])).status_code == 404
    assert not visit.is_signed_in


@pytest.mark.usefixtures("demo")
def test_looking_at_a_door_does_not_open_it(arvid: Person) -> None:
    visit = Visit()
    assert visit.get(reverse("demo_door", args=[arvid.pk])).status_code == 405
    assert not visit.is_signed_in


@pytest.mark.usefixtures("demo")
def test_a_second_door_leaves_nothing_of_the_first_person(arvid: Person) -> None:
    visit, other = Visit(), somebody()
    visit.sign_in(other)
    visit.post(reverse("demo_door", args=[arvid.pk]))
    assert visit.get(reverse("sign_in")).context["person"] == arvid


def test_a_session_by_door_needs_a_factor_when_the_demo_is_over(arvid: Person, settings: Any) -> None:
    settings.DEMO = True
    visit = Visit()
    visit.post(reverse("demo_door", args=[arvid.pk]))
    settings.DEMO = False
    assert visit.get(reverse("usersessions_list")).url == reverse("sign_in")
