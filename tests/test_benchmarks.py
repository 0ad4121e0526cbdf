"""The benchmark's harness on tiny sizes: every line appears, and where a peer is there, it agrees with us."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import against, cases
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
}


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


def test_results_are_put_between_the_marks_and_nothing_else_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = command.PAGE.read_text("utf-8")
    kept = page.partition(command.BEGIN)[0], page.partition(command.END)[2]
    copy = tmp_path / "performance.md"
    copy.write_text(page, "utf-8")
    monkeypatch.setattr(command, "PAGE", copy)
    command.write("new words\n")
    written = copy.read_text("utf-8")

    assert written == f"{kept[0]}{command.BEGIN}\nnew words\n{command.END}{kept[1]}"
