"""What the program asks of the database that it runs on."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from cairn.foundation.database.tests.files import run
from cairn.site import defaults

PROMISED: dict[str, dict[str, str | int]] = {
    "sqlite": {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": 2, "PRAGMA foreign_keys": 1},
    "postgresql": {
        "SHOW transaction_isolation": "read committed",
        "SHOW statement_timeout": "1min",
        "SHOW lock_timeout": "20s",
        "SHOW idle_in_transaction_session_timeout": "1min",
        "SHOW application_name": "cairn",
    },
}


@pytest.mark.django_db
def test_the_live_connection_is_as_promised() -> None:
    promised = PROMISED[connection.vendor]

    assert {question: run(connection, question)[0][0] for question in promised} == promised


def test_a_socket_and_wishes_in_the_address_are_kept(tmp_path: Path) -> None:
    url = "postgresql://cairn@%2Frun%2Fpostgresql:5433/ours?application_name=mentoring&sslmode=require"
    described = defaults.database(url, tmp_path)

    assert (described["HOST"], described["PORT"], described["NAME"]) == ("/run/postgresql", 5433, "ours")
    assert described["OPTIONS"]["application_name"] == "mentoring"
    assert described["OPTIONS"]["sslmode"] == "require"
    assert described["OPTIONS"]["connect_timeout"] == 5


def test_another_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="must start with sqlite:/// or postgresql://"):
        defaults.database("mysql://cairn@db.example.org/cairn", tmp_path)
