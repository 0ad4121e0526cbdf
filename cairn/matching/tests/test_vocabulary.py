"""What people write is understood: skills, stages, values, fields, functions, places and languages."""

import copy
import pickle
from dataclasses import FrozenInstanceError

import pytest

from cairn.matching.people import STYLE_QUESTIONS
from cairn.matching.vocabulary import (
    Kind,
    Skill,
    Stage,
    Vocabulary,
    VocabularyError,
    Word,
    standard_vocabulary,
)
from cairn.matching.vocabulary.folding import key_of

WORDS = standard_vocabulary()
SKILL_IDS = [skill.id for skill in WORDS.skills]


# The lists


def test_there_are_about_three_hundred_skills_with_unique_ids_and_names() -> None:
    assert 290 <= len(WORDS.skills) <= 320
    assert len(set(SKILL_IDS)) == len(SKILL_IDS)
    assert len({skill.name for skill in WORDS.skills}) == len(WORDS.skills)


def test_every_id_is_a_slug() -> None:
    assert [
        skill_id for skill_id in SKILL_IDS if not all(part.isalnum() for part in skill_id.split("-"))
    ] == []
    assert [skill_id for skill_id in SKILL_IDS if skill_id != skill_id.lower()] == []


def test_every_group_has_many_skills_and_every_skill_a_group() -> None:
    groups = [skill.group for skill in WORDS.skills]
    assert {group.key for group in WORDS.groups} == set(groups)
    assert min(groups.count(group.key) for group in WORDS.groups) >= 15


def test_no_wording_belongs_to_two_skills() -> None:
    holders: dict[str, set[str]] = {}
    for skill in WORDS.skills:
        for wording in (skill.id, skill.name, *skill.synonyms, *skill.only_alone):
            holders.setdefault(key_of(wording), set()).add(skill.id)
    assert {wording: ids for wording, ids in holders.items() if len(ids) > 1} == {}


def test_related_skills_exist_are_mutual_and_few() -> None:
    for skill in WORDS.skills:
        assert 2 <= len(skill.related) <= 6, skill.id
        assert skill.id not in skill.related
        for other in skill.related:
            assert skill.id in WORDS.related(other)


def test_stages_run_from_student_to_executive() -> None:
    assert [stage.number for stage in WORDS.stages] == list(range(10))
    assert (WORDS.stages[0].key, WORDS.stages[-1].key) == ("student", "executive")
    assert all(stage.description.endswith(".") for stage in WORDS.stages)


def test_there_is_a_slider_for_every_answer_on_working_style() -> None:
    assert len(WORDS.style) == STYLE_QUESTIONS
    assert len({question.key for question in WORDS.style}) == STYLE_QUESTIONS


def test_the_other_lists_are_long_enough_to_choose_from() -> None:
    assert 28 <= len(WORDS.values) <= 36
    assert 24 <= len(WORDS.fields) <= 32
    assert 20 <= len(WORDS.functions) <= 28
    assert len(WORDS.places) >= 25
    assert len(WORDS.languages) >= 60


@pytest.mark.parametrize("kind", ["skill", "value", "field", "function", "place", "language"])
def test_every_wording_of_every_entry_leads_to_it(kind: str) -> None:
    entries: list[tuple[str, tuple[str, ...]]] = {
        "skill": [(s.id, (s.id, s.name, *s.synonyms, *s.only_alone)) for s in WORDS.skills],
        "value": [(w.key, (w.key, w.name, *w.synonyms)) for w in WORDS.values],
        "field": [(w.key, (w.key, w.name, *w.synonyms)) for w in WORDS.fields],
        "function": [(w.key, (w.key, w.name, *w.synonyms)) for w in WORDS.functions],
        "place": [(w.key, (w.key, w.name, *w.synonyms)) for w in WORDS.places],
        "language": [(n.code, (n.code, n.name, n.own_name, *n.synonyms)) for n in WORDS.languages],
    }[kind]
    find = getattr(WORDS, kind)
    for key, wordings in entries:
        for wording in wordings:
            assert find(wording) == key, wording
            assert find(f"  {wording.upper()} ") == key, wording


# Look-ups

STARTERS = """
back end, server, front end, web, mobile, cloud, DevOps, SRE, security, testing, QA, architecture,
databases, SQL, code review, analysis, BI, statistics, machine learning, AI, data engineering, ETL,
dashboards, experiments, forecasting, governance, research, spreadsheets, discovery, roadmaps, user
research, interaction, UX, visual, UI, service design, content, accessibility, a11y, prototypes, pricing,
projects, PM, agile, Scrum, programs, change, risk, process, lean, quality, supply chain, procurement,
buying, operations, brand, digital, SEO, social media, events, market research, PR, campaigns, CRM,
copywriting, prospecting, negotiation, key accounts, presales, partners, customer success, support,
retail, bids, tenders, forecasts, accounting, budgets, planning, FP&A, audit, tax, treasury, contracts,
compliance, privacy, GDPR, fundraising, hiring, onboarding, learning, L&D, pay, rewards, employee
relations, inclusion, DEI, wellbeing, org design, coaching, facilitation, strategy, delegation, feedback,
conflict, team building, influence, decisions, vision, crisis, boards, speaking, presenting, writing,
storytelling, listening, stakeholders, meetings, across cultures, languages, interviews, networking, lab,
clinical, public health, trials, mechanical, electrical, civil, manufacturing, sustainability, ESG,
safety, HSE, teaching, curriculum, policy, community, open source, career planning, time, resilience,
startups, volunteering
"""


