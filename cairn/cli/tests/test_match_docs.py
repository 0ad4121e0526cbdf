"""What the command takes and how it ends stands in its documentation, and what is shown there is true."""

import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from cairn.cli.app import app
from cairn.cli.exits import MEANINGS
from cairn.cli.options import Order, Program
from cairn.cli.tests.program import ROOT, START, cairn
from cairn.cli.tests.program import Program as Sheets

PAGE = (ROOT / "docs" / "match-command" / "README.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def options() -> list[str]:
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    match = command.commands["match"]
    return sorted(name for parameter in match.params for name in parameter.opts if name.startswith("--"))


@pytest.mark.parametrize("option", options())
def test_each_option_is_documented(option: str) -> None:
    assert f"`{option}`" in PAGE or f"`{option} " in PAGE


@pytest.mark.parametrize("value", [*(kind.value for kind in Program), *(order.value for order in Order)])
def test_each_program_type_and_order_is_documented(value: str) -> None:
    assert f"`{value}`" in PAGE


def test_each_exit_code_is_documented_in_the_words_of_the_help() -> None:
    for code, meaning in MEANINGS.items():
        assert f"| {code.value} | {meaning} |" in PAGE


def test_each_key_of_the_json_is_documented(tmp_path: Path) -> None:
    people = [{"ID": f"P{number}"} for number in range(8)]
    guides = [{"ID": "Q", "Seats": 8}]
    pool = Sheets(tmp_path, people, people).document("--program", "peer")
    circles = Sheets(tmp_path, people, guides).document("--program", "circle")
    sheets = Sheets(tmp_path)
    documents = (pool, circles, sheets.document("--compare"), sheets.document("--ranked"))
    keys = {key for document in documents for key in (*document, *document["pairs"][0])}

    assert {"orders", "ranked", "circles", "contributions_back"} <= keys
    for key in sorted(keys - {"mentee", "mentor"}):
        assert f"`{key}`" in PAGE, key


@pytest.mark.parametrize("page", [README, PAGE], ids=["README.md", "docs/match-command/README.md"])
def test_each_line_that_a_page_shows_is_what_the_command_answers(page: str) -> None:
    examples = ROOT / "examples"
    sheets = (examples / "mentees.csv", examples / "mentors.csv", "--program", "career", *START)
    lists = ("--pairs", examples / "pairs.csv", "--forbid", examples / "forbid.csv")
    samples = re.findall(r"^```console\n(\$ (?:.*\\\n)*.*\n)(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert samples
    for command, shown in samples:
        asked = [word for found in re.findall(r"--explain \S+", command) for word in found.split()]
        answer = iter(cairn("match", *sheets, *lists, *asked).out.splitlines())
        for line in shown.splitlines():
            assert line in ("", "…") or line in answer, line
