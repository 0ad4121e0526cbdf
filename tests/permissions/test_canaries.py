"""Private words stand on the pages of those who may read them, and nowhere else.

Each private field of the organization holds a word that is found nowhere else. The tests look for it in every
page of every persona, in every column of every table, and in every line that is logged.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from cairn.people.models import Profile
from cairn.people.rules import audience
from tests.organization import HOPES, PRIVATE, ROOM, Organization, found
from tests.permissions.table import ROWS, answer_for

pytestmark = pytest.mark.django_db

MAY_READ = {HOPES: {"mentee", "manager", "reader"}, ROOM: {"mentor"}}
"""Who may read which private words anywhere: their own, and whoever matches them."""


def pages(organization: Organization, *personas: str) -> Iterator[tuple[str, str, str]]:
    """Persona, address and text of every page for everybody, or for these, the refused among them."""
    own_pages = [
        reverse("people:profile", kwargs={"pk": person.pk}) for person in organization.persons().values()
    ] + [reverse("people:step", kwargs={"name": name}) for name in ("hopes", "room", "not-with")]
    addresses = [reverse(name, kwargs=dict(row.about(organization))) for name, row in ROWS.items()]
    searches = [f"{reverse('people:list')}?q={word}" for word in ("canary", *PRIVATE)]
    leave = [reverse("account_logout")]
    for persona, client in organization.clients().items():
        if personas and persona not in personas:
            continue
        for address in sorted({*addresses, *own_pages, *searches} - set(leave)):
            given = client.get(address)
            if not getattr(given, "streaming", False):
                yield persona, address, given.content.decode(errors="replace") + str(dict(given.headers))


def test_private_words_are_shown_only_to_those_who_may_read_them() -> None:
    readers: dict[str, set[str]] = {word: set() for word in PRIVATE}
    for persona, address, text in pages(found()):
        searched = "?q=" in address
        for word in PRIVATE:
            if word in text and not searched:
                readers[word].add(persona)
    assert readers == MAY_READ


def test_a_field_shown_to_too_many_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above."""
    monkeypatch.setattr(audience, "FIELDS", {**audience.FIELDS, "hopes": frozenset(audience.RELATIONS)})
    readers = {persona for persona, _, text in pages(found(), "mentor", "mentee") if HOPES in text}
    assert readers == {"mentor", "mentee"}


def test_a_search_finds_nobody_by_private_words() -> None:
    organization = found()
    for persona in ("manager", "administrator"):
        client = organization.clients()[persona]
        for word in PRIVATE:
            text = client.get(reverse("people:list"), {"q": word}).content.decode()
            assert organization.mentee.name not in text
            assert organization.mentor.name not in text


def test_nobody_learns_who_is_on_a_private_list() -> None:
    organization = found()
    address = reverse("people:step", kwargs={"name": "not-with"})
    shown = {
        persona
        for persona, client in organization.clients().items()
        if organization.mentor.name in client.get(address).content.decode() and persona != "mentor"
    }
    assert shown == {"mentee"}


def clear_words() -> Iterator[tuple[str, str]]:
    """Every table with everything that stands in it, as anybody with the file would read it."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(_text(value) for value in row)


def _text(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def test_no_table_holds_private_words_in_clear() -> None:
    list(pages(found(), "mentee", "manager"))
    leaks = {table for table, text in clear_words() for word in PRIVATE if word in text}
    assert leaks == set()


def test_a_word_in_a_clear_column_would_be_seen() -> None:
    """The control of the test above."""
    organization = found()
    Profile.objects.filter(person=organization.mentee).update(about=HOPES)
    assert {table for table, text in clear_words() if HOPES in text} == {"people_profile"}


def test_no_line_of_the_log_holds_private_words(caplog: pytest.LogCaptureFixture) -> None:
    organization = found()
    with caplog.at_level(logging.DEBUG):
        list(pages(organization, "mentee", "manager"))
        address = reverse("people:step", kwargs={"name": "hopes"})
        organization.clients()["mentee"].post(
            address, {"hopes": f"{HOPES} again", "version": "1", "once": "the-key-of-this-test"}
        )
    assert Profile.objects.get(person=organization.mentee).hopes == f"{HOPES} again"
    assert caplog.records != []
    assert [record for record in caplog.records if any(word in record.getMessage() for word in PRIVATE)] == []


def test_every_encrypted_field_has_a_canary() -> None:
    """A new private field needs a word in the organization, or the search above would not see it leak."""
    from cairn.foundation.encryption import EncryptedText

    private = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, EncryptedText)
    }
    assert private == {
        "foundation.OnceKey.answer",  # the answer to a form, kept for a day
        "mail.Delivery.context",
        "mail.Delivery.rendered",
        "people.Profile.hopes",
        "people.Profile.room_link",
    }


def test_every_persona_is_in_the_table() -> None:
    organization = found()
    assert {*organization.persons(), "visitor"} == set(organization.clients())
    assert all(answer_for(row.get, "visitor") for row in ROWS.values())
