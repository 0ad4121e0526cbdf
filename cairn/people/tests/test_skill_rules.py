"""Finding, naming and keeping skills."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.foundation.writing import CannotBeDone
from cairn.matching.vocabulary import standard_vocabulary
from cairn.people.rules.skills import ChosenSkill, clean_skills, search, skill_name, skill_of


@pytest.mark.parametrize(
    "typed, first",
    [("sql", "databases"), ("SQL", "databases"), ("gdpr", "privacy"), ("Machine learn", "machine-learning")],
)
def test_any_wording_finds_the_skill(typed: str, first: str) -> None:
    assert search(typed)[0].id == first


def test_a_search_says_by_which_word_it_found() -> None:
    found = search("sql")[0]

    assert (found.name, found.wording) == ("Databases", "SQL")


def test_a_search_for_nothing_finds_nothing() -> None:
    assert search("") == search("  -  ") == ()


def test_a_misspelled_word_still_finds_something_near() -> None:
    assert "negotiation" in [one.id for one in search("negotation")]


@given(st.text(max_size=80))
def test_a_search_never_fails_and_never_floods(typed: str) -> None:
    found = search(typed)

    assert len(found) <= 8
    assert len({one.id for one in found}) == len(found)


def test_every_skill_is_found_by_its_own_name() -> None:
    missing = [
        one.id for one in standard_vocabulary().skills if one.id not in [x.id for x in search(one.name)]
    ]

    assert missing == []


def test_two_spellings_of_an_own_word_are_one_skill() -> None:
    kept = clean_skills("offers", [ChosenSkill("Bee-keeping", 3), ChosenSkill("bee  keeping", 5)])

    assert kept == (ChosenSkill("bee keeping", 5),)
    assert skill_name("bee keeping") == "Bee keeping"


def test_a_wording_of_the_list_is_kept_as_the_skill_itself() -> None:
    assert skill_of(" SQL ") == "databases"


@pytest.mark.parametrize(
    "side, chosen, words",
    [
        ("offers", [ChosenSkill("sql", 0)], "Choose a level for Databases from the list."),
        ("wants", [ChosenSkill("sql", 6)], "Choose a level for Databases from the list."),
        ("wants", [ChosenSkill("sql", 1, 4)], "Say how important Databases is, from the list."),
        ("wants", [ChosenSkill("...", 1)], "Write a skill in a word or two."),
        (
            "wants",
            [ChosenSkill(f"own {number}", 1) for number in range(11)],
            "10 skills fit, and there are 11. Keep those that matter most.",
        ),
    ],
)
def test_what_cannot_be_kept_is_told_why(side: str, chosen: list[ChosenSkill], words: str) -> None:
    with pytest.raises(CannotBeDone) as refusal:
        clean_skills(side, chosen)

    assert (refusal.value.reason, refusal.value.field) == (words, "skills")


def test_sixty_characters_fit_and_no_more() -> None:
    assert skill_of("x" * 60) == "x" * 60
    with pytest.raises(CannotBeDone, match="This has 61 characters and 60 fit"):
        skill_of("x" * 61)
