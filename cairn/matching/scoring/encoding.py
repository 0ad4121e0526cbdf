"""People as arrays: everything that scoring looks up, in the fixed order of their ids.

People are sorted by id once, here, so that no order of rows can change a result. Nothing is scored in this
module; `criteria.py` and `rules.py` read these arrays.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt

from cairn.matching.people import STYLE_QUESTIONS, Mentee, Mentor, Person
from cairn.matching.problem import Problem
from cairn.matching.scoring.text import Texts, compare_texts
from cairn.matching.windows import Availability

IntArray = npt.NDArray[np.int64]
SmallArray = npt.NDArray[np.int32]
ByteArray = npt.NDArray[np.uint8]
WordArray = npt.NDArray[np.uint64]
BoolArray = npt.NDArray[np.bool_]

P = TypeVar("P", Mentee, Mentor)
K = TypeVar("K")

NONE = -1
"""The code of an answer that was not given."""

WORDS = 12
"""Two weeks of half hours in words of 64 bits: six for each."""

STYLE_UNIT = 100
EMBEDDING_UNIT = 1_000

TWENTIETHS = (0, 6, 16, 20)
"""What a teacher's lead of less than 0, 0, 1, and 2 or more levels is worth, in twentieths: 0, .3, .8, 1."""


@dataclass(frozen=True, slots=True)
class Side:
    """What both sides have: one row a person."""

    ids: tuple[str, ...]
    field: SmallArray
    function: SmallArray
    site: SmallArray
    team: SmallArray
    stage: SmallArray
    languages: SmallArray
    """Index into the distinct sets of languages of this side."""
    language_sets: tuple[frozenset[str], ...]
    windows: SmallArray
    """Index into the distinct availabilities of this side; NONE where unanswered."""
    window_words: WordArray
    values: ByteArray
    """values[person, value]: whether the value is among those chosen."""
    style: SmallArray
    has_style: BoolArray
    has_values: BoolArray
    has_text: BoolArray
    embedding: SmallArray
    has_embedding: BoolArray


@dataclass(frozen=True, slots=True)
class Encoded:
    """A problem as arrays. Rows are mentees, columns mentors, both sorted by id.

    `want_*`, `value_*` and `concept_*` are padded tables, one row a mentee: the column to look at in
    `teaches`, in the mentors' `values` and in `speaks`, and its weight, 0 where padded.
    `teaches[mentor, feature]` is in twentieths, a feature being a skill at the learner's own level;
    `speaks[mentor, concept]` is 2 for a concept named, 1 for a related one.
    """

    mentees: Side
    mentors: Side
    want_feature: SmallArray
    want_weight: SmallArray
    teaches: ByteArray
    has_offers: BoolArray
    value_feature: SmallArray
    value_weight: SmallArray
    concept_feature: SmallArray
    concept_weight: SmallArray
    speaks: ByteArray
    move_origin: SmallArray
    move_destination: SmallArray
    left: ByteArray
    """left[mentor, place]: the mentor once moved away from there."""
    reached: ByteArray
    has_moves: BoolArray
    texts: Texts
    required_function: SmallArray
    required_site: SmallArray
    overlap: SmallArray | None
    """Shared minutes of each availability of mentees with each of mentors; None where that is too many."""
    wanted_seats: IntArray
    passed_over: IntArray
    seats: IntArray

    @property
    def height(self) -> int:
        """How many mentees."""
        return len(self.mentees.ids)

    @property
    def width(self) -> int:
        """How many mentors."""
        return len(self.mentors.ids)


class _Codes:
    """Gives each distinct value the next number."""

    def __init__(self) -> None:
        self.known: dict[Hashable, int] = {}

    def of(self, value: Hashable) -> int:
        return self.known.setdefault(value, len(self.known))

    def column(self, values: Iterable[Hashable | None]) -> SmallArray:
        return np.asarray([NONE if value is None else self.of(value) for value in values], np.int32)


