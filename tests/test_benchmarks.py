"""The benchmark's harness on tiny sizes: every line appears, and where a peer is there, it agrees with us."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import against, cases, pages, sizes, writes
from benchmarks.house import served
from benchmarks.table import MISSING, Row, notes, table

TINY: dict[str, Callable[[], list[Row]]] = {
    "size": partial(cases.size, 60, 30, 1, 60, 4_000),
    "double-loop": partial(cases.double_loop, 60, 30, 60),
    "flow": partial(against.flow, 120, 60, 20),
    "munkres": partial(against.munkres, 40, 20),
    "hospital-resident": partial(against.hospital_resident, 40, 20),
    "orders": partial(cases.orders, 80, 40),
    "moves": partial(cases.moves, 100, 50, 60),
    "lock": partial(cases.lock, 80, 40, 3),
    "directory": partial(cases.directory, 100),
    "modes": partial(cases.modes, 80, 40),
    "writers": partial(writes.writes, 2, 0.1),
    "house-pages": partial(pages.pages, "SQLite", 60, 2, 0.05),
    "house-sheets": sizes.sheets,
}

STAND_IN = """
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

words = sys.argv[1].split()
folder, port = words[words.index("ARGS=--folder") + 1], int(words[words.index("--port") + 1])
Path(folder, "port-and-pid").write_text(f"{port} {os.getpid()}")

class Alive(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()

HTTPServer(("127.0.0.1", port), Alive).serve_forever()
"""
"""What `make demo` stands for where only the clock is tried: a server that is alive."""


@pytest.mark.parametrize("name", TINY)
def test_each_case_gives_whole_lines_and_agrees_with_its_peer(name: str) -> None:
    rows = TINY[name]()
    text = table(rows)

    assert rows
    assert len(text.splitlines()) == len(rows) + 2
    for row in rows:
        assert row.case in text
        assert row.ours
        assert row.agrees is not False, row
        assert row.peer == MISSING or row.agrees is not None or "v." not in row.case or row.peer
        assert (f"**{row.case}**" in notes(rows)) == bool(row.note)


def test_the_command_knows_each_case_that_is_tried_here() -> None:
    for name in TINY:
        assert any(case.startswith(name) for case in command.CASES)
    assert set(command.LARGEST) <= set(command.CASES)


def test_a_start_is_timed_until_the_demo_answers_and_is_ended_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sizes, "MAKE", (sys.executable, "-c", STAND_IN))
    took = sizes.until_it_answers(tmp_path, tmp_path / "log")
    port, pid = (tmp_path / "port-and-pid").read_text("ascii").split()

    assert took > 0
    assert not served.answers(int(port))
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


def test_a_demo_that_ends_before_it_answers_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MAKE", (sys.executable, "-c", "raise SystemExit('no room')"))
    with pytest.raises(served.NotServed, match="no room"):
        sizes.until_it_answers(tmp_path, tmp_path / "log")


@pytest.mark.parametrize("part", [command.ENGINE, command.HOUSE])
def test_results_are_put_between_the_marks_and_nothing_else_changes(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = command.PAGE.read_text("utf-8")
    begin, end = command.marks(part)
    kept = page.partition(begin)[0], page.partition(end)[2]
    copy = tmp_path / "performance.md"
    copy.write_text(page, "utf-8")
    monkeypatch.setattr(command, "PAGE", copy)
    command.write("new words\n", part)
    written = copy.read_text("utf-8")

    assert written == f"{kept[0]}{begin}\nnew words\n{end}{kept[1]}"


def test_every_case_is_in_one_part_of_the_page() -> None:
    assert [*command.cases_of(command.ENGINE), *command.cases_of(command.HOUSE)] == list(command.CASES)
