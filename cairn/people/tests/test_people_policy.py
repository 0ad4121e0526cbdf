"""Who may do what with persons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn.foundation.actors import Actor, System, Visitor
from cairn.foundation.decisions import Ground, add_ground, decide, visible_to
from cairn.foundation.ids import new_id
from cairn.people import policy, queries
from cairn.people.models import NotWith, Person
from cairn.people.tests.cast import NOW, a_person

pytestmark = pytest.mark.django_db

VERBS = (
    "person.see",
    "person.see_private",
    "person.edit",
    "person.rename",
    "person.deactivate",
    "person.make_administrator",
    "preferences.edit",
    "not_with.edit",
    "contact.block",
)


def answers(by: Actor, person: Person) -> dict[str, str]:
    """Yes, no with a reason, or hidden, for each verb."""
    found = {}
    for verb in VERBS:
        decision = decide(by, verb, person)
        found[verb] = "yes" if decision else ("hidden" if decision.hidden else "no")
    return found


def row(*words: str) -> dict[str, str]:
    return dict(zip(VERBS, words, strict=True))


def test_the_table_of_who_may_what(
    thao: Person, ifeoma: Person, arvid: Person, only_our_grounds: None
) -> None:
    y, n, h = "yes", "no", "hidden"
    gone = a_person("Gone")
    gone.is_active = False
    gone.save()

    assert answers(thao, thao) == row(y, y, y, y, n, n, y, y, h)
    assert answers(arvid, thao) == row(y, n, n, y, y, y, n, h, h)
    assert answers(arvid, arvid) == row(y, y, y, y, n, y, y, y, h)
    assert answers(ifeoma, thao) == row(h, h, h, h, h, h, h, h, h)
    assert answers(Visitor(), thao) == row(h, h, h, h, h, h, h, h, h)
    assert answers(gone, gone) == row(h, h, h, h, h, h, h, h, h)
    assert answers(System("import"), thao) == row(y, y, y, y, y, y, y, y, y)


@pytest.mark.parametrize("verb", ["person.list", "person.create"])
def test_administrators_list_and_add(verb: str, thao: Person, arvid: Person, only_our_grounds: None) -> None:
    assert decide(arvid, verb).allowed
    assert not decide(thao, verb).allowed
    assert decide(Visitor(), verb).hidden


def test_whoever_looks_after_people_may_list_those(
    thao: Person, ifeoma: Person, arvid: Person, only_our_grounds: None
) -> None:
    def looked_after(by: Actor) -> object:
        return Person.objects.filter(pk=ifeoma.pk) if by == thao else Person.objects.none()

    for verb in ("person.see", "person.list", "person.see_private"):
        add_ground(verb, Ground("looks after", looked_after))  # type: ignore[arg-type]

    assert decide(thao, "person.list").allowed
    assert list(policy.listed_for(thao)) == [ifeoma]
    assert not decide(ifeoma, "person.list").allowed
    assert policy.relation(thao, ifeoma) == "manager"
    assert policy.relation(arvid, ifeoma) == "administrator"
    assert policy.relation(ifeoma, ifeoma) == "own"


@pytest.mark.parametrize("model, verb", [(Person, "person.see"), (NotWith, "not_with.see")])
@given(data=st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_one_may_see_and_what_is_listed_agree(
    db: None, model: Any, verb: str, data: st.DataObject
) -> None:
    people = [a_person(f"Person {number}") for number in range(4)]
    for person in people:
        person.is_active = data.draw(st.booleans())
        person.is_administrator = data.draw(st.booleans())
        person.save()
    for one, other in data.draw(st.sets(st.permutations(range(4)).map(lambda p: (p[0], p[1])), max_size=5)):
        NotWith.objects.get_or_create(person=people[one], other=people[other], defaults={"id": new_id(NOW)})

    actors: list[Actor] = [*people, System("any"), Visitor()]
    for by in actors:
        seen: set[Any] = set(visible_to(by, model))
        assert {thing for thing in model.objects.all() if decide(by, verb, thing)} == seen
        assert set(policy.listed_for(by)) <= set(visible_to(by, Person))


def test_a_reader_gets_only_the_parts_that_the_table_allows(
    thao: Person, ifeoma: Person, arvid: Person, only_our_grounds: None
) -> None:
    add_ground("person.see", Ground("shares", lambda by: Person.objects.all()))

    assert set(queries.seen_profile(thao, ifeoma).parts) == policy_fields("directory")
    assert set(queries.seen_profile(thao, arvid).parts) == policy_fields("administrator")
    assert set(queries.seen_profile(thao, thao).parts) == policy_fields("own")
    assert set(queries.seen_profile(thao, thao, as_relation="manager").parts) == policy_fields("manager")


def test_nobody_but_the_owner_chooses_whose_eyes_to_look_with(thao: Person, arvid: Person) -> None:
    assert queries.seen_profile(thao, arvid, as_relation="own").relation == "administrator"


def policy_fields(relation: str) -> frozenset[str]:
    from cairn.people.rules.audience import fields_for

    return fields_for(relation)  # type: ignore[arg-type]


def test_a_search_by_name_finds_only_whom_one_may_see(
    thao: Person, ifeoma: Person, arvid: Person, browser: Callable[..., object]
) -> None:
    assert queries.find_by_name(thao, "ifeo") == []
    assert queries.find_by_name(arvid, "nwo IFEO") == [ifeoma]
    assert queries.find_by_name(arvid, "  ") == []
