"""The list of people, a profile, one's own page, preferences, and accounts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.foundation.decisions import Ground, add_ground
from cairn.foundation.testing import canary
from cairn.people import actions
from cairn.people.models import Look, Person
from cairn.people.queries import listing
from cairn.people.queries.listing import FurtherFilter
from cairn.people.rules.skills import ChosenSkill
from cairn.people.rules.windows import Stretch
from cairn.people.tests.cast import NOW, Browser, a_person

pytestmark = pytest.mark.django_db
Open = Callable[[Person], Browser]


def filled(name: str, **answers: Any) -> Person:
    """Somebody with a profile in which every private field has a canary."""
    person = a_person(name)
    who = {"name": name, "headline": "Planner", "place": "Lagos", **answers.get("who", {})}
    actions.answer_step(person, "who", who, by=person, now=NOW)
    actions.answer_step(person, "about", {"about": canary(f"about {name}")}, by=person, now=NOW)
    actions.answer_step(person, "hopes", {"hopes": canary(f"hopes {name}")}, by=person, now=NOW)
    room = f"https://meet.example/{canary(f'room {name}')}"
    actions.answer_step(person, "room", {"room_link": room}, by=person, now=NOW)
    actions.set_windows(person, [Stretch(1, 540, 600)], by=person, now=NOW)
    for step, given in answers.items():
        if step != "who":
            actions.answer_step(person, step.replace("_", "-"), given, by=person, now=NOW)
    return person


def names(page: Any) -> list[str]:
    """Who is on a page of the list."""
    return re.findall(r'class="chip-name"><a href="[^"]*">([^<]*)</a>', page.content.decode())


@pytest.fixture
def three(arvid: Person) -> list[Person]:
    """Three people to look for."""
    return [
        filled(
            "Aigerim",
            offered_skills={"skills": [ChosenSkill("sql", 4)]},
            languages={"languages": ["en", "fr"], "zone": "UTC"},
            career={"field": "energy", "function": "engineering", "stage": 3},
        ),
        filled(
            "Bongani",
            offered_skills={"skills": [ChosenSkill("bee keeping", 4)]},
            languages={"languages": ["fr"], "zone": "UTC"},
            career={"field": "healthcare", "function": "engineering", "stage": 7},
        ),
        filled("Chidi", who={"place": "Oslo"}, wanted_skills={"skills": [ChosenSkill("sql", 1)]}),
    ]


@pytest.mark.parametrize(
    "query, found",
    [
        ("", ["Aigerim", "Arvid Holm", "Bongani", "Chidi"]),
        ("?q=chi", ["Chidi"]),
        ("?q=planner+oslo", ["Chidi"]),
        ("?q=SQL", ["Aigerim"]),
        ("?q=Bee-Keeping", ["Bongani"]),
        ("?skill=databases", ["Aigerim"]),
        ("?function=engineering", ["Aigerim", "Bongani"]),
        ("?function=engineering&field=energy", ["Aigerim"]),
        ("?field=energy&field=healthcare", ["Aigerim", "Bongani"]),
        ("?language=fr", ["Aigerim", "Bongani"]),
        ("?language=en", ["Aigerim"]),
        ("?stage=4", ["Bongani"]),
        ("?standing=closed", []),
        ("?language=xx&stage=99&standing=maybe&page=77", ["Aigerim", "Arvid Holm", "Bongani", "Chidi"]),
        ("?q=%00%27%22%3B--%25", []),
        ("?function=%00x&field=%00&skill=%00&stage=%C2%B2", []),
        ("?q=nobody+of+this+name", []),
    ],
)
def test_the_list_is_searched_and_filtered(
    arvid: Person, three: list[Person], browser: Open, query: str, found: list[str]
) -> None:
    page = browser(arvid).get("people:list", query=query)

    assert page.status_code == 200
    assert names(page) == found


def test_filters_in_use_are_named_and_can_be_taken_away(
    arvid: Person, three: list[Person], browser: Open
) -> None:
    page = browser(arvid).get("people:list", query="?q=ai&function=engineering&page=1").content.decode()

    assert "1 of 4 people" in page
    assert 'href="?q=ai"' in page
    assert 'href="?function=engineering"' in page


def test_an_empty_list_teaches_the_next_step(arvid: Person, browser: Open) -> None:
    page = browser(arvid).get("people:list", query="?q=zzz").content.decode()

    assert "Nobody fits all of that" in page
    assert "Show everybody" in page


def test_closed_accounts_are_found_when_asked_for(arvid: Person, three: list[Person], browser: Open) -> None:
    actions.deactivate(three[0], by=arvid, now=NOW)
    at = browser(arvid)

    assert names(at.get("people:list")) == ["Arvid Holm", "Bongani", "Chidi"]
    assert names(at.get("people:list", query="?standing=closed")) == ["Aigerim"]
    assert names(at.get("people:list", query="?standing=all"))[0] == "Aigerim"


def test_fifty_stand_on_a_page(arvid: Person, browser: Open) -> None:
    for number in range(60):
        a_person(f"Person {number:02}")
    at = browser(arvid)

    assert len(names(at.get("people:list"))) == 50
    assert len(names(at.get("people:list", query="?page=2"))) == 11


def test_the_list_asks_as_often_for_three_as_for_forty(arvid: Person, browser: Open) -> None:
    at = browser(arvid)
    at.get("people:list")
    counts = []
    for more in (3, 37):
        for number in range(more):
            filled(
                f"Person {more} {number}",
                offered_skills={"skills": [ChosenSkill("sql", 4), ChosenSkill("excel", 3)]},
                career={"field": "energy", "function": "engineering", "stage": 3},
            )
        with CaptureQueriesContext(connection) as asked:
            page = at.get("people:list", query="?q=sql")
        counts.append(len(asked))
        assert page.status_code == 200

    assert counts[0] == counts[1]


def test_a_profile_asks_as_often_for_little_as_for_much(arvid: Person, browser: Open) -> None:
    little, much = (
        a_person("Little"),
        filled("Much", offered_skills={"skills": [ChosenSkill(f"own {n}", 3) for n in range(15)]}),
    )
    at = browser(arvid)
    at.get("people:profile", little.pk)
    counts = []
    for person in (little, much):
        with CaptureQueriesContext(connection) as asked:
            at.client.get(reverse("people:profile", args=[person.pk]))
        counts.append(
            len(
                [
                    one
                    for one in asked
                    if "people_look" not in one["sql"]
                    and "loggedevent" not in one["sql"]
                    and "SAVEPOINT" not in one["sql"]
                ]
            )
        )

    assert counts[0] == counts[1]


def test_who_looks_after_nobody_finds_no_list(thao: Person, browser: Open) -> None:
    at = browser(thao)

    assert at.get("people:list").status_code == 404
    assert at.get("people:new").status_code == 403
    assert 'href="/people/"' not in at.get("people:me").content.decode()


def test_a_stranger_does_not_exist(thao: Person, ifeoma: Person, browser: Open) -> None:
    at = browser(thao)

    assert at.get("people:profile", ifeoma.pk).status_code == 404
    assert at.get("people:account", ifeoma.pk).status_code == 404
    assert at.get("people:account", thao.pk).status_code == 403


def test_an_administrator_reads_no_hopes_and_no_room(arvid: Person, browser: Open) -> None:
    person = filled("Rohan")

    page = browser(arvid).get("people:profile", person.pk).content.decode()

    assert canary("about Rohan") in page
    assert canary("hopes Rohan") not in page
    assert canary("room Rohan") not in page


def test_whoever_matches_reads_the_hopes(
    thao: Person, arvid: Person, browser: Open, only_our_grounds: None
) -> None:
    """The control of the test before: where the table allows it, the words are there."""
    person = filled("Rohan")
    for verb in ("person.see", "person.see_private"):
        add_ground(verb, Ground("matches", lambda by: Person.objects.filter(pk=person.pk)))

    page = browser(thao).get("people:profile", person.pk).content.decode()

    assert canary("hopes Rohan") in page
    assert canary("room Rohan") not in page


def test_a_fellow_participant_sees_what_a_directory_shows(
    thao: Person, browser: Open, only_our_grounds: None
) -> None:
    person = filled("Rohan")
    add_ground("person.see", Ground("shares", lambda by: Person.objects.filter(pk=person.pk)))

    page = browser(thao).get("people:profile", person.pk).content.decode()

    assert canary("about Rohan") in page
    assert canary("hopes Rohan") not in page
    assert person.email not in page
    assert "09:00" not in page


def test_that_somebody_looked_is_noted_once_the_answer_has_left(
    arvid: Person, thao: Person, browser: Open
) -> None:
    at = browser(arvid)
    for _ in range(2):
        at.get("people:profile", thao.pk)
    at.get("people:profile", arvid.pk)

    assert [(look.reader, look.subject) for look in Look.objects.all()] == [(arvid, thao)]


def test_one_may_look_with_the_eyes_of_others(browser: Open) -> None:
    person = filled("Rohan")
    at = browser(person)

    seen = {
        eyes: at.get("people:others_see", query=f"?as={eyes}").content.decode()
        for eyes in ("directory", "manager", "administrator", "own")
    }

    assert {eyes: canary("hopes Rohan") in page for eyes, page in seen.items()} == {
        "directory": False,
        "manager": True,
        "administrator": False,
        "own": False,
    }
    assert all(canary("room Rohan") not in page for page in seen.values())
    assert all("This is how others see you" in page for page in seen.values())


def test_ones_own_page_shows_what_was_said_and_what_waits(browser: Open) -> None:
    person = filled("Rohan")

    page = browser(person).get("people:me").content.decode()

    assert "10 questions are left" in page
    assert canary("hopes Rohan") in page
    assert "1 hour a week" in page


def test_an_administrator_adds_closes_and_opens(arvid: Person, browser: Open) -> None:
    at = browser(arvid)

    made = at.post("people:new", name="Lee Wu", email="lee@halden.example", zone="UTC")
    lee = Person.objects.get(email="lee@halden.example")
    assert made.headers["Location"] == reverse("people:profile", args=[lee.pk])
    for act, active, administrator in (
        ("appoint", True, True),
        ("withdraw", True, False),
        ("close", False, False),
        ("open", True, False),
        ("?", True, False),
    ):
        at.post("people:account", lee.pk, act=act)
        lee.refresh_from_db()
        assert (lee.is_active, lee.is_administrator) == (active, administrator)


def test_an_account_is_only_changed_after_a_fresh_proof(arvid: Person, thao: Person, browser: Open) -> None:
    at = browser(arvid)
    at.prove(at=0)

    assert at.get("people:account", thao.pk).status_code == 302
    at.post("people:account", thao.pk, act="appoint")

    thao.refresh_from_db()
    assert not thao.is_administrator


def test_the_last_administrator_reads_why_not(arvid: Person, browser: Open) -> None:
    page = browser(arvid).post("people:account", arvid.pk, act="withdraw")

    assert page.status_code == 409
    assert "Somebody has to look after this installation." in page.content.decode()


def test_a_wrong_address_for_a_new_person_is_told(arvid: Person, browser: Open) -> None:
    page = browser(arvid).post("people:new", name="", email="lee", zone="UTC")

    assert page.status_code == 422
    assert "Write an email address, like name@example.org" in page.content.decode()


def test_rooms_further_up_add_lists_and_lines(
    arvid: Person, three: list[Person], browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_further", {})
    monkeypatch.setattr(listing, "_lines", [])
    listing.add_filter(
        FurtherFilter(
            "role",
            "Role",
            lambda by: [("c", "Begins with C")],
            lambda found, choice, by: found.filter(name__startswith="C"),
        )
    )
    listing.set_lines(lambda persons, by: {person.pk: f"Mentor {person.name}" for person in persons})
    at = browser(arvid)

    page = at.get("people:list", query="?role=c")

    assert names(page) == ["Chidi"]
    assert "Mentor Chidi" in page.content.decode()
    assert "Begins with C" in page.content.decode()


def test_nothing_here_is_for_visitors(client: Any, thao: Person) -> None:
    pages = [
        reverse(f"people:{name}", args=args)
        for name, args in (
            ("me", []), ("preferences", []), ("others_see", []), ("go_on", []), ("step", ["who"]),
            ("list", []), ("new", []), ("profile", [thao.pk]), ("account", [thao.pk]),
            ("skills", ["wanted-skills"]),
        )
    ]  # fmt: skip

    assert {client.get(page).status_code for page in pages} == {302}
