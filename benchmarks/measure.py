"""How time, memory and the quality of a plan are measured."""

from __future__ import annotations

import gc
import importlib
import os
import platform
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from cairn.matching import Candidates, Plan, Policy, Problem, find_candidates, solve

T = TypeVar("T")

_LOOKS_AT_WHAT_WAS_LEFT_OUT = (
    ("cairn.matching.solving.settle", "_take_worthwhile"),
    ("cairn.matching.solving.matched", "_take_crossing"),
)
"""The two places where the engine looks again at the pairs that are no candidates: this is the proof."""


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What some work returns, and the seconds that it took; rubbish of earlier work is collected before."""
    gc.collect()
    begin = perf_counter()
    result = work()
    return result, perf_counter() - begin


def best_of(repeats: int, work: Callable[[], T]) -> tuple[T, float]:
    """The last result of some work and the least seconds that it took."""
    runs = [timed(work) for _ in range(repeats)]
    return runs[-1][0], min(took for _, took in runs)


@dataclass
class Stopwatch:
    """Seconds spent so far in what it watches."""

    seconds: float = 0.0

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work, watched."""

        def watched(*given: Any, **named: Any) -> Any:
            begin = perf_counter()
            try:
                return work(*given, **named)
            finally:
                self.seconds += perf_counter() - begin

        return watched


@contextmanager
def proof_watch() -> Iterator[Stopwatch]:
    """A stopwatch that runs while the engine looks at pairs that were left out of the candidates."""
    watch = Stopwatch()
    before = []
    for module_name, name in _LOOKS_AT_WHAT_WAS_LEFT_OUT:
        module = importlib.import_module(module_name)
        work = getattr(module, name)
        before.append((module, name, work))
        setattr(module, name, watch.around(work))
    try:
        yield watch
    finally:
        for module, name, work in before:
            setattr(module, name, work)


@dataclass(frozen=True, slots=True)
class Run:
    """A plan and the seconds that scoring, solving and proving took; `solve` is without the proof."""

    candidates: Candidates
    plan: Plan
    scoring: float
    solve: float
    proof: float

    @property
    def total(self) -> float:
        """Everything from the people to the plan."""
        return self.scoring + self.solve + self.proof


def match(problem: Problem, policy: Policy, repeats: int) -> Run:
    """Scores and solves a problem, each time from the beginning; the quickest run of all."""
    best = None
    for _ in range(repeats):
        candidates, scoring = timed(lambda: find_candidates(problem))
        with proof_watch() as watch:
            plan, took = timed(partial(solve, candidates, policy))
        run = Run(candidates, plan, scoring, took - watch.seconds, watch.seconds)
        best = run if best is None or run.total < best.total else best
    assert best is not None, "at least one run is asked for"
    return best


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a set of pairs is: points from 0 to 100. `worst_tenth`: mean of the lowest tenth of them."""

    matched: int
    total: float
    mean: float
    worst: float
    worst_tenth: float


def quality(scores: Sequence[int], matched: int) -> Quality:
    """The quality of pairs with the given scores, which are in hundredths of a point."""
    points = sorted(score / 100 for score in scores)
    if not points:
        return Quality(matched, 0.0, 0.0, 0.0, 0.0)
    tenth = points[: max(1, round(len(points) / 10))]
    total = sum(points)
    return Quality(matched, total, total / len(points), points[0], sum(tenth) / len(tenth))


def quality_of(plan: Plan) -> Quality:
    """The quality of a plan."""
    return quality([pair.score for pair in plan.pairs], plan.levels.matched)


MEGABYTE = 1_000_000


def resident() -> float:
    """Megabytes of memory that this process holds now; where that cannot be asked, its peak so far."""
    pages = Path("/proc/self/statm")
    if not pages.exists():
        return peak()
    return int(pages.read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / MEGABYTE


def peak() -> float:
    """Megabytes of memory that this process held at most.

    On Linux from the kernel's own high-water mark: what `getrusage` says there begins with the memory of the
    process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / MEGABYTE
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024) / MEGABYTE


def machine() -> str:
    """The machine and the versions that were measured, in a line; and whether it had other work to do."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "ortools"))
    return (
        f"{cores} cores, {_processor()}, {platform.system()}; Python {platform.python_version()}, {packages}"
    )


def busy() -> str:
    """A warning if the machine has other work to do, else nothing."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return f"The machine was busy with other work (load {load:.1f}): times are too long." if load > 1 else ""


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    if about.exists():
        for line in about.read_text().splitlines():
            if line.startswith("model name"):
                return " ".join(line.partition(":")[2].split())
    return platform.processor() or platform.machine()