@pytest.mark.parametrize("text", [word.strip() for word in STARTERS.split(",")])
def test_a_common_short_word_in_a_column_of_skills_is_understood(text: str) -> None:
    assert WORDS.skill(text) in SKILL_IDS


@pytest.mark.parametrize(
    "text, skill",
    [
        ("machine-learning", "machine-learning"),
        ("Machine Learning", "machine-learning"),
        ("MACHINELEARNING", "machine-learning"),
        ("machine_learning", "machine-learning"),
        ("ml", "machine-learning"),
        ("Back-End", "back-end"),
        ("backend", "back-end"),
        ("L & D", "learning-and-development"),
        ("L and D", "learning-and-development"),
        ("learning & development", "learning-and-development"),
        ("Organisation design", "organization-design"),
        ("programme management", "program-management"),
        ("Résumé", "cv-writing"),
        ("dashboard", "dashboards"),
        ("Negotiations", "negotiation"),
        ("C++", "systems-programming"),
        ("C#", "java"),
        ("budget", "budgeting"),
        ("excel", "spreadsheets"),
        ("Key accounts", "key-accounts"),
    ],
)
def test_a_skill_is_found_whatever_its_case_hyphens_accents_and_spelling(text: str, skill: str) -> None:
    assert WORDS.skill(text) == skill


@pytest.mark.parametrize("text", ["", "   ", "-", "&", "beekeeping", "I want to learn SQL"])
def test_what_is_no_skill_is_not_taken_for_one(text: str) -> None:
    assert WORDS.skill(text) is None


@pytest.mark.parametrize(
    "text, number",
    [
        *((str(number), number) for number in range(10)),
        ("3.0", 3),
        ("Stage 4", 4),
        ("4 senior", 4),
        ("5 - Lead or expert", 5),
        ("intern", 0),
        ("Junior", 2),
        ("mid-level", 3),
        ("Sr.", 4),
        ("team lead", 5),
        ("Manager", 6),
        ("VP", 8),
        ("c-level", 9),
    ],
)
def test_a_career_stage_is_found_by_number_or_word(text: str, number: int) -> None:
    assert WORDS.stage(text) == number


@pytest.mark.parametrize("text", ["", "10", "12", "-1", "3 years", "4 junior", "wizard", "2.5"])
def test_what_is_no_career_stage_is_not_taken_for_one(text: str) -> None:
    assert WORDS.stage(text) is None


@pytest.mark.parametrize(
    "text, code",
    [
        ("de", "de"),
        ("DE", "de"),
        ("de-AT", "de"),
        ("pt_BR", "pt"),
        ("zh-Hant-TW", "zh"),
        ("German", "de"),
        ("deutsch", "de"),
        ("francais", "fr"),
        ("Español", "es"),
        ("中文", "zh"),
        ("हिन्दी", "hi"),
        ("Farsi", "fa"),
        ("ukr", "uk"),
    ],
)
def test_a_language_is_found_by_code_name_or_own_name(text: str, code: str) -> None:
    assert WORDS.language(text) == code


def test_a_language_that_is_not_listed_is_not_guessed() -> None:
    assert WORDS.language("Klingon") is None
    assert WORDS.language("xx-YY") is None


def test_two_languages_that_cannot_talk_to_each_other_are_not_one() -> None:
    assert WORDS.language("Cantonese") != WORDS.language("Mandarin")


@pytest.mark.parametrize(
    "kind, text, key",
    [
        ("value", "Making a difference", "impact"),
        ("value", "humour", "fun"),
        ("value", "well-being", "health"),
        ("field", "IT", "software"),
        ("field", "Health care", "healthcare"),
        ("field", "pharma", "life-sciences"),
        ("field", "public sector", "government"),
        ("function", "HR", "people"),
        ("function", "R&D", "research"),
        ("function", "Software Engineering", "engineering"),
        ("place", "team lead", "lead"),
        ("place", "Own company", "own-firm"),
        ("place", "abroad", "country"),
        ("place", "parental leave", "return"),
        ("place", "NGO", "nonprofit"),
    ],
)
def test_other_words_are_understood_as_people_say_them(kind: str, text: str, key: str) -> None:
    assert getattr(WORDS, kind)(text) == key


