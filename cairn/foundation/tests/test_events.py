import json
from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import UUID

import pytest
from django.db import models, transaction
from hypothesis import given
from hypothesis import strategies as st

from cairn.foundation.actors import System
from cairn.foundation.events import Event, NotAFact, event, facts, kinds, record, restore, shape, since
from cairn.foundation.models import LoggedEvent

UUIDS = st.uuids()
INSTANTS = st.datetimes(timezones=st.just(UTC))
KEYS = st.from_regex(r"[a-z0-9][a-z0-9_.:-]{0,63}", fullmatch=True)


class Side(models.TextChoices):
    """A key of the code."""

    NEAR = "near"


@pytest.fixture
def happened() -> type[Any]:
    """An event with every kind of fact."""

    @event("test.happened")
    class Happened(Event):
        person: UUID
        program: UUID | None
        seats: int
        early: bool
        day: date
        until: datetime | None
        state: str
        side: Literal["near", "far"] = "near"
        others: tuple[UUID, ...] = ()
        move: tuple[str, int] | None = None

    return Happened


def made(happened: type[Any], **changes: Any) -> Any:
    given = {
        "person": UUID(int=1),
        "program": None,
        "seats": 3,
        "early": True,
        "day": date(2026, 11, 24),
        "until": datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
        "state": "running",
    }
    return happened(**{**given, **changes})


@given(
    person=UUIDS,
    program=st.none() | UUIDS,
    seats=st.integers(-(2**31), 2**31),
    early=st.booleans(),
    day=st.dates(),
    until=st.none() | INSTANTS,
    state=KEYS,
    side=st.sampled_from(["near", "far"]),
    others=st.lists(UUIDS, max_size=3).map(tuple),
    move=st.none() | st.tuples(KEYS, st.integers(0, 9)),
)
def test_an_event_comes_back_from_the_log_as_it_was(**given_facts: Any) -> None:
    @event("test.round_trip")
    class RoundTrip(Event):
        person: UUID
        program: UUID | None
        seats: int
        early: bool
        day: date
        until: datetime | None
        state: str
        side: Literal["near", "far"]
        others: tuple[UUID, ...]
        move: tuple[str, int] | None

    original = RoundTrip(**given_facts)

    assert restore("test.round_trip", json.loads(json.dumps(facts(original)))) == original


@given(st.text().filter(lambda text: not KEY_LIKE(text)))
def test_no_words_pass_as_a_fact(words: str) -> None:
    @event("test.told")
    class Told(Event):
        state: str
        others: tuple[str, ...] = ()

    with pytest.raises(NotAFact):
        facts(Told(state=words))
    with pytest.raises(NotAFact):
        facts(Told(state="fine", others=("fine", words)))


def KEY_LIKE(text: str) -> bool:  # noqa: N802 - what the test above leaves out
    return 0 < len(text) <= 64 and all(sign in "abcdefghijklmnopqrstuvwxyz0123456789_.:-" for sign in text)


@pytest.mark.parametrize(
    "words",
    [
        "I want to leave my job",
        "leave my job",
        "Thảo",
        "Thao",
        "running\n",
        "",
        "-",
        "mail@example.org",
        "a" * 65,
        1.5,
        b"bytes",
        {"words": "hidden deeper"},
        frozenset({"running"}),
        datetime(2026, 1, 1),
        object(),
    ],
)
def test_nothing_that_could_be_words_passes(happened: type[Any], words: Any) -> None:
    with pytest.raises(NotAFact):
        facts(made(happened, state=words))


def test_the_refusal_does_not_repeat_the_words(happened: type[Any]) -> None:
    with pytest.raises(NotAFact) as refusal:
        facts(made(happened, state="I want to leave my job"))

    assert str(refusal.value) == "an event may not carry this str"


def test_a_choice_is_kept_as_its_key(happened: type[Any]) -> None:
    kept = facts(made(happened, state=Side.NEAR))["state"]

    assert (kept, type(kept)) == ("near", str)


@pytest.mark.parametrize(
    "hint", ["float", "bytes", "dict[str, str]", "Any", "list[UUID]", "tuple[float, ...]"]
)
@pytest.mark.django_db
def test_an_event_with_a_field_that_may_hold_words_is_not_recorded(
    hint: str, by: System, now: datetime
) -> None:
    class Loose(Event):
        __annotations__ = {"what": hint}

    event("test.loose")(Loose)

    with pytest.raises(NotAFact, match=r"Loose\.what"), transaction.atomic():
        record(Loose(what=None), by=by, at=now)  # type: ignore[call-arg]

    assert LoggedEvent.objects.count() == 0


def test_every_declared_event_can_only_carry_facts_and_has_a_name_in_the_past() -> None:
    for kind, of in kinds().items():
        shape(of)
        assert of.kind == kind
        assert of.__doc__, f"{kind} does not say what happened"
        assert kind.count(".") == 1, kind


@pytest.mark.django_db
def test_an_event_is_logged_with_who_and_when(happened: type[Any], by: System, now: datetime) -> None:
    with transaction.atomic():
        number = record(made(happened), by=by, at=now)

    row = LoggedEvent.objects.get(pk=number)
    assert (row.kind, row.at, row.by_kind, row.by_name) == ("test.happened", now, "system", "a test")
    assert restore(row.kind, row.facts) == made(happened)
    assert row.settled_at == now  # since nobody reacts


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_of_a_transaction_is_refused(happened: type[Any], by: System, now: datetime) -> None:
    with pytest.raises(RuntimeError, match="outside of a transaction"):
        record(made(happened), by=by, at=now)


@pytest.mark.django_db
def test_the_log_is_read_on_from_a_number(happened: type[Any], by: System, now: datetime) -> None:
    with transaction.atomic():
        first, second, third = [record(made(happened, seats=seats), by=by, at=now) for seats in (1, 2, 3)]

    assert list(since(first).values_list("pk", flat=True)) == [second, third]


def test_a_kind_is_declared_once(happened: type[Any]) -> None:
    class Other(Event):
        person: UUID

    with pytest.raises(ValueError, match="declared twice"):
        event("test.happened")(Other)


def test_an_old_row_of_an_event_that_has_gained_a_field_is_still_read() -> None:
    @event("test.grown")
    class Grown(Event):
        person: UUID
        early: bool = False

    assert restore("test.grown", {"person": str(UUID(int=1)), "gone": 3}) == Grown(
        person=UUID(int=1), early=False
    )


def test_a_row_of_an_unknown_kind_is_not_read() -> None:
    with pytest.raises(KeyError):
        restore("test.never", {})
