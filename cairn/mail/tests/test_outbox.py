"""A letter is written once, sent once, and repeated only as the table of kinds says."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from cairn.foundation import leases
from cairn.foundation.actors import Visitor
from cairn.foundation.decisions import Refused
from cairn.foundation.writing import CannotBeDone
from cairn.mail import actions, delivery, queries, rules, wishes
from cairn.mail.chores import send_letters
from cairn.mail.kinds import kind_of
from cairn.mail.models import Delivery
from cairn.mail.tests.cast import INVITATION, NOW, Server, Wishing, happened, refusal, states

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=30)
Write = Callable[..., Delivery]


def test_a_letter_asked_for_twice_is_written_and_sent_once(
    write: Write, ifeoma: Any, server: type[Server]
) -> None:
    first, second = write("check-in:7", ifeoma), write("check-in:7", ifeoma)
    assert first == second
    assert send_letters(NOW, 200) == 1
    assert send_letters(LATER, 200) == 0
    assert states() == [("check-in:7", "sent")]
    assert len(server.taken) == 1
    facts = {"letter": str(first.pk), "letter_kind": "check-in", "person": str(ifeoma.pk)}
    assert happened("letter.written") == [facts]
    assert happened("letter.sent") == [facts]


def test_a_letter_waits_until_it_is_due(write: Write, ifeoma: Any, server: type[Server]) -> None:
    write("check-in:7", ifeoma, due_at=LATER)
    assert send_letters(NOW, 200) == 0
    assert send_letters(LATER, 200) == 1


def test_a_letter_that_may_be_stopped_waits_for_the_morning_and_one_that_must_arrive_does_not(
    write: Write, ifeoma: Any, wishing: Wishing
) -> None:
    wishing.quiet = (10 * 60, 12 * 60)  # It is eleven in Lagos.
    assert write("check-in:7", ifeoma).due_at == NOW + timedelta(hours=1)
    assert write("invitation:1", ifeoma, INVITATION).due_at == NOW


@pytest.mark.parametrize("typed", ["", "nobody", "a@b\nBcc: all@halden.example", "a@b.example, c@d.example"])
def test_only_a_whole_address_gets_a_letter(write: Write, typed: str) -> None:
    with pytest.raises(CannotBeDone):
        write("invitation:1", kind=INVITATION, to_address=typed)
    assert states() == []


def test_somebody_who_left_causes_no_letter(write: Write, ifeoma: Any) -> None:
    ifeoma.is_active = False
    with pytest.raises(Refused):
        write("check-in:7", ifeoma, by=ifeoma)


# --- Two workers -----------------------------------------------------------------------------------------


def both_workers_send(letter: Delivery, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one worker is about to send what it has claimed, another one runs from beginning to end."""
    claim = leases.claim

    def claim_and_be_overtaken(*args: Any, **kwargs: Any) -> Any:
        mine = claim(*args, **kwargs)
        monkeypatch.setattr(leases, "claim", claim)
        delivery.send_one(letter.pk, NOW)
        return mine

    monkeypatch.setattr(leases, "claim", claim_and_be_overtaken)
    delivery.send_due(NOW)


