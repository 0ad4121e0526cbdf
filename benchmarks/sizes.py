"""What somebody waits for who tries Cairn out, and what a browser has to load: the demo, style sheets, scripts."""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.house import served
from benchmarks.table import Row, at_most, seconds
from cairn.operations.ports import next_free

ROOT = Path(__file__).resolve().parent.parent

BUILDING = 20.0
"""Seconds in which the demo is to be built."""

STARTING = 5.0
"""Seconds after which a second `make demo` is to answer."""

KILOBYTES = 40.0
"""What our own style sheets and scripts may take together, compressed."""

FIRST_PORT = 8750
CAIRN = (sys.executable, "-m", "cairn", "demo")
MAKE = ("make", "demo")


def demo() -> list[Row]:
    """The demo built in an empty folder by `cairn demo --build-only`, and the second `make demo` on it."""
    with tempfile.TemporaryDirectory(prefix="cairn-demo-") as place:
        folder = Path(place, "demo")
        building = built([*CAIRN, "--build-only", "--folder", str(folder)])
        first = until_it_answers(folder, Path(place, "first.log"))
        second = until_it_answers(folder, Path(place, "second.log"))
    return [
        Row(
            case="the demo, built",
            ours=seconds(building),
            target=f"≤ {BUILDING:g} s",
            met=at_most(BUILDING, building),
            note="From the command to its end: the program starts, makes the tables, and plays the demo through "
            "its own actions.",
        ),
        Row(
            case="the demo, a second start",
            ours=seconds(second),
            target=f"≤ {STARTING:g} s",
            met=at_most(STARTING, second),
            note=f"From `make demo` until `/healthz` answers, on the demo built before. The start before that one, "
            f"which also gathers and compresses style sheets, scripts and fonts, took {seconds(first)}.",
        ),
    ]


def built(command: Sequence[str]) -> float:
    """Seconds that a command takes. Raises `CalledProcessError` if it fails."""
    began = perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - began


def until_it_answers(folder: Path, log: Path) -> float:
    """Seconds from `make demo` until the demo in a folder answers; it is ended after that."""
    port = next_free("127.0.0.1", FIRST_PORT)
    with log.open("wb") as words:
        began = perf_counter()
        process = subprocess.Popen(
            [*MAKE, f"ARGS=--folder {folder} --port {port}"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            start_new_session=True,
        )
        try:
            served.wait_for(process, port, log)
            return perf_counter() - began
        finally:
            served.stop(process)


def sheets() -> list[Row]:
    """All style sheets and scripts of our own, compressed one by one as they are served."""
    files = sorted(path for kind in ("css", "js") for path in ROOT.glob(f"cairn/*/static/**/*.{kind}"))
    sizes = {path: len(gzip.compress(path.read_bytes(), 9)) / 1000 for path in files}
    total = sum(sizes.values())
    plain = sum(path.stat().st_size for path in files) / 1000
    scripts = sum(size for path, size in sizes.items() if path.suffix == ".js")
    return [
        Row(
            case="own style sheets and scripts",
            ours=f"{total:.1f} kB",
            target=f"≤ {KILOBYTES:g} kB",
            met=at_most(KILOBYTES, total, "kB"),
            note=f"{len(files)} files, {plain:.0f} kB before gzip; {scripts:.1f} kB of it are scripts. Every file "
            "counts, also those that only some pages load.",
        )
    ]


def sizes() -> list[Row]:
    """The demo's times, and what a browser loads of ours."""
    return [*demo(), *sheets()]
