"""The demo touches nothing but its own folder."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from cairn.foundation import demo_mark
from cairn.operations import demo_folder
from cairn.operations.starting import CannotStart


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"CAIRN_DATABASE": "postgresql://real"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "demo"


def build(folder: Path) -> None:
    (folder / "cairn.sqlite3").write_text("people")


def test_a_new_folder_becomes_the_demos_own(folder: Path) -> None:
    demo_folder.settle_in(folder, 8001, "Halden Group")
    assert demo_mark.read(folder) == {}
    assert {name: value for name, value in os.environ.items() if name.startswith("CAIRN_")} == {
        "CAIRN_MODE": "demo",
        "CAIRN_DATA": str(folder),
        "CAIRN_ADDRESS": "http://localhost:8001",
        "CAIRN_ORGANIZATION": "Halden Group",
        "CAIRN_LOG_LEVEL": "WARNING",
    }


def test_a_folder_that_holds_something_else_stays_as_it_is(folder: Path) -> None:
    folder.mkdir()
    build(folder)
    with pytest.raises(CannotStart, match="holds something else than a demo"):
        demo_folder.settle_in(folder, 8001, "Halden Group")
    assert [path.name for path in folder.iterdir()] == ["cairn.sqlite3"]
    assert os.environ["CAIRN_DATABASE"] == "postgresql://real"


def test_the_demo_is_built_once_for_the_same_code_and_week(folder: Path) -> None:
    demo_folder.settle_in(folder, 8001, "Halden Group")
    assert not demo_folder.is_built(folder, "code 1")
    demo_folder.rebuild(folder, "code 1", lambda: build(folder))
    demo_folder.settle_in(folder, 8002, "Halden Group")
    assert demo_folder.is_built(folder, "code 1")
    assert not demo_folder.is_built(folder, "code 2")


def test_a_build_that_was_broken_off_begins_again(folder: Path) -> None:
    demo_folder.settle_in(folder, 8001, "Halden Group")
    demo_folder.rebuild(folder, "code 1", lambda: build(folder))

    def break_off() -> None:
        build(folder)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demo_folder.rebuild(folder, "code 1", break_off)
    assert not demo_folder.is_built(folder, "code 1")


def test_a_demo_that_is_running_is_not_emptied(folder: Path) -> None:
    demo_folder.settle_in(folder, 8001, "Halden Group")
    demo_folder.rebuild(folder, "code 1", lambda: build(folder))
    with demo_folder.in_use(folder), pytest.raises(CannotStart, match="A demo is running"):
        demo_folder.rebuild(folder, "code 2", lambda: build(folder))
    assert demo_folder.is_built(folder, "code 1")
    demo_folder.rebuild(folder, "code 2", lambda: build(folder))
    assert demo_folder.is_built(folder, "code 2")


def test_the_demo_is_of_the_week_it_is_started_in() -> None:
    days = [date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 30)]
    assert [demo_folder.monday(day).day for day in days] == [23, 23, 30]


def test_the_mode_demo_refuses_any_other_database(folder: Path) -> None:
    with pytest.raises(demo_mark.NotADemo, match="was not made by the demo"):
        demo_mark.require(folder, "")
    demo_mark.write(folder)
    demo_mark.require(folder, "")
    with pytest.raises(demo_mark.NotADemo, match="names another one"):
        demo_mark.require(folder, "postgresql://real")
