"""The staff of an invented organization: who they are, where they sit, and who reports to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from sys import intern

from benchmarks.dice import Dice, bag
from benchmarks.names import COMMUNITIES, Community, mailbox
from benchmarks.work import FIELDS, LINES, ORGANIZATION, SITES, Line, Site

_PEOPLE_PER_TEAM = 12

_SITES = bag([(site, site.weight) for site in SITES])
_LINES = bag([(line, line.weight) for line in LINES])
_FIELDS = bag(FIELDS)
_COMMUNITIES = {site.name: bag(site.communities) for site in SITES}

WOMAN, MAN, NONBINARY = "woman", "man", "nonbinary"
_GENDERS = bag(((WOMAN, 48), (MAN, 47), (NONBINARY, 2), ("", 3)))


@dataclass(frozen=True, slots=True)
class Team:
    """A team: what it is about, in which line and field, and where most of it sits."""

    name: str
    topic: str
    line: Line
    field: str
    site: Site


@dataclass(slots=True)
class Employee:
    """One person of the staff, whatever the role in the program. `manager` is an id."""

    id: str
    name: str
    email: str
    gender: str
    languages: frozenset[str]
    team: Team
    site: Site
    stage: int
    manager: str | None = None


def found_teams(dice: Dice, people: int) -> list[Team]:
    """Teams for so many people, each name only once."""
    teams = []
    named: Counter[str] = Counter()
    for _ in range(max(1, people // _PEOPLE_PER_TEAM)):
        line, site = dice.pick(_LINES), dice.pick(_SITES)
        topic = dice.pick(line.topics)
        name = f"{topic}, {site.name}"
        named[name] += 1
        if named[name] > 1:
            name = f"{name} {named[name]}"
        teams.append(Team(intern(name), topic, line, dice.pick(_FIELDS), site))
    return teams


def hire(dice: Dice, stages: Sequence[Sequence[int]]) -> list[Employee]:
    """One person for each bag of career stages, in that order, with a team and a line manager.

    Everybody reports to the head of the own team, heads of teams to the head of their line of work, and
    those to one person at the top, who alone has no manager.
    """
    teams = found_teams(dice, len(stages))
    width = max(4, len(str(len(stages))))
    boxes: Counter[str] = Counter()
    staff = []
    for number, choices in enumerate(stages, start=1):
        team = dice.pick(teams)
        site = team.site if dice.happens(820) else dice.pick(_SITES)
        community = COMMUNITIES[dice.pick(_COMMUNITIES[site.name])]
        gender = dice.pick(_GENDERS)
        name, latin = _name(dice, community, gender)
        box = mailbox(latin)
        boxes[box] += 1
        address = f"{box}{boxes[box]}@{ORGANIZATION}" if boxes[box] > 1 else f"{box}@{ORGANIZATION}"
        staff.append(
            Employee(
                id=f"P{number:0{width}d}",
                name=name,
                email=address,
                gender=gender,
                languages=_languages(dice, community, site),
                team=team,
                site=site,
                stage=dice.pick(choices),
            )
        )
    _appoint(staff)
    return staff


def _name(dice: Dice, community: Community, gender: str) -> tuple[str, str]:
    """A name as its bearer writes it, and in Latin letters."""
    woman = gender == WOMAN or (gender != MAN and dice.happens(500))
    if community.native and dice.happens(110):
        fitting = [(own, latin) for own, latin, kind in community.native if (kind == "w") is woman]
        if fitting:
            return dice.pick(fitting)
    family = dice.pick(community.families)[0 if woman else 1]
    name = community.full_name(dice.pick(community.women if woman else community.men), family)
    return name, name


def _languages(dice: Dice, community: Community, site: Site) -> frozenset[str]:
    """The mother tongue, mostly English, and often a language of the place."""
    spoken = {community.language}
    if dice.happens(940):
        spoken.add("en")
    local = dice.pick(site.languages)
    if dice.happens(450):
        spoken.add(local)
    return _shared(tuple(sorted(spoken)))


@cache
def _shared(words: tuple[str, ...]) -> frozenset[str]:
    """One set for all who have the same words."""
    return frozenset(words)


def _appoint(staff: Sequence[Employee]) -> None:
    """Give everybody a line manager of a stage at least as high, without a circle."""
    heads: dict[str, Employee] = {}
    for person in staff:
        _promote(heads, person.team.name, person)
    lines: dict[str, Employee] = {}
    for head in heads.values():
        _promote(lines, head.team.line.key, head)
    top: dict[str, Employee] = {}
    for head in lines.values():
        _promote(top, "", head)
    for person in staff:
        head = heads[person.team.name]
        if head is person:
            head = lines[person.team.line.key]
        if head is person:
            head = top[""]
        person.manager = None if head is person else head.id


def _promote(heads: dict[str, Employee], group: str, person: Employee) -> None:
    """Make the person head of the group if the present one stands lower; the earlier id wins a draw."""
    present = heads.get(group)
    if present is None or (person.stage, present.id) > (present.stage, person.id):
        heads[group] = person
