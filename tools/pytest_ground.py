"""The ground under every test run, laid before anything reads the settings: a pytest plugin.

`CAIRN_TEST_DATABASE=postgresql` runs the tests on a PostgreSQL of their own, started and stopped by the
run; otherwise on SQLite files. Each worker has a database and a data folder of its own. `--database-only`
leaves out what touches no database, for the second of the two runs that `make test` does.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from tools import postgres

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
"""The worker that this process is, such as gw0; empty in the process that leads, or that is alone."""

_run = ExitStack()
"""What goes away when the run is over."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option that leaves out tests without a database."""
    parser.addoption("--database-only", action="store_true", help="leave out tests that touch no database")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Settles the environment; workers inherit most of it from the process that leads."""
    if not WORKER:
        _prepare()
    folder = Path(os.environ["CAIRN_TEST_FOLDER"], WORKER or "alone")
    folder.mkdir(exist_ok=True)
    os.environ["CAIRN_DATA"] = str(folder)


def _prepare() -> None:
    if "cairn.site.settings" in sys.modules:
        raise pytest.UsageError(
            "The settings were read too early: the tests bring an environment of their own."
        )
    for name in list(os.environ):
        if name.startswith("CAIRN_") and not name.startswith("CAIRN_TEST_"):
            del os.environ[name]  # what somebody's installation is told is not for tests
    atexit.register(_run.close)  # when pytest stops before it has begun, it does not say so
    folder = tempfile.mkdtemp(prefix="cairn-tests-")
    _run.callback(shutil.rmtree, folder, ignore_errors=True)
    os.environ["CAIRN_TEST_FOLDER"] = folder
    os.environ["CAIRN_MODE"] = "test"
    os.environ["CAIRN_SECRET_KEY"] = "known to all, since it guards nothing but tests"
    wanted = os.environ.get("CAIRN_TEST_DATABASE", "sqlite")
    if wanted == "postgresql":
        try:
            os.environ["CAIRN_DATABASE"] = _run.enter_context(postgres.server())
        except postgres.NoPostgres as reason:
            raise pytest.UsageError(str(reason)) from None
    elif wanted != "sqlite":
        raise pytest.UsageError("CAIRN_TEST_DATABASE is either sqlite or postgresql")


def pytest_report_header() -> str:
    """Says on which database the run is."""
    return f"database: {os.environ.get('CAIRN_TEST_DATABASE', 'sqlite')}"


def pytest_unconfigure() -> None:
    """Stops and removes what the run made."""
    _run.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out tests without a database, if asked to."""
    if config.getoption("--database-only"):
        config.hook.pytest_deselected(items=[item for item in items if not touches_database(item)])
        items[:] = [item for item in items if touches_database(item)]


def touches_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database, by its mark or by a fixture."""
    fixtures = {"db", "transactional_db", "live_server"}
    return item.get_closest_marker("django_db") is not None or bool(
        fixtures & set(getattr(item, "fixturenames", ()))
    )
