"""Many people, written straight into the tables: the invented ones of this package, each as mentee and as mentor.

Everybody has a profile with both sides answered, and a place in one program. It goes past the actions, so
there are no events: ten thousand people are there in seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Model

from benchmarks.people import Contact, make
from cairn.cli.windows_text import parse_windows
from cairn.foundation.ids import new_id, seeded
from cairn.matching.people import Mentee, Mentor
from cairn.matching.vocabulary import standard_vocabulary
from cairn.people.models import MoveMade, Person, Profile, ProfileSkill, Window
from cairn.people.rules.windows import Stretch, clean_windows
from cairn.programs.models import Enrollment, Program, Stewardship

SEED = 1
AT_ONCE = 2_000
"""How many people are written in one go, so that their number does not show in memory."""


@dataclass(frozen=True, slots=True)
class House:
    """Who reads, whom and what they look for: the commonest last name, and the skill most offered.

    Last names are spread over a list by first names, so that no search is over early.
    """

    administrator: Person
    manager: Person
    subjects: tuple[Person, ...]
    word: str
    skill: str


@dataclass(slots=True)
class _Rows:
    """Rows of all kinds, in the order in which they may be written."""

    persons: list[Person] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    skills: list[ProfileSkill] = field(default_factory=list)
    moves: list[MoveMade] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    places: list[Enrollment] = field(default_factory=list)

    def save(self) -> None:
        for rows in (self.persons, self.profiles, self.skills, self.moves, self.windows, self.places):
            if rows:
                _write(rows)
                rows.clear()


def _write(rows: Iterable[Model]) -> None:
    written = list(rows)
    type(written[0])._default_manager.bulk_create(written, batch_size=1_000)


def fill(people: int, subjects: int, now: datetime) -> House:
    """Writes so many people, always the same, and one program; returns who reads, and some to look at."""
    with seeded(SEED), transaction.atomic():
        program = Program.objects.create(
            id=new_id(now), slug="pathways", name="Pathways", state=Program.State.RUNNING, created_at=now
        )
        persons, offered = _everybody(people, program, now)
        manager, administrator = persons[0], persons[1]
        administrator.is_administrator = True
        administrator.save(update_fields=["is_administrator"])
        Stewardship.objects.create(
            id=new_id(now), program=program, person=manager, right=Stewardship.Right.MANAGE, since=now
        )
        for reader in (manager, administrator):
            Authenticator.objects.create(
                user=reader, type=Authenticator.Type.TOTP, data={"secret": "invented"}
            )
    words = Counter(person.name.split(" ")[-1] for person in persons)
    return House(
        administrator=administrator,
        manager=manager,
        subjects=tuple(persons[2 :: max(1, (people - 2) // subjects)][:subjects]),
        word=words.most_common(1)[0][0],
        skill=offered.most_common(1)[0][0],
    )


def _everybody(people: int, program: Program, now: datetime) -> tuple[list[Person], Counter[str]]:
    """Writes all of them; returns them and how many offer each skill."""
    mentees = people * 2 // 3
    population = make(mentees, people - mentees, seed=SEED, both_per_hundred=0)
    pairs: list[tuple[Mentee | Mentor, Mentee, Mentor]] = [
        *(
            (one, one, other)
            for one, other in zip(population.mentees, cycle(population.mentors), strict=False)
        ),
        *(
            (one, other, one)
            for one, other in zip(population.mentors, cycle(population.mentees), strict=False)
        ),
    ]
    ids = {one.id: new_id(now) for one, _, _ in pairs}
    offered: Counter[str] = Counter()
    persons: list[Person] = []
    rows = _Rows()
    for number, (one, wishes, gifts) in enumerate(pairs, start=1):
        contact = population.contacts[one.id]
        person = _person(ids[one.id], one, contact, now)
        persons.append(person)
        rows.persons.append(person)
        # A line manager may be written later: both databases look only when the transaction ends.
        rows.profiles.append(_profile(person, one, wishes, gifts, ids.get(one.manager or ""), now))
        rows.skills.extend(_skills(person, wishes, gifts, now))
        rows.moves.extend(_moves(person, gifts, now))
        rows.windows.extend(_windows(person, contact, now))
        rows.places.append(_place(person, one, program, now))
        offered.update(offer.skill for offer in gifts.offers)
        if number % AT_ONCE == 0:
            rows.save()
    rows.save()
    return persons, offered


def _person(pk: UUID, one: Mentee | Mentor, contact: Contact, now: datetime) -> Person:
    return Person(
        id=pk, email=contact.email.lower(), name=one.name, zone=contact.zone, password="!", created_at=now
    )


def _profile(
    person: Person, one: Mentee | Mentor, wishes: Mentee, gifts: Mentor, manager: UUID | None, now: datetime
) -> Profile:
    job = next(word.name for word in standard_vocabulary().functions if word.key == one.function)
    return Profile(
        id=person.pk,
        person=person,
        headline=f"{job}, {(one.team or '').partition(',')[0]}",
        place=one.site or "",
        team=one.team or "",
        site=one.site or "",
        line_manager_id=manager,
        about=f"{job} in {one.site}. {gifts.goals}",
        offers=gifts.goals,
        hopes=wishes.goals,
        field=one.field or "",
        function=one.function or "",
        stage=one.stage,
        values=sorted(one.values),
        languages=sorted(one.languages),
        style=None if one.style is None else [round(answer * 10) for answer in one.style],
        move_wanted=[wishes.move.origin, wishes.move.destination] if wishes.move else None,
        capacity=gifts.seats,
        changed_at=now,
    )


def _skills(person: Person, wishes: Mentee, gifts: Mentor, now: datetime) -> Iterator[ProfileSkill]:
    for want in wishes.wants:
        yield ProfileSkill(
            id=new_id(now),
            person=person,
            side=ProfileSkill.Side.WANTS,
            skill=want.skill,
            level=want.level,
            priority=want.priority,
        )
    for offer in gifts.offers:
        yield ProfileSkill(
            id=new_id(now),
            person=person,
            side=ProfileSkill.Side.OFFERS,
            skill=offer.skill,
            level=offer.level,
            priority=2,
        )


def _moves(person: Person, gifts: Mentor, now: datetime) -> Iterator[MoveMade]:
    for move in dict.fromkeys(gifts.moves):
        yield MoveMade(id=new_id(now), person=person, origin=move.origin, destination=move.destination)


def _windows(person: Person, contact: Contact, now: datetime) -> Iterator[Window]:
    spans = parse_windows(contact.windows) if contact.windows else ()
    kept = clean_windows(Stretch(span.weekday, span.start, span.end) for span in spans)
    for stretch in kept:
        yield Window(
            id=new_id(now),
            person=person,
            weekday=stretch.weekday,
            start_minute=stretch.start,
            end_minute=stretch.end,
        )


def _place(person: Person, one: Mentee | Mentor, program: Program, now: datetime) -> Enrollment:
    is_mentor = isinstance(one, Mentor)
    return Enrollment(
        id=new_id(now),
        program=program,
        person=person,
        role=Enrollment.Role.MENTOR if is_mentor else Enrollment.Role.MENTEE,
        state=Enrollment.State.ACTIVE,
        seats=max(one.seats, 1) if is_mentor else 0,
        seats_taken=1 if is_mentor else 0,
        match_key=one.id,
        applied_at=now,
        decided_at=now,
    )
