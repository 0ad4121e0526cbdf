"""What happens when somebody stops half-way: a reader in the middle of a result, a writer who is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import OperationalError, connection

from cairn.foundation import clock
from cairn.foundation.ids import new_id
from cairn.foundation.models import Worker
from cairn.foundation.testing import at_once


def go_through() -> int:
    """Goes through rows one by one and changes each, while somebody else changes them too."""
    for count, worker in enumerate(Worker.objects.order_by("pk").iterator(chunk_size=1)):
        (other,) = at_once(1, lambda number, count=count: Worker.objects.update(name=f"changed {count}"))  # type: ignore[misc]
        assert other.error is None
        worker.save(update_fields=["beat_at"])
    return Worker.objects.filter(name="changed 4").count()


@pytest.fixture
def workers(transactional_db: None) -> None:
    now = clock.now()
    Worker.objects.bulk_create(
        Worker(id=new_id(now), name=f"{number}", started_at=now, beat_at=now) for number in range(5)
    )


@pytest.fixture
def half_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The protection off: SQLite reads results piece by piece, and nobody waits for what never comes."""
    monkeypatch.setattr(connection.features, "can_use_chunked_reads", True)
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0)
    connection.close()
    yield
    connection.close()


@pytest.mark.usefixtures("workers")
def test_rows_may_be_changed_while_they_are_gone_through() -> None:
    assert go_through() == 5


@pytest.mark.usefixtures("workers", "half_read")
def test_sqlite_refuses_that_when_it_reads_piece_by_piece() -> None:
    """The control. PostgreSQL keeps the reader apart by itself."""
    if connection.vendor == "sqlite":
        with pytest.raises(OperationalError, match="busy"):
            go_through()
    else:
        assert go_through() == 5


KILLED = """
import sys
import django
django.setup()
from contextlib import nullcontext
from django.db import transaction
from cairn.foundation import clock
from cairn.foundation.ids import new_id
from cairn.foundation.models import Worker

def say(word):
    print(word, flush=True)
    if word == sys.argv[2]:
        sys.stdin.read()  # until the kill

def write(name):
    now = clock.now()
    Worker.objects.create(id=new_id(now), name=name, started_at=now, beat_at=now)

say("begun")
with transaction.atomic() if sys.argv[1] == "together" else nullcontext():
    write("one")
    say("half")
    write("two")
    say("whole")
say("saved")
"""


def address() -> str:
    """The address with which another process reaches the database of this test."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["CAIRN_DATABASE"])._replace(path=f"/{name}"))


def left_after_a_kill(how: str, at: str) -> list[str]:
    """Lets another process write two rows, kills it at a word, and returns the rows that are there then."""
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED, how, at],
        env={**os.environ, "CAIRN_DATABASE": address()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        assert writer.stdout is not None
        said = [line.strip() for line in iter(writer.stdout.readline, f"{at}\n")]
        assert "" not in said
        writer.kill()
    return sorted(Worker.objects.values_list("name", flat=True))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at, left", [("begun", []), ("half", []), ("whole", []), ("saved", ["one", "two"])])
def test_a_killed_writer_leaves_all_or_nothing(at: str, left: list[str]) -> None:
    assert left_after_a_kill("together", at) == left
    Worker.objects.all().delete()  # nobody holds a lock for the dead


@pytest.mark.django_db(transaction=True)
def test_a_killed_writer_without_a_transaction_leaves_half() -> None:
    """The control."""
    assert left_after_a_kill("apart", "half") == ["one"]
