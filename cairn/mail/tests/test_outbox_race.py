"""Several workers at once, on connections of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from cairn.mail import actions, delivery
from cairn.mail.models import Delivery
from cairn.mail.tests.cast import BY, CHECK_IN, CONTEXT, NOW, Server

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 4
LETTERS = 12


def together(act: Callable[[], Any]) -> None:
    """Lets several threads begin at the same moment. Whatever one of them raises, the test raises."""
    start = Barrier(WORKERS)
    failed: list[BaseException] = []

    def run() -> None:
        try:
            start.wait(10)
            act()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if failed:
        raise failed[0]


def test_workers_that_sweep_at_once_send_each_letter_once(ifeoma: Any, server: type[Server]) -> None:
    for number in range(LETTERS):
        key = f"check-in:{number}"
        actions.write_letter(
            CHECK_IN, key=key, to_address=ifeoma.email, person=ifeoma, context=CONTEXT, by=BY, now=NOW
        )
    together(lambda: delivery.send_due(NOW, batch=LETTERS))
    delivery.send_due(NOW, batch=LETTERS)
    assert Counter(Delivery.objects.values_list("state", flat=True)) == {"sent": LETTERS}
    assert len(server.taken) == len(set(server.taken)) == LETTERS


def test_the_same_letter_asked_for_at_once_is_written_once(ifeoma: Any) -> None:
    written: list[Any] = []
    facts: dict[str, Any] = {"to_address": ifeoma.email, "person": ifeoma, "context": CONTEXT}

    def write() -> None:
        letter = actions.write_letter(CHECK_IN, key="check-in:7", **facts, by=BY, now=NOW)
        written.append(letter.pk)

    together(write)
    assert len(written) == WORKERS
    assert set(written) == set(Delivery.objects.values_list("pk", flat=True))
    assert Delivery.objects.count() == 1
