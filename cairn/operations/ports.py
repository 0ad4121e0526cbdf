"""Which port to listen on."""

from __future__ import annotations

import errno
import socket

from cairn.operations.starting import CannotStart

MOST_TRIED = 50


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens there. Raises `CannotStart` if one may not listen there at all."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except PermissionError as error:
            raise CannotStart(
                f"Port {port} is kept for the system's own services.",
                remedy="Take a port from 1024 on, and let a reverse proxy listen on 443.",
            ) from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise CannotStart(
                f"It is not possible to listen on {host} ({error.strerror}).",
                remedy="--bind takes an address of this machine, such as 127.0.0.1 or 0.0.0.0.",
            ) from error
    return True


def require_free(host: str, port: int) -> None:
    """Raises `CannotStart` if somebody listens there already."""
    if not is_free(host, port):
        raise CannotStart(
            f"Port {port} is in use by another program.",
            remedy=f"Stop that program, or choose another port: cairn serve --port {port + 1}",
        )


def next_free(host: str, port: int) -> int:
    """The first free port from this one on. Raises `CannotStart` if there is none nearby."""
    for candidate in range(port, min(port + MOST_TRIED, 65536)):
        if is_free(host, candidate):
            return candidate
    raise CannotStart(
        f"No port from {port} to {port + MOST_TRIED - 1} is free.", remedy="Choose another one with --port."
    )
