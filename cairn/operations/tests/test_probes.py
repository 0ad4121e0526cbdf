"""`/healthz` and `/readyz`."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from cairn.foundation import beats, clock, health
from cairn.foundation.health import Finding, Level
from cairn.foundation.ids import new_id


def test_alive_asks_no_database(client: Client) -> None:
    """Without the mark of a test with a database, a query would be an error."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"alive\n")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_a_probe_needs_no_name_of_a_host_and_no_encryption(
    path: str, client: Client, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["mentoring.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path, headers={"host": "10.1.2.3:8000"}).status_code in (200, 503)
    assert client.get("/account/", headers={"host": "10.1.2.3:8000"}).status_code not in (
        200,
        503,
    )  # the control


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_a_probe_answers_questions_only(path: str, client: Client) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_ready_with_a_worker_and_not_without(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"ready": False, "not_ready": ["worker"]})
    assert response["Retry-After"] == "10"
    now = clock.now()
    beats.beat(new_id(now), "a worker", now + timedelta(seconds=1), started_at=now)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"ready": True, "not_ready": []})


def test_only_the_names_of_what_is_not_ready_are_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        Finding("database", Level.WRONG, "postgresql://cairn:secret@db/", "secret"),
        Finding("disk", Level.CARE, "a little full"),
    ]
    monkeypatch.setattr(health, "readiness", lambda now: found)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"ready": False, "not_ready": ["database"]})
    assert b"secret" not in response.content
