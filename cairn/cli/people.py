"""Turning the rows of the two sheets into mentees and mentors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from cairn.cli import references
from cairn.cli.answer import Answer
from cairn.cli.cells import BadCell, share, shares, whole_number
from cairn.cli.columns import STYLE_KEYS
from cairn.cli.directory import Directory, Entry
from cairn.cli.meeting_times import MeetingTimes
from cairn.cli.wordings import Wordings
from cairn.cli.words import Words
from cairn.matching.checks import MAX_MENTEE_RANKING, MAX_MENTOR_RANKING
from cairn.matching.people import STYLE_QUESTIONS, Mentee, Mentor
from cairn.matching.windows import Availability
from cairn.sheets import RowError


class _Common(TypedDict):
    """What mentees and mentors have in common, as the arguments of both."""

    id: str
    name: str
    goals: str
    field: str | None
    function: str | None
    stage: int | None
    values: frozenset[str]
    languages: frozenset[str]
    windows: Availability | None
    style: tuple[float, ...] | None
    team: str | None
    site: str | None
    manager: str | None
    not_with: frozenset[str]
    groups: Mapping[str, str]


class PeopleReader:
    """Reads one row after the other; whatever is wrong is added to `problems`, and left out of the person."""

    def __init__(self, words: Words, directory: Directory, start: date, middle: date) -> None:
        self.problems: list[RowError] = []
        self._directory = directory
        self._wordings = Wordings(words)
        self._times = MeetingTimes(start, middle)

    def mentee(self, entry: Entry) -> Mentee:
        """The mentee of a row."""
        return Mentee(
            **self._common(entry),
            seats=self._number(entry, "seats", 1, 3, 1),
            passed_over=self._number(entry, "passed_over", 0, 9, 0),
            wants=self._wordings.wants(self._answer(entry, "wants")),
            move=self._wordings.move(self._answer(entry, "move")),
            ranking=references.ranking(self._answer(entry, "ranking"), self._directory, MAX_MENTEE_RANKING),
            required_function=self._wordings.word(self._answer(entry, "required_function"), "functions"),
            required_site=self._wordings.own(self._answer(entry, "required_site")),
        )

    def mentor(self, entry: Entry) -> Mentor:
        """The mentor of a row."""
        return Mentor(
            **self._common(entry),
            seats=self._number(entry, "seats", 0, 20, 1),
            offers=self._wordings.offers(self._answer(entry, "offers")),
            moves=self._wordings.moves(self._answer(entry, "moves")),
            ranking=references.ranking(self._answer(entry, "ranking"), self._directory, MAX_MENTOR_RANKING),
        )

    def _answer(self, entry: Entry, key: str) -> Answer:
        return Answer(entry, key, self.problems)

    def _common(self, entry: Entry) -> _Common:
        words, row = self._wordings, entry.row
        return _Common(
            id=entry.id,
            name=entry.name,
            goals=row["goals"],
            field=words.word(self._answer(entry, "field"), "fields"),
            function=words.word(self._answer(entry, "function"), "functions"),
            stage=words.stage(self._answer(entry, "stage")),
            values=words.values(self._answer(entry, "values")),
            languages=words.languages(self._answer(entry, "languages")),
            windows=self._times.read(self._answer(entry, "windows"), self._answer(entry, "zone")),
            style=self._style(entry),
            team=words.own(self._answer(entry, "team")),
            site=words.own(self._answer(entry, "site")),
            manager=references.manager(self._answer(entry, "manager"), self._directory),
            not_with=references.not_with(self._answer(entry, "not_with"), self._directory),
            groups=_groups(entry),
        )

    def _number(self, entry: Entry, key: str, least: int, most: int, otherwise: int) -> int:
        answer = self._answer(entry, key)
        if not answer.text:
            return otherwise
        try:
            return whole_number(answer.text, least, most)
        except BadCell as error:
            answer.error(str(error))
            return otherwise

    def _style(self, entry: Entry) -> tuple[float, ...] | None:
        """Five answers, from one column or from five; None without an answer."""
        whole = self._answer(entry, "style")
        single = [self._answer(entry, key) for key in STYLE_KEYS]
        filled = [answer for answer in single if answer.text]
        if whole.text and filled:
            whole.error(f"Working style is answered here and in '{filled[0].heading}'. Keep one of the two.")
        elif whole.text:
            texts = shares(whole.text)
            if len(texts) != STYLE_QUESTIONS:
                whole.error(
                    f"{len(texts)} answers are given. Write {STYLE_QUESTIONS}, such as '0.2 0.5 0.9 0.4 1'."
                )
            else:
                return _shares([(whole, text) for text in texts])
        elif filled and len(filled) < STYLE_QUESTIONS:
            empty = next(answer for answer in single if not answer.text)
            empty.error(
                f"The cell is empty. Answer all {STYLE_QUESTIONS} questions on working style, or none."
            )
        elif filled:
            return _shares([(answer, answer.text) for answer in single])
        return None


def _shares(answers: list[tuple[Answer, str]]) -> tuple[float, ...] | None:
    numbers = []
    for answer, text in answers:
        try:
            numbers.append(share(text))
        except BadCell as error:
            answer.error(str(error))
    return tuple(numbers) if len(numbers) == len(answers) else None


def _groups(entry: Entry) -> dict[str, str]:
    """The protected attributes of somebody, by their name."""
    keys = [key for key in entry.sheet.found if key.startswith("group:")]
    return {key.removeprefix("group:"): entry.row[key] for key in keys if entry.row[key]}
