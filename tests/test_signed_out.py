"""Whoever is signed out while they write loses no word, and strangers learn nothing."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from cairn.people.models import Profile
from tests.organization import found, signed_in

pytestmark = pytest.mark.django_db

WORDS = "To lead one forecast from question to decision."


def test_words_typed_after_the_session_ended_are_kept_and_can_be_sent_after_signing_in() -> None:
    mentee = found().mentee
    browser = signed_in(mentee)
    Session.objects.all().delete()
    address = reverse("people:step", kwargs={"name": "hopes"})
    shown = browser.post(address, {"hopes": WORDS, "version": "1", "once": "the-key-of-this-form"})
    text = shown.content.decode()

    assert (shown.status_code, shown["Cache-Control"]) == (403, "no-store")
    assert "You were signed out while you wrote" in text
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text))
    assert (kept["hopes"], kept["once"]) == (WORDS, "the-key-of-this-form")
    assert Profile.objects.get(person=mentee).hopes != WORDS

    again = signed_in(mentee).post(address, {name: kept[name] for name in ("hopes", "version", "once")})
    assert again.status_code == 302
    assert Profile.objects.get(person=mentee).hopes == WORDS


def test_a_page_that_saves_by_itself_does_not_use_up_the_kindness() -> None:
    browser = signed_in(found().mentee)
    Session.objects.all().delete()
    address = reverse("people:step", kwargs={"name": "hopes"})
    typed = {"hopes": WORDS, "version": "1", "once": "the-key-of-this-form"}
    answers = [browser.post(address, typed) for _ in range(2)]
    assert [(answer.status_code, WORDS in answer.content.decode()) for answer in answers] == [(403, True)] * 2


def test_a_stranger_is_led_to_sign_in_as_before() -> None:
    """The control: what is not a form of ours was not typed here."""
    answer = Client().post(reverse("people:me"), {"hopes": WORDS})
    assert (answer.status_code, answer["Location"].startswith("/sign-in/")) == (302, True)


def test_a_post_from_another_site_is_not_shown_again() -> None:
    browser = signed_in(found().mentee)
    Session.objects.all().delete()
    address = reverse("people:step", kwargs={"name": "hopes"})
    answer = browser.post(address, {"hopes": WORDS}, headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, WORDS in answer.content.decode()) == (302, False)
