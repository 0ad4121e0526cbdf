"""The house that browsers look at: a process of its own, with a database of its own.

    python -m tests.browser.served FOLDER

It builds the small organization of `tests/organization.py` in the folder, serves it, and does what it is
asked in lines of JSON on its input, one answer a line: `{"do": "code", "address": "..."}`; `household.py`
says what that may be. The first line that it writes says where it is.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from collections.abc import Mapping
from typing import Any


def main() -> None:
    """Builds, serves and answers until the input ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    os.environ.update(
        CAIRN_MODE="test",
        CAIRN_DATA=sys.argv[1],
        CAIRN_ADDRESS=f"http://localhost:{port}",
        CAIRN_SQLITE_SYNCHRONOUS="OFF",
        CAIRN_INLINE_REACTIONS="1",
        CAIRN_MAIL_SERVER="smtp://localhost:1",  # nobody listens there, so letters stay, and can be read
        CAIRN_LOG_LEVEL="ERROR",
        DJANGO_SETTINGS_MODULE="cairn.site.settings",
    )
    os.environ.pop("CAIRN_DATABASE", None)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    import django

    django.setup()
    from tests.browser.household import Household

    household = Household.built()
    threading.Thread(target=serve, args=(listening,), daemon=True).start()
    say(answers, {"address": f"http://localhost:{port}", **household.everybody()})
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"answer": getattr(household, asked.pop("do"))(**asked)}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        say(answers, answer)


def say(to: Any, answer: Mapping[str, Any]) -> None:
    """Writes one line."""
    to.write(json.dumps(answer) + "\n")
    to.flush()


def serve(listening: socket.socket) -> None:
    """Answers requests, each connection in a thread."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from cairn.site.wsgi import application

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
            """Says nothing; what went wrong stands in the log."""

    server = ThreadedWSGIServer(listening.getsockname(), Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    server.server_name, server.server_port = "localhost", listening.getsockname()[1]
    server.setup_environ()
    server.set_app(application)
    server.serve_forever()


if __name__ == "__main__":
    main()