def test_two_workers_send_a_letter_once(
    write: Write, ifeoma: Any, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    both_workers_send(write("check-in:7", ifeoma), monkeypatch)
    assert len(server.taken) == 1
    assert len(happened("letter.sent")) == 1


def test_control_two_workers_that_claim_nothing_send_a_letter_twice(
    write: Write, ifeoma: Any, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_without_lease(queryset: Any, **_: Any) -> list[Any]:
        return list(queryset)

    def begin_without_asking(letter: Delivery, **asked: Any) -> Delivery:
        kind = kind_of(letter.kind)
        delivery._render(letter, kind, asked["now"])
        return letter

    monkeypatch.setattr(leases, "claim", take_without_lease)
    monkeypatch.setattr(delivery, "begin", begin_without_asking)
    both_workers_send(write("check-in:7", ifeoma), monkeypatch)
    assert len(server.taken) == 2


def test_a_worker_whose_lease_ran_out_does_not_send_what_another_has(
    write: Write, ifeoma: Any, server: type[Server]
) -> None:
    write("check-in:7", ifeoma)
    slow = leases.claim(Delivery.objects.due(NOW), "slow", NOW, delivery.LEASE, 1)
    later = NOW + delivery.LEASE + timedelta(seconds=1)
    assert delivery.send_due(later) == 1
    assert delivery.begin(slow[0], worker="slow", by=delivery.SENDER, now=later) is None
    assert len(server.taken) == 1


def test_a_worker_whose_lease_ran_out_leaves_alone_what_another_has_just_taken(
    write: Write, ifeoma: Any, server: type[Server]
) -> None:
    write("check-in:7", ifeoma)
    slow = leases.claim(Delivery.objects.due(NOW), "slow", NOW, delivery.LEASE, 1)
    later = NOW + delivery.LEASE + timedelta(seconds=1)
    quick = leases.claim(Delivery.objects.due(later), "quick", later, delivery.LEASE, 1)
    assert delivery.begin(slow[0], worker="slow", by=delivery.SENDER, now=later) is None
    assert delivery.begin(quick[0], worker="quick", by=delivery.SENDER, now=later) is not None


# --- Workers that die ------------------------------------------------------------------------------------


class Killed(BaseException):
    """The worker is gone, as if by SIGKILL."""


def die_at(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker is killed when it comes to a step: before it sends, or after the server accepted."""

    def die(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(delivery, step, die)
        with pytest.raises(Killed):
            delivery.send_due(NOW)


def die_before_sending(monkeypatch: pytest.MonkeyPatch) -> None:
    die_at("begin", monkeypatch)


def die_after_the_server_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    die_at("settle", monkeypatch)


@pytest.mark.parametrize("key, is_invitation", [("check-in:7", False), ("invitation:1", True)])
def test_a_letter_whose_worker_died_before_sending_is_sent_when_the_lease_is_over(
    write: Write,
    ifeoma: Any,
    server: type[Server],
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    is_invitation: bool,
) -> None:
    write(key, ifeoma, **({"kind": INVITATION} if is_invitation else {}))
    die_before_sending(monkeypatch)
    assert send_letters(NOW, 200) == 0
    assert send_letters(LATER, 200) == 1
    assert len(server.taken) == 1


def test_after_a_crash_a_letter_that_must_arrive_goes_again_with_the_same_bytes(
    write: Write, ifeoma: Any, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = write("invitation:1", ifeoma, INVITATION)
    die_after_the_server_accepted(monkeypatch)
    ifeoma.name = "Another Name"
    ifeoma.save()
    send_letters(LATER, 200)
    send_letters(LATER + timedelta(minutes=10), 200)
    assert states() == [("invitation:1", "sent")]
    first, second = server.taken
    assert first == second
    assert f"Message-ID: {letter.message_id}\r\n".encode() in first


def test_after_a_crash_an_optional_letter_is_not_repeated_and_listed_as_failed(
    write: Write, ifeoma: Any, arvid: Any, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("check-in:7", ifeoma)
    die_after_the_server_accepted(monkeypatch)
    send_letters(LATER, 200)
    send_letters(LATER + timedelta(days=1), 200)
    assert len(server.taken) == 1
    assert [letter.failure for letter in queries.failed_letters(arvid)] == ["may-have-left"]
    assert [facts["why"] for facts in happened("letter.failed")] == ["may-have-left"]


def test_control_if_every_kind_had_to_arrive_the_optional_letter_would_come_twice(
    write: Write, ifeoma: Any, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("check-in:7", ifeoma)
    die_after_the_server_accepted(monkeypatch)
    after = rules.after

    def as_if_all_must_arrive(outcome: rules.Try, *, must_arrive: bool, attempts: int) -> rules.Step:
        return after(outcome, must_arrive=True, attempts=attempts)

    monkeypatch.setattr(rules, "after", as_if_all_must_arrive)
    send_letters(LATER, 200)
    send_letters(LATER + timedelta(minutes=10), 200)
    assert len(server.taken) == 2


# --- Mail servers that say no ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer, expected",
    [
        (refusal(550), ("failed", "refused")),
        (refusal(450), ("queued", "")),
        (smtplib.SMTPSenderRefused(550, b"no", "cairn@localhost"), ("queued", "")),
        (smtplib.SMTPDataError(554, b"no"), ("failed", "refused")),
        (smtplib.SMTPDataError(451, b"later"), ("queued", "")),
        (smtplib.SMTPNotSupportedError(), ("failed", "refused")),
        (smtplib.SMTPServerDisconnected(), ("failed", "may-have-left")),
        (TimeoutError(), ("failed", "may-have-left")),
    ],
)
def test_each_answer_of_a_mail_server_is_understood(
    write: Write, ifeoma: Any, server: type[Server], answer: Exception, expected: tuple[str, str]
) -> None:
    write("check-in:7", ifeoma)
    server.fails = answer
    send_letters(NOW, 200)
    assert Delivery.objects.values_list("state", "failure").get() == expected


def test_while_the_mail_server_is_away_one_letter_tries_and_the_others_keep_their_place(
    write: Write, ifeoma: Any, server: type[Server]
) -> None:
    for number in range(3):
        write(f"check-in:{number}", ifeoma)
    server.away = True
    assert send_letters(NOW, 200) == 1
    assert sorted(Delivery.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    server.away = False
    assert send_letters(LATER, 200) == 3
    assert len(server.taken) == 3


def test_a_letter_is_tried_until_the_table_ends_and_can_then_be_sent_again_with_the_same_bytes(
    write: Write, ifeoma: Any, arvid: Any, server: type[Server]
) -> None:
    letter = write("invitation:1", ifeoma, INVITATION)
    server.fails, server.takes_first = TimeoutError(), True
    at = NOW
    for wait in (*rules.BACK_OFF, timedelta(0)):
        assert send_letters(at, 200) == 1
        at += wait
    letter.refresh_from_db()
    assert (letter.state, letter.failure) == ("failed", "tried-too-often")
    with pytest.raises(Refused):
        actions.send_again(letter, by=ifeoma, now=at)
    with pytest.raises(Refused):
        actions.send_again(letter, by=Visitor(), now=at)
    server.fails = None
    actions.send_again(letter, by=arvid, now=at)
    assert send_letters(at, 200) == 1
    assert len(server.taken) == len(rules.BACK_OFF) + 2
    assert len(set(server.taken)) == 1
    letter.refresh_from_db()
    with pytest.raises(CannotBeDone):
        actions.send_again(letter, by=arvid, now=at)


def test_a_letter_that_comes_too_late_is_not_sent(write: Write, ifeoma: Any, server: type[Server]) -> None:
    write("invitation:1", ifeoma, INVITATION)
    send_letters(NOW + timedelta(days=31), 200)
    assert Delivery.objects.values_list("state", "failure").get() == ("failed", "too-late")
    assert server.taken == []


def test_a_letter_that_cannot_be_handled_holds_up_no_other(
    write: Write, ifeoma: Any, arvid: Any, server: type[Server]
) -> None:
    def breaks_for_arvid(letter: Delivery, now: Any) -> str:
        if letter.person_id == arvid.pk:
            raise ZeroDivisionError
        return ""

    wishes.add_check("broken", breaks_for_arvid)
    write("invitation:1", arvid, INVITATION)
    write("invitation:2", ifeoma, INVITATION)
    send_letters(NOW, 200)
    assert states() == [("invitation:1", "queued"), ("invitation:2", "sent")]