def encode(problem: Problem) -> Encoded:
    """The arrays of a problem. Expects people that `check` found nothing wrong with."""
    mentees, mentors = by_id(problem.mentees), by_id(problem.mentors)
    codes = {name: _Codes() for name in ("field", "function", "site", "team", "value", "place")}
    for value in sorted({value for person in (*mentees, *mentors) for value in person.values}):
        codes["value"].of(value)
    rows, columns = _side(mentees, codes), _side(mentors, codes)
    goals = [person.goals for person in mentees], [person.goals for person in mentors]
    with ThreadPoolExecutor(1) as aside:  # texts are mostly numpy's work, the rest mostly Python's
        texts = aside.submit(compare_texts, *goals)
        want_feature, want_weight, teaches = _skills(problem, mentees, mentors)
        concept_feature, concept_weight, speaks = _concepts(problem, mentees, mentors)
    value_code = codes["value"]
    value_feature, value_weight = _padded(
        [[(value_code.of(value), 1) for value in sorted(person.values)] for person in mentees]
    )
    places = codes["place"]
    origin = places.column(person.move.origin if person.move else None for person in mentees)
    destination = places.column(person.move.destination if person.move else None for person in mentees)
    return Encoded(
        mentees=rows,
        mentors=columns,
        want_feature=want_feature,
        want_weight=want_weight,
        teaches=teaches,
        has_offers=_flags(mentors, lambda person: bool(person.offers)),
        value_feature=value_feature,
        value_weight=value_weight,
        concept_feature=concept_feature,
        concept_weight=concept_weight,
        speaks=speaks,
        move_origin=origin,
        move_destination=destination,
        left=_places(places, mentors, lambda person: (move.origin for move in person.moves)),
        reached=_places(places, mentors, lambda person: (move.destination for move in person.moves)),
        has_moves=_flags(mentors, lambda person: bool(person.moves)),
        texts=texts.result(),
        required_function=codes["function"].column(person.required_function for person in mentees),
        required_site=codes["site"].column(person.required_site for person in mentees),
        overlap=_overlaps(rows.window_words, columns.window_words),
        wanted_seats=np.asarray([person.seats for person in mentees], np.int64),
        passed_over=np.asarray([person.passed_over for person in mentees], np.int64),
        seats=np.asarray([person.seats for person in mentors], np.int64),
    )


def by_id(people: Iterable[P]) -> list[P]:
    """People in the order of rows and columns."""
    return sorted(people, key=lambda person: person.id)


def _flags(people: Sequence[P], answer: Callable[[P], bool]) -> BoolArray:
    return np.asarray([answer(person) for person in people], np.bool_)


def _side(people: Sequence[P], codes: dict[str, _Codes]) -> Side:
    languages, windows = _Codes(), _Codes()
    language_column = languages.column(person.languages or None for person in people)
    window_column = windows.column(person.windows for person in people)
    embedding, has_embedding = _embeddings(people)
    return Side(
        ids=tuple(person.id for person in people),
        field=codes["field"].column(person.field for person in people),
        function=codes["function"].column(person.function for person in people),
        site=codes["site"].column(person.site for person in people),
        team=codes["team"].column(person.team for person in people),
        stage=np.asarray([NONE if person.stage is None else person.stage for person in people], np.int32),
        languages=language_column,
        language_sets=tuple(_of_type(languages, frozenset)),
        windows=window_column,
        window_words=_window_words([(each.start, each.middle) for each in _of_type(windows, Availability)]),
        values=_one_hot(
            [[codes["value"].of(value) for value in person.values] for person in people], codes["value"]
        ),
        style=np.asarray(
            [
                [round(STYLE_UNIT * answer) for answer in person.style or (0.0,) * STYLE_QUESTIONS]
                for person in people
            ],
            np.int32,
        ).reshape(len(people), STYLE_QUESTIONS),
        has_style=_flags(people, lambda person: person.style is not None),
        has_values=_flags(people, lambda person: bool(person.values)),
        has_text=_flags(people, lambda person: bool(person.goals.strip())),
        embedding=embedding,
        has_embedding=has_embedding,
    )


def _of_type(codes: _Codes, kind: type[K]) -> list[K]:
    return [value for value in codes.known if isinstance(value, kind)]


def _window_words(weeks: Sequence[tuple[int, int]]) -> WordArray:
    """One row an availability: the bits of the first week, then of the middle one."""
    half = WORDS // 2
    rows = [week.to_bytes(half * 8, "little") for pair in weeks for week in pair]
    return np.frombuffer(b"".join(rows), "<u8").reshape(len(weeks), WORDS)


def _one_hot(rows: Sequence[Iterable[int]], codes: _Codes) -> ByteArray:
    table = np.zeros((len(rows), len(codes.known)), np.uint8)
    for row, columns in enumerate(rows):
        table[row, list(columns)] = 1
    return table


def _places(codes: _Codes, mentors: Sequence[Mentor], of: Callable[[Mentor], Iterable[str]]) -> ByteArray:
    """Which of the places that any mentee names a mentor left, or reached."""
    known = codes.known
    return _one_hot([[known[place] for place in of(mentor) if place in known] for mentor in mentors], codes)


