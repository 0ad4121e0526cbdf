"""People as rows of the sheets that `cairn match` reads: its columns, its syntax, the vocabulary's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.people import Contact, Population
from cairn.cli.columns import MENTEE_COLUMNS, MENTOR_COLUMNS
from cairn.matching.people import Mentee, Mentor, Move
from cairn.matching.vocabulary import Vocabulary, standard_vocabulary
from cairn.sheets import Cell, Column, Table

_GENDER = "Group: gender"


class Phrasebook:
    """The names by which a sheet calls what the engine knows by keys."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._skills = {skill.id: skill.name for skill in vocabulary.skills}
        self._stages = {stage.number: stage.name for stage in vocabulary.stages}
        self._languages = {language.code: language.name for language in vocabulary.languages}
        self._values = {word.key: word.name for word in vocabulary.values}
        self._fields = {word.key: word.name for word in vocabulary.fields}
        self._functions = {word.key: word.name for word in vocabulary.functions}
        self._places = {word.key: word.name for word in vocabulary.places}

    def mentee(self, mentee: Mentee, contact: Contact) -> dict[str, Cell]:
        """The cells of a mentee by the keys of their columns."""
        return {
            **self._person(mentee, contact),
            "wants": _listed(
                f"{self._skills[want.skill]} ({want.level} → {want.priority})" for want in mentee.wants
            ),
            "move": self._move(mentee.move) if mentee.move else None,
            "seats": mentee.seats,
            "passed_over": mentee.passed_over,
            "ranking": _listed(mentee.ranking),
            "required_function": _named(self._functions, mentee.required_function),
            "required_site": mentee.required_site,
        }

    def mentor(self, mentor: Mentor, contact: Contact) -> dict[str, Cell]:
        """The cells of a mentor by the keys of their columns."""
        return {
            **self._person(mentor, contact),
            "offers": _listed(f"{self._skills[offer.skill]} ({offer.level})" for offer in mentor.offers),
            "moves": _listed(self._move(move) for move in mentor.moves),
            "seats": mentor.seats,
            "ranking": _listed(mentor.ranking),
        }

    def _person(self, person: Mentee | Mentor, contact: Contact) -> dict[str, Cell]:
        return {
            "id": person.id,
            "name": person.name,
            "email": contact.email,
            "goals": person.goals,
            "field": _named(self._fields, person.field),
            "function": _named(self._functions, person.function),
            "stage": None if person.stage is None else self._stages[person.stage],
            "values": _listed(sorted(self._values[value] for value in person.values)),
            "languages": _listed(sorted(self._languages[code] for code in person.languages)),
            "zone": contact.zone,
            "windows": contact.windows,
            "style": " ".join(f"{answer:g}" for answer in person.style or ()),
            "team": person.team,
            "site": person.site,
            "manager": person.manager,
            "not_with": _listed(sorted(person.not_with)),
            _GENDER: person.groups.get("gender"),
        }

    def _move(self, move: Move) -> str:
        return f"{self._places[move.origin]} > {self._places[move.destination]}"


def tables(population: Population) -> tuple[Table, Table]:
    """The sheet of mentees and the sheet of mentors; a column that nobody fills is left out."""
    words = Phrasebook(standard_vocabulary())
    contacts = population.contacts
    mentees = [words.mentee(mentee, contacts[mentee.id]) for mentee in population.mentees]
    mentors = [words.mentor(mentor, contacts[mentor.id]) for mentor in population.mentors]
    return _table("Mentees", MENTEE_COLUMNS, mentees), _table("Mentors", MENTOR_COLUMNS, mentors)


def _table(title: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]]) -> Table:
    """The rows under the headings of the columns that some row fills; the family of groups has one column."""
    named = [(_GENDER, _GENDER) if column.family else (column.key, column.title) for column in columns]
    filled = [(key, heading) for key, heading in named if any(row.get(key) not in (None, "") for row in rows)]
    return Table(
        title,
        [heading for _, heading in filled],
        [[row[key] for key, _ in filled] for row in rows],
    )


def _listed(entries: Iterable[str]) -> str:
    return "; ".join(entries)


def _named(names: Mapping[str, str], key: str | None) -> str | None:
    return None if key is None else names[key]
