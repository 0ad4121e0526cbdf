"""The demo, started by the command that people type: for the tests in a browser, and for pictures."""

from __future__ import annotations

import fcntl
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-m", "cairn", "demo")
LONGEST_START = 120
"""Seconds; on a busy machine with two cores it takes ten."""


def _address(said: IO[bytes]) -> str:
    """Waits until the demo says where it is."""
    lines = []
    while select.select([said], [], [], LONGEST_START)[0] and (line := said.readline().decode()):
        if found := re.search(r"Cairn is at (http://\S+)", line):
            return found[1]
        lines.append(line)
    raise RuntimeError("The demo did not start. " + "".join(lines))


def build(folder: Path) -> None:
    """Builds the demo once, whichever worker comes first; the others wait for it."""
    folder.mkdir(exist_ok=True)
    with (folder.parent / "demo-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "cairn.sqlite3").exists():
            subprocess.run(
                [*COMMAND, "--build-only", "--folder", folder],
                cwd=ROOT,
                check=True,
                stdout=subprocess.DEVNULL,
            )


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a demo that is built; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*COMMAND, "--folder", folder, "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    try:
        yield _address(process.stdout)
    finally:
        process.send_signal(signal.SIGTERM)
        process.stdout.read()
        process.wait()
        process.stdout.close()
