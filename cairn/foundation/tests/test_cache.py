import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.foundation import clock
from cairn.foundation.cache import SharedCache
from cairn.foundation.models import CacheRow
from cairn.foundation.testing import at_once

pytestmark = pytest.mark.django_db
WORKERS = 16
EXPIRED = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _empty() -> None:
    cache.clear()


def expire() -> None:
    CacheRow.objects.update(expires=clock.now() - EXPIRED)


def test_the_shared_cache_is_the_one_in_use_and_its_table_comes_with_migrate() -> None:
    assert isinstance(cache._connections[cache._alias], SharedCache)  # type: ignore[attr-defined]
    assert CacheRow._meta.db_table == cache._table  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", ["text", 7, None, [1, 2], {"a": (1, 2)}, b"bytes"])
def test_what_is_kept_comes_back(value: Any) -> None:
    cache.set("key", value)

    assert cache.get("key", "nothing") == value


def test_a_value_is_replaced() -> None:
    cache.set("key", 1)
    cache.set("key", 2)

    assert (cache.get("key"), CacheRow.objects.count()) == (2, 1)


def test_what_has_expired_is_gone() -> None:
    cache.set("key", 1)
    expire()

    assert (cache.get("key"), cache.has_key("key"), cache.get_many(["key", "other"])) == (None, False, {})


def test_some_of_many_come_back() -> None:
    cache.set_many({"one": 1, "two": 2})

    assert cache.get_many(["one", "two", "three"]) == {"one": 1, "two": 2}
    assert cache.get_many([]) == {}


def test_reading_writes_nothing_even_when_it_finds_what_has_expired() -> None:
    cache.set("key", 1)
    expire()

    with CaptureQueriesContext(connection) as queries:
        cache.get("key")

    assert [query["sql"].split()[0] for query in queries] == ["SELECT"]


def test_control_djangos_own_backend_deletes_while_it_reads() -> None:
    cache.set("key", 1)
    expire()

    with CaptureQueriesContext(connection) as queries:
        DatabaseCache("cache", {}).get("key")

    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "DELETE"]


def test_adding_keeps_what_is_there_and_replaces_what_has_expired() -> None:
    assert (cache.add("key", 1), cache.add("key", 2), cache.get("key")) == (True, False, 1)
    expire()
    assert (cache.add("key", 3), cache.get("key")) == (True, 3)


def test_touching_makes_a_value_last() -> None:
    cache.set("key", 1, timeout=1)

    assert (cache.touch("key", timeout=3600), cache.touch("other")) == (True, False)
    assert CacheRow.objects.get().expires > clock.now() + timedelta(minutes=50)
    expire()
    assert cache.touch("key") is False


def test_a_value_may_last_for_ever() -> None:
    cache.set("key", 1, timeout=None)

    assert (cache.get("key"), CacheRow.objects.get().expires.year) == (1, 9999)


def test_a_value_that_shall_not_last_is_not_kept() -> None:
    cache.set("key", 1, timeout=0)

    assert cache.get("key") is None


def test_deleting() -> None:
    cache.set("key", 1)

    assert (cache.delete("key"), cache.delete("key"), cache.get("key")) == (True, False, None)


def test_a_number_is_counted_up_and_down_and_keeps_its_time() -> None:
    cache.set("count", 1, timeout=100)
    before = CacheRow.objects.get().expires

    assert (cache.incr("count"), cache.incr("count", 5), cache.decr("count", 2)) == (2, 7, 5)
    assert (cache.get("count"), CacheRow.objects.get().expires) == (5, before)


def test_what_is_not_there_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="no number"):
        cache.incr("count")
    cache.set("count", 1)
    expire()
    with pytest.raises(ValueError, match="no number"):
        cache.incr("count")


def test_what_has_expired_makes_room_when_it_is_full() -> None:
    small = SharedCache("cache", {"OPTIONS": {"MAX_ENTRIES": 10}})
    for number in range(11):
        small.set(f"old-{number}", number)
    expire()
    newer = {f"new-{number}": number for number in range(5)}
    small.set_many(newer)

    assert small.get_many(newer) == newer
    assert CacheRow.objects.count() == 5


def test_what_has_expired_is_forgotten() -> None:
    cache.set("one", 1)
    expire()
    cache.set("two", 2)

    assert cache._connections[cache._alias].forget_expired(clock.now()) == 1  # type: ignore[attr-defined]
    assert cache.get("two") == 2


def _count() -> int:
    cache.set("count", 0, timeout=600)
    outcomes = at_once(WORKERS, lambda _: cache.incr("count"))
    assert [outcome.error for outcome in outcomes] == [None] * WORKERS
    return int(cache.get("count"))


@pytest.mark.django_db(transaction=True)
def test_no_count_is_lost_between_sixteen_workers() -> None:
    assert _count() == WORKERS


@pytest.mark.django_db(transaction=True)
def test_control_djangos_own_counting_loses_some(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reads before any writes: what may happen to Django's get and set, made certain."""
    all_have_read = threading.Barrier(WORKERS)
    read = SharedCache.get

    def get(self: Any, *args: Any, **kwargs: Any) -> Any:
        value = read(self, *args, **kwargs)
        all_have_read.wait(timeout=60)
        return value

    monkeypatch.setattr(SharedCache, "incr", super(DatabaseCache, SharedCache).incr)
    with monkeypatch.context() as patched:
        patched.setattr(SharedCache, "get", get)
        cache.set("count", 0, timeout=600)
        at_once(WORKERS, lambda _: cache.incr("count"))

    assert cache.get("count") == 1


def _add() -> int:
    """How many of sixteen believe that they have added one key, where an old one had expired."""
    cache.set("lock", "old")
    expire()
    outcomes = at_once(WORKERS, lambda number: cache.add("lock", number))
    assert [outcome.error for outcome in outcomes] == [None] * WORKERS
    return [outcome.result for outcome in outcomes].count(True)


@pytest.mark.django_db(transaction=True)
def test_one_of_sixteen_workers_adds_a_key() -> None:
    assert _add() == 1