def test_every_end_of_a_usual_move_is_a_place() -> None:
    usual = """
        expert lead manager director executive principal study work academia industry job own-firm large small
        business public military civilian function field country return board contributor maintainer
    """
    assert set(usual.split()) <= {place.key for place in WORDS.places}


def test_a_word_of_ones_own_has_no_relations_and_is_its_own_name() -> None:
    assert WORDS.name("beekeeping") == "beekeeping"
    assert WORDS.related("beekeeping") == frozenset()
    assert WORDS.name("machine-learning") == "Machine learning"


# Suggestions


@pytest.mark.parametrize(
    "among, typed, meant",
    [
        ("skills", "machne lerning", "Machine learning"),
        ("skills", "pyhton", "Python"),
        ("skills", "kubernets", "DevOps"),
        ("skills", "Storytellin", "Storytelling"),
        ("skills", "negociation", "Negotiation"),
        ("skills", "data", "Data analysis"),
        ("stages", "Manger", "Manager or principal"),
        ("values", "Honsty", "Honesty"),
        ("fields", "helth", "Healthcare"),
        ("functions", "enginering", "Engineering"),
        ("places", "acadmia", "Academia"),
        ("languages", "Germn", "German"),
    ],
)
def test_the_nearest_word_is_suggested_for_a_slip(among: Kind, typed: str, meant: str) -> None:
    assert WORDS.nearest(typed, among=among)[0] == meant


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert WORDS.nearest("zzzzzz") == ()
    assert WORDS.nearest("") == ()


def test_no_more_is_suggested_than_asked_for() -> None:
    assert len(WORDS.nearest("marketing research", most=2)) == 2
    assert WORDS.nearest("marketing", most=0) == ()


def test_a_list_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"no list 'hobbies'.*skills"):
        WORDS.nearest("chess", among="hobbies")  # type: ignore[arg-type]


# Own words


@pytest.mark.parametrize(
    "text, kept",
    [
        ("  Bee-keeping & Honey ", "bee keeping and honey"),
        ("bee keeping and honey", "bee keeping and honey"),
        ("Führung", "führung"),
        ("• Chess!", "chess"),
        ("", ""),
    ],
)
def test_two_spellings_of_ones_own_word_become_equal(text: str, kept: str) -> None:
    assert WORDS.own(text) == kept


# The vocabulary itself


def test_the_standard_vocabulary_is_one_and_cannot_be_changed() -> None:
    assert standard_vocabulary() is WORDS
    assert len({WORDS, standard_vocabulary()}) == 1
    with pytest.raises(FrozenInstanceError):
        WORDS.skills = ()  # type: ignore[misc]


def test_a_vocabulary_survives_the_way_to_another_process() -> None:
    twin = pickle.loads(pickle.dumps(WORDS))
    assert twin.skill("ML") == "machine-learning"
    assert copy.copy(WORDS) != WORDS, "equal only to itself"


def _skill(skill_id: str, *synonyms: str, related: tuple[str, ...] = ()) -> Skill:
    return Skill(id=skill_id, name=skill_id.title(), synonyms=synonyms, related=frozenset(related))


def test_relations_are_made_mutual() -> None:
    words = Vocabulary(skills=(_skill("chess", related=("go-game",)), _skill("go-game")))
    assert words.related("go-game") == {"chess"}
    assert words.skills[1].related == {"chess"}


@pytest.mark.parametrize(
    "skills, complaint",
    [
        ((_skill("chess"), _skill("chess")), "'chess' is listed twice"),
        (
            (_skill("chess", "board game"), _skill("go-game", "Board Games", "board-game")),
            "'board-game' belongs to two",
        ),
        ((_skill("chess", related=("poker",)),), "'chess' is related to 'poker', which is not listed"),
        ((_skill("chess", related=("chess",)),), "related to itself"),
        ((_skill("chess", "!!"),), "without letters"),
    ],
)
def test_a_vocabulary_that_contradicts_itself_is_refused(skills: tuple[Skill, ...], complaint: str) -> None:
    with pytest.raises(VocabularyError, match=complaint):
        Vocabulary(skills=skills)


def test_stages_have_different_numbers_from_0_to_9() -> None:
    with pytest.raises(VocabularyError, match="'god' has the number 10"):
        Vocabulary(skills=(), stages=(Stage(number=10, key="god", name="God"),))
    with pytest.raises(VocabularyError, match="same number"):
        Vocabulary(
            skills=(), stages=(Stage(number=1, key="one", name="One"), Stage(number=1, key="two", name="Two"))
        )


def test_a_vocabulary_may_hold_nothing_but_the_skills_of_a_program() -> None:
    words = Vocabulary(
        skills=(_skill("chess"),), fields=(Word(key="clubs", name="Clubs", synonyms=("societies",)),)
    )
    assert words.skill("Chess") == "chess"
    assert words.field("Societies") == "clubs"
    assert words.stage("senior") is None
    assert words.concepts("learn chess and python") == {"chess"}
