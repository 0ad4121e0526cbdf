"""The whole demo, played once on the database of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker, Settings

from cairn.foundation.models import LoggedEvent
from cairn.mail.models import Delivery
from cairn.operations import demo
from cairn.operations.demo import building, play
from cairn.operations.demo.details import BLOCKED, CLOSED, NIGHT_SHIFT
from cairn.operations.demo.organization import HOST, everybody
from cairn.people import queries as people
from cairn.people.models import NotWith, Person, Profile, ProfileSkill, Window
from cairn.programs.models import Enrollment, Program
from cairn.programs.queries import skill_gaps

ANCHOR = date(2026, 11, 23)
BEGINNING = datetime(2026, 11, 23, tzinfo=UTC)
_BEFORE_HOPES = frozenset({"who", "about", "languages"})


@pytest.fixture(scope="module")
def _demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with (
        django_db_blocker.unblock(),
        building.quick_writes(),
        override_settings(INLINE_REACTIONS=True),
    ):
        play.play(ANCHOR)
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def _built(_demo: None, db: None) -> None:
    """The whole demo, once for all tests of this module; what a test changes goes when it ends."""


def person(key: str) -> Person:
    return Person.objects.get(email=f"{key}@{HOST}")


@pytest.mark.slow
@pytest.mark.usefixtures("_built")
class TestTheWholeDemo:
    def test_everybody_is_there_with_what_they_said(self) -> None:
        assert Person.objects.count() == len(everybody())
        for one in everybody():
            profile = people.profile_of(person(one.key))
            assert profile.headline == one.work
            assert profile.hopes == ("" if one.upto in _BEFORE_HOPES else one.hopes)

    def test_both_programs_stand_where_they_should(self) -> None:
        found = {program.name: program.state for program in Program.objects.all()}
        assert found == {"Pathways 2026": "running", "Open Doors 2026": "matching"}
        pathways = Program.objects.get(slug="pathways-2026")
        assert [pathways.open_date, pathways.start_date, pathways.end_date] == [
            date(2026, 5, 4),
            date(2026, 6, 8),
            date(2027, 1, 29),
        ]

    def test_all_of_it_happened_in_order_and_before_this_week(self) -> None:
        instants = list(LoggedEvent.objects.order_by("pk").values_list("at", flat=True))
        assert instants == sorted(instants)
        assert instants[-1] < BEGINNING
        assert not LoggedEvent.objects.filter(settled_at=None).exists()

    def test_every_letter_went_its_real_way(self) -> None:
        assert Delivery.objects.count() > 50
        assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
        assert all(letter.sent_at == letter.created_at for letter in Delivery.objects.all())

    def test_seats_are_taken_by_those_who_began(self) -> None:
        seats = Enrollment.objects.filter(program__slug="pathways-2026", role="mentor")
        assert sum(seats.values_list("seats_taken", flat=True)) == 46
        ifeoma = seats.get(person=person("ifeoma.nwosu"))
        assert (ifeoma.state, ifeoma.seats, ifeoma.seats_taken) == ("active", 2, 1)

    def test_the_manager_sees_what_the_program_lacks(self) -> None:
        gap = skill_gaps(Program.objects.get(slug="open-doors-2026"))[0]
        assert (gap.skill, gap.wanted > 10, gap.seats) == ("data-engineering", True, 2)

    def test_a_night_workers_hours_go_over_midnight(self) -> None:
        windows = Window.objects.filter(person=person(NIGHT_SHIFT)).values_list("start_minute", "end_minute")
        assert {start == 0 or end == 24 * 60 for start, end in windows} == {True}

    def test_the_private_things_are_there(self) -> None:
        assert NotWith.objects.count() == 2
        assert not people.may_contact(person(BLOCKED[0]), person(BLOCKED[1]))
        assert list(Person.objects.filter(is_active=False)) == [person(CLOSED)]
        assert Profile.objects.filter(away_until__gt=ANCHOR).count() == 1

    def test_skills_are_kept_with_levels_and_weights(self) -> None:
        wanted = ProfileSkill.objects.filter(person=person("kwabena.osei"), side="wants")
        assert [(row.skill, row.level, row.priority) for row in wanted] == [
            ("data-engineering", 1, 3),
            ("python", 2, 2),
            ("data-modeling", 0, 2),
            ("public-speaking", 1, 1),
        ]

    def test_the_doors_stand_in_order(self) -> None:
        assert [(door.person.name, door.line) for door in demo.doors()] == [
            ("Thảo Nguyễn", "Mentee in Pathways"),
            ("Leilani Kahale", "Mentee, still looking"),
            ("Ifeoma Nwosu", "Mentor with a free seat"),
            ("Marisol Quispe", "Program manager, one program running, one to match"),
            ("Kjersti Aalto", "Program owner"),
            ("Arvid Holm", "Administrator"),
        ]

    def test_no_door_leads_to_an_empty_home(self, settings: Settings) -> None:
        settings.DEMO = True
        words = {
            "thao.nguyen": "You are in a mentorship.",
            "leilani.kahale": "we are still looking for the right mentor",
            "ifeoma.nwosu": "One seat free of two",
            "marisol.quispe": "Three people wait for your answer",
            "kjersti.aalto": "46 of 61",
            "arvid.holm": "Can sign in",
        }
        for door in demo.doors():
            client = Client()
            client.force_login(door.person, backend=settings.AUTHENTICATION_BACKENDS[0])
            session = client.session
            session["cairn.by_door"] = True
            session.save()
            page = client.get("/", follow=True)
            assert page.status_code == 200
            assert words[door.person.email.split("@")[0]] in page.content.decode()
