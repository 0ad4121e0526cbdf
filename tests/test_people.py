"""The invented people: the same for a seed, and believable enough to be matched."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import chain

import pytest

from benchmarks.careers import MENTEE_STAGES, MENTOR_STAGES
from benchmarks.names import COMMUNITIES, mailbox
from benchmarks.people import Population, make
from benchmarks.skills import SUBJECTS
from benchmarks.work import FIELDS, LINES, SITES, VALUES
from cairn.matching.people import Mentee, Mentor
from cairn.matching.vocabulary import standard_vocabulary
from cairn.matching.windows import Availability


@pytest.fixture(scope="module")
def people() -> Population:
    return make(1000, 500)


@pytest.fixture(scope="module", params=[(200, 90), (1000, 500)], ids=["200 and 90", "1000 and 500"])
def crowd(request: pytest.FixtureRequest) -> Population:
    mentees, mentors = request.param
    return make(mentees, mentors, seed=7)


def everybody(population: Population) -> list[Mentee | Mentor]:
    return [*population.mentees, *population.mentors]


def test_the_same_seed_makes_the_same_people(people: Population) -> None:
    assert make(1000, 500) == people


def test_another_seed_makes_other_people(people: Population) -> None:
    other = make(1000, 500, seed=2)
    assert [m.goals for m in other.mentees] != [m.goals for m in people.mentees]


def test_the_people_of_a_seed_are_the_same_on_every_machine() -> None:
    population = make(30, 15, seed=1)
    words = "\n".join(f"{p.id} {p.name} {p.site} {p.stage} {p.goals}" for p in everybody(population))
    assert hashlib.sha256(words.encode()).hexdigest()[:16] == "d1d35471f211e423"


@pytest.mark.parametrize(
    "mentors,average,total", [(500, 1.868, 934), (90, 1.868, 168), (7, 0.0, 0), (10, 4.0, 40), (3, 20.0, 60)]
)
def test_the_seats_sum_up_to_the_average_exactly(mentors: int, average: float, total: int) -> None:
    seats = [mentor.seats for mentor in make(10, mentors, seats_per_mentor=average).mentors]
    assert sum(seats) == total
    assert max(seats) <= 20
    assert min(seats) >= 0


def test_a_thousand_mentees_share_934_seats_of_five_hundred_mentors(people: Population) -> None:
    assert sum(mentor.seats for mentor in people.mentors) == 934
    assert {mentor.seats for mentor in people.mentors} == {0, 1, 2, 3, 4}


def test_every_id_is_unique_on_its_side_and_some_people_are_on_both(crowd: Population) -> None:
    mentees, mentors = ({p.id for p in side} for side in (crowd.mentees, crowd.mentors))
    assert len(mentees) == len(crowd.mentees)
    assert len(mentors) == len(crowd.mentors)
    assert len(mentees & mentors) == len(crowd.mentors) * 2 // 100


def test_every_person_has_an_address_of_their_own(crowd: Population) -> None:
    ids = {person.id for person in everybody(crowd)}
    assert set(crowd.contacts) == ids
    assert len({contact.email for contact in crowd.contacts.values()}) == len(ids)
    assert all(contact.email.isascii() for contact in crowd.contacts.values())


def test_line_managers_are_among_the_people_and_one_stands_at_the_top(crowd: Population) -> None:
    managers = {person.id: person.manager for person in everybody(crowd)}
    stages = {person.id: person.stage for person in everybody(crowd)}
    assert [person for person, manager in managers.items() if manager is None] != []
    assert Counter(managers.values())[None] == 1
    for person in managers:
        seen: list[str] = []
        above: str | None = person
        while above is not None:
            assert above not in seen
            seen.append(above)
            above = managers[above]
        ranks = [stages[one] or 0 for one in seen]
        assert ranks == sorted(ranks)


def test_nobody_speaks_in_the_words_of_another(crowd: Population) -> None:
    texts = [person.goals for person in everybody(crowd)]
    assert len(set(texts)) == len(texts)
    assert all(3 <= text.count(".") <= 12 and "{" not in text for text in texts)


def test_texts_name_the_skill_that_is_wanted_or_offered_first(people: Population) -> None:
    for mentee in people.mentees:
        assert any(phrase in mentee.goals for phrase in _phrases(mentee.wants[0].skill))
    for mentor in people.mentors:
        assert any(phrase in mentor.goals for phrase in _phrases(mentor.offers[0].skill))


def _phrases(skill: str) -> list[str]:
    """How a skill is named, also at the beginning of a sentence."""
    return [form for phrase in SUBJECTS[skill].phrases for form in (phrase, phrase[0].upper() + phrase[1:])]


def test_most_people_share_english_and_a_few_do_not(people: Population) -> None:
    without = [person for person in everybody(people) if "en" not in person.languages]
    assert 20 <= len(without) <= 150
    assert all(person.languages for person in everybody(people))


def test_a_few_leave_a_question_unanswered(people: Population) -> None:
    persons = everybody(people)
    for left_out in ("values", "style", "windows", "field"):
        missing = sum(not getattr(person, left_out) for person in persons)
        assert 0 < missing < len(persons) // 10, left_out


def test_people_who_keep_the_same_hours_in_a_zone_share_one_availability(people: Population) -> None:
    shared: dict[tuple[str, str], Availability] = {}
    for person in everybody(people):
        contact = people.contacts[person.id]
        if person.windows is not None:
            kept = shared.setdefault((contact.zone, contact.windows), person.windows)
            assert kept is person.windows
    assert len({contact.windows for contact in people.contacts.values()}) >= 30


def test_some_skills_are_wanted_by_many_more_than_offer_a_seat(people: Population) -> None:
    wanted = Counter(want.skill for mentee in people.mentees for want in mentee.wants)
    seats: Counter[str] = Counter()
    for mentor in people.mentors:
        for offer in mentor.offers:
            seats[offer.skill] += mentor.seats
    assert wanted["data-engineering"] > 2 * seats["data-engineering"]
    assert seats["agile"] > wanted["agile"]


def test_every_word_that_people_use_is_of_the_standard_vocabulary() -> None:
    words = standard_vocabulary()
    assert set(SUBJECTS) <= {skill.id for skill in words.skills}
    assert {skill for line in LINES for skill in line.skills} <= set(SUBJECTS)
    assert {field for field, _ in FIELDS} <= {word.key for word in words.fields}
    assert {line.function for line in LINES} <= {word.key for word in words.functions}
    assert set(VALUES) <= {word.key for word in words.values}
    spoken = {community.language for community in COMMUNITIES.values()}
    spoken |= set(chain.from_iterable(site.languages for site in SITES))
    assert all(words.language(code) == code for code in spoken)


def test_every_move_leads_between_places_of_the_standard_vocabulary(people: Population) -> None:
    places = {word.key for word in standard_vocabulary().places}
    moves = {mentee.move for mentee in people.mentees if mentee.move} | {
        move for mentor in people.mentors for move in mentor.moves
    }
    assert {move.origin for move in moves} | {move.destination for move in moves} <= places


def test_names_come_from_many_languages_and_some_in_their_own_script(people: Population) -> None:
    assert len(COMMUNITIES) >= 25
    assert {site for _, site in _home(people)} == {site.name for site in SITES}
    in_own_script = [name for name, _ in _home(people) if mailbox(name) == ""]
    assert 5 <= len(in_own_script) <= 150


def _home(population: Population) -> list[tuple[str, str | None]]:
    return [(person.name, person.site) for person in everybody(population)]


@pytest.mark.parametrize("mentees,mentors", [(0, 0), (0, 5), (5, 0), (1, 1)])
def test_a_side_may_be_empty(mentees: int, mentors: int) -> None:
    population = make(mentees, mentors)
    assert len(population.mentees) == mentees
    assert len(population.mentors) == mentors


@pytest.mark.parametrize("mentees,mentors,seats", [(-1, 5, 1.0), (5, -1, 1.0), (5, 5, -0.1), (5, 5, 20.5)])
def test_a_number_out_of_range_is_refused(mentees: int, mentors: int, seats: float) -> None:
    with pytest.raises(ValueError, match=r"cannot be fewer|are not between"):
        make(mentees, mentors, seats_per_mentor=seats)


def test_second_mentors_are_wanted_only_if_asked_for(people: Population) -> None:
    assert {mentee.seats for mentee in people.mentees} == {1}
    assert {mentee.seats for mentee in make(200, 90, second_mentor_per_hundred=20).mentees} == {1, 2}


def test_stages_are_those_of_mentees_and_mentors(people: Population) -> None:
    assert {mentee.stage for mentee in people.mentees} == set(MENTEE_STAGES)
    assert {mentor.stage for mentor in people.mentors} == set(MENTOR_STAGES)
