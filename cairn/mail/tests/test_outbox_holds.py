"""What may not leave is held, and what letters say is nobody else's to read."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from cairn.foundation.actors import Visitor
from cairn.foundation.decisions import Refused
from cairn.mail import delivery, wishes
from cairn.mail.chores import send_letters
from cairn.mail.models import Delivery
from cairn.mail.tests.cast import CONTEXT, INVITATION, NOW, Server, Wishing, happened, states

pytestmark = pytest.mark.django_db

Write = Callable[..., Delivery]


# --- May it still leave? ---------------------------------------------------------------------------------


def test_a_letter_of_a_stopped_kind_is_held_and_another_kind_leaves(
    write: Write, ifeoma: Any, arvid: Any, server: type[Server], wishing: Wishing
) -> None:
    write("check-in:7", ifeoma)
    write("check-in:8", arvid)
    write("invitation:1", ifeoma, INVITATION)
    wishing.stopped = {ifeoma.pk: {"check-in", "invitation"}}
    send_letters(NOW, 200)
    assert states() == [("check-in:7", "held"), ("check-in:8", "sent"), ("invitation:1", "sent")]
    assert [facts["why"] for facts in happened("letter.held")] == ["stopped"]


def test_after_a_suspension_no_letter_leaves(
    write: Write, ifeoma: Any, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("invitation:1", ifeoma, INVITATION)
    wishes.add_check("safeguarding", lambda letter, now: "suspended")
    send_letters(NOW, 200)
    assert server.taken == []
    assert Delivery.objects.values_list("state", "failure").get() == ("held", "suspended")


def test_nobody_who_left_gets_a_letter(write: Write, ifeoma: Any, server: type[Server]) -> None:
    write("invitation:1", ifeoma, INVITATION)
    ifeoma.is_active = False
    ifeoma.save()
    send_letters(NOW, 200)
    assert Delivery.objects.values_list("state", "failure").get() == ("held", "left")


# --- Private words ---------------------------------------------------------------------------------------

CANARY = "canary-hopes-to-leave"


def raw_columns() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mail_delivery")
        rows = cursor.fetchall()
        cursor.execute("SELECT facts FROM foundation_loggedevent")
        rows += cursor.fetchall()
        cursor.execute("SELECT args_kwargs FROM django_tasks_database_dbtaskresult")
        rows += cursor.fetchall()
    return " ".join(
        bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
        for row in rows
        for value in row
    )


@pytest.mark.parametrize("words, renders", [(CANARY, True), ([CANARY], False)])
def test_private_words_stand_in_no_row_log_event_or_task(
    write: Write,
    ifeoma: Any,
    server: type[Server],
    caplog: pytest.LogCaptureFixture,
    words: Any,
    renders: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not renders:

        def break_with_words(*_: Any) -> None:
            raise ValueError(CANARY)

        monkeypatch.setattr(delivery, "compose", break_with_words)
    server.fails = TimeoutError(CANARY)
    with caplog.at_level(logging.DEBUG):
        write("invitation:1", ifeoma, INVITATION, context={**CONTEXT, "words": words})
        send_letters(NOW, 200)
    letter = Delivery.objects.get()
    assert (letter.state, bool(letter.rendered)) == (("queued", True) if renders else ("failed", False))
    assert CANARY in letter.context
    assert ifeoma.email in raw_columns(), "what is not sealed would show"
    assert "a letter" in caplog.text
    assert CANARY not in raw_columns() + caplog.text + letter.subject


def test_once_sent_the_words_are_gone_except_in_the_demo(
    write: Write, ifeoma: Any, server: type[Server], settings: Any
) -> None:
    write("check-in:7", ifeoma)
    send_letters(NOW, 200)
    settings.DEMO = True
    write("check-in:8", ifeoma)
    send_letters(NOW, 200)
    kept = [(bool(row.context), bool(row.rendered)) for row in Delivery.objects.order_by("key")]
    assert kept == [(False, False), (True, True)]


def test_in_the_demo_nothing_leaves(write: Write, ifeoma: Any, settings: Any, mailoutbox: list[Any]) -> None:
    settings.EMAIL_BACKEND = "cairn.mail.backends.NothingLeaves"
    write("check-in:7", ifeoma)
    send_letters(NOW, 200)
    assert states() == [("check-in:7", "sent")]
    assert mailoutbox == []


def test_reactions_inline_a_letter_leaves_with_its_commit(
    write: Write,
    ifeoma: Any,
    mailoutbox: list[Any],
    inline_reactions: None,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        write("check-in:7", ifeoma)
        assert mailoutbox == []
    assert [message.subject for message in mailoutbox] == ["Was Thursday useful?"]
    assert mailoutbox[0].to == ["ifeoma@halden.example"]


def test_the_hint_to_the_worker_sends_the_letter_and_is_harmless_twice(
    write: Write, ifeoma: Any, server: type[Server]
) -> None:
    letter = write("check-in:7", ifeoma)
    assert delivery.send_one(letter.pk, NOW) == 1
    assert delivery.send_one(letter.pk, NOW) == 0
    assert len(server.taken) == 1


def test_only_cairn_itself_sends(write: Write, ifeoma: Any, arvid: Any) -> None:
    letter = write("check-in:7", ifeoma)
    others: list[Any] = [ifeoma, arvid, Visitor()]
    for by in others:
        with pytest.raises(Refused):
            delivery.begin(letter, worker="", by=by, now=NOW)
