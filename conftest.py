"""What every test shares: how property tests search, the database of its worker, and small switches.

By default property tests try the same examples each time, so that a test which passed yesterday passes
today and whoever sees a failure sees the same one. `HYPOTHESIS_PROFILE=thorough make test` looks at many
more, and at new ones each time. The environment is settled before, in `tools/pytest_ground.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest
from django.db import connections
from pytest_django import Settings

UNTIMED = [hypothesis.HealthCheck.too_slow]
"""A busy machine is not a failure."""

hypothesis.settings.register_profile(
    "default", derandomize=True, deadline=None, suppress_health_check=UNTIMED
)
hypothesis.settings.register_profile(
    "thorough",
    max_examples=2_000,
    derandomize=False,
    deadline=None,
    print_blob=True,
    suppress_health_check=UNTIMED,
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Names the database of this worker. On SQLite it is a file, since one in memory has no WAL."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    for connection in connections.all():
        name = f"{connection.alias}-{worker}"
        if connection.vendor == "sqlite":
            name = str(Path(os.environ["CAIRN_DATA"], f"{name}.sqlite3"))
        connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture
def inline_reactions(settings: Settings) -> None:
    """What follows from an event runs in the process that recorded it, right after commit."""
    settings.INLINE_REACTIONS = True
