"""Skills of ESCO and of the O*NET database come in from their own files."""

from pathlib import Path

import pytest

from cairn.matching.vocabulary import Skill, Vocabulary, VocabularyError, standard_vocabulary
from cairn.matching.vocabulary.imports import ESCO_CREDIT, ONET_CREDIT, from_esco, from_onet

ESCO_HEADER = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status\n"
ESCO_ROWS = [
    'X,uri:1,skill/competence,-,train dogs,"dog training\ntame","",released\n',
    'X,uri:2,knowledge,-,animal behaviour,"ethology\nanimal psychology","",released\n',
    'X,uri:3,knowledge,-,Statistics,"statistical theory\nML","",released\n',
    'X,uri:4,skill/competence,-,shoe horses,,"",obsolete\n',
]
TECHNOLOGIES = (
    "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
    "11-1011.00\tYardstick Pro\t43230000\tFence planning software\tN\tN\n"
    "11-1011.00\tSlab\t43230000\tFence planning software\tN\tN\n"
    "11-1021.00\tYardstick Pro\t43230000\tFence planning software\tN\tN\n"
    "11-1021.00\tMicrosoft Excel\t43230001\tSpreadsheet software\tY\tY\n"
)
ELEMENTS = (
    "Element ID\tElement Name\tDescription\n"
    "1.A.1.a.1\tOral Comprehension\tAn ability, not a skill.\n"
    '2.A.1\tContent\tA "heading" over others.\n'
    "2.A.1.a\tReading Comprehension\tUnderstanding written sentences.\n"
    "2.B.1.d\tNegotiation\tBringing others together.\n"
    "2.C.10\tTransportation\tMoving people or goods.\n"
)


@pytest.fixture
def esco(tmp_path: Path) -> Path:
    file = tmp_path / "skills_en.csv"
    file.write_text(ESCO_HEADER + "".join(ESCO_ROWS), encoding="utf-8")
    return file


def written(tmp_path: Path, name: str, text: str) -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_esco_skills_are_added_to_the_standard_ones(esco: Path) -> None:
    words = from_esco(esco)
    assert len(words.skills) == len(standard_vocabulary().skills) + 2
    assert words.skill("train dogs") == words.skill("Dog training") == "train-dogs"
    assert words.name("train-dogs") == "Train dogs"
    assert words.skill("Machine learning") == "machine-learning"
    assert words.stage("senior") == 4


def test_an_esco_skill_that_is_known_keeps_its_id_and_gains_wordings(esco: Path) -> None:
    words = from_esco(esco)
    assert words.skill("Statistical theory") == "statistics"
    assert words.name("statistics") == "Statistics"
    assert "Python" in {skill.name for skill in words.skills}


def test_a_wording_that_is_taken_stays_where_it_was(esco: Path) -> None:
    assert from_esco(esco).skill("ML") == "machine-learning"
    assert from_esco(esco, replace=True).skill("ML") == "statistics"


def test_esco_skills_may_replace_the_standard_ones(esco: Path) -> None:
    words = from_esco(esco, replace=True)
    assert [skill.id for skill in words.skills] == ["train-dogs", "animal-behaviour", "statistics"]
    assert [skill.group for skill in words.skills] == ["esco-skill", "esco-knowledge", "esco-knowledge"]
    assert {group.key for group in words.groups} == {"esco-skill", "esco-knowledge"}
    assert words.skill("Machine learning") is None
    assert words.language("German") == "de", "the other lists stay"


def test_what_esco_has_retired_is_left_out(esco: Path) -> None:
    assert from_esco(esco).skill("shoe horses") is None


def test_a_single_imported_word_counts_alone_but_not_in_a_sentence(esco: Path) -> None:
    words = from_esco(esco)
    assert words.skill("tame") == "train-dogs"
    assert words.concepts("as tame as can be") == frozenset()
    assert words.concepts("I love dog training and animal psychology") == {"train-dogs", "animal-behaviour"}


def test_british_labels_are_found_in_american_spelling(esco: Path) -> None:
    assert from_esco(esco).skill("Animal behavior") == "animal-behaviour"
    assert from_esco(esco).concepts("animal behaviour") == {"animal-behaviour"}


@pytest.mark.parametrize(
    "text",
    [
        "originalSkillUri,relationType,relatedSkillUri\nuri:1,optional,uri:2\nuri:1,optional,uri:99\n",
        "conceptType,conceptUri,broaderType,broaderUri\nSkill,uri:1,Skill,uri:2\nSkill,uri:98,Skill,uri:1\n",
    ],
)
def test_esco_relations_of_both_kinds_are_read_and_made_mutual(esco: Path, tmp_path: Path, text: str) -> None:
    words = from_esco(esco, written(tmp_path, "relations.csv", text))
    assert words.related("train-dogs") == {"animal-behaviour"}
    assert words.related("animal-behaviour") == {"train-dogs"}


def test_a_vocabulary_of_ones_own_can_be_the_base(esco: Path) -> None:
    own = Vocabulary(skills=(Skill(id="dogs", name="Dog training", group="pets"),))
    words = from_esco(esco, base=own)
    assert words.skill("dog training") == "dogs"
    assert words.skill("ethology") == "animal-behaviour"
    assert words.languages == ()


def test_the_same_file_always_gives_the_same_skills(esco: Path) -> None:
    assert from_esco(esco).skills == from_esco(esco).skills


