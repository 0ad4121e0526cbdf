"""The harness of the tests: it runs any action and proves what is promised of every action.

    proves(rename, person, "Thảo", by=person, now=NOW, records=[PersonRenamed])
    refuses(rename, person, "", by=person, now=NOW, error=CannotBeDone)

Both need `@pytest.mark.django_db`. `canary` gives a word to put into a private field, and
`search_everywhere` says where in the house it can be read.
"""

from __future__ import annotations

import copy
import hashlib
import json
import pickle
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from unittest import mock

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection, connections, transaction

from cairn.foundation import reactions
from cairn.foundation.actors import Actor
from cairn.foundation.events import Event, facts, restore
from cairn.foundation.models import CacheRow, DoneReaction, LoggedEvent

R = TypeVar("R")

LONGEST_CHAIN = 5
"""How often an event may lead to a further one before a test calls it a circle."""
_canaries: dict[str, str] = {}


def canary(name: str) -> str:
    """A word for one private field that stands nowhere else, always the same for that name.

    It looks like a key, so that what keeps sentences out of events does not hide a leak by accident.
    """
    word = f"quillheron{hashlib.sha256(name.encode()).hexdigest()[:10]}"
    _canaries[word] = name
    return word


def canaries() -> Mapping[str, str]:
    """Every canary word given out so far, with the name of its field."""
    return dict(_canaries)


def proves(
    change: Callable[..., R],
    *args: Any,
    by: Actor,
    now: datetime,
    records: Sequence[type[Event]],
    **kwargs: Any,
) -> R:
    """Runs an action and returns what it returns, having proved that

    - undone before its end, it leaves nothing: no row, no letter;
    - it records exactly these events, in this order, and each can be read back as it was;
    - no canary word stands in them;
    - each reaction to them succeeds and is marked as done, once;
    - a reaction that runs a second time changes nothing.
    """
    _proves_nothing_stays_of_an_undone_copy(change, args, {**kwargs, "by": by, "now": now})
    with _nobody_reacts():
        start = _last_event()
        result = change(*args, by=by, now=now, **kwargs)
        recorded = list(LoggedEvent.objects.filter(pk__gt=start).order_by("pk"))
        _proves_the_events(recorded, records)
        _proves_the_reactions(recorded, now)
    return result


def refuses(
    change: Callable[..., Any], *args: Any, by: Actor, now: datetime, error: type[Exception], **kwargs: Any
) -> Exception:
    """Runs an action that must refuse, proves that nothing has changed, and returns the refusal."""
    before = fingerprint()
    try:
        change(*args, by=by, now=now, **kwargs)
    except error as refusal:
        _same(before, "the refusal left something")
        return refusal
    raise AssertionError(f"{change.__name__} did not refuse")


def fingerprint() -> dict[str, str]:
    """A hash of each table and of the letters sent, to see what has changed. The cache does not count."""
    found = {"letters": str(len(getattr(mail, "outbox", ())))}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and model is not CacheRow:
            rows = model._base_manager.order_by("pk").values_list()
            found[model._meta.label] = hashlib.sha256(repr(list(rows)).encode()).hexdigest()
    return found


def search_everywhere(word: str, *, logs: str = "") -> list[str]:
    """Where a word can be read in clear: `table.column` for each, `letter` and `log`.

    Looks through every column of every table as the database has it, into sessions and the cache, the
    letters sent in this test, and the log given (`caplog.text`).
    """
    found = {place for place, text in _texts_of_tables() if word in text}
    found |= {
        "django_session.session_data" for row in Session.objects.all() if word in repr(row.get_decoded())
    }
    found |= {
        "cache.value" for row in CacheRow.objects.all() if word in repr(pickle.loads(b64decode(row.value)))
    }
    for letter in getattr(mail, "outbox", ()):
        if word in letter.message().as_string() or word in f"{letter.subject} {letter.body}":
            found.add("letter")
    if word in logs:
        found.add("log")
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[R]):
    """What one of those who came at once got: a result or an error."""

    result: R | None = None
    error: Exception | None = None


def at_once(count: int, do: Callable[[int], R]) -> list[Outcome[R]]:
    """Lets so many threads begin at the same instant, each with a connection of its own.

    `do` gets the number of its thread. Needs `@pytest.mark.django_db(transaction=True)`.
    """
    barrier = threading.Barrier(count)
    outcomes: list[Outcome[R]] = [Outcome()] * count

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            outcomes[number] = Outcome(result=do(number))
        except Exception as error:  # it is the outcome
            outcomes[number] = Outcome(error=error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return outcomes


class _Undo(Exception):
    """Takes a transaction back."""


@contextmanager
def _nobody_reacts() -> Iterator[None]:
    """Within this block nothing follows from an event until the harness asks for it."""
    with mock.patch.object(reactions, "wake"):
        yield


def _last_event() -> int:
    return LoggedEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _same(before: Mapping[str, str], complaint: str) -> None:
    after = fingerprint()
    changed = sorted(table for table in before if before[table] != after[table])
    assert changed == [], f"{complaint}: {', '.join(changed)}"


def _proves_nothing_stays_of_an_undone_copy(
    change: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> None:
    before = fingerprint()
    try:
        with _nobody_reacts(), transaction.atomic():
            change(*copy.deepcopy(args), **copy.deepcopy(dict(kwargs)))
            raise _Undo
    except _Undo:
        pass
    _same(before, "the change was undone, but left something")


def _proves_the_events(recorded: Sequence[LoggedEvent], expected: Sequence[type[Event]]) -> None:
    kinds = [row.kind for row in recorded]
    assert kinds == [of.kind for of in expected], f"it recorded {kinds}"
    for row in recorded:
        row.refresh_from_db()
        assert facts(restore(row.kind, row.facts)) == row.facts, f"{row.kind} cannot be read back as it was"
        told = json.dumps([row.facts, row.by_name])
        leaked = [name for word, name in _canaries.items() if word in told]
        assert leaked == [], f"{row.kind} carries private words of {leaked}"


def _proves_the_reactions(recorded: Sequence[LoggedEvent], now: datetime) -> None:
    waiting = list(recorded)
    for _ in range(LONGEST_CHAIN):
        last = _last_event()
        for row in waiting:
            assert reactions.settle(row.pk, now), f"something that follows from {row.kind} failed"
            done = sorted(DoneReaction.objects.filter(event=row).values_list("reaction", flat=True))
            assert done == sorted(reaction.name for reaction in reactions.listeners(row.kind))
            _proves_that_twice_is_harmless(row)
        waiting = list(LoggedEvent.objects.filter(pk__gt=last).order_by("pk"))
        if not waiting:
            return
    raise AssertionError("events lead to events without an end")


def _proves_that_twice_is_harmless(row: LoggedEvent) -> None:
    for reaction in reactions.listeners(row.kind):
        before = fingerprint()
        with transaction.atomic():
            reaction.run(restore(row.kind, row.facts), at=row.at)
        _same(before, f"{reaction.name} ran a second time and changed something")


def _texts_of_tables() -> Iterator[tuple[str, str]]:
    """Every value of every table, as text, with its place."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    yield f"{table}.{name}", _text(value)


def _text(value: object) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode("latin-1")
    return str(value)
