"""The invented people, as the data files tell of them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from zoneinfo import available_timezones

import pytest
from django.core.validators import validate_email

from cairn.matching.vocabulary import standard_vocabulary
from cairn.operations.demo import hours, play
from cairn.operations.demo.organization import (
    DOORS,
    PATHWAYS,
    Invented,
    by_key,
    everybody,
    key_of,
    table,
)
from cairn.people.rules.steps import step_named
from cairn.people.rules.text import LONGEST_ABOUT, LONGEST_LINE, LONGEST_OFFER, LONGEST_TEXT

CAST = (
    "thao.nguyen",
    "leilani.kahale",
    "ifeoma.nwosu",
    "marisol.quispe",
    "kjersti.aalto",
    "arvid.holm",
    "kwabena.osei",
    "tomasz.wisniewski",
    "siobhan.dhomhnaill",
    "rohan.deshpande",
    "aigerim.sultanova",
    "gift.moyo",
    "hakan.yildirim",
    "dilnoza.karimova",
    "anders.moller",
    "lupe.tuilagi",
    "eero.lahtinen",
    "camille.rousseau",
    "lwazi.dlamini",
    "oksana.hrytsenko",
    "mehrnaz.tehrani",
    "beatriz.falcao",
    "farida.rahimi",
    "zeynep.aydin",
    "dawit.bekele",
    "wanjiru.kamau",
    "ines.carrasco",
    "chie.yamamoto",
    "jon.thorsson",
    "seo-yeon.park",
    "pawel.zielinski",
)


def in_program(program: str, role: str, *states: str) -> list[Invented]:
    return [one for one in everybody() if (part := one.part(program, role)) and part.state in states]


def texts(one: Invented) -> tuple[str, ...]:
    return tuple(filter(None, (one.about, one.hopes, one.offers)))


def test_some_two_hundred_people_work_in_some_thirty_places() -> None:
    assert 195 <= len(everybody()) <= 230
    assert 30 <= len({one.place for one in everybody()}) <= 40


def test_no_two_share_an_address_and_each_is_one() -> None:
    addresses = [one.address for one in everybody()]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        validate_email(address)
        assert address == address.lower()


@pytest.mark.parametrize(
    "name,key",
    [
        ("Thảo Nguyễn", "thao.nguyen"),
        ("Hakan Yıldırım", "hakan.yildirim"),
        ("Jón Þórsson", "jon.thorsson"),
        ("Siobhán Ní Dhomhnaill", "siobhan.dhomhnaill"),
        ("Linh Đặng", "linh.dang"),
        ("Paweł Łuczak-Ødegård", "pawel.luczak-odegard"),
    ],
)
def test_an_address_is_the_name_in_plain_letters(name: str, key: str) -> None:
    assert key_of(name) == key


def test_every_skill_is_one_that_the_engine_knows() -> None:
    known = {skill.id for skill in standard_vocabulary().skills}
    named = {words.split(":")[0] for one in everybody() for words in (*one.wants, *one.gives)}
    assert named - known == set()


@pytest.mark.parametrize(
    "known,named",
    [
        (lambda: standard_vocabulary().functions, lambda one: {one.function}),
        (lambda: standard_vocabulary().fields, lambda one: {one.field}),
        (lambda: standard_vocabulary().values, lambda one: set(one.values)),
    ],
)
def test_every_key_is_one_that_the_engine_knows(
    known: Callable[[], tuple[object, ...]], named: Callable[[Invented], set[str]]
) -> None:
    keys = {word.key for word in known()}  # type: ignore[attr-defined]
    assert set().union(*(named(one) for one in everybody())) - keys == set()


def test_languages_stages_and_steps_exist() -> None:
    codes = {language.code for language in standard_vocabulary().languages}
    for one in everybody():
        assert set(one.languages) <= codes, one.name
        assert "en" in one.languages, one.name
        assert 0 <= one.stage <= 9, one.name
        assert not one.upto or step_named(one.upto), one.name


def test_every_place_has_a_zone_that_exists() -> None:
    zones = {place["zone"] for place in table("places").values()}
    assert zones - available_timezones() == set()


def test_no_two_people_say_the_same() -> None:
    said = Counter(text for one in everybody() for text in texts(one))
    assert [text for text, times in said.items() if times > 1] == []
    sentences = Counter(
        sentence for one in everybody() for text in texts(one) for sentence in re.split(r"(?<=[.?]) ", text)
    )
    assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_there_are_many_voices() -> None:
    assert len({one.about for one in everybody() if one.about}) >= 200
    assert len({one.hopes for one in everybody() if one.hopes}) >= 130
    assert len({one.offers for one in everybody() if one.offers}) >= 70


def test_what_people_say_fits_and_is_calm() -> None:
    for one in everybody():
        assert len(one.about) <= LONGEST_ABOUT, one.name
        assert len(one.hopes) <= LONGEST_TEXT, one.name
        assert len(one.offers) <= LONGEST_OFFER, one.name
        assert len(one.work) <= LONGEST_LINE, one.name
        assert not any("!" in text for text in texts(one)), one.name


@pytest.mark.parametrize("key", CAST)
def test_the_main_cast_is_complete(key: str) -> None:
    one = by_key()[key]
    assert one.upto == ""
    assert one.about
    roles = {part.role for part in one.parts}
    assert "mentee" not in roles or (one.hopes and one.wants)
    assert "mentor" not in roles or (one.offers and one.gives)


def test_about_a_fifth_have_not_finished_their_profile() -> None:
    unfinished = [one for one in everybody() if one.upto]
    assert 0.15 <= len(unfinished) / len(everybody()) <= 0.30
    assert len({one.upto for one in unfinished}) >= 8


def test_who_has_answered_a_question_has_said_something() -> None:
    for one in everybody():
        if one.upto == "who":
            continue
        assert one.about, one.name
        if not one.upto:
            roles = {part.role for part in one.parts}
            assert "mentee" not in roles or one.hopes, one.name
            assert "mentor" not in roles or one.offers, one.name


def test_the_programs_have_their_people() -> None:
    assert len(in_program(PATHWAYS, "mentee", "active")) == 46
    assert len(in_program(PATHWAYS, "mentor", "active")) == 41
    assert len(in_program(PATHWAYS, "mentee", "finished", "left")) == 10
    assert len(in_program(DOORS, "mentee", "approved")) == 64
    assert len(in_program(DOORS, "mentor", "approved")) == 47
    assert len(in_program(DOORS, "mentee", "applied")) + len(in_program(DOORS, "mentor", "applied")) == 12
    assert len(in_program(DOORS, "mentee", "waitlisted")) == 5
    assert len(in_program(DOORS, "mentee", "declined")) == 2


def test_every_mentee_who_began_has_a_mentor_with_a_seat() -> None:
    pairs = table("pairs")
    began = {one.key for one in in_program(PATHWAYS, "mentee", "active", "finished")}
    mentors = {one.key: one.seats for one in in_program(PATHWAYS, "mentor", "active", "finished")}
    assert set(pairs) == began
    assert set(pairs.values()) == set(mentors)
    taken = Counter(pairs.values())
    assert [key for key, number in taken.items() if number > mentors[key]] == []
    assert taken["ifeoma.nwosu"] < mentors["ifeoma.nwosu"]


def test_a_skill_is_wanted_by_more_than_can_be_taught() -> None:
    wanted = [one for one in in_program(DOORS, "mentee", "approved") if _asks_for("data-engineering", one)]
    seats = sum(
        one.seats
        for one in in_program(DOORS, "mentor", "approved")
        if any(words.startswith("data-engineering") for words in one.gives)
    )
    assert len(wanted) >= 10
    assert 0 < seats < 5


def _asks_for(skill: str, one: Invented) -> bool:
    return skill in [words.split(":")[0] for words in one.wants[:3]]


def test_someone_is_mentor_and_mentee() -> None:
    both = [one.key for one in everybody() if {part.role for part in one.parts} == {"mentor", "mentee"}]
    assert both == ["wanjiku.mbugua"]


def test_names_come_in_several_scripts_and_lengths() -> None:
    directions = [
        one.key for one in everybody() if any(unicodedata.bidirectional(sign) == "AL" for sign in one.name)
    ]
    own_script = [one for one in everybody() if not one.name[0].isascii() and len(one.name.split()[0]) < 4]
    assert directions == ["layla.alkhatib"]
    assert all(one.called for one in own_script if unicodedata.category(one.name[0]) == "Lo")
    assert max(len(one.name) for one in everybody()) > 50


def test_a_night_worker_meets_over_midnight() -> None:
    stretches = hours.as_written(by_key()["leilani.kahale"].hours)
    assert all(stretch.end < stretch.start for stretch in stretches)


def test_whoever_the_play_needs_is_there() -> None:
    assert set(by_key()) >= play.NEEDED