def _embeddings(people: Sequence[Person]) -> tuple[SmallArray, BoolArray]:
    """Vectors of length EMBEDDING_UNIT in whole numbers; a zero vector counts as not given."""
    width = max((len(person.embedding or ()) for person in people), default=0)
    table = np.zeros((len(people), width), np.int32)
    for row, person in enumerate(people):
        length = math.sqrt(math.fsum(number * number for number in person.embedding or ()))
        if length > 0:
            table[row] = [int(EMBEDDING_UNIT * number / length) for number in person.embedding or ()]
    return table, np.asarray(table.any(axis=1), np.bool_)


def _padded(rows: Sequence[Sequence[tuple[int, int]]]) -> tuple[SmallArray, SmallArray]:
    """Rows of (feature, weight) as two tables of equal width, padded with weight 0."""
    width = max((len(row) for row in rows), default=0)
    feature = np.zeros((len(rows), width), np.int32)
    weight = np.zeros((len(rows), width), np.int32)
    for number, row in enumerate(rows):
        if row:
            feature[number, : len(row)], weight[number, : len(row)] = zip(*row, strict=True)
    return feature, weight


def _skills(
    problem: Problem, mentees: Sequence[Mentee], mentors: Sequence[Mentor]
) -> tuple[SmallArray, SmallArray, ByteArray]:
    """Who wants what, and what each mentor's level is worth to a learner at each level."""
    features = _Codes()
    rows = [
        [(features.of((want.skill, want.level)), want.priority) for want in person.wants]
        for person in mentees
    ]
    related = problem.vocabulary.related
    by_skill: dict[str, list[tuple[int, int]]] = {}
    near: dict[str, list[tuple[int, int]]] = {}
    for key, feature in features.known.items():
        skill, level = cast(tuple[str, int], key)
        by_skill.setdefault(skill, []).append((level, feature))
        for other in related(skill):
            near.setdefault(other, []).append((level, feature))
    teaches = np.zeros((len(mentors), len(features.known)), np.uint8)
    for number, mentor in enumerate(mentors):
        line = teaches[number]
        for offer in mentor.offers:
            for level, feature in by_skill.get(offer.skill, ()):
                line[feature] = max(line[feature], _lead(offer.level - level))
            for level, feature in near.get(offer.skill, ()):
                line[feature] = max(line[feature], _lead(offer.level - level) // 2)
    return (*_padded(rows), teaches)


def _lead(levels: int) -> int:
    """Twentieths that a teacher's lead of so many levels is worth."""
    return TWENTIETHS[min(max(levels + 1, 0), 3)]


def _concepts(
    problem: Problem, mentees: Sequence[Mentee], mentors: Sequence[Mentor]
) -> tuple[SmallArray, SmallArray, ByteArray]:
    """Which skills the mentees' goals name, and which the mentors' texts name or come near to."""
    words = problem.vocabulary
    features = _Codes()
    rows = [[(features.of(skill), 1) for skill in sorted(words.concepts(person.goals))] for person in mentees]
    speaks = np.zeros((len(mentors), len(features.known)), np.uint8)
    for number, mentor in enumerate(mentors):
        for skill in words.concepts(mentor.goals):
            for other in words.related(skill):
                if other in features.known:
                    speaks[number, features.known[other]] = max(speaks[number, features.known[other]], 1)
            if skill in features.known:
                speaks[number, features.known[skill]] = 2
    return (*_padded(rows), speaks)


OVERLAPS = 4_000_000
"""How many pairs of distinct availabilities are worked out beforehand."""


def shared_minutes(left: WordArray, right: WordArray) -> SmallArray:
    """Minutes of the shorter of the two shared weeks, row by row."""
    bits = np.bitwise_count(left & right)
    half = WORDS // 2
    first = bits[..., :half].sum(axis=-1, dtype=np.int32)
    middle = bits[..., half:].sum(axis=-1, dtype=np.int32)
    return np.asarray(30 * np.minimum(first, middle), np.int32)


def _overlaps(left: WordArray, right: WordArray) -> SmallArray | None:
    if len(left) * len(right) > OVERLAPS:
        return None
    table = np.empty((len(left), len(right)), np.int32)
    for begin in range(0, len(left), 64):
        table[begin : begin + 64] = shared_minutes(left[begin : begin + 64, None, :], right[None, :, :])
    return table


def among(keys: IntArray, wanted: IntArray) -> BoolArray:
    """Which of the wanted stand among sorted keys."""
    if keys.size == 0:
        return np.zeros(wanted.size, np.bool_)
    place = np.minimum(np.searchsorted(keys, wanted), keys.size - 1)
    return np.asarray(keys[place] == wanted)
