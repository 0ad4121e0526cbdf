"""`cairn` as a process of its own: pipes, screens and full disks."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from cairn import __version__
from cairn.cli.tests.program import ROOT, START, Program

COMMAND = (sys.executable, "-m", "cairn")


def run(
    *arguments: object, env: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_the_version_and_the_help_are_told() -> None:
    version, overview, help_ = run("--version"), run("--help"), run("match", "--help")

    assert (version.returncode, version.stdout) == (0, f"cairn {__version__}\n")
    assert overview.returncode == help_.returncode == 0
    assert "match" in overview.stdout
    assert "Exit codes:" in help_.stdout


def test_help_and_version_load_no_engine() -> None:
    code = (
        "import sys, cairn.cli.app; print(sorted({'numpy', 'scipy', 'ortools', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_process_says_the_same_as_the_command_within_one(program: Program) -> None:
    done = run("match", program.mentees, program.mentors, *START)

    assert done.returncode == 0
    assert done.stdout == program.match().out
    assert done.stderr == ""


def test_there_is_no_color_in_a_pipe_even_if_colors_are_forced(program: Program) -> None:
    done = run("match", program.mentees, "nowhere.csv", *START, env={"FORCE_COLOR": "1", "TERM": "xterm"})

    assert done.returncode == 3
    assert "\x1b" not in done.stdout + done.stderr


def test_a_reader_who_leaves_early_is_no_mistake_and_the_file_is_whole(program: Program) -> None:
    path = program.folder / "pairs.csv"
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run("match", program.mentees, program.mentors, *START, "--out", path, stdout=writing)
    finally:
        os.close(writing)

    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_text("utf-8-sig").count("\n") == 4


@pytest.mark.parametrize("words", [("--help",), ("match", "--help")])
def test_nobody_who_reads_the_help_is_no_traceback(words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run(*words, stdout=writing)
    finally:
        os.close(writing)

    assert done.stderr == ""


def test_ctrl_c_ends_with_130_and_writes_nothing(program: Program) -> None:
    code = (
        "import os, signal, cairn.cli.match as match\n"
        "match.work_out = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        "from cairn.cli import main\n"
        "main()"
    )
    path = program.folder / "pairs.xlsx"
    done = subprocess.run(
        [sys.executable, "-c", code, "match", program.mentees, program.mentors, "--out", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "Cancelled. Nothing was written.\n"
    assert not path.exists()


def test_a_screen_without_some_letters_shows_a_sign_instead(tmp_path: Path) -> None:
    program = Program(tmp_path, [{"Name": "Zoë Ångström"}], [{"Name": "李娜"}])
    done = run("match", program.mentees, program.mentors, *START, env={"PYTHONIOENCODING": "ascii"})

    assert done.returncode == 0
    assert "Zo? ?ngstr?m" in done.stdout


def test_a_mistake_of_ours_shows_its_trace_only_when_asked(program: Program) -> None:
    code = (
        "import sys, cairn.cli.match as match\n"
        "def odd(*_): raise RuntimeError('odd')\n"
        "match.work_out = odd\n"
        "from cairn.cli import main\n"
        "main()"
    )
    command = [sys.executable, "-c", code, "match", str(program.mentees), str(program.mentors)]
    plain = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    asked = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "CAIRN_TRACEBACK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert plain.returncode == asked.returncode == 1
    assert "RuntimeError: odd" in plain.stderr
    assert "Traceback" not in plain.stderr
    assert "Traceback" in asked.stderr
