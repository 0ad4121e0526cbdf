"""`cairn serve` as a process of its own: it refuses kindly, serves, and ends in good order."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from cairn.operations.tests.conftest import ROOT, Cairn

NOT_READY = 6


@dataclass
class Server:
    """A server that runs, and where."""

    process: subprocess.Popen[str]
    port: int
    greeting: list[str]

    def get(self, path: str) -> tuple[int, str]:
        """Asks for a page; waits until somebody answers."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request("GET", path)
            answer: HTTPResponse = connection.getresponse()
            return answer.status, answer.read().decode()


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def server(environment: dict[str, str]) -> Iterator[Server]:
    """A server with a worker beside it, on a new database."""
    port = a_free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "cairn", "serve", "--migrate", "--work", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        greeting = []
        for line in process.stdout:
            greeting.append(line.strip())
            if line.startswith("Ctrl+C"):
                break
        yield Server(process, port, greeting)
    finally:
        process.terminate()  # which does nothing to a process that has ended
        if process.stdout is not None and not process.stdout.closed:
            process.communicate(timeout=60)


def test_a_database_without_its_shape_is_refused_kindly(cairn: Cairn, tmp_path: Path) -> None:
    for command in (
        ["serve", "--port", str(a_free_port())],
        ["work", "--once"],
        ["createadmin", "a@b.example"],
    ):
        refused = cairn(*command, CAIRN_DATA=str(tmp_path))
        assert (refused.returncode, refused.stdout) == (NOT_READY, "")
        assert refused.stderr.startswith("The database is not ready for this version: it lacks ")
        assert "cairn serve --migrate" in refused.stderr


def test_a_setting_that_does_not_fit_is_named(cairn: Cairn) -> None:
    refused = cairn("serve", CAIRN_ADDRESS="mentoring.example.org")
    assert refused.returncode == NOT_READY
    assert refused.stderr.startswith("A setting does not fit.\n  - CAIRN_ADDRESS is 'mentoring.example.org'")
    assert "Traceback" not in refused.stderr


@pytest.mark.slow
def test_it_serves_beside_other_commands_and_ends_in_good_order(
    server: Server, cairn: Cairn, environment: dict[str, str]
) -> None:
    _greets_and_answers(server)
    _lets_no_second_one_in(server, cairn)
    _lets_other_commands_work(cairn)
    _ends_with_its_worker(server, Path(environment["CAIRN_DATA"], "cairn.sqlite3"))


def _greets_and_answers(server: Server) -> None:
    assert server.greeting[0].startswith("The database is in shape: ")
    assert server.greeting[1] == f"Cairn is at http://localhost:{server.port}"
    assert server.greeting[2].startswith(f"It listens on http://127.0.0.1:{server.port} with 2 processes")
    assert server.get("/healthz") == (200, "alive\n")
    assert server.get("/")[0] == 302  # to the page for signing in


def _lets_no_second_one_in(server: Server, cairn: Cairn) -> None:
    refused = cairn("serve", "--port", str(server.port))
    assert (refused.returncode, refused.stdout) == (NOT_READY, "")
    assert refused.stderr.startswith(f"Port {server.port} is in use by another program.\n")


def _lets_other_commands_work(cairn: Cairn) -> None:
    made = cairn("createadmin", "arvid@halden.example", "--name", "Arvid Holm")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.startswith("Arvid Holm is known now, and is an administrator.\n")
    once = cairn("work", "--once")
    assert (once.returncode, once.stderr) == (0, "")
    doctor = cairn("doctor", CAIRN_MAIL_SERVER=f"smtp://cairn:quillheron@localhost:{a_free_port()}")
    assert doctor.returncode == 1
    assert "wrong  The mail server at localhost:" in doctor.stdout
    assert "1 thing needs mending." in doctor.stdout
    assert "quillheron" not in doctor.stdout + doctor.stderr


def _ends_with_its_worker(server: Server, database: Path) -> None:
    server.process.send_signal(signal.SIGTERM)
    out, err = server.process.communicate(timeout=60)
    assert (server.process.returncode, out) == (0, "Ended.\n")
    assert "Traceback" not in err
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM foundation_worker").fetchone() == (0,)
    with socket.socket() as tried:
        assert tried.connect_ex(("127.0.0.1", server.port)) != 0
