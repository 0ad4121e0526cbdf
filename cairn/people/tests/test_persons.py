"""Persons come, change their name, go, and look after the installation."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from cairn.foundation.actors import Visitor
from cairn.foundation.decisions import Refused
from cairn.foundation.testing import at_once, proves, refuses
from cairn.foundation.writing import CannotBeDone
from cairn.people import actions
from cairn.people.events import (
    AdministrationWithdrawn,
    MadeAdministrator,
    PersonCreated,
    PersonDeactivated,
    PersonReactivated,
    PersonRenamed,
)
from cairn.people.models import Person, Preferences, Profile
from cairn.people.tests.cast import NOW, SETUP, a_person

pytestmark = pytest.mark.django_db


def test_a_new_person_has_an_empty_profile_and_usual_preferences() -> None:
    made = proves(
        actions.create_person,
        "  Thao@Halden.Example ",
        " Thảo  Nguyễn",
        zone="Asia/Ho_Chi_Minh",
        by=SETUP,
        now=NOW,
        records=[PersonCreated],
    )

    assert (made.email, made.name, made.zone) == ("thao@halden.example", "Thảo Nguyễn", "Asia/Ho_Chi_Minh")
    assert Profile.objects.get(pk=made.pk).answered == []
    assert Preferences.objects.get(pk=made.pk).stopped_kinds == []
    assert not made.has_usable_password()


def test_an_address_that_is_known_gives_the_same_person() -> None:
    made = actions.create_person("lee@halden.example", "Lee", by=SETUP, now=NOW)

    again = proves(actions.create_person, "LEE@halden.example", "Lee Wu", by=SETUP, now=NOW, records=[])

    assert (again.pk, again.name) == (made.pk, "Lee")


@pytest.mark.parametrize(
    "email, name, zone, field",
    [
        ("no address", "Lee", "", "email"),
        ("", "Lee", "", "email"),
        ("lee@" + "x" * 300 + ".example", "Lee", "", "email"),
        ("lee@halden.example", " ", "", "name"),
        ("lee@halden.example", "x" * 121, "", "name"),
        ("lee@halden.example", "Lee", "Mars/Base", "zone"),
    ],
)
def test_a_person_needs_an_address_a_name_and_a_real_zone(
    email: str, name: str, zone: str, field: str
) -> None:
    refusal = refuses(actions.create_person, email, name, zone=zone, by=SETUP, now=NOW, error=CannotBeDone)

    assert refusal.field == field  # type: ignore[attr-defined]


def test_only_administrators_add_people(thao: Person, arvid: Person) -> None:
    refuses(actions.create_person, "a@x.example", "A", by=thao, now=NOW, error=Refused)
    refuses(actions.create_person, "a@x.example", "A", by=Visitor(), now=NOW, error=Refused)
    proves(actions.create_person, "a@x.example", "A", by=arvid, now=NOW, records=[PersonCreated])


def test_a_name_is_changed_by_oneself_or_an_administrator(
    thao: Person, ifeoma: Person, arvid: Person
) -> None:
    renamed = proves(actions.rename, thao, "Nguyễn Thảo", "Thảo", by=thao, now=NOW, records=[PersonRenamed])

    assert (renamed.name, renamed.short_name) == ("Nguyễn Thảo", "Thảo")
    proves(actions.rename, thao, "Nguyễn Thảo", "Thảo", by=arvid, now=NOW, records=[])
    refuses(actions.rename, thao, "Other", by=ifeoma, now=NOW, error=Refused)
    refuses(actions.rename, thao, "  ", by=thao, now=NOW, error=CannotBeDone)


def test_closing_an_account_ends_its_sessions_at_once(thao: Person, arvid: Person) -> None:
    client = Client()
    client.force_login(thao)
    UserSession.objects.create(
        user=thao, session_key=client.session.session_key, ip="192.0.2.1", created_at=NOW
    )

    closed = proves(actions.deactivate, thao, by=arvid, now=NOW, records=[PersonDeactivated])

    assert (closed.is_active, closed.deactivated_at) == (False, NOW)
    assert not Session.objects.filter(session_key=client.session.session_key or "").exists()
    assert client.get(reverse("people:me")).status_code == 302
    proves(actions.deactivate, thao, by=arvid, now=NOW, records=[])


def test_a_closed_account_can_be_opened_again(thao: Person, arvid: Person) -> None:
    actions.deactivate(thao, by=arvid, now=NOW)

    opened = proves(actions.reactivate, thao, by=arvid, now=NOW, records=[PersonReactivated])

    assert (opened.is_active, opened.deactivated_at) == (True, None)
    proves(actions.reactivate, thao, by=arvid, now=NOW, records=[])


def test_nobody_closes_their_own_account_or_that_of_others(
    thao: Person, ifeoma: Person, arvid: Person
) -> None:
    own = refuses(actions.deactivate, arvid, by=arvid, now=NOW, error=Refused)
    others = refuses(actions.deactivate, thao, by=ifeoma, now=NOW, error=Refused)

    assert str(own) == "Ask another administrator to close your account."
    assert others.decision.hidden  # type: ignore[attr-defined]


def test_the_last_administrator_stays(arvid: Person) -> None:
    words = "Somebody has to look after this installation. Name another administrator first."

    assert str(refuses(actions.withdraw_administrator, arvid, by=arvid, now=NOW, error=CannotBeDone)) == words
    assert str(refuses(actions.deactivate, arvid, by=SETUP, now=NOW, error=CannotBeDone)) == words


def test_an_administrator_is_named_and_withdrawn(thao: Person, arvid: Person) -> None:
    proves(actions.make_administrator, thao, by=arvid, now=NOW, records=[MadeAdministrator])
    proves(actions.make_administrator, thao, by=arvid, now=NOW, records=[])
    proves(actions.withdraw_administrator, thao, by=arvid, now=NOW, records=[AdministrationWithdrawn])
    proves(actions.withdraw_administrator, thao, by=arvid, now=NOW, records=[])
    refuses(actions.make_administrator, thao, by=thao, now=NOW, error=Refused)


def test_a_closed_account_looks_after_nothing(thao: Person, arvid: Person) -> None:
    actions.deactivate(thao, by=arvid, now=NOW)

    refuses(actions.make_administrator, thao, by=arvid, now=NOW, error=CannotBeDone)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_withdraw_each_other_at_once_leave_one() -> None:
    two = [a_person("One", administrator=True), a_person("Two", administrator=True)]

    at_once(2, lambda n: actions.withdraw_administrator(two[1 - n], by=two[n], now=NOW))

    assert Person.objects.filter(is_administrator=True).count() == 1


def test_without_the_check_nobody_would_be_left(arvid: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the tests before."""
    monkeypatch.setattr("cairn.people.actions.persons._keep_an_administrator", lambda leaving: None)

    actions.withdraw_administrator(arvid, by=arvid, now=NOW)

    assert not Person.objects.filter(is_administrator=True).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_add_the_same_address_at_once_make_one_person() -> None:
    outcomes = at_once(4, lambda n: actions.create_person("lee@halden.example", "Lee", by=SETUP, now=NOW))

    assert [outcome.error for outcome in outcomes] == [None] * 4
    assert Person.objects.filter(email="lee@halden.example").count() == 1
