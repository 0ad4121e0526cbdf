"""Which skills are found in what people write in their own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.matching.vocabulary import standard_vocabulary
from cairn.matching.vocabulary.folding import key_of, own_word, words_of

WORDS = standard_vocabulary()
SKILL_IDS = [skill.id for skill in WORDS.skills]


@pytest.mark.parametrize(
    "text, skills",
    [
        ("I want to learn machine learning.", {"machine-learning"}),
        ("Understand how AI changes our R&D", {"machine-learning", "research-and-development"}),
        ("improve SQL and statistics", {"databases", "statistics"}),
        (
            "Become a better manager: delegate more, give honest feedback, handle conflict in my team",
            {"leading-teams", "delegation", "feedback", "conflict-resolution"},
        ),
        ("overcome stage fright; public-speaking at conferences", {"public-speaking"}),
        ("Say no, and set boundaries with my boss", {"expectations"}),
        ("get promoted and grow my network", {"career-planning", "networking"}),
        ("work life balance after parental leave", {"work-life-balance", "return-to-work"}),
        (
            "Organisational change, and analyse data in spreadsheets",
            {"change-management", "data-analysis", "spreadsheets"},
        ),
        ("hiring, onboarding & budgets", {"hiring", "onboarding", "budgeting"}),
        ("Data-driven dashboards with Power BI", {"dashboards"}),
        ("moving our back end to the cloud", {"back-end", "cloud"}),
        ("moving our backend to C++", {"back-end", "systems-programming"}),
        ("gain confidence in negotiations", {"self-confidence", "negotiation"}),
        ("Raising a seed round for my startup", {"venture-funding", "startups"}),
        ("STORYTELLING", {"storytelling"}),
    ],
)
def test_a_sentence_names_the_skills_that_a_reader_sees_in_it(text: str, skills: set[str]) -> None:
    assert WORDS.concepts(text) == skills


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I have little time for buying groceries; mentoring should fit my week.",
        "I'd like to excel at my job and go further in an open and lean way.",
        "We could meet at 3 pm, bi-weekly, in the office or online.",
        "My brand new role starts in May and I need support.",
        "It can react to swift changes, and access to people is what I lack.",
        "I was raised in Spain and said so with no spring in my step.",
        "The word on the street is that the web of rules will rust.",
        "In the long run I hope to rest, and to see my kids play games.",
        "I worked there for ten years with a safety net and wish to meet new people.",
        "The mail said that the maid aired the room again.",
    ],
)
def test_everyday_words_are_not_taken_for_skills(text: str) -> None:
    assert WORDS.concepts(text) == frozenset()


def test_of_overlapping_wordings_the_longer_counts() -> None:
    assert WORDS.concepts("product marketing") == {"product-marketing"}
    assert WORDS.concepts("sales forecasting") == {"sales-forecasting"}
    assert WORDS.concepts("storytelling with data") == {"storytelling-with-data"}


def test_an_everyday_word_still_counts_alone_in_a_column() -> None:
    for word in ("time", "buying", "Excel", "Go", "PM", "brand"):
        assert WORDS.skill(word) is not None
        assert WORDS.concepts(f"as to {word} here") == frozenset()


@given(st.text(max_size=200))
def test_any_text_at_all_can_be_read(text: str) -> None:
    assert WORDS.concepts(text) <= set(SKILL_IDS)
    WORDS.nearest(text[:30])
    for find in (
        WORDS.skill,
        WORDS.stage,
        WORDS.value,
        WORDS.field,
        WORDS.function,
        WORDS.place,
        WORDS.language,
    ):
        find(text)
    assert own_word(own_word(text)) == own_word(text)


@given(
    st.sampled_from(SKILL_IDS), st.sampled_from(["I hope for {}.", "({})", "help with {}, please", "{}/{}"])
)
def test_the_name_of_a_skill_is_found_in_any_surroundings_unless_it_is_an_everyday_word(
    skill_id: str, frame: str
) -> None:
    skill = next(skill for skill in WORDS.skills if skill.id == skill_id)
    alone = {key_of(wording) for wording in skill.only_alone}
    found = WORDS.concepts(frame.replace("{}", skill.name))
    if key_of(skill.name) in alone:
        assert skill_id not in found
    elif len(words_of(skill.name)) <= 4:
        assert skill_id in found
