"""The questions of a profile, in the order in which they are asked: one a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from cairn.people.rules.audience import readers_of
from cairn.people.rules.text import Words

Side = Literal["mentee", "mentor"]
BOTH_SIDES: frozenset[Side] = frozenset({"mentee", "mentor"})
_MENTEES: frozenset[Side] = frozenset({"mentee"})
_MENTORS: frozenset[Side] = frozenset({"mentor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question of the profile.

    `name` is its part of the address; `question` its title, `hint` the line below, `label` what it is called
    in a list. `fields` are the parts of the profile that it fills (those of `audience.FIELDS`), `sides` who
    is asked. `note` is one more sentence on what becomes of it, `examples` how others put it. `optional`
    questions say so. `seconds` is how long an answer takes.
    """

    name: str
    label: Words
    question: Words
    hint: Words
    fields: tuple[str, ...]
    sides: frozenset[Side] = BOTH_SIDES
    note: Words = ""
    examples: tuple[Words, ...] = ()
    optional: bool = True
    seconds: int = 60

    @property
    def readers(self) -> tuple[Words, ...]:
        """Sentences that say who reads the answer."""
        return readers_of(*self.fields)


STEPS: tuple[Step, ...] = (
    Step(
        name="who",
        label=_("Name and work"),
        question=_("How do people know you?"),
        hint=_("Your name as you write it, and what you do in a few words."),
        fields=("name", "called", "headline", "place"),
        optional=False,
        seconds=40,
    ),
    Step(
        name="about",
        label=_("In your own words"),
        question=_("What would you tell somebody on a first coffee?"),
        hint=_("A sentence or two, as you would say it."),
        fields=("about",),
        examples=(
            _("I spent nine years keeping systems up before anyone let me near the data."),
            _("I plan routes for a living and get lost on every holiday."),
        ),
        seconds=90,
    ),
    Step(
        name="languages",
        label=_("Languages and time zone"),
        question=_("Which languages can you talk in, and where does your day begin?"),
        hint=_("A match shares at least one language with you."),
        fields=("languages", "zone"),
        optional=False,
        seconds=40,
    ),
    Step(
        name="hopes",
        label=_("What you hope for"),
        question=_("What would you like to be different a year from now?"),
        hint=_("Two or three sentences. The more particular, the better your match."),
        fields=("hopes",),
        sides=_MENTEES,
        note=_("We weigh it more than anything else you tell us."),
        examples=(
            _("Run a shift on my own by spring, and sleep the night before."),
            _("Decide whether I want to manage people at all."),
        ),
        seconds=180,
    ),
    Step(
        name="wanted-skills",
        label=_("Skills you want"),
        question=_("What would you like to get better at?"),
        hint=_("Three or four are plenty. Say which matters most, and where you stand today."),
        fields=("wanted_skills",),
        sides=_MENTEES,
        note=_("Somebody a step or two ahead of you fits best."),
        seconds=120,
    ),
    Step(
        name="offers",
        label=_("What you can help with"),
        question=_("What can people come to you for?"),
        hint=_("Say it as you would to a friend. A thing that went wrong and what you learned counts."),
        fields=("offers",),
        sides=_MENTORS,
        examples=(
            _("I can help you be heard in a room of people who are in a hurry."),
            _("I have closed two sites and kept the trust of both teams. Ask me how, and what I would skip."),
        ),
        seconds=120,
    ),
    Step(
        name="offered-skills",
        label=_("Skills you can pass on"),
        question=_("Which skills could you pass on?"),
        hint=_("You need not be an expert: a step or two ahead is enough."),
        fields=("offered_skills",),
        sides=_MENTORS,
        seconds=120,
    ),
    Step(
        name="career",
        label=_("Where you are in your working life"),
        question=_("Where are you in your working life?"),
        hint=_("The nearest answer will do."),
        fields=("field", "function", "stage"),
        seconds=40,
    ),
    Step(
        name="moves",
        label=_("Moves made and wanted"),
        question=_("Which moves have you made, and which would you like to make?"),
        hint=_("From expert to lead, from academia to industry, back after a break."),
        fields=("moves", "move_wanted"),
        note=_("Those who have made your move know the way."),
        seconds=60,
    ),
    Step(
        name="values",
        label=_("What matters to you"),
        question=_("What matters most to you at work?"),
        hint=_("Up to five. People who share some of them find it easier to trust each other."),
        fields=("values",),
        seconds=45,
    ),
    Step(
        name="style",
        label=_("How you like to work"),
        question=_("How do you like to work with somebody?"),
        hint=_("There is no better or worse side. Leave open what you have no view on."),
        fields=("style",),
        seconds=45,
    ),
    Step(
        name="hours",
        label=_("When you can meet"),
        question=_("When in the week could you meet?"),
        hint=_("Hours that are usually fine. Nobody books them without asking."),
        fields=("windows",),
        note=_("Two people need one hour a week in common to be matched."),
        optional=False,
        seconds=60,
    ),
    Step(
        name="capacity",
        label=_("Room for others"),
        question=_("How many people could you take on?"),
        hint=_("One is fine, and none for now is an honest answer."),
        fields=("capacity", "away_until"),
        sides=_MENTORS,
        seconds=20,
    ),
    Step(
        name="room",
        label=_("Meeting room link"),
        question=_("Do you have a video room of your own?"),
        hint=_("We put its link into your invitations, so that nobody has to ask."),
        fields=("room_link",),
        note=_("The people you meet get it with the invitation."),
        seconds=20,
    ),
    Step(
        name="not-with",
        label=_("Not matched with"),
        question=_("Is there somebody you would rather not be matched with?"),
        hint=_("You need no reason, and nobody is told."),
        fields=("not_with",),
        note=_("Matching obeys it and shows it to nobody, not even to whoever runs the program."),
        seconds=20,
    ),
)

_BY_NAME: Mapping[str, Step] = {step.name: step for step in STEPS}


def step_named(name: str) -> Step | None:
    """The step of this name, or None."""
    return _BY_NAME.get(name)


def steps_for(sides: frozenset[Side]) -> tuple[Step, ...]:
    """The steps that somebody on these sides is asked; on none, all."""
    return tuple(step for step in STEPS if not sides or step.sides & sides)
