"""Who works at Halden Group: everybody in the demo, as the data files tell of them."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any
from zoneinfo import ZoneInfo

DATA: Traversable = resources.files("cairn.operations.demo").joinpath("data")
HOST = "halden.example"

PATHWAYS = "pathways"
DOORS = "doors"
ADMINISTRATOR = "arvid.holm"
MANAGER = "marisol.quispe"
OWNER = "kjersti.aalto"
READERS = {PATHWAYS: "astrid.lund", DOORS: "noemie.lacroix"}
"""Who may read a program without changing it."""

_USUAL_STATE = {PATHWAYS: "active", DOORS: "approved"}
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th"})


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody is in a program, and how far they have come there."""

    program: str
    role: str
    state: str


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person. `key` is the address before the @; texts that nobody wrote are empty.

    `wants` and `gives` are skills in order of weight, each with a level after a colon or without.
    `upto` names the last question of the profile that was answered; empty, all were.
    """

    key: str
    name: str
    called: str
    work: str
    place: str
    zone: str
    languages: tuple[str, ...]
    field: str
    function: str
    stage: int
    duty: str
    parts: tuple[Part, ...]
    about: str
    hopes: str
    offers: str
    wants: tuple[str, ...]
    gives: tuple[str, ...]
    moves: tuple[str, ...]
    wish: str
    values: tuple[str, ...]
    style: tuple[int, ...]
    hours: str
    seats: int
    room: str
    upto: str
    away_days: int

    @property
    def address(self) -> str:
        """Where letters go."""
        return f"{self.key}@{HOST}"

    @property
    def tzinfo(self) -> ZoneInfo:
        """The zone of this person's day."""
        return ZoneInfo(self.zone)

    def part(self, program: str, role: str = "") -> Part | None:
        """What this person is in a program, in a role if one is named."""
        return next(
            (part for part in self.parts if part.program == program and role in ("", part.role)), None
        )


def key_of(name: str) -> str:
    """First and last word of a name in plain small letters: 'Hakan Yıldırım' is 'hakan.yildirim'."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN)).encode("ascii", "ignore").decode()
    words = plain.replace("'", "").split()
    return f"{words[0]}.{words[-1]}"


def _read(path: Traversable) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@cache
def table(name: str) -> Mapping[str, Any]:
    """One of the data files: 'places', 'pairs' or 'programs'."""
    return _read(DATA.joinpath(f"{name}.toml"))


@cache
def everybody() -> tuple[Invented, ...]:
    """All invented people, those who look after the programs first, then file by file."""
    files = sorted(DATA.joinpath("people").iterdir(), key=lambda file: (file.name != "staff.toml", file.name))
    return tuple(
        _invented({**{key: value for key, value in kept.items() if key != "person"}, **entry})
        for kept in map(_read, files)
        for entry in kept["person"]
    )


@cache
def by_key() -> Mapping[str, Invented]:
    """All invented people by the part of their address before the @."""
    return {one.key: one for one in everybody()}


def _invented(entry: Mapping[str, Any]) -> Invented:
    place = table("places")[entry["place"]]
    return Invented(
        key=entry.get("email") or key_of(entry["name"]),
        name=entry["name"],
        called=entry.get("called", ""),
        work=entry["work"],
        place=entry["place"],
        zone=place["zone"],
        languages=tuple(entry.get("languages", place["languages"]).split()),
        field=entry["field"],
        function=entry["function"],
        stage=entry["stage"],
        duty=entry.get("duty", ""),
        parts=tuple(part for program in (PATHWAYS, DOORS) for part in _parts(program, entry)),
        about=entry.get("about", ""),
        hopes=entry.get("hopes", ""),
        offers=entry.get("offers", ""),
        wants=tuple(entry.get("wants", "").split()),
        gives=tuple(entry.get("gives", "").split()),
        moves=tuple(filter(None, entry.get("moves", "").split(", "))),
        wish=entry.get("wish", ""),
        values=tuple(entry.get("values", "").split()),
        style=tuple(int(answer) for answer in entry.get("style", "").split()),
        hours=entry.get("hours", ""),
        seats=entry.get("seats", 1),
        room=entry.get("room", ""),
        upto=entry.get("upto", ""),
        away_days=entry.get("away_days", 0),
    )


def _parts(program: str, entry: Mapping[str, Any]) -> list[Part]:
    """'mentor, mentee applied' as parts; without a state they have come as far as is usual there."""
    return [
        Part(program, role, state or _USUAL_STATE[program])
        for role, _, state in (words.strip().partition(" ") for words in entry.get(program, "").split(","))
        if role
    ]
