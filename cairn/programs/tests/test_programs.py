"""What people do with programs, and what they are refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from cairn.foundation.actors import System, Visitor
from cairn.foundation.decisions import Refused, decide, visible_to
from cairn.foundation.models import LoggedEvent
from cairn.foundation.writing import CannotBeDone
from cairn.people.models import Person
from cairn.programs import actions, queries
from cairn.programs.models import Enrollment, Program, Stewardship
from cairn.programs.tests.cast import NOW, SETUP, MakePerson

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(LoggedEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_who_begins_a_program_manages_it(make_person: MakePerson) -> None:
    arvid = make_person("Arvid Holm", administrator=True)
    program = actions.create_program("Open Doors 2026", by=arvid, now=NOW)

    assert (program.slug, program.state) == ("open-doors-2026", "draft")
    assert decide(arvid, "program.manage", program).allowed
    assert kinds() == ["program.created"]


def test_two_programs_never_share_a_name(program: Program, manager: Person) -> None:
    with pytest.raises(CannotBeDone) as refusal:
        actions.create_program("Pathways  2026", by=manager, now=NOW)
    assert refusal.value.field == "name"


def test_a_participant_cannot_begin_a_program(make_person: MakePerson) -> None:
    with pytest.raises(Refused):
        actions.create_program("Mine", by=make_person(), now=NOW)


def test_moving_on_twice_happens_once(program: Program, manager: Person) -> None:
    actions.move_on(program, "matching", by=manager, now=NOW)
    actions.move_on(program, "matching", by=manager, now=NOW)
    assert kinds().count("program.moved_on") == 2  # to open in the fixture, then to matching
    with pytest.raises(CannotBeDone, match="cannot be taking applications next"):
        actions.move_on(program, "open", by=manager, now=NOW)


def test_a_mentor_brings_the_capacity_of_the_profile(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    mentor = actions.enroll(program, make_person("Ifeoma"), "mentor", by=manager, now=NOW)
    mentee = actions.enroll(program, make_person("Thảo"), "mentee", by=manager, now=NOW)
    assert (mentor.seats, mentee.seats) == (3, 1)


def test_enrolling_twice_gives_one_place(program: Program, manager: Person, make_person: MakePerson) -> None:
    person = make_person()
    first = actions.enroll(program, person, "mentee", by=manager, now=NOW)
    again = actions.enroll(program, person, "mentee", by=manager, now=NOW + timedelta(hours=1))
    assert first == again
    assert kinds().count("enrollment.begun") == 1


def test_being_both_is_two_places(program: Program, manager: Person, make_person: MakePerson) -> None:
    person = make_person()
    for role in ("mentor", "mentee"):
        actions.enroll(program, person, role, by=manager, now=NOW)
    (place,) = queries.places_of(person)
    assert place.roles == {"mentor", "mentee"}


def test_a_closed_program_takes_nobody(program: Program, manager: Person, make_person: MakePerson) -> None:
    for state in ("matching", "running", "closing", "closed"):
        actions.move_on(program, state, by=manager, now=NOW)
    with pytest.raises(CannotBeDone, match="takes nobody any more"):
        actions.enroll(program, make_person(), "mentee", by=manager, now=NOW)


def test_the_database_itself_never_lets_more_seats_be_taken_than_there_are(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    place = actions.enroll(program, make_person(), "mentor", seats=2, by=manager, now=NOW)
    Enrollment.objects.filter(pk=place.pk).update(seats_taken=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrollment.objects.filter(pk=place.pk).update(seats_taken=F("seats_taken") + 1)
    with pytest.raises(CannotBeDone, match="2 is the fewest"):
        actions.set_seats(place, 1, by=manager, now=NOW)


def test_a_person_sets_their_own_seats_and_leaves(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    person = make_person()
    place = actions.enroll(program, person, "mentor", state="approved", by=manager, now=NOW)
    assert actions.set_seats(place, 1, by=person, now=NOW).seats == 1
    assert actions.leave(place, by=person, now=NOW).state == "left"
    assert kinds()[-2:] == ["enrollment.seats_changed", "enrollment.decided"]
    assert queries.places_of(person) == ()


def test_only_managers_with_the_full_right_decide(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    person, reader, owner, stranger = (make_person(name) for name in ("P", "R", "O", "S"))
    actions.appoint(program, reader, Stewardship.Right.READ, by=manager, now=NOW)
    actions.appoint(program, owner, Stewardship.Right.OWN, by=manager, now=NOW)
    place = actions.enroll(program, person, "mentee", by=manager, now=NOW)

    answers = [decide(by, "enrollment.decide", place) for by in (manager, reader, owner, person, stranger)]
    assert [(answer.allowed, answer.hidden) for answer in answers] == [
        (True, False), (False, False), (False, True), (False, True), (False, True),
    ]  # fmt: skip
    with pytest.raises(Refused):
        actions.decide_enrollment(place, "approved", by=reader, now=NOW)
    assert actions.decide_enrollment(place, "approved", by=manager, now=NOW).state == "approved"


def test_an_owner_sees_figures_and_no_person(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    owner = make_person("Kjersti Aalto")
    actions.appoint(program, owner, Stewardship.Right.OWN, by=manager, now=NOW)
    mentee = make_person("Thảo Nguyễn")
    actions.enroll(program, mentee, "mentee", by=manager, now=NOW)

    assert decide(owner, "program.figures", program).allowed
    assert not decide(owner, "program.read", program).allowed
    assert not decide(owner, "person.see", mentee).allowed
    assert list(visible_to(owner, Enrollment)) == []


def test_a_manager_sees_the_people_of_her_program_and_no_others(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    inside, outside = make_person("Inside"), make_person("Outside")
    actions.enroll(program, inside, "mentee", by=manager, now=NOW)

    assert decide(manager, "person.see", inside).allowed
    assert not decide(manager, "person.see", outside).allowed
    assert set(visible_to(manager, Person)) == {manager, inside}


def test_who_has_a_place_sees_the_others_who_have_one(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    mentee, mentor, applicant = make_person("Mentee"), make_person("Mentor"), make_person("Applicant")
    for person, role in ((mentee, "mentee"), (mentor, "mentor")):
        actions.enroll(program, person, role, state="approved", by=manager, now=NOW)
    actions.enroll(program, applicant, "mentee", by=manager, now=NOW)

    assert set(visible_to(mentee, Person)) == {mentee, mentor, manager}
    assert set(visible_to(applicant, Person)) == {applicant}


def test_a_program_never_loses_its_last_manager(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    with pytest.raises(CannotBeDone, match="needs somebody who runs it"):
        actions.dismiss(program, manager, by=manager, now=NOW)
    with pytest.raises(CannotBeDone):
        actions.appoint(program, manager, Stewardship.Right.READ, by=manager, now=NOW)
    second = make_person("Second")
    actions.appoint(program, second, Stewardship.Right.MANAGE, by=manager, now=NOW)
    actions.dismiss(program, manager, by=second, now=NOW)
    assert queries.stewards_of(program, "manage") == [second]


def test_a_deactivated_manager_may_nothing(program: Program, manager: Person) -> None:
    Person.objects.filter(pk=manager.pk).update(is_active=False)
    manager.refresh_from_db()
    assert not decide(manager, "program.manage", program).allowed
    assert list(visible_to(manager, Program)) == []


def test_seeing_one_program_and_listing_programs_agree(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    declined, mentee, admin = make_person(), make_person(), make_person(administrator=True)
    actions.enroll(program, mentee, "mentee", by=manager, now=NOW)
    place = actions.enroll(program, declined, "mentee", by=manager, now=NOW)
    actions.decide_enrollment(place, "declined", by=manager, now=NOW)
    actions.create_program("Other", by=admin, now=NOW)
    for by in (manager, declined, mentee, admin, SETUP, Visitor()):
        for model, name in ((Program, "program.see"), (Enrollment, "enrollment.see")):
            seen = set(visible_to(by, model).values_list("pk", flat=True))
            allowed = {thing.pk for thing in model.objects.all() if decide(by, name, thing).allowed}
            assert seen == allowed


def test_figures_count_places_by_role_and_state(
    program: Program, manager: Person, make_person: MakePerson
) -> None:
    mentor = actions.enroll(program, make_person(), "mentor", state="approved", seats=2, by=manager, now=NOW)
    Enrollment.objects.filter(pk=mentor.pk).update(seats_taken=1)
    for _ in range(3):
        actions.enroll(program, make_person(), "mentee", by=manager, now=NOW)
    counted = queries.participation(program)
    assert (counted.seats, counted.seats_taken) == (2, 1)
    assert counted.count("applied") == 3
    assert counted.count("applied", role="mentor") == 0


def test_lists_cost_the_same_queries_at_any_size(
    program: Program,
    manager: Person,
    make_person: MakePerson,
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    for size in (2, 12):
        for _ in range(size):
            actions.enroll(program, make_person(), "mentee", by=manager, now=NOW)
        with django_assert_num_queries(1):  # type: ignore[operator]
            names = [place.person.profile.place for place in queries.waiting_places(manager, program)]
        assert len(names) >= size


def test_the_night_job_is_somebody_too(program: Program, make_person: MakePerson) -> None:
    actions.enroll(program, make_person(), "mentee", by=System("import"), now=NOW)
    row = LoggedEvent.objects.order_by("pk").last()
    assert row is not None
    assert (row.by_kind, row.by_name, row.by_person) == ("system", "import", None)
