"""The benchmark: `python -m benchmarks [--quick] [--only WORD] [--write]`, or `make bench`.

Prints one table: what Cairn takes, what a peer takes for the same in the same run, the ratio, and whether the
target is met. Nothing here is a test: a slow machine fails nothing. `--quick` leaves out the two largest
sizes; `--only` runs the cases whose name holds a word; `--write` puts the parts of which every case has run
into docs/performance.md (`--only house --write` writes that part alone).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks import against, cases, pages, sizes, writes
from benchmarks.cases import Case
from benchmarks.measure import busy, machine
from benchmarks.table import Row, as_json, notes, table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
ENGINE, HOUSE = "measured", "measured house"
"""The two parts of the page: what the names of its cases have in common decides which one a case is in."""

CASES: Mapping[str, Case] = {
    "size-200": partial(cases.size, 200, 100, 5, 0.1, None),
    "size-1000": partial(cases.size, 1_000, 500, 5, 0.4, 150),
    "size-5000": partial(cases.size, 5_000, 2_500, 2, 3, 250),
    "size-20000": partial(cases.size, 20_000, 10_000, 1, 25, 600),
    "size-100000": partial(cases.size, 100_000, 50_000, 1, 300, 2_500),
    "double-loop": partial(cases.double_loop, 1_000, 500, 50),
    "flow": partial(against.flow, 20_000, 10_000, 50),
    "munkres": partial(against.munkres, 1_000, 500),
    "hospital-resident": partial(against.hospital_resident, 1_000, 500),
    "orders": partial(cases.orders, 1_000, 500),
    "moves-1000": partial(cases.moves, 1_000, 500, 0.05),
    "moves-20000": partial(cases.moves, 20_000, 10_000, 1),
    "lock": partial(cases.lock, 1_000, 500, 20),
    "directory": partial(cases.directory, 10_000),
    "modes": partial(cases.modes, 1_000, 500),
    "writers": partial(writes.writes, 16, 5),
    "house-pages-sqlite": partial(pages.pages, "SQLite", 10_000, 40, 4),
    "house-pages-postgresql": partial(pages.pages, "PostgreSQL", 10_000, 40, 4),
    "house-demo": sizes.demo,
    "house-sheets": sizes.sheets,
}

FAILED = "no, it failed"

LARGEST = ("size-20000", "size-100000", "flow", "moves-20000")


def main() -> None:
    """Runs the cases, each in a process of its own, and prints the table."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--quick", action="store_true", help="leave out the largest sizes")
    asked.add_argument("--only", default="", metavar="WORD", help="only the cases whose name holds a word")
    asked.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked.add_argument("--case", choices=CASES, help=argparse.SUPPRESS)
    given = asked.parse_args()
    chosen = [name for name in CASES if given.only in name and not (given.quick and name in LARGEST)]
    whole = [part for part in (ENGINE, HOUSE) if set(cases_of(part)) <= set(chosen)]
    if given.write and not whole:
        asked.error("--write takes all cases of a part, so that the page holds no part of a table")
    if given.case:
        cases.warm_up()
        print(json.dumps([as_json(row) for row in CASES[given.case]()]))
        return
    about = machine()
    print(about, busy(), sep="\n", flush=True)
    rows = {name: run(name) for name in chosen}
    print(told(rows, chosen))
    for part in whole if given.write else ():
        write(f"Measured on {about}.\n\n{told(rows, cases_of(part))}", part)
    if any(row.met == FAILED for found in rows.values() for row in found):
        sys.exit(1)


def cases_of(part: str) -> list[str]:
    """The cases that one part of the page shows."""
    return [name for name in CASES if name.startswith("house-") == (part == HOUSE)]


def told(rows: Mapping[str, Sequence[Row]], names: Sequence[str]) -> str:
    """The table of these cases, with their notes below."""
    wanted = [row for name in names for row in rows[name]]
    return f"{table(wanted)}\n\n{notes(wanted)}\n"


def run(name: str) -> list[Row]:
    """The lines of one case, from a fresh process."""
    print(f"{name} ...", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--case", name], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        return [Row(case=name, met=FAILED)]
    return [Row(**row) for row in json.loads(done.stdout)]


def marks(part: str) -> tuple[str, str]:
    """What stands before and after the results of a part in docs/performance.md."""
    return f"<!-- {part}: begin -->", f"<!-- {part}: end -->"


def write(text: str, part: str) -> None:
    """Puts the results of a part between its marks in docs/performance.md; what stands around them stays."""
    page = PAGE.read_text("utf-8")
    begin, end = marks(part)
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    PAGE.write_text(f"{before}{begin}\n{text}{end}{after}", "utf-8")


if __name__ == "__main__":
    main()
