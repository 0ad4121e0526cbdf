"""The pages for administrators know every setting, command and option, and none that is not there."""

from __future__ import annotations

import re

import pytest
import typer
from typer.core import TyperGroup

from cairn.cli.app import app
from cairn.cli.exits import Ending
from cairn.foundation import health
from cairn.operations.tests.conftest import ROOT

FOLDER = ROOT / "docs" / "administrators"
SETTINGS = (FOLDER / "settings.md").read_text("utf-8")
COMMANDS = (FOLDER / "commands.md").read_text("utf-8")
OF_THE_COMMAND_LINE = {"CAIRN_TRACEBACK"}
EVERYWHERE = {"--help", "--no-color"}


def commands() -> dict[str, set[str]]:
    """The options of each command that runs an installation."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return {
        name: {
            option
            for parameter in command.params
            if not getattr(parameter, "hidden", False)
            for option in parameter.opts
            if option.startswith("--")
        }
        for name, command in group.commands.items()
        if name != "match"
    }


def section(command: str) -> str:
    return COMMANDS.split(f"\n## cairn {command}\n")[1].split("\n## ")[0]


def test_each_setting_is_described_once_and_no_other() -> None:
    code = "".join(
        (ROOT / "cairn" / "site" / f"{name}.py").read_text("utf-8") for name in ("settings", "defaults")
    )
    in_code = set(re.findall(r"env\.\w+\(\s*\"(CAIRN_[A-Z_]+)\"", code))
    described = re.findall(r"^\| `(CAIRN_[A-Z_]+)` \|", SETTINGS, re.MULTILINE)
    assert sorted(described) == sorted(in_code | OF_THE_COMMAND_LINE)


def test_every_setting_named_in_code_or_pages_exists() -> None:
    described = set(re.findall(r"^\| `(CAIRN_[A-Z_]+)` \|", SETTINGS, re.MULTILINE))
    pages = [
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "README.md",
        *(ROOT / "cairn" / "operations").glob("*.py"),
    ]
    named = {name for page in pages for name in re.findall(r"\bCAIRN_[A-Z_]+\b", page.read_text("utf-8"))}
    assert {name for name in named - described if not name.startswith("CAIRN_TEST_")} == set()


def test_each_command_has_its_section_and_no_other_has() -> None:
    assert re.findall(r"^## cairn (\w+)$", COMMANDS, re.MULTILINE) == list(commands())


@pytest.mark.parametrize("command", commands())
def test_each_option_of_a_command_is_described_and_no_other(command: str) -> None:
    described = re.findall(r"^\| `(--[a-z-]+)", section(command), re.MULTILINE)
    assert sorted(described) == sorted(commands()[command] - EVERYWHERE)


@pytest.mark.parametrize("code", [Ending.DONE, Ending.WRONG_USE, Ending.NOT_READY, Ending.CANCELLED])
def test_each_exit_code_is_described(code: Ending) -> None:
    assert f"\n| {code.value} | " in COMMANDS


def test_the_names_that_readyz_may_tell_are_listed() -> None:
    page = (FOLDER / "README.md").read_text("utf-8")
    (listed,) = re.findall(r"with the names of what is not: (.*) \|", page)
    names = [check.__name__ for check in health.READINESS]
    assert (re.findall(r"`(\w+)`", listed), names) == (
        ["database", "migrations", "worker", "disk"],
        ["database_writes", "migrations", "worker", "disk_space"],
    )
