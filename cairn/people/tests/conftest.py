"""Persons and browsers to try things with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from cairn.foundation import decisions
from cairn.people.models import Person
from cairn.people.tests.cast import Browser, a_person


@pytest.fixture
def thao(db: None) -> Person:
    """Thảo, who looks for a mentor."""
    return a_person("Thảo Nguyễn", zone="Asia/Ho_Chi_Minh")


@pytest.fixture
def ifeoma(db: None) -> Person:
    """Ifeoma, whom nobody has to do with yet."""
    return a_person("Ifeoma Nwosu", zone="Africa/Lagos")


@pytest.fixture
def arvid(db: None) -> Person:
    """Arvid, who looks after the installation."""
    return a_person("Arvid Holm", administrator=True)


@pytest.fixture
def browser(db: None) -> Callable[[Person], Browser]:
    """Signs somebody in, in a browser of their own."""
    return Browser.of


@pytest.fixture
def only_our_grounds() -> Iterator[None]:
    """Takes away what rooms further up allow, and gives it back."""
    kept = {name: list(grounds) for name, grounds in decisions._grounds.items()}
    decisions._grounds.clear()
    yield
    decisions._grounds.clear()
    decisions._grounds.update(kept)
