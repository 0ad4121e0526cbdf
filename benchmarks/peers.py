"""Other programs on the same task, each in a process of its own, since two of them share one package name.

`ask` starts this module as a program with the peer's folder in the path, writes the task to it and reads the
answer. A peer's time is the time of its own work: starting it and handing over the task do not count.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(sys.prefix) / "peers"
"""Where `make bench` puts the peers: each in a folder named like its package."""

Task = Mapping[str, Any]
Answer = dict[str, Any]


def installed(package: str) -> bool:
    """Whether a peer is there."""
    return (FOLDER / package).is_dir()


def ask(package: str, work: str, task: Task, *, settings: Mapping[str, str] | None = None) -> Answer | None:
    """The answer of a peer to a task, `None` if it is not installed.

    Raises `RuntimeError` with what the peer wrote if it fails.
    """
    if not installed(package):
        return None
    surroundings = {**os.environ, **(settings or {})}
    surroundings["PYTHONPATH"] = os.pathsep.join((str(FOLDER / package), str(ROOT)))
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.peers", work],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=surroundings,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{package} failed:\n{done.stderr}")
    answer: Answer = json.loads(done.stdout)
    return answer


def mentor_match(task: Task) -> Answer:
    """mentor-match as it matches a round: its own matrix of matches, its costs, its solver.

    `points[seat][mentee]`: what a pair is worth, 0 where it is not allowed. A mentor takes one mentee a
    round, so each seat is a mentor. `preparing` are the seconds for the matrix, `seconds` those for the rest.
    """
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.process import generate_match_matrix, match_and_assign_participants
    from matching.rules.rule import Rule

    points: Sequence[Sequence[int]] = task["points"]

    class Points(Rule):  # type: ignore[misc]
        """Looks the points up."""

        def apply(self, match: Any) -> int:
            worth = points[int(match.mentor.role)][int(match.mentee.role)]
            match.disallowed = worth == 0
            return worth

    mentors = [Mentor(grade=0, email=f"mentor {seat}", role=seat) for seat in range(len(points))]
    mentees = [Mentee(grade=0, email=f"mentee {row}", role=row) for row in range(len(points[0]))]
    begin = perf_counter()
    matrix = generate_match_matrix(mentors, mentees, [Points()])
    prepared = perf_counter()
    match_and_assign_participants(matrix)
    end = perf_counter()
    pairs = [(int(one.role), int(other.role)) for one in mentors for other in one.mentees]
    return {"seconds": end - prepared, "preparing": prepared - begin, "pairs": pairs}


def munkres(task: Task) -> Answer:
    """The solver that mentor-match uses, alone, on small whole costs."""
    from munkres import Munkres

    points: Sequence[Sequence[int]] = task["points"]
    most = max(map(max, points))
    begin = perf_counter()
    found = Munkres().compute([[most - worth for worth in line] for line in points])
    end = perf_counter()
    pairs = [(seat, mentee) for seat, mentee in found if points[seat][mentee]]
    return {"seconds": end - begin, "pairs": pairs}


def hospital_resident(task: Task) -> Answer:
    """`matching`: residents propose to hospitals. `preparing` are the seconds for making its game."""
    from matching.games import HospitalResident

    # It copies its players, who know each other, step by step into the depth.
    sys.setrecursionlimit(1_000_000)
    mentees = {int(row): columns for row, columns in task["mentees"].items()}
    mentors = {f"m{column}": rows for column, rows in task["mentors"].items()}
    seats = {f"m{column}": size for column, size in task["seats"].items()}
    wishes = {row: [f"m{column}" for column in columns] for row, columns in mentees.items()}
    begin = perf_counter()
    game = HospitalResident.create_from_dictionaries(wishes, mentors, seats)
    prepared = perf_counter()
    solved = game.solve(optimal="resident")
    end = perf_counter()
    pairs = [(int(one.name), int(mentor.name[1:])) for mentor, taken in solved.items() for one in taken]
    return {"seconds": end - prepared, "preparing": prepared - begin, "pairs": pairs}


WORK: Mapping[str, Callable[[Task], Answer]] = {
    "mentor-match": mentor_match,
    "munkres": munkres,
    "hospital-resident": hospital_resident,
}


def main() -> None:
    """Reads a task, does the work that is named, writes the answer."""
    json.dump(WORK[sys.argv[1]](json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
