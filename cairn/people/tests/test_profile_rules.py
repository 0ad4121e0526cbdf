"""What each question of the profile takes, who reads it, and how far one has come."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cairn.foundation.writing import CannotBeDone
from cairn.people.rules import FIELDS, RELATIONS, STEPS, clean_answers, fields_for, progress, step_named
from cairn.people.rules.answers import Asked
from cairn.people.rules.audience import readers_of
from cairn.people.rules.choices import Move, clean_languages, clean_stage
from cairn.people.rules.spoken import in_words
from cairn.people.rules.steps import steps_for
from cairn.people.rules.windows import Stretch

TODAY = Asked(today=date(2026, 11, 24))


def cleaned(step: str, **given: Any) -> dict[str, Any]:
    return dict(clean_answers(step, given, TODAY))


def refused(step: str, **given: Any) -> tuple[str | None, str]:
    with pytest.raises(CannotBeDone) as refusal:
        clean_answers(step, given, TODAY)
    return refusal.value.field, refusal.value.reason


def test_each_question_fills_parts_of_the_profile_that_are_in_the_table() -> None:
    filled = [field for step in STEPS for field in step.fields]

    assert len(filled) == len(set(filled))
    assert set(filled) <= set(FIELDS)
    assert set(FIELDS) - set(filled) == {"email", "team", "site", "line_manager"}


def test_only_the_owner_sees_the_private_list_and_the_room() -> None:
    seen_by = {field: [one for one in RELATIONS if field in fields_for(one)] for field in FIELDS}

    assert seen_by["not_with"] == seen_by["room_link"] == ["own"]
    assert seen_by["hopes"] == ["own", "manager"]
    assert seen_by["email"] == ["own", "manager", "administrator"]
    assert seen_by["about"] == list(RELATIONS)


def test_everybody_else_sees_less_than_the_owner() -> None:
    assert fields_for("own") == frozenset(FIELDS)
    assert fields_for("directory") < fields_for("administrator") < fields_for("manager") < fields_for("own")


def test_a_question_says_who_reads_it() -> None:
    assert [str(words) for words in readers_of("room_link")] == ["Only you see this."]
    assert len(readers_of("moves", "move_wanted")) == 2


def test_a_mentee_is_not_asked_what_only_mentors_offer() -> None:
    asked = {step.name for step in steps_for(frozenset({"mentee"}))}

    assert {"hopes", "wanted-skills"} <= asked
    assert asked & {"offers", "offered-skills", "capacity"} == set()


def test_one_leaves_and_resumes_at_the_next_question_that_waits() -> None:
    come = progress(["who", "languages", "not-with"])

    assert (len(come.done), come.total, come.next) == (3, 15, step_named("about"))
    after = come.after(step_named("moves"))  # type: ignore[arg-type]
    assert after == step_named("values")


def test_behind_the_last_question_the_first_that_waits_comes() -> None:
    come = progress([step.name for step in STEPS if step.name not in ("about", "not-with")])

    assert come.after(step_named("not-with")) == step_named("about")  # type: ignore[arg-type]
    assert progress([step.name for step in STEPS]).next is None


def test_a_question_that_is_not_asked_stands_behind_all() -> None:
    come = progress([], frozenset({"mentee"}))

    assert come.place_of(step_named("capacity")) == come.total + 1  # type: ignore[arg-type]


@pytest.mark.parametrize("zone", ["Mars/Base", "", "../../etc/passwd", "x" * 500])
def test_a_zone_that_does_not_exist_is_refused_kindly(zone: str) -> None:
    assert refused("languages", languages=["en"], zone=zone) == (
        "zone",
        "We do not know this time zone. Please choose one from the list.",
    )


def test_languages_are_known_by_any_of_their_names() -> None:
    assert clean_languages(["German", "Deutsch", " de-AT", "Tiếng Việt", ""]) == ("de", "vi")


def test_an_unknown_language_is_asked_back() -> None:
    with pytest.raises(CannotBeDone, match="Did you mean German"):
        clean_languages(["Germn"])
    with pytest.raises(CannotBeDone, match="8 languages fit"):
        clean_languages(["de", "en", "fr", "es", "it", "nl", "pl", "pt", "vi"])


@pytest.mark.parametrize(
    "link", ["https://meet.example.org/thao", "https://meet.example.org:8443/a?b=c#d", ""]
)
def test_a_room_on_https_is_kept_as_it_is(link: str) -> None:
    assert cleaned("room", room_link=link) == {"room_link": link}


@pytest.mark.parametrize(
    "link",
    ["http://meet.example.org", "javascript:alert(1)", "https://", "meet.example.org", "https://intranet",
     "https://a b.example", "https://[", "https://x.example:0", "data:text/html,x", "https:\\\\x.example"],
)  # fmt: skip
def test_another_address_is_no_room(link: str) -> None:
    assert refused("room", room_link=link)[0] == "room_link"


def test_a_password_does_not_belong_into_an_address() -> None:
    field, reason = refused("room", room_link="https://thao:secret@meet.example.org")

    assert (field, reason) == ("room_link", "Leave out the name and password in front of the @.")


def test_values_are_at_most_five() -> None:
    assert cleaned("values", values=["trust", "Fun", "trust"]) == {"values": ["trust", "fun"]}
    assert refused("values", values=["trust", "fun", "family", "growth", "health", "impact"]) == (
        "values",
        "Choose up to five; you have 6. Which could go?",
    )
    assert refused("values", values=["greed is good"])[0] == "values"


def test_a_slider_may_be_left_open_and_all_of_them_too() -> None:
    assert cleaned("style", style=[0, None, 5, 10, 3]) == {"style": [0, None, 5, 10, 3]}
    assert cleaned("style", style=[None] * 5) == {"style": None}
    assert refused("style", style=[0, 1, 2, 3, 11])[0] == "style"
    assert refused("style", style=[1, 2])[0] == "style"


def test_moves_are_kept_once_with_the_latest_first() -> None:
    kept = cleaned(
        "moves",
        moves=[
            Move("Academia", "Industry"),
            Move("expert", "lead", 2020),
            Move("", ""),
            Move("expert", "Lead", 2021),
        ],
        move_wanted=("lead", "bee farm"),
    )

    assert kept["moves"] == (Move("expert", "lead", 2021), Move("academia", "industry"))
    assert kept["move_wanted"] == ["lead", "bee farm"]


@pytest.mark.parametrize(
    "moves, wanted, field",
    [
        ([Move("expert", "")], None, "moves"),
        ([Move("", "lead")], None, "moves"),
        ([Move("expert", "Expert")], None, "moves"),
        ([Move("expert", "lead", 2027)], None, "moves"),
        ([Move("expert", "lead", 1949)], None, "moves"),
        ([Move(f"from {n}", f"to {n}") for n in range(9)], None, "moves"),
        ([], ("lead", ""), "move_wanted"),
    ],
)
def test_half_a_move_and_one_from_the_future_are_refused(moves: list[Move], wanted: Any, field: str) -> None:
    assert refused("moves", moves=moves, move_wanted=wanted)[0] == field


def test_capacity_and_the_days_away_have_bounds() -> None:
    assert cleaned("capacity", capacity=0, away_until=date(2026, 11, 24))["capacity"] == 0
    assert refused("capacity", capacity=21)[0] == refused("capacity", capacity=-1)[0] == "capacity"
    assert refused("capacity", capacity=1, away_until=date(2026, 11, 23)) == (
        "away_until",
        "23 November 2026 has passed. Choose a later day, or none.",
    )
    assert refused("capacity", capacity=1, away_until=date(2028, 1, 1))[0] == "away_until"


def test_a_career_is_known_by_any_wording() -> None:
    kept = cleaned("career", field="renewables", function="zoology", stage="Team lead")

    assert kept == {"field": "energy", "function": "zoology", "stage": 5}
    assert clean_stage("") is None
    assert refused("career", stage="12")[0] == "stage"


def test_answers_can_be_said_in_words() -> None:
    assert in_words("hours", {"windows": (Stretch(0, 0, 120), Stretch(6, 1320, 1440))}) == {
        "windows": "Sunday 22:00–02:00"
    }
    assert in_words("moves", {"moves": (Move("expert", "lead", 2020),), "move_wanted": None}) == {
        "moves": "Expert to lead, 2020",
        "move_wanted": "",
    }
    assert (
        in_words("style", {"style": [0, None, 5, 6, 10]})["style"].split("\n")[0]
        == "Clearly “A clear plan and agenda”"
    )


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_question_speaks_plainly(step: Any) -> None:
    assert str(step.question).endswith("?")
    assert "!" not in f"{step.question}{step.hint}{step.note}"
    assert step.readers
    assert 10 <= step.seconds <= 240
