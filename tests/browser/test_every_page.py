"""Every page that somebody can open is whole: on a desk and a phone, light and dark."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Opening
from tests.browser.house import House
from tests.browser.looking import Watcher, faults, shape_faults, sideways, told

PERSONAS = ("visitor", "mentor", "mentee", "manager", "owner", "administrator", "newcomer")
ALIKE = ("applicant", "other", "reader")
"""They see pages that the others see too, with other people on them."""


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_page_of_a_persona_is_whole(persona: str, house: House, visit: Opening) -> None:
    page = visit(persona)
    watcher = Watcher(page)
    found: dict[str, list[str]] = {}
    for address in house.pages[persona]:
        answer = page.goto(address)
        status = answer.status if answer else 0
        wrong = [*faults(page), *watcher.take(), *([] if status == 200 else [f"{status} at {page.url}"])]
        if wrong:
            found[address] = wrong
    assert found == {}, told(found)


@pytest.mark.parametrize("persona", ALIKE)
def test_every_page_of_who_sees_the_same_keeps_its_shape(persona: str, house: House, visit: Opening) -> None:
    page = visit(persona)
    watcher = Watcher(page)
    found: dict[str, list[str]] = {}
    for address in house.pages[persona]:
        page.goto(address)
        if wrong := [*shape_faults(page), *sideways(page), *watcher.take()]:
            found[address] = wrong
    assert found == {}, told(found)
