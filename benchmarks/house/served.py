"""`cairn serve` as a process of its own, with the plain views beside our pages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.measure import MEGABYTE

WORKERS = 2
PATIENCE = 120.0
LOOK_AGAIN_SECONDS = 0.02


class NotServed(RuntimeError):
    """The server did not start; the words are its own."""


def answers(port: int) -> bool:
    """Whether a server on this machine says that it is alive."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Waits until the server answers. Raises `NotServed` if it ends before, or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if answers(port):
            return
        time.sleep(LOOK_AGAIN_SECONDS)
    raise NotServed(log.read_text("utf-8", "replace")[-2_000:])


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a server in good order, with all that it started; kills it if it does not."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def served(port: int, folder: Path) -> Iterator[int]:
    """A server for the settings in the environment, as long as the block runs; gives its process id."""
    log = folder / "server.log"
    command = [sys.executable, "-m", "cairn", "serve", "--port", str(port), "--processes", str(WORKERS)]
    with log.open("wb") as words:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=words, stderr=words, start_new_session=True
        )
        try:
            wait_for(process, port, log)
            yield process.pid
        finally:
            stop(process)


def memory_of(pid: int) -> float | None:
    """Megabytes of memory of the largest process that a process has started; None where one cannot look."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        return None
    sizes = [
        int(line.split()[1]) * 1024 / MEGABYTE
        for child in children.read_text("ascii").split()
        for line in Path(f"/proc/{child}/status").read_text("utf-8").splitlines()
        if line.startswith("VmRSS:")
    ]
    return max(sizes, default=None)
