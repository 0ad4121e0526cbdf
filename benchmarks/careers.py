"""What people have done, want and can: stages, moves, skills wanted and offered, and how they speak of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks import hopes, offers
from benchmarks.dice import Dice, bag
from benchmarks.skills import COMMON, LEADING, SUBJECTS
from benchmarks.work import LINES, Line
from cairn.matching.people import Move, Offer, Want

MENTEE_STAGES = bag(((0, 2), (1, 14), (2, 30), (3, 30), (4, 17), (5, 6), (6, 1)))
"""Career stages of mentees, each as often as it occurs."""

MENTOR_STAGES = bag(((3, 5), (4, 14), (5, 26), (6, 26), (7, 15), (8, 10), (9, 4)))
"""Career stages of mentors, each as often as it occurs."""

_RISE = ("expert", "lead"), ("lead", "manager"), ("manager", "director"), ("director", "executive")
"""The way up, and at which stage a mentor has gone it."""
_RISEN_AT = (5, 6, 8, 9)

_TURNS = bag(
    (
        (("expert", "function"), 9),
        (("expert", "field"), 6),
        (("home-country", "country"), 9),
        (("work", "return"), 5),
        (("academia", "industry"), 5),
        (("large", "small"), 3),
        (("expert", "principal"), 6),
        (("manager", "expert"), 2),
        (("job", "own-firm"), 4),
        (("business", "public"), 2),
        (("military", "civilian"), 1),
        (("industry", "academia"), 1),
        (("contributor", "maintainer"), 2),
    )
)
"""Moves that are open to most people at most times."""

_PAST_TURNS = _TURNS + bag(
    (
        (("small", "large"), 4),
        (("public", "business"), 2),
        (("own-firm", "job"), 2),
        (("study", "work"), 4),
        (("executive", "board"), 1),
    )
)
"""Moves that mentors have behind them, beside the way up."""

_OPENINGS = hopes.OPENINGS + hopes.LATER
_LEADERS = offers.OPENINGS + offers.LATER

_PLACES = ("studio", "lab", "office", "desk", "center", "network", "warehouse")

_UP_TO_TWENTY = "one two three four five six seven eight nine ten eleven twelve fourteen sixteen twenty"
_NUMBERS = _UP_TO_TWENTY.split()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands: the gaps of a sentence that are not skills."""

    line: Line
    topic: str
    site: str
    stage: int


@cache
def move(origin: str, destination: str) -> Move:
    """The move, one object for all who want or made it."""
    return Move(origin=origin, destination=destination)


@cache
def want(skill: str, priority: int, level: int) -> Want:
    """The want, one object for all who have it."""
    return Want(skill=skill, priority=priority, level=level)


@cache
def offer(skill: str, level: int) -> Offer:
    """The offer, one object for all who make it."""
    return Offer(skill=skill, level=level)


def _wanted(skills: Sequence[str]) -> tuple[str, ...]:
    return bag([(skill, SUBJECTS[skill].wanted) for skill in skills])


def _offered(skills: Sequence[str]) -> tuple[str, ...]:
    return bag([(skill, SUBJECTS[skill].offered) for skill in skills])


_WANTED = {line.key: _wanted(line.skills) for line in LINES}
_OFFERED = {line.key: _offered(line.skills) for line in LINES}
_LEADING_WANTED, _LEADING_OFFERED = _wanted(LEADING), _offered(LEADING)
_COMMON_WANTED, _COMMON_OFFERED = _wanted(COMMON), _offered(COMMON)


def wanted_move(dice: Dice, stage: int) -> Move | None:
    """The move that a mentee of this stage hopes to make; a third hopes for none."""
    chance = dice.below(100)
    if chance < 33:
        return None
    if stage == 0 or (stage == 1 and chance < 50):
        return move("study", "work")
    if chance < 75:
        return move(*_RISE[0 if stage <= 4 else 1 if stage == 5 else 2])
    turn = dice.pick(_TURNS)
    if turn == ("manager", "expert") and stage < 5:
        turn = ("expert", "principal")
    return move(*turn)


def moves_made(dice: Dice, stage: int) -> tuple[Move, ...]:
    """The moves that a mentor of this stage has made: the way up to here, and often a turn."""
    made = [
        move(*step)
        for step, risen in zip(_RISE, _RISEN_AT, strict=True)
        if stage >= risen and dice.happens(850)
    ]
    if dice.happens(550):
        turn = move(*dice.pick(_PAST_TURNS))
        if turn not in made:
            made.append(turn)
    return tuple(made)


