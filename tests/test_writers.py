"""Sixteen writers at once on SQLite, processes with connections of their own: none is refused, none starves.

What is compared is who was served before whom, in the same run; how fast the machine is plays no part.
"""

from __future__ import annotations

import pytest

from benchmarks.writes import Figures, measure

WRITERS = 16


@pytest.fixture(scope="module")
def ours() -> Figures:
    return measure("ours", "bare", WRITERS, 2)


def test_sixteen_writers_see_no_error(ours: Figures) -> None:
    assert ours.errors == 0
    assert ours.actions > WRITERS


def test_djangos_own_backend_refuses_some_of_them() -> None:
    """The control: a transaction that may not write from its beginning."""
    assert measure("deferred", "bare", WRITERS, 1).errors > 0


def test_none_of_sixteen_writers_waits_long(ours: Figures) -> None:
    """SQLite's own waiting is the control: there somebody is overtaken by hundreds of others."""
    control = measure("immediate", "bare", WRITERS, 2)

    assert control.errors == 0
    assert ours.overtaken_by(1) < control.overtaken_by(1)
