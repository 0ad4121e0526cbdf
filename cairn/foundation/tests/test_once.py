from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver

from cairn.foundation.actors import System
from cairn.foundation.middleware.once import _is_exempt
from cairn.foundation.models import LongWork, OnceKey
from cairn.foundation.testing import canary, search_everywhere
from cairn.foundation.tests.once_pages import acted, new_key, send, write_note

pytestmark = [pytest.mark.django_db, pytest.mark.urls("cairn.foundation.tests.once_pages")]


def test_a_double_click_acts_once_and_gets_the_first_answer(client: Client) -> None:
    key = new_key()

    first, second = send(client, key), send(client, key)

    assert acted() == 1
    assert (first.status_code, first["Location"]) == (302, f"/notes/{LongWork.objects.get().pk}/")
    assert (second.status_code, second["Location"]) == (302, first["Location"])


def test_control_without_the_claim_a_double_click_acts_twice(client: Client, unclaimed: None) -> None:
    key = new_key()

    first, second = send(client, key), send(client, key)

    assert acted() == 2
    assert first["Location"] != second["Location"]


def test_a_page_is_given_again_as_it_was(client: Client) -> None:
    key = new_key()

    first, second = (send(client, key, "how are you", how="page") for _ in range(2))

    assert acted() == 1
    assert (second.status_code, second.content, second["Content-Type"], second["HX-Trigger"]) == (
        200,
        b"<p>how are you</p>",
        first["Content-Type"],
        "saved",
    )


def test_the_kept_answer_cannot_be_read_in_the_database(client: Client) -> None:
    word = canary("an answer")

    send(client, new_key(), f"so {'long ' * 10} that the row leaves it out {word}", how="page")

    assert acted() == 1
    assert word in OnceKey.objects.get().answer
    assert search_everywhere(word) == []


def test_a_key_does_not_stand_in_the_database(client: Client) -> None:
    key = new_key()

    send(client, key)

    assert search_everywhere(key) == []


def test_a_refused_post_does_not_use_up_the_key(client: Client) -> None:
    key = new_key()

    refused = send(client, key, "refused")
    assert (refused.status_code, acted(), OnceKey.objects.count()) == (409, 0, 0)
    mended = send(client, key, "mended")

    assert (mended.status_code, acted()) == (302, 1)


def test_a_post_that_is_not_valid_does_not_use_up_the_key(client: Client) -> None:
    key = new_key()

    for _ in range(2):
        assert send(client, key, "not valid").content == b"please write something else"

    assert OnceKey.objects.count() == 0


def test_other_words_with_the_same_key_are_another_post_and_not_lost(client: Client) -> None:
    """As when a browser brings back a form that was sent, and she writes on."""
    key = new_key()

    first, second = send(client, key, "hello"), send(client, key, "hello again")

    assert acted() == 2
    assert first["Location"] != second["Location"]


def test_another_file_with_the_same_key_is_another_post(client: Client) -> None:
    key = new_key()

    def send_file(content: bytes) -> None:
        client.post("/notes/", {"text": "file", "once": key, "sheet": SimpleUploadedFile("a.csv", content)})

    for content in (b"one", b"one", b"two"):
        send_file(content)

    assert acted() == 2


def test_the_same_key_at_another_address_is_another_post(client: Client) -> None:
    key = new_key()

    send(client, key)
    send(client, key, to="/other-notes/")

    assert acted() == 2


def test_the_same_key_of_another_browser_is_another_post(client: Client) -> None:
    key = new_key()
    other = Client()
    for browser, cookie in ((client, "a" * 32), (other, "b" * 32)):
        browser.cookies["cairn-csrf"] = cookie

    assert send(client, key)["Location"] != send(other, key)["Location"]

    assert acted() == 2


def test_the_same_key_of_another_person_is_another_post(client: Client, now: datetime) -> None:
    key = new_key()
    people = [
        get_user_model().objects.create(id=uuid4(), email=f"{name}@example.org", name=name, created_at=now)
        for name in ("thao", "ifeoma")
    ]

    for person in people:
        client.force_login(person)
        send(client, key)
        send(client, key)

    assert acted() == 2
    assert sorted(OnceKey.objects.values_list("owner", flat=True)) == sorted(
        f"person:{one.pk}" for one in people
    )


@pytest.mark.parametrize("key", [None, "short", "a" * 65, "with spaces in it", "<script>alert(1)</script>"])
def test_a_form_without_a_key_changes_nothing_and_gives_the_words_back(
    client: Client, key: str | None
) -> None:
    answer = send(client, key, "what I wrote all evening")

    assert (answer.status_code, acted()) == (400, 0)
    assert "what I wrote all evening" in answer.content.decode()


def test_what_is_sent_from_the_page_about_the_missing_key_is_saved(client: Client) -> None:
    page = send(client, None, "what I wrote all evening").content.decode()
    key = page.split('name="once" value="')[1].split('"')[0]

    assert send(client, key, "what I wrote all evening").status_code == 302
    assert acted() == 1


def test_the_key_may_come_in_a_header(client: Client) -> None:
    key = new_key()

    for _ in range(2):
        send(client, None, headers={"X-Once-Key": key})

    assert acted() == 1


def test_reading_a_page_needs_no_key(client: Client) -> None:
    assert client.get("/notes/").content == b"the form"


def test_other_programs_post_without_a_key(client: Client) -> None:
    for _ in range(2):
        assert client.post("/webhook/").content == b"heard"

    assert (acted(), OnceKey.objects.count()) == (2, 0)


@pytest.mark.urls("cairn.site.urls")
def test_every_form_of_allauth_goes_without_our_key() -> None:
    def views(patterns: list[Any]) -> Iterator[Any]:
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from views(pattern.url_patterns)
            else:
                yield pattern.callback

    of_allauth = [
        view for view in views(get_resolver().url_patterns) if view.__module__.startswith("allauth.")
    ]

    assert of_allauth != []
    assert [view for view in of_allauth if not _is_exempt(view)] == []


def test_two_actions_of_one_post_claim_the_key_together(client: Client) -> None:
    key = new_key()

    for _ in range(2):
        assert client.post("/two-notes/", {"text": ["one", "two"], "once": key}).content == b"both"

    assert (acted(), OnceKey.objects.count()) == (2, 1)


def test_if_the_first_action_was_refused_the_second_claims_the_key(client: Client) -> None:
    key = new_key()

    for _ in range(2):
        assert client.post("/two-notes/", {"text": ["refused", "two"], "once": key}).content == b"both"

    assert (acted(), OnceKey.objects.count()) == (1, 1)


def test_an_action_outside_of_a_request_has_no_key(by: System, now: datetime) -> None:
    write_note("a chore", by=by, now=now)

    assert (acted(), OnceKey.objects.count()) == (1, 0)
