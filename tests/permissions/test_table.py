"""Every persona at every address with every method, as `table.py` says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from cairn.foundation import decisions
from cairn.foundation.decisions import YES
from tests.organization import Organization, found
from tests.permissions.table import ROWS, Answer, Row, answer_for

pytestmark = pytest.mark.django_db

SAFE = ("GET", "HEAD")
CHANGING = ("PUT", "PATCH", "DELETE")
ONCE = {"once": "a-key-of-this-test"}


def addresses(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The names of all addresses, with their namespaces."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, inner)


ADDRESSES = sorted(set(addresses(get_resolver())))


@pytest.fixture
def organization() -> Organization:
    return found()


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert sorted(ROWS) == ADDRESSES


@pytest.mark.parametrize("name", ADDRESSES)
def test_each_persona_gets_what_the_table_says(name: str, organization: Organization) -> None:
    assert list(surprises(name, ROWS[name], organization)) == []


def surprises(name: str, row: Row, organization: Organization) -> Iterator[str]:
    """Where an address does not answer as its row says, one sentence each. Nothing is kept of the posts."""
    address = reverse(name, kwargs=dict(row.about(organization)))
    for persona, client in organization.clients().items():
        for method in (*SAFE, "POST", *CHANGING):
            expected = expected_answer(row, method, persona)
            with transaction.atomic():
                given = ask(client, method, address, row)
                transaction.set_rollback(True)
            if not fits(expected, given, method):
                yield f"{persona} {method} {address}: {expected} expected, got {given.status_code}"


def expected_answer(row: Row, method: str, persona: str) -> Answer:
    """What the table says for a method; what nobody may send is never an answer."""
    if method in SAFE:
        return answer_for(row.get, persona)
    return answer_for(row.post, persona) if method == "POST" else "never"


def ask(client: Client, method: str, address: str, row: Row) -> HttpResponse:
    """One request as a browser sends it."""
    data = {**row.data, **ONCE} if method == "POST" else None
    return client.generic(method, address) if data is None else client.post(address, data)  # type: ignore[return-value]


def fits(expected: Answer, given: HttpResponse, method: str) -> bool:
    """Whether a response is what was expected."""
    status, leads_to = given.status_code, given.headers.get("Location", "")
    to_sign_in = status == 302 and leads_to.startswith("/sign-in/")
    match expected:
        case "page":
            return status == 200
        case "sign-in":
            kept = method == "POST" and status == 403 and b'href="/sign-in/"' in given.content
            return to_sign_in or kept
        case "gone":
            return status == 404
        case "no":
            return status == 403
        case "moves":
            return status in (302, 303)
        case "own":
            return status in (200, 302, 303, 400, 403, 404, 409, 422, 429)
        case "asks":
            return status in (200, 302, 422)
        case "works":
            return status in (200, 503)
        case "never":
            return status == 405 or to_sign_in


def open_to_all(request: HttpRequest) -> HttpResponse:
    """A page whose permission was forgotten."""
    return HttpResponse("everybody's secrets")


def test_an_address_without_a_row_is_noticed(settings: pytest.FixtureRequest) -> None:
    """The control of the first test."""
    resolver = URLResolver(
        get_resolver().pattern, [*get_resolver().url_patterns, path("new/", open_to_all, name="new")]
    )
    assert sorted(set(addresses(resolver))) != sorted(ROWS)


@pytest.mark.parametrize("name", ["people:profile", "programs:decision", "programs:program", "people:list"])
def test_a_view_whose_permission_was_removed_is_noticed(
    name: str, organization: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the second test: with every policy saying yes, the table disagrees."""
    monkeypatch.setattr(decisions, "_verbs", {key: _open(verb) for key, verb in decisions._verbs.items()})
    monkeypatch.setattr(
        decisions,
        "_sights",
        {
            model: (verb, lambda by, model=model: model._default_manager.all())
            for model, (verb, _) in decisions._sights.items()
        },
    )
    assert list(surprises(name, ROWS[name], organization)) != []


def _open(verb: decisions.Verb) -> decisions.Verb:
    return decisions.Verb(verb.name, verb.model, verb.meaning, lambda *_: YES)
