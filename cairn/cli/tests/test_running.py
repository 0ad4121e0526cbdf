"""The commands that run an installation, as far as the command line itself goes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cairn.cli.tests.program import ROOT
from cairn.cli.tests.test_match_process import run

COMMANDS = ["demo", "serve", "work", "createadmin", "doctor"]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    help_ = run(command, "--help")
    assert (help_.returncode, help_.stderr) == (0, "")
    assert help_.stdout.startswith(f"Usage: cairn {command} [OPTIONS]")


def test_the_overview_lists_them_in_whole_sentences() -> None:
    lines = run("--help").stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in lines if line] == ["match", *COMMANDS]
    assert all(line.endswith(".") and not line.endswith("...") for line in lines if line)


def test_matching_loads_no_django() -> None:
    code = "import sys, cairn.cli.app, cairn.cli.match; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    assert run("serve", "--port", port).returncode == 2
