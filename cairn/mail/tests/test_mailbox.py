"""The demo's mailbox shows every letter; anywhere else it does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cairn.mail.chores import send_letters
from cairn.mail.mailbox import PREVIEW_POLICY, links_in
from cairn.mail.models import Delivery
from cairn.mail.tests.cast import INVITATION, NOW

pytestmark = pytest.mark.django_db

Write = Callable[..., Delivery]


@pytest.fixture
def demo(settings: Any) -> None:
    """This is the demo: nothing leaves, and letters are kept."""
    settings.DEMO = True
    settings.EMAIL_BACKEND = "cairn.mail.backends.NothingLeaves"


@pytest.fixture
def letter(demo: None, write: Write, ifeoma: Any, arvid: Any) -> Delivery:
    """One of two letters that were sent, to two people."""
    write("invitation:1", arvid, INVITATION)
    written = write("check-in:7", ifeoma)
    send_letters(NOW, 200)
    return written


def html(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def test_all_letters_are_listed_and_those_to_one_address_are_found(client: Client, letter: Delivery) -> None:
    everything = html(client, "/demo/mailbox/")
    assert [subject in everything for subject in ("Was Thursday useful?", "You are invited")] == [True, True]
    some = html(client, "/demo/mailbox/?to=IFEOMA")
    assert [subject in some for subject in ("Was Thursday useful?", "You are invited")] == [True, False]
    assert "No letter went to such an address" in html(client, "/demo/mailbox/?to=nobody@x")


def test_an_empty_mailbox_says_how_to_get_a_letter(client: Client, demo: None) -> None:
    assert "No letter has been written yet" in html(client, "/demo/mailbox/")


def test_a_letter_shows_as_it_looks_as_text_and_with_its_headers(client: Client, letter: Delivery) -> None:
    address = reverse("demo_letter", args=[letter.pk])
    looks = html(client, address)
    assert f'src="{address}preview/"' in looks
    assert "We moved it to another day" in looks, "its links stand beside it, since a sandbox follows none"
    assert "One tap answers; you do not need to sign in." in html(client, f"{address}?part=text")
    assert letter.message_id.strip("<>") in html(client, f"{address}?part=headers")


def test_a_letter_that_waits_says_so(client: Client, demo: None, write: Write, ifeoma: Any) -> None:
    waiting = write("check-in:7", ifeoma)
    address = reverse("demo_letter", args=[waiting.pk])
    assert "waiting to be sent" in html(client, "/demo/mailbox/")
    assert "written when its time comes" in html(client, address)
    assert client.get(f"{address}preview/").status_code == 404


def test_the_preview_may_bring_inline_style_and_do_nothing_else(client: Client, letter: Delivery) -> None:
    page = client.get(reverse("demo_letter_preview", args=[letter.pk]))
    assert page["Content-Security-Policy"] == PREVIEW_POLICY
    assert PREVIEW_POLICY == "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    around = client.get(reverse("demo_letter", args=[letter.pk]))
    assert "unsafe-inline" not in around["Content-Security-Policy"]


def test_outside_of_the_demo_there_is_no_mailbox_not_even_for_an_administrator(
    client: Client, letter: Delivery, arvid: Any, settings: Any
) -> None:
    settings.DEMO = False
    address = reverse("demo_letter", args=[letter.pk])
    for who in (None, arvid):
        if who is not None:
            client.force_login(who)
        pages = [client.get(where).status_code for where in ("/demo/mailbox/", address, f"{address}preview/")]
        assert pages == [404, 404, 404]


def test_nothing_in_the_mailbox_can_be_posted_to(client: Client, letter: Delivery) -> None:
    assert client.post("/demo/mailbox/", {"once": "k" * 24}).status_code == 405


def test_the_list_takes_as_many_queries_for_many_letters_as_for_few(
    client: Client, letter: Delivery, write: Write, ifeoma: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        client.get("/demo/mailbox/")
    for number in range(60):
        write(f"check-in:more-{number}", ifeoma)
    with django_assert_num_queries(2):
        client.get("/demo/mailbox/")


def test_links_of_a_letter_are_found_with_their_words() -> None:
    letter = (
        '<a href="https://a.example/x"><b>Yes,</b>\n it was</a> <a href="mailto:a@b">no</a> <a>nothing</a>'
    )
    assert links_in(letter) == [("https://a.example/x", "Yes, it was")]
