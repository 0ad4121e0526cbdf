"""How a person of the small example is written down."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from benchmarks.hours import availability_of
from benchmarks.names import mailbox
from benchmarks.people import MIDDLE, START, Contact
from benchmarks.work import ORGANIZATION, SITES
from cairn.matching.people import Mentee, Mentor, Move, Offer, Want
from cairn.matching.windows import Availability

_ZONES = {site.name: site.zone for site in SITES}


@dataclass(frozen=True, slots=True)
class Aim:
    """What a mentee hopes for: wants such as 'negotiation 3 1' (priority, own level) parted by commas.

    A move is 'expert>lead'. `function` is one that the mentor must be of, `ranking` has ids in order.
    """

    wants: str
    move: str = ""
    passed_over: int = 0
    function: str = ""
    ranking: str = ""


@dataclass(frozen=True, slots=True)
class Gift:
    """What a mentor has to give: seats, offers such as 'negotiation 5' (level), and moves made."""

    seats: int
    offers: str
    moves: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What both roles have, as text: lists are words parted by spaces.

    `style` is five digits of 0 to 4, in quarters. `latin` is the name in Latin letters where `name` is
    not. `gender` is the first letter. An empty text is a question left unanswered.
    """

    id: str
    name: str
    gender: str
    site: str
    team: str
    field: str
    function: str
    stage: int
    languages: str
    values: str
    style: str
    hours: str
    goals: str
    manager: str = ""
    not_with: str = ""
    latin: str = ""

    @property
    def contact(self) -> Contact:
        """The address, zone and hours for the sheet."""
        return Contact(f"{mailbox(self.latin or self.name)}@{ORGANIZATION}", _ZONES[self.site], self.hours)

    def mentee(self, aim: Aim) -> Mentee:
        """The person as a mentee."""
        return Mentee(
            id=self.id,
            name=self.name,
            goals=_flowing(self.goals),
            field=self.field or None,
            function=self.function,
            stage=self.stage,
            values=frozenset(self.values.split()),
            languages=frozenset(self.languages.split()),
            windows=self._windows,
            style=self._style,
            team=self.team,
            site=self.site,
            manager=self.manager or None,
            not_with=frozenset(self.not_with.split()),
            groups=self._groups,
            passed_over=aim.passed_over,
            wants=tuple(_want(part) for part in aim.wants.split(", ")),
            move=_move(aim.move) if aim.move else None,
            required_function=aim.function or None,
            ranking=tuple(aim.ranking.split()),
        )

    def mentor(self, gift: Gift) -> Mentor:
        """The person as a mentor."""
        return Mentor(
            id=self.id,
            name=self.name,
            goals=_flowing(self.goals),
            field=self.field or None,
            function=self.function,
            stage=self.stage,
            values=frozenset(self.values.split()),
            languages=frozenset(self.languages.split()),
            windows=self._windows,
            style=self._style,
            team=self.team,
            site=self.site,
            manager=self.manager or None,
            not_with=frozenset(self.not_with.split()),
            groups=self._groups,
            seats=gift.seats,
            offers=tuple(_offer(part) for part in gift.offers.split(", ")),
            moves=tuple(_move(one) for one in gift.moves.split()),
        )

    @property
    def _windows(self) -> Availability | None:
        return availability_of(self.hours, ZoneInfo(_ZONES[self.site]), START, MIDDLE) if self.hours else None

    @property
    def _style(self) -> tuple[float, ...] | None:
        return tuple(int(answer) / 4 for answer in self.style) or None

    @property
    def _groups(self) -> dict[str, str]:
        return {"gender": {"w": "woman", "m": "man", "n": "nonbinary"}[self.gender]} if self.gender else {}


def _flowing(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def _want(text: str) -> Want:
    skill, priority, level = text.split()
    return Want(skill=skill, priority=int(priority), level=int(level))


def _offer(text: str) -> Offer:
    skill, level = text.split()
    return Offer(skill=skill, level=int(level))


def _move(text: str) -> Move:
    origin, destination = text.split(">")
    return Move(origin=origin, destination=destination)
