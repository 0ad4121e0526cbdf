"""The small things: first visits with their letters, private wishes, looks, and accounts that were closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse

from cairn.foundation.actors import System, Visitor
from cairn.operations.demo.calendar import at_work
from cairn.operations.demo.organization import ADMINISTRATOR, Invented, by_key
from cairn.operations.demo.script import Script, Stage
from cairn.people import actions as people
from cairn.people import letters
from cairn.people.sign_in import actions as sign_in
from cairn.people.sign_in.rules import hashed

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""What codes are made of: no vowels, so that no code is a word."""

_BROWSERS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15",
    "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1",
)
_WITH_LETTERS = timedelta(days=14)
"""How far back the mailbox goes: letters of earlier visits are not told again."""

SAFEGUARDING = System("safeguarding")
NOT_WITH = (("astrid.lund", "bogdan.ilic"), ("noemie.lacroix", "lorenzo.quintero"))
BLOCKED = ("brendan.walsh", "nils.hagen")
CLOSED = "brendan.walsh"
NIGHT_SHIFT = "leilani.kahale"
"""Somebody whose quiet hours are the middle of the day."""

_LOOKED_AT = (
    ("marisol.quispe", "leilani.kahale", 3),
    ("marisol.quispe", "kwabena.osei", 4),
    ("marisol.quispe", "tomasz.wisniewski", 4),
    ("marisol.quispe", "gift.moyo", 5),
    ("noemie.lacroix", "arjun.kulkarni", 5),
    ("astrid.lund", "thao.nguyen", 10),
    ("arvid.holm", "brendan.walsh", 12),
)
"""Who read whose profile, and how many days ago."""


_COME_AGAIN = ("thao.nguyen", "leilani.kahale", "ifeoma.nwosu", "marisol.quispe", "kjersti.aalto")
NAMED = frozenset(
    {*_COME_AGAIN, *(key for pair in NOT_WITH for key in pair), *BLOCKED, CLOSED, NIGHT_SHIFT}
    | {key for reader, subject, _ago in _LOOKED_AT for key in (reader, subject)}
)
"""Everybody who has something of their own here, by the address before the @."""


def first_visit(script: Script, stage: Stage, one: Invented, when: datetime) -> None:
    """Somebody signs in for the first time: with a code if it is lately, and a letter about the browser."""
    if script.end - when > _WITH_LETTERS:
        return
    script.at(when, _ask_for_code, stage, one)
    script.at(when + timedelta(seconds=70), _sign_in, stage, one)


def _ask_for_code(stage: Stage, one: Invented, *, now: datetime) -> None:
    dice = Random(f"{one.key} code {now:%Y%m%d}")
    code = "-".join("".join(dice.choices(_LETTERS, k=4)) for _ in range(2))
    letters.write_code(
        letters.SIGN_IN_CODE,
        one.address,
        code,
        url=settings.ADDRESS + reverse("sign_in_by_link", args=[code]),
        person=stage.person(one),
        by=Visitor(),
        now=now,
    )


def _sign_in(stage: Stage, one: Invented, *, now: datetime) -> None:
    dice, person = Random(f"{one.key} browser"), stage.person(one)
    UserSession.objects.create(
        user=person,
        session_key=hashed(f"{one.key} {now}")[:32],
        ip="127.0.0.1",
        user_agent=dice.choice(_BROWSERS),
        created_at=now,
        last_seen_at=now,
    )
    sign_in.note_sign_in(person, "code", f"{one.key} {dice.random()}", by=person, now=now)


def note(script: Script, stage: Stage) -> None:
    """Everything that only one or two people have."""
    dice = Random("details")
    days = {days: script.anchor - timedelta(days=days) for days in range(60)}
    for key in _COME_AGAIN:
        _come_again(script, stage, by_key()[key], dice)
    for number, (reader, other) in enumerate(NOT_WITH):
        when = at_work(days[25 - number], by_key()[reader].tzinfo, dice)
        script.at(when, _not_with, stage, reader, other)
    for reader, subject, ago in _LOOKED_AT:
        script.at(at_work(days[ago], by_key()[reader].tzinfo, dice), _look, stage, reader, subject)
    script.at(at_work(days[40], by_key()[BLOCKED[1]].tzinfo, dice), _block, stage, *BLOCKED)
    script.at(at_work(days[12], by_key()[ADMINISTRATOR].tzinfo, dice, 16, 17), _close, stage, CLOSED)
    script.at(at_work(days[20], by_key()[NIGHT_SHIFT].tzinfo, dice), _sleep_by_day, stage, NIGHT_SHIFT)


def _come_again(script: Script, stage: Stage, one: Invented, dice: Random) -> None:
    """Somebody who is long here signs in from a browser that is new."""
    when = at_work(script.anchor - timedelta(days=dice.randrange(3, 10)), one.tzinfo, dice)
    script.at(when, _ask_for_code, stage, one)
    script.at(when + timedelta(seconds=45), _sign_in, stage, one)


def _not_with(stage: Stage, key: str, other: str, *, now: datetime) -> None:
    person = stage.person(key)
    people.add_not_with(person, stage.person(other), by=person, now=now)


def _look(stage: Stage, reader: str, subject: str, *, now: datetime) -> None:
    person = stage.person(reader)
    people.note_look(person, stage.person(subject), by=person, now=now)


def _block(stage: Stage, one: str, other: str, *, now: datetime) -> None:
    people.block_contact(stage.person(one), stage.person(other), by=SAFEGUARDING, now=now)


def _close(stage: Stage, key: str, *, now: datetime) -> None:
    people.deactivate(stage.person(key), by=stage.person(ADMINISTRATOR), now=now)


def _sleep_by_day(stage: Stage, key: str, *, now: datetime) -> None:
    person = stage.person(key)
    people.set_preferences(
        person,
        language=person.language,
        zone=person.zone,
        quiet_from=7 * 60,
        quiet_until=18 * 60,
        stopped_kinds=(),
        by=person,
        now=now,
    )
