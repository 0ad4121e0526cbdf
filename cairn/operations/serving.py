"""`cairn serve`: the web server, and a worker beside it if wished for."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from django.conf import settings
from django.db import connection, connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from cairn.operations.starting import CannotStart

log = logging.getLogger(__name__)

APPLICATION = "cairn.site.wsgi:application"
LONGEST_STOP = 20
"""Seconds that requests and the worker have to come to an end."""
START_AGAIN_AFTER = 3.0
LOOK_AGAIN_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Serving:
    """Where to listen, with how many processes and threads, and whether a worker runs beside."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 1
    work: bool = False


def usual_size() -> tuple[int, int]:
    """Processes and threads for each. SQLite has one writer, so that more of them would only wait."""
    if connection.vendor == "sqlite":
        return 2, 1
    return max(2, min(os.cpu_count() or 2, 8)), 4


class WorkerBeside:
    """A worker process that lives as long as the server: started again if it dies, stopped with it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._server = os.getpid()

    def start(self) -> None:
        """Starts it, and somebody who looks after it."""
        self._process = self._begin()
        threading.Thread(target=self._look_after, daemon=True).start()

    def stop(self) -> None:
        """Lets it end what it has in hand; after that, ends it."""
        self._stopping.set()
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(LONGEST_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _begin(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl+C in a terminal reaches the server alone, which passes it on once.
        command = [sys.executable, "-m", "cairn", "work", "--beside", str(self._server), "--quiet"]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)

    def _look_after(self) -> None:
        while not self._stopping.is_set() and self._process is not None:
            self._process.wait()
            if self._stopping.wait(START_AGAIN_AFTER):
                return
            log.error(
                "the worker beside the server ended (%s); it is started again", self._process.returncode
            )
            self._process = self._begin()


def serve(how: Serving, ready: Callable[[], None]) -> None:
    """Listens until it is asked to stop (Ctrl+C, SIGTERM); `ready` is called, in a thread, once it answers.

    Raises `CannotStart` if the port is taken meanwhile, and `SystemExit` if the processes keep dying.
    """
    # What is open here must not be shared with the processes that are made from this one.
    connections.close_all()
    server = Granian(
        APPLICATION,
        address=how.host,
        port=how.port,
        interface=Interfaces.WSGI,
        workers=how.workers,
        blocking_threads=how.threads,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=LONGEST_STOP,
    )
    beside = WorkerBeside() if how.work else None

    def started() -> None:
        if hasattr(signal, "SIGHUP"):
            # Closing the terminal ends the server, instead of leaving it behind unseen.
            signal.signal(signal.SIGHUP, _stop_like_any_other)
        if beside is not None:
            beside.start()
        threading.Thread(target=_once_it_answers, args=(how, ready), daemon=True).start()

    server.on_startup(started)
    try:
        server.serve()
    except OSError as error:
        raise CannotStart(
            f"It is not possible to listen on port {how.port} ({error.strerror}).",
            remedy="Choose another one with --port.",
        ) from error
    finally:
        if beside is not None:
            beside.stop()


def _once_it_answers(how: Serving, ready: Callable[[], None]) -> None:
    """The port is ours from the start, but answers only when the first process has read the program."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(how.host, how.host)
    while True:
        # It sleeps first: the processes are being made meanwhile, best while this thread does nothing.
        time.sleep(LOOK_AGAIN_SECONDS)
        try:
            socket.create_connection((host, how.port), timeout=LONGEST_STOP).close()
        except OSError:
            continue
        return ready()


def _stop_like_any_other(number: int, frame: FrameType | None) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def addresses(how: Serving) -> tuple[str, str]:
    """Where people find it, and where it listens."""
    host = f"[{how.host}]" if ":" in how.host else how.host
    return str(settings.ADDRESS), f"http://{host}:{how.port}"