def wants(dice: Dice, line: Line, stage: int, goal: Move | None) -> tuple[Want, ...]:
    """Two to five skills, dearest first: of the own line, of leading for those on the way up, of any work."""
    upward = goal is not None and goal.destination in ("lead", "manager", "director")
    chosen: list[str] = []
    if upward:
        dice.some(_LEADING_WANTED, 1 + dice.below(2), chosen)
    if not upward or dice.happens(600):
        dice.some(_WANTED[line.key], 1 + dice.below(2), chosen)
    dice.some(_COMMON_WANTED, 1 + dice.below(2), chosen)
    if dice.happens(80):  # a dream from another line of work
        dice.some(_WANTED[dice.pick(LINES).key], 1, chosen)
    ordered = dice.shuffled(chosen) if dice.happens(400) else chosen
    found = []
    for rank, skill in enumerate(ordered[:5]):
        priority = 3 if rank == 0 else 3 - dice.below(2) if rank == 1 else 1 + dice.below(2)
        known = dice.below(2 + min(stage, 3)) if skill in line.skills else dice.below(3)
        found.append(want(skill, priority, min(known, 3)))
    return tuple(found)


def offers_made(dice: Dice, line: Line, stage: int) -> tuple[Offer, ...]:
    """Three to six skills that a mentor of this line and stage can teach, at levels 3 to 5."""
    chosen = dice.some(_OFFERED[line.key], 2 + dice.below(2), [])
    if stage >= 5:
        dice.some(_LEADING_OFFERED, 1 + dice.below(2), chosen)
    dice.some(_COMMON_OFFERED, 1 + dice.below(2), chosen)
    return tuple(
        offer(skill, min(5, 3 + dice.below(2) + (1 if stage >= 5 and dice.happens(600) else 0)))
        for skill in chosen
    )


def hope(dice: Dice, place: Place, wanted: Sequence[Want], goal: Move | None) -> str:
    """What a mentee hopes for, in three to five sentences that name the skills wanted most."""
    parts = [dice.pick(_OPENINGS if place.stage >= 3 else hopes.OPENINGS)]
    if goal is not None and dice.happens(750):
        parts.append(dice.pick(hopes.MOVES[goal.origin, goal.destination]))
    parts.append(dice.pick(hopes.HOPES))
    if dice.happens(600):
        parts.append(dice.pick(hopes.REASONS))
    if len(parts) < 3 or dice.happens(550):
        parts.append(dice.pick(hopes.ASKS))
    return _spoken(dice, parts, place, [want.skill for want in wanted])


def promise(dice: Dice, place: Place, offered: Sequence[Offer], made: Sequence[Move]) -> str:
    """What a mentor can help with, and what of life and work stands behind it, in three to five sentences."""
    parts = [dice.pick(_LEADERS if place.stage >= 6 else offers.OPENINGS), dice.pick(offers.HELPS)]
    if made and dice.happens(650):
        told = made[dice.below(len(made))]
        parts.append(dice.pick(offers.MOVES[told.origin, told.destination]))
    if len(parts) < 3 or dice.happens(600):
        parts.append(dice.pick(offers.LIVED))
    if dice.happens(600):
        parts.append(dice.pick(offers.STYLES))
    return _spoken(dice, parts, place, [offer.skill for offer in offered])


def _spoken(dice: Dice, parts: Sequence[str], place: Place, skills: Sequence[str]) -> str:
    """The sentences with their gaps filled, each beginning with a capital."""
    first = dice.pick(SUBJECTS[skills[0]].phrases)
    second = dice.pick(SUBJECTS[skills[1 % len(skills)]].phrases)
    years = _NUMBERS[min(len(_NUMBERS) - 1, 1 + dice.below(3) + place.stage * 5 // 4)]
    gaps = {
        "a": first,
        "b": second,
        "job": _job(place.line, place.stage),
        "head": place.line.head,
        "team": _team(place.topic),
        "site": place.site,
        "years": years,
    }
    sentences = (part.format_map(gaps) for part in parts)
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences)


@cache
def _job(line: Line, stage: int) -> str:
    """The title with its article, which a director goes without."""
    title = line.title(stage)
    if title.startswith("director"):
        return title
    return f"{'an' if title[0] in 'aeiou' else 'a'} {title}"


@cache
def _team(topic: str) -> str:
    """The team in a sentence: 'the payments team', 'the water lab'."""
    words = topic[0].lower() + topic[1:]
    return f"the {words}" if words.endswith(_PLACES) else f"the {words} team"
