"""The demo is the same each time, and touches nothing that is not its own."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test.utils import override_settings

from cairn.foundation import demo_mark
from cairn.foundation.actors import System
from cairn.foundation.models import CacheRow, LoggedEvent
from cairn.operations import demo
from cairn.operations.demo import building, play
from cairn.operations.demo.organization import by_key, table
from cairn.people.actions import create_person
from cairn.programs.models import Program

ANCHOR = date(2026, 11, 23)
BEGINNING = datetime(2026, 11, 23, tzinfo=UTC)
SMALL = sorted(
    {*play.NEEDED, *(mentor for mentee, mentor in table("pairs").items() if mentee in play.NEEDED)}
)
"""Few enough to be played twice, and enough for every kind of act."""

ROOMS = ("foundation", "mail", "people", "programs")
UNLIKE = frozenset({"password", "rendered"})
"""Random by their nature: a password that opens nothing, the boundaries of a letter's parts."""


def played(anchor: date) -> int:
    with building.quick_writes(), override_settings(INLINE_REACTIONS=True):
        return play.play(anchor, [by_key()[key] for key in SMALL])


@pytest.mark.django_db(transaction=True)
def test_the_same_week_gives_the_same_demo() -> None:
    call_command("flush", interactive=False, verbosity=0)  # events are numbered from one again
    first = (played(ANCHOR), dump())
    call_command("flush", interactive=False, verbosity=0)
    assert (played(ANCHOR), dump()) == first


@pytest.mark.django_db(transaction=True)
def test_another_week_gives_another_demo() -> None:
    played(date(2025, 3, 3))
    assert set(Program.objects.values_list("name", flat=True)) == {"Pathways 2024", "Open Doors 2025"}
    assert LoggedEvent.objects.order_by("-pk")[0].at < datetime(2025, 3, 3, tzinfo=UTC)


def dump() -> str:
    """A hash of every row of our rooms, with private words in clear."""
    found = hashlib.sha256()
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            if model is CacheRow:
                continue  # what the processes remember for a while is not the demo
            fields = [field for field in model._meta.concrete_fields if field.name not in UNLIKE]
            for row in model._default_manager.order_by("pk"):
                values: list[Any] = [field.value_from_object(row) for field in fields]
                found.update(f"{model.__name__} {values}\n".encode())
    return found.hexdigest()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder that the demo has marked as its own."""
    folder = tmp_path / "demo"
    demo_mark.write(folder)
    return folder


def check(folder: Path, *, mode: bool = True, vendor: str = "sqlite", file: Path | None = None) -> None:
    building.check_own(folder, demo=mode, vendor=vendor, file=file or folder / "cairn.sqlite3")


def test_its_own_empty_database_is_taken(own: Path) -> None:
    check(own)


def test_nothing_is_touched_in_another_mode(own: Path) -> None:
    with pytest.raises(demo_mark.NotADemo, match="CAIRN_MODE"):
        check(own, mode=False)


def test_no_folder_without_a_mark_is_touched(tmp_path: Path) -> None:
    with pytest.raises(demo_mark.NotADemo, match="was not made by the demo"):
        check(tmp_path)


def test_no_database_elsewhere_is_touched(own: Path, tmp_path: Path) -> None:
    with pytest.raises(demo_mark.NotADemo, match="is not in the demo's folder"):
        check(own, file=tmp_path / "cairn.sqlite3")
    with pytest.raises(demo_mark.NotADemo, match="a database file of its own"):
        check(own, vendor="postgresql")


@pytest.mark.django_db
def test_no_database_with_people_is_touched() -> None:
    building.check_empty()
    create_person("somebody@example.org", "Somebody", by=System("a test"), now=BEGINNING)
    with pytest.raises(demo_mark.NotADemo, match="holds people"):
        building.check_empty()


@pytest.mark.django_db
def test_building_asks_before_it_writes(own: Path) -> None:
    with pytest.raises(demo_mark.NotADemo):
        demo.build(own, ANCHOR)
    assert not LoggedEvent.objects.exists()


def test_the_fingerprint_is_of_a_week() -> None:
    assert demo.fingerprint(date(2026, 11, 25)) == demo.fingerprint(ANCHOR)
    assert demo.fingerprint(date(2026, 11, 30)) != demo.fingerprint(ANCHOR)
