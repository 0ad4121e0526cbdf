"""The links at the head and the foot of every page.

Each room registers its own entries when Django starts; the room that knows programs says who is reading:

    register(NavEntry("mentee", _("Today"), "sun", "home", order=1))
    set_reader(standing_of)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from django.core.checks import CheckMessage, Error
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from cairn.ui.pieces.marks import icon_names

Persona = Literal["mentee", "mentor", "manager", "owner", "administrator", "visitor"]
Place = Literal["mentee", "mentor", "manager", "owner", "administrator", "visitor", "mine", "foot"]
"""Where an entry stands: among the links of a persona, in everybody's own menu, or in the footer."""

IN_DOCK = 4
"""How many links a phone shows at its foot; the rest stand under More."""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One link. `label` may be lazy; `also_current` names further pages (or a whole room, as "people:")
    on which this link is the current one; `in_dock` says whether a phone shows it before More."""

    persona: Place
    label: Any
    icon: str
    url_name: str
    order: int
    also_current: tuple[str, ...] = ()
    in_dock: bool = True


class ProgramChoice(NamedTuple):
    """A program that the reader may turn to."""

    name: str
    slug: str
    current: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is reading: the persona, the programs to choose from, and where inbox and switch are.

    `switch_url` takes a POST with `program` (a slug). An empty address leaves that part out.
    """

    persona: Persona
    programs: tuple[ProgramChoice | tuple[str, str, bool], ...] = ()
    can_switch: bool = False
    switch_url: str = ""
    inbox_url: str = ""
    inbox_count: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands on one page."""

    label: Any
    icon: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Navigation:
    """All that header, dock and footer need for one page."""

    standing: Standing
    links: tuple[Link, ...] = ()
    dock: tuple[Link, ...] = ()
    more: tuple[Link, ...] = ()
    mine: tuple[Link, ...] = ()
    foot: tuple[Link, ...] = ()
    program: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def more_is_current(self) -> bool:
        """Whether the reader's page is among those under More."""
        return any(link.is_current for link in self.more)


VISITOR = Standing("visitor")


@dataclass
class _Registry:
    entries: dict[tuple[Place, str], NavEntry] = field(default_factory=dict)
    reader: Callable[[HttpRequest], Standing] | None = None


_registry = _Registry()


def register(*entries: NavEntry) -> None:
    """Adds links; the same page twice in one place replaces the first.

    Raises `ValueError` for an unknown icon.
    """
    for entry in entries:
        if entry.icon and entry.icon not in icon_names():
            raise ValueError(f"No icon is called {entry.icon}")
        _registry.entries[entry.persona, entry.url_name] = entry


def set_reader(reader: Callable[[HttpRequest], Standing]) -> None:
    """Says who is reading. It is called once a page, for signed-in readers."""
    _registry.reader = reader


def entries_of(place: Place) -> tuple[NavEntry, ...]:
    """The registered links of one place, in order."""
    found = (entry for entry in _registry.entries.values() if entry.persona == place)
    return tuple(sorted(found, key=lambda entry: (entry.order, entry.url_name)))


def standing_of(request: HttpRequest) -> Standing:
    """Who is reading, or a visitor."""
    user = getattr(request, "user", None)
    if _registry.reader is None or user is None or not user.is_authenticated:
        return VISITOR
    return _registry.reader(request)


def navigation_of(request: HttpRequest) -> Navigation:
    """Header, dock and footer for this page and reader."""
    standing = standing_of(request)
    page = _page_of(request)
    entries = entries_of(standing.persona)
    signed_in = standing is not VISITOR
    docked, under_more = _split(entries)
    programs = [ProgramChoice(*choice) for choice in standing.programs]
    return Navigation(
        standing=standing,
        links=_links(entries, page),
        dock=_links(docked, page),
        more=_links(under_more, page),
        mine=_links(entries_of("mine"), page) if signed_in else (),
        foot=_links(entries_of("foot"), page),
        program=next((choice.name for choice in programs if choice.current), ""),
        others=tuple((choice.name, choice.slug) for choice in programs if not choice.current)
        if standing.can_switch and standing.switch_url
        else (),
    )


def unreachable(**_: Any) -> list[CheckMessage]:
    """A system check: every registered link leads to a page."""
    problems: list[CheckMessage] = []
    for entry in _registry.entries.values():
        try:
            reverse(entry.url_name)
        except NoReverseMatch:
            problems.append(
                Error(f"The link {entry.url_name!r} of {entry.persona} leads nowhere", id="ui.E001")
            )
    return problems


def _split(entries: Sequence[NavEntry]) -> tuple[list[NavEntry], list[NavEntry]]:
    """What the dock shows, and what stands under More."""
    if len(entries) <= IN_DOCK:
        return list(entries), []
    docked = [entry for entry in entries if entry.in_dock][:IN_DOCK]
    return docked, [entry for entry in entries if entry not in docked]


def _page_of(request: HttpRequest) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name if match is not None else ""


def _links(entries: Sequence[NavEntry], page: str) -> tuple[Link, ...]:
    return tuple(
        Link(entry.label, entry.icon, reverse(entry.url_name), _is_current(entry, page)) for entry in entries
    )


def _is_current(entry: NavEntry, page: str) -> bool:
    if not page:
        return False
    return page == entry.url_name or any(
        page.startswith(name) if name.endswith(":") else page == name for name in entry.also_current
    )
