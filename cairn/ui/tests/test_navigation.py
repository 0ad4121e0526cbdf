"""Header, dock and footer: each reader's own links, and which one is current."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from cairn.ui import navigation
from cairn.ui.navigation import NavEntry, ProgramChoice, Standing


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_registry", navigation._Registry())
    return


def a_request(page: str = "style", signed_in: bool = True) -> HttpRequest:
    request = RequestFactory().get("/style/")
    request.user = SimpleNamespace(is_authenticated=signed_in)  # type: ignore[assignment]
    request.resolver_match = SimpleNamespace(view_name=page)  # type: ignore[assignment]
    return request


def register(place: navigation.Place, count: int, **more: bool) -> None:
    """So many links, all to the style guide under different names."""
    for number in range(count):
        entry = NavEntry(place, f"Link {number}", "sun", "style", number, **more)  # type: ignore[arg-type]
        navigation._registry.entries[place, f"{place}-{number}"] = entry


def reads_as(persona: navigation.Persona, **more: object) -> None:
    navigation.set_reader(lambda request: Standing(persona, **more))  # type: ignore[arg-type]


def test_a_reader_sees_the_links_of_their_persona_only() -> None:
    navigation.register(NavEntry("mentee", "Today", "sun", "style", 1))
    register("manager", 3)
    reads_as("mentee")
    assert [link.label for link in navigation.navigation_of(a_request()).links] == ["Today"]


def test_a_visitor_is_not_asked_for_a_standing() -> None:
    def never(request: HttpRequest) -> Standing:
        raise AssertionError

    navigation.set_reader(never)
    assert navigation.navigation_of(a_request(signed_in=False)).standing == navigation.VISITOR


@pytest.mark.parametrize(
    "page, also, current",
    [
        ("style", (), True),
        ("home", (), False),
        ("people:profile", ("people:",), True),
        ("peoples", ("people:",), False),
        ("home", ("home",), True),
        ("", ("people:",), False),
    ],
)
def test_a_link_is_current_on_its_own_pages(page: str, also: tuple[str, ...], current: bool) -> None:
    navigation.register(NavEntry("mentee", "Today", "sun", "style", 1, also))
    reads_as("mentee")
    assert [link.is_current for link in navigation.navigation_of(a_request(page)).links] == [current]


def test_up_to_four_links_all_stand_in_the_dock() -> None:
    register("mentee", 4)
    reads_as("mentee")
    found = navigation.navigation_of(a_request())
    assert (len(found.dock), len(found.more)) == (4, 0)


def test_of_more_links_four_stand_in_the_dock_and_the_others_under_more() -> None:
    register("manager", 6)
    reads_as("manager")
    found = navigation.navigation_of(a_request(page="home"))
    assert ([link.label for link in found.dock], [link.label for link in found.more]) == (
        ["Link 0", "Link 1", "Link 2", "Link 3"],
        ["Link 4", "Link 5"],
    )
    assert not found.more_is_current


def test_a_link_may_leave_its_place_in_the_dock_to_others() -> None:
    register("manager", 6)
    entries = navigation._registry.entries
    entries["manager", "manager-1"] = NavEntry("manager", "People", "users", "style", 1, in_dock=False)
    reads_as("manager")
    found = navigation.navigation_of(a_request())
    assert [link.label for link in found.more] == ["People", "Link 5"]
    assert found.more_is_current


def test_the_switcher_offers_the_other_programs() -> None:
    reads_as(
        "mentee",
        programs=(ProgramChoice("Pathways 2026", "pathways", True), ("Open Doors 2026", "doors", False)),
        can_switch=True,
        switch_url="/program/",
    )
    found = navigation.navigation_of(a_request())
    assert (found.program, found.others) == ("Pathways 2026", (("Open Doors 2026", "doors"),))


def test_without_a_choice_there_is_no_switcher() -> None:
    reads_as("mentee", programs=(("Pathways 2026", "pathways", True), ("Open Doors 2026", "doors", False)))
    assert navigation.navigation_of(a_request()).others == ()


def test_the_same_page_twice_replaces_the_first() -> None:
    navigation.register(
        NavEntry("mentee", "Old", "sun", "style", 1), NavEntry("mentee", "New", "sun", "style", 1)
    )
    assert [entry.label for entry in navigation.entries_of("mentee")] == ["New"]


def test_an_unknown_icon_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="No icon is called sparkles"):
        navigation.register(NavEntry("mentee", "Today", "sparkles", "style", 1))


def test_a_link_that_leads_nowhere_fails_the_check() -> None:
    navigation.register(NavEntry("mentee", "Lost", "sun", "no-such-page", 1))
    assert [problem.id for problem in navigation.unreachable()] == ["ui.E001"]


def test_links_that_lead_somewhere_pass_the_check() -> None:
    navigation.register(NavEntry("mentee", "Style", "sun", "style", 1))
    assert navigation.unreachable() == []
