"""Words as people type them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.foundation.writing import CannotBeDone
from cairn.people.rules.text import clean_line, clean_name, clean_text

ISOLATES = "\u2066\u2067\u2068"


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("  Thảo   Nguyễn ", "Thảo Nguyễn"),
        ("مهرناز تهرانی", "مهرناز تهرانی"),
        ("Zoë 👩🏽‍🚀", "Zoë 👩🏽‍🚀"),
        ("می‌خواهم", "می‌خواهم"),
        ("Anne\u200bMarie", "AnneMarie"),
        ("eve\u202egnp.exe", "evegnp.exe"),
        ("\u2067Leila\u2069", "Leila"),
        ("Lee\x00\x07 Wu", "Lee Wu"),
        ("Lee\nWu", "Lee Wu"),
        ("e\u0301", "é"),
    ],
)
def test_a_name_keeps_its_script_and_loses_what_nobody_sees(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u202e", "...", "👍"])
def test_a_name_without_a_letter_is_asked_for_again(typed: str) -> None:
    with pytest.raises(CannotBeDone) as refusal:
        clean_name(typed)

    assert refusal.value.field == "name"
    assert refusal.value.reason == "Write your name, as you would like to be introduced."


def test_fifty_thousand_words_are_counted_and_refused() -> None:
    with pytest.raises(CannotBeDone) as refusal:
        clean_text("word " * 50_000, field="hopes")

    assert refusal.value.field == "hopes"
    assert refusal.value.reason == (
        "This has 249,999 characters and 1,000 fit. Shorten it by 248,999; all of it is here."
    )


def test_a_text_keeps_its_lines_and_one_empty_one_between() -> None:
    assert clean_text("One  \r\n\r\n\r\n\r\nTwo\rThree\t!", field="about") == "One\n\nTwo\nThree !"


def test_an_isolate_left_open_is_closed_in_its_own_line() -> None:
    assert clean_text("a \u2067b\nc\u2069", field="about") == "a \u2067b\u2069\nc"


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    once = clean_text(typed, field="about")

    assert clean_text(once, field="about") == once
    assert clean_line(clean_line(typed, field="x", most=400), field="x", most=400) == clean_line(
        typed, field="x", most=400
    )


@given(st.text(max_size=300))
def test_what_is_kept_can_be_stored_and_disguises_nothing(typed: str) -> None:
    kept = clean_text(typed, field="about")

    kept.encode("utf-8")
    assert {unicodedata.category(sign) for sign in kept} & {"Cs"} == set()
    assert [sign for sign in kept if unicodedata.category(sign) == "Cc" and sign != "\n"] == []
    assert [sign for sign in kept if sign in "\u202a\u202b\u202c\u202d\u202e\u200b"] == []
    for line in kept.split("\n"):
        opened = sum(line.count(sign) for sign in ISOLATES)
        assert opened == line.count("\u2069")


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=100))
def test_letters_of_every_script_stay(typed: str) -> None:
    assert clean_line(typed, field="x", most=1000) == unicodedata.normalize("NFC", typed)
