"""The cache that all processes share, in the database: limits on guessing count there.

Django's own backend looks and then writes, so two processes may both add one key, or lose one of two
counts; and it deletes what has expired while it only reads. Here each write is one statement.
"""

from __future__ import annotations

import base64
import pickle
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction

from cairn.foundation import clock

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)


class SharedCache(DatabaseCache):
    """A cache in a table. `add` and `incr` are decided by the database; reading writes nothing."""

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        """The values that are there and have not expired. Nothing is deleted here: a page that only reads
        takes no write lock."""
        names = {self.make_and_validate_key(key, version=version): key for key in keys}
        if not names:
            return {}
        connection = connections[router.db_for_read(self.cache_model_class)]
        marks = ", ".join(["%s"] * len(names))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT cache_key, value FROM {self._name} WHERE cache_key IN ({marks}) AND expires > %s",
                [*names, self._instant(clock.now())],
            )
            return {names[key]: _opened(value) for key, value in cursor.fetchall()}

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Adds to a number, keeping when it expires. Raises `ValueError` if there is none."""
        name = self.make_and_validate_key(key, version=version)
        using = router.db_for_write(self.cache_model_class)
        locked = " FOR UPDATE" if connections[using].features.has_select_for_update else ""
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(
                f"SELECT value FROM {self._name} WHERE cache_key = %s AND expires > %s{locked}",
                [name, self._instant(clock.now())],
            )
            found = cursor.fetchone()
            if found is None:
                raise ValueError(f"there is no number under {key!r}")
            number: int = _opened(found[0]) + delta
            cursor.execute(
                f"UPDATE {self._name} SET value = %s WHERE cache_key = %s", [self._sealed(number), name]
            )
        return number

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """Whether a value is there and has not expired."""
        return bool(self.get_many([key], version=version))

    def forget_expired(self, now: datetime) -> int:
        """Deletes what has expired; returns how much."""
        with connections[router.db_for_write(self.cache_model_class)].cursor() as cursor:
            cursor.execute(f"DELETE FROM {self._name} WHERE expires < %s", [self._instant(now)])
            return int(cursor.rowcount)

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        until = self.get_backend_timeout(timeout)
        expires = FOREVER if until is None else datetime.fromtimestamp(until, tz=UTC)
        using = router.db_for_write(self.cache_model_class)
        now = clock.now()
        with connections[using].cursor() as cursor:
            if mode == "touch":
                cursor.execute(
                    f"UPDATE {self._name} SET expires = %s WHERE cache_key = %s AND expires > %s",
                    [self._instant(expires), key, self._instant(now)],
                )
                return bool(cursor.rowcount == 1)
            self._make_room(using, cursor, now)
            only_if = f" WHERE {self._name}.expires <= %s" if mode == "add" else ""
            cursor.execute(
                f"INSERT INTO {self._name} (cache_key, value, expires) VALUES (%s, %s, %s) "
                "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
                + only_if,
                [
                    key,
                    self._sealed(value),
                    self._instant(expires),
                    *([self._instant(now)] if only_if else []),
                ],
            )
            return bool(cursor.rowcount == 1)

    def _make_room(self, using: str, cursor: Any, now: datetime) -> None:
        cursor.execute(f"SELECT COUNT(*) FROM {self._name}")
        count = cursor.fetchone()[0]
        if count > self._max_entries:
            super()._cull(using, cursor, now, count)  # type: ignore[misc]

    @property
    def _name(self) -> str:
        connection = connections[router.db_for_write(self.cache_model_class)]
        return connection.ops.quote_name(self._table)  # type: ignore[attr-defined]

    def _instant(self, instant: datetime) -> Any:
        connection = connections[router.db_for_write(self.cache_model_class)]
        return connection.ops.adapt_datetimefield_value(instant)

    def _sealed(self, value: Any) -> str:
        return base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")


def _opened(value: str) -> Any:
    return pickle.loads(base64.b64decode(value))
