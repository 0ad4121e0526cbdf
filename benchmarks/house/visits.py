"""The pages that are measured, each with the plain view beside it, and how they are measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from http import cookies
from itertools import cycle
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from benchmarks.house.load import Load, ask
from benchmarks.house.residents import House
from cairn.people.models import Person

READERS = 4
"""How many ask at once: more than there are processes, so that all of them are always busy."""

_PERSON = re.compile(r'href="/people/([0-9a-f-]{36})/"')


@dataclass(frozen=True, slots=True)
class Visit:
    """One page for one reader: our addresses, those of the plain view, and whom a profile is about."""

    page: str
    reader: Person
    ours: tuple[str, ...]
    plain: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one contender. Times are in seconds; `first` is the server time of a first look."""

    rate: float
    p50: float
    p99: float
    server: float
    first: float
    queries: int
    size: int


@dataclass(frozen=True, slots=True)
class Found:
    """A page beside its plain view; `agrees` says whether both show the same people."""

    page: str
    ours: Seen
    plain: Seen
    agrees: bool
    rows: int
    memory: float | None

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def visits(house: House) -> Iterator[Visit]:
    """People list and profile, for both who look after people."""
    for title, reader in (("administrator", house.administrator), ("manager", house.manager)):
        for what, asked in (
            ("", {}),
            (" searched", {"q": house.word}),
            (" by skill", {"skill": house.skill}),
        ):
            query = f"?{urlencode(asked)}" if asked else ""
            yield Visit(
                f"people list{what}, {title}", reader, (f"/people/{query}",), (f"/plain/people/{query}",)
            )
        others = [one for one in house.subjects if one.pk != reader.pk]
        yield Visit(
            f"profile, {title}",
            reader,
            tuple(f"/people/{one.pk}/" for one in others),
            tuple(f"/plain/people/{one.pk}/" for one in others),
            tuple(one.name for one in others),
        )


class Browser:
    """A signed-in reader, with and without the server between."""

    def __init__(self, reader: Person) -> None:
        self.client = Client(headers={"host": settings.HOST})
        self.client.force_login(reader)

    @property
    def cookie(self) -> str:
        """What this reader's browser sends along."""
        jar: cookies.SimpleCookie = self.client.cookies
        return "; ".join(f"{name}={kept.value}" for name, kept in jar.items())

    def text(self, path: str) -> str:
        """A page. Raises `AssertionError` for whatever is not 200."""
        answer = self.client.get(path)
        assert answer.status_code == 200, f"{path} answered {answer.status_code}"
        return answer.content.decode()

    def queries(self, path: str) -> int:
        """How many queries a page takes, with those of the middleware."""
        with CaptureQueriesContext(connection) as caught:
            self.text(path)
        return len(caught)

    def took(self, path: str) -> float:
        """Seconds until the answer is complete."""
        began = perf_counter()
        self.text(path)
        return perf_counter() - began


def same_people(browser: Browser, visit: Visit) -> tuple[bool, int]:
    """Whether page and plain view show the same people in the same order, and how many."""
    ours, plain = browser.text(visit.ours[0]), browser.text(visit.plain[0])
    if visit.names:
        name = escape(visit.names[0])
        return name in ours and name in plain, 1
    listed = list(dict.fromkeys(_PERSON.findall(ours)))
    return listed == _PERSON.findall(plain), len(listed)


def look(visit: Visit, port: int, rounds: int, seconds: float) -> tuple[Seen, Seen, bool, int]:
    """Measures a page and its plain view: first in this process by turns, then through the server."""
    browser = Browser(visit.reader)
    agrees, rows = same_people(browser, visit)
    firsts = [[browser.took(path) for path in paths[:rounds]] for paths in (visit.ours, visit.plain)]
    sides = (visit.ours, visit.plain)
    took: tuple[list[float], list[float]] = ([], [])
    walks = [cycle(paths) for paths in sides]
    for _ in range(rounds):
        for side, walk in enumerate(walks):
            took[side].append(browser.took(next(walk)))
    loads = [_load(paths, port, browser, seconds) for paths in sides]
    ours, plain = (
        Seen(
            rate=load.rate,
            p50=load.within(0.5),
            p99=load.within(0.99),
            server=median(took[side]),
            first=median(firsts[side]),
            queries=browser.queries(paths[-1]),
            size=len(browser.text(paths[-1]).encode()),
        )
        for side, (load, paths) in enumerate(zip(loads, sides, strict=True))
    )
    return ours, plain, agrees, rows


def _load(paths: Sequence[str], port: int, browser: Browser, seconds: float) -> Load:
    """Asks the server, after a little while in which each process has read what it needs."""
    ask(port, paths, browser.cookie, READERS, seconds / 5)
    return ask(port, paths, browser.cookie, READERS, seconds)
