"""The people list and a profile beside plain Django views, on SQLite and on PostgreSQL, in the same run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.table import Row, all_of, at_most, number, seconds
from cairn.operations.ports import next_free
from tools import postgres

ROOT = Path(__file__).resolve().parent.parent

MOST = 2.0
"""How many times as long as the plain view a page may take."""

LONGEST = 0.1
"""Seconds of the server's time that half of all answers may take."""

FIRST_PORT = 8700


def pages(database: str, people: int, rounds: int, duration: float) -> list[Row]:
    """Every page that is measured, on 'SQLite' or 'PostgreSQL', with so many people; a row each.

    Each page, and its plain view, is asked for `rounds` times without a server between, and through the server
    for `duration` seconds.
    """
    if database == "SQLite":
        return _measured(database, "", people, rounds, duration)
    try:
        with postgres.server() as url:
            return _measured(database, url, people, rounds, duration)
    except postgres.NoPostgres as reason:
        return [Row(case=f"pages on {database}", met="not measured", note=str(reason))]


def _measured(database: str, url: str, people: int, rounds: int, duration: float) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="cairn-pages-") as folder:
        port = next_free("127.0.0.1", FIRST_PORT)
        asked = [folder, str(port), str(people), str(rounds), str(duration)]
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.house", *asked],
            cwd=ROOT,
            env=_environment(folder, port, url),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return [_row(found, database, people) for found in json.loads(done.stdout)]


def _environment(folder: str, port: int, url: str) -> dict[str, str]:
    """The settings of an installation of its own: nothing of another one on this machine reaches it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "benchmarks.house.settings",
        "CAIRN_MODE": "production",
        "CAIRN_DATA": folder,
        "CAIRN_ADDRESS": f"http://127.0.0.1:{port}",
        **({"CAIRN_DATABASE": url} if url else {}),
    }


def _row(found: Mapping[str, Any], database: str, people: int) -> Row:
    """A row of the table: ours and the plain view through the server, and the rest in the note."""
    ours, plain = found["ours"], found["plain"]
    slower = plain["rate"] / ours["rate"]
    alone = ours["server"] / plain["server"]
    return Row(
        case=f"{found['page']}, {number(people)}, {database}",
        ours=_figures(ours),
        peer=_figures(plain),
        ratio=f"{slower:.1f}× as long",
        target=f"≤ {MOST:g}×, server ≤ {seconds(LONGEST)}",
        met=all_of(at_most(MOST, slower, "×"), at_most(LONGEST, ours["server"])),
        memory="" if found["memory"] is None else f"{found['memory']:.0f}",
        agrees=found["agrees"],
        note=(
            f"{_rows(found['rows'])}. Without a server between, half of all answers are ready within "
            f"{seconds(ours['server'])} ({seconds(ours['first'])} the first time), the plain view's within "
            f"{seconds(plain['server'])}: {alone:.1f}× as long. {ours['queries']} queries against "
            f"{plain['queries']}; {ours['size'] / 1000:.0f} kB against {plain['size'] / 1000:.0f}."
        ),
    )


def _figures(seen: Mapping[str, Any]) -> str:
    return f"{seen['rate']:.0f}/s, {seconds(seen['p50'])}, {seconds(seen['p99'])}, {seen['queries']} queries"


def _rows(count: int) -> str:
    return "One person" if count == 1 else f"{count} people"


def versions() -> str:
    """What serves the pages, in a line."""
    return f"Django {version('django')}, granian {version('granian')}"