def test_a_missing_esco_column_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    file = written(tmp_path, "wrong.csv", "conceptUri,preferredLabel,altLabels\nuri:1,a,b\n")
    with pytest.raises(
        VocabularyError, match=r"wrong\.csv: needs the column 'skillType'; it has 'conceptUri'"
    ):
        from_esco(file)


def test_a_missing_column_of_relations_is_named(esco: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "relations.csv", "from,to\n1,2\n")
    with pytest.raises(VocabularyError, match=r"relations\.csv: needs the columns 'originalSkillUri'"):
        from_esco(esco, file)


@pytest.mark.parametrize(
    "row, complaint",
    [
        ("X,uri:9,knowledge,x,,,,released\n", "line 4: the column 'preferredLabel' is empty"),
        ("X,,knowledge,x,name,,,released\n", "line 4: the column 'conceptUri' is empty"),
        ("X,uri:9,knowledge\n", "line 4: has 3 cells, but there are 8 columns"),
        ("X,uri:9,knowledge,x,---,,,released\n", "'---' of uri:9 has no letters"),
        ('X,uri:9,knowledge,x,"name,,,released\n', "line 4: unexpected end of data"),
    ],
)
def test_a_broken_esco_line_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    file = written(tmp_path, "skills.csv", ESCO_HEADER + ESCO_ROWS[0] + row)
    with pytest.raises(VocabularyError, match=complaint):
        from_esco(file)


def test_a_file_without_skills_or_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="there is no skill in it"):
        from_esco(written(tmp_path, "empty.csv", ESCO_HEADER))
    with pytest.raises(VocabularyError, match=r"needs the columns .* it has none"):
        from_esco(written(tmp_path, "nothing.csv", ""))
    latin = tmp_path / "latin.csv"
    latin.write_bytes(ESCO_HEADER.encode() + "X,uri:1,knowledge,x,Pädagogik,,,released\n".encode("latin-1"))
    with pytest.raises(VocabularyError, match=r"latin\.csv, after line \d+: is not text in UTF-8"):
        from_esco(latin)


def test_a_byte_order_mark_and_empty_lines_do_no_harm(tmp_path: Path) -> None:
    file = written(tmp_path, "skills.csv", "\ufeff" + ESCO_HEADER + "\n" + ESCO_ROWS[0] + "\n,,,,,,,\n")
    assert from_esco(file).skill("dog training") == "train-dogs"


def test_onet_technologies_become_skills_with_their_products_as_wordings(tmp_path: Path) -> None:
    words = from_onet(written(tmp_path, "Technology Skills.txt", TECHNOLOGIES))
    assert words.skill("Yardstick Pro") == "fence-planning-software"
    assert words.concepts("we use Yardstick Pro on every slab") == {"fence-planning-software"}
    assert words.skill("Slab") == "fence-planning-software"
    assert words.skill("Microsoft Excel") == "spreadsheets", "known before"


def test_onet_elements_become_skills_at_their_finest_level(tmp_path: Path) -> None:
    words = from_onet(written(tmp_path, "Content Model Reference.txt", ELEMENTS), replace=True)
    assert [skill.id for skill in words.skills] == ["reading-comprehension", "negotiation", "transportation"]
    assert [skill.group for skill in words.skills] == ["onet-skill", "onet-skill", "onet-knowledge"]


def test_an_element_that_is_rated_for_many_occupations_is_one_skill(tmp_path: Path) -> None:
    rated = (
        "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\n"
        "11-1011.00\t2.A.1.a\tReading Comprehension\tIM\t4.12\n"
        "11-1021.00\t2.A.1.a\tReading Comprehension\tIM\t3.88\n"
    )
    words = from_onet(written(tmp_path, "Skills.txt", rated), replace=True)
    assert [skill.name for skill in words.skills] == ["Reading Comprehension"]


@pytest.mark.parametrize(
    "text, complaint",
    [
        ("O*NET-SOC Code\tTitle\n1\tx\n", "needs the columns 'Element ID', 'Element Name'"),
        ("O*NET-SOC Code\tExample\n1\tx\n", "needs the column 'Commodity Title'"),
        ("Element ID\tElement Name\n2.A.1.a\n", "line 2: has 1 cells, but there are 2 columns"),
        ("Element ID\tElement Name\n2.A.1.a\t \n", "line 2: the column 'Element Name' is empty"),
        ("Element ID\tElement Name\n1.A.1.a\tOral Comprehension\n", "there is no skill in it"),
    ],
)
def test_a_broken_onet_file_is_refused_by_column_or_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(VocabularyError, match=complaint):
        from_onet(written(tmp_path, "onet.txt", text))


def test_both_sources_can_be_joined(esco: Path, tmp_path: Path) -> None:
    words = from_onet(written(tmp_path, "Technology Skills.txt", TECHNOLOGIES), base=from_esco(esco))
    assert words.skill("dog training") == "train-dogs"
    assert words.skill("Yardstick Pro") == "fence-planning-software"
    assert {"data", "esco-skill", "onet-technology"} <= {group.key for group in words.groups}


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        from_esco(tmp_path / "missing.csv")


def test_the_credits_name_their_sources_and_the_release() -> None:
    assert "European Commission" in ESCO_CREDIT
    credit = ONET_CREDIT.format(version="30.0", name="Example Ltd")
    assert "O*NET 30.0 Database" in credit
    assert "Example Ltd has modified" in credit
