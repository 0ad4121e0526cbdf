"""What each persona finds first."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.people.models import Person
from cairn.programs.models import Enrollment
from tests.organization import NOW, SETUP, Organization, found, make_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization() -> Organization:
    return found()


def text_of(person: Person) -> str:
    return signed_in(person).get("/").content.decode()


def test_a_mentee_is_led_to_the_next_question_of_the_profile(organization: Organization) -> None:
    text = text_of(organization.mentee)
    assert "How do people know you?" in text
    assert reverse("people:step", kwargs={"name": "who"}) in text
    assert "You have a place. Matching begins when applications have closed." in text


def test_a_mentor_sees_the_seats_and_where_to_change_them(organization: Organization) -> None:
    text = text_of(organization.mentor)
    assert "One seat free of one" in text
    assert reverse("programs:seats", kwargs={"pk": organization.mentor_place.pk}) in text


def test_a_manager_answers_from_the_first_page(organization: Organization) -> None:
    client = signed_in(organization.manager)
    text = client.get("/").content.decode()
    assert "One person waits for your answer" in text
    assert organization.applicant.name in text

    address = reverse("programs:decision", kwargs={"pk": organization.applied.pk})
    after = client.post(address, {"state": "approved", "once": "a-key-of-this-test"}, follow=True)
    assert "Nobody waits for you today" in after.content.decode()
    assert f"{organization.applicant.name} has a place." in after.content.decode()


def test_answering_twice_happens_once(organization: Organization) -> None:
    client = signed_in(organization.manager)
    address = reverse("programs:decision", kwargs={"pk": organization.applied.pk})
    answers = [
        client.post(address, {"state": "approved", "once": "the-same-key-twice"}).status_code
        for _ in range(2)
    ]
    assert answers == [302, 302]
    assert Enrollment.objects.get(pk=organization.applied.pk).state == "approved"


def test_a_co_manager_who_only_reads_sees_who_waits_but_no_button(organization: Organization) -> None:
    text = text_of(organization.reader)
    assert organization.applicant.name in text
    assert reverse("programs:decision", kwargs={"pk": organization.applied.pk}) not in text


def test_an_owner_reads_figures_and_no_participants_name(organization: Organization) -> None:
    text = text_of(organization.owner)
    assert "Pathways takes applications" in text
    for person in (organization.mentee, organization.mentor, organization.applicant):
        assert person.name not in text


def test_an_administrator_sees_how_the_installation_is(organization: Organization) -> None:
    text = text_of(organization.administrator)
    assert "deserve" in text  # no worker runs in a test
    assert "All letters have been sent." in text


def test_a_newcomer_learns_what_to_do_first(organization: Organization) -> None:
    assert "You are not in a program yet." in text_of(organization.newcomer)


def test_who_runs_one_program_and_is_in_another_turns_between_them(organization: Organization) -> None:
    from cairn.programs import actions

    actions.enroll(organization.elsewhere, organization.manager, "mentee", by=SETUP, now=NOW)
    client = signed_in(organization.manager)
    for slug, found_there in (("pathways", "waits for your answer"), ("elsewhere", "You have applied.")):
        client.post(reverse("programs:current"), {"program": slug, "once": f"turning-to-{slug}"})
        assert found_there in client.get("/").content.decode()


@pytest.mark.parametrize("persona", ["manager", "owner", "mentee", "administrator"])
def test_the_first_page_asks_as_often_for_three_people_as_for_thirty(
    persona: str, organization: Organization
) -> None:
    from cairn.programs import actions

    client = signed_in(organization.persons()[persona])
    client.get("/")
    counts = []
    for size in (1, 25):
        for number in range(size):
            person = make_person(f"extra{size}x{number} Person")
            actions.enroll(organization.program, person, "mentee", by=SETUP, now=NOW)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_everybody_may_read_what_is_private(organization: Organization) -> None:
    for client in organization.clients().values():
        assert client.get(reverse("private")).status_code == 200
