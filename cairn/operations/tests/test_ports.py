"""Where to listen."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from cairn.operations import ports
from cairn.operations.starting import CannotStart


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_in_use_is_refused_kindly(taken: int) -> None:
    with pytest.raises(CannotStart) as refusal:
        ports.require_free("127.0.0.1", taken)
    assert refusal.value.sentence == f"Port {taken} is in use by another program."
    assert (
        refusal.value.remedy == f"Stop that program, or choose another port: cairn serve --port {taken + 1}"
    )


def test_the_demo_takes_the_next_free_one(taken: int) -> None:
    found = ports.next_free("127.0.0.1", taken)
    assert taken < found < taken + ports.MOST_TRIED


def test_an_address_of_another_machine_is_refused_kindly() -> None:
    with pytest.raises(CannotStart, match=r"not possible to listen on 192\.0\.2\.1"):
        ports.require_free("192.0.2.1", 8000)


def test_a_port_of_the_system_is_refused_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: socket.socket, where: object) -> None:
        raise PermissionError

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(CannotStart, match="Port 80 is kept for the system"):
        ports.require_free("127.0.0.1", 80)
