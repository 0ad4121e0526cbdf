"""How each fact is said to each reader: to the mentee about the mentor, to the mentor about the mentee."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cairn.matching.words.facts import Fact


class Reader(StrEnum):
    """Who reads: words, what they may know and whether they see numbers depend on it."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Said:
    """One fact in three wordings. An empty one is not said to that reader at all."""

    mentee: str
    mentor: str
    manager: str

    def to(self, reader: Reader) -> str:
        """The wording for a reader."""
        if reader is Reader.MENTEE:
            return self.mentee
        return self.mentor if reader is Reader.MENTOR else self.manager


def _all(words: str, manager: str) -> Said:
    """Both people read the same."""
    return Said(words, words, manager)


SENTENCES: Mapping[str, Said] = {
    "skills": Said(
        "Can teach you {what}",
        "Hopes to learn {what}, which you can teach",
        "{mentor} can teach {mentee} {what}",
    ),
    "skills first": Said(
        "Can teach you {what}, which you put first",
        "Hopes above all to learn {what}, which you can teach",
        "{mentor} can teach {what}, which {mentee} put first",
    ),
    "skills first and more": Said(
        "Can teach you {what}, which you put first, and {more}",
        "Hopes above all to learn {what}, and also {more}, which you can teach",
        "{mentor} can teach {what}, which {mentee} put first, and {more}",
    ),
    "skills near": Said(
        "Can help you with {what} by way of {near}",
        "Hopes to learn {what}, which is near to your {near}",
        "{mentor} can help {mentee} with {what} by way of {near}",
    ),
    "skills missing": Said(
        "Does not list {what}, which you want to learn; ask early who could help with it",
        "Hopes to learn {what}, which you do not list; say early what you can do and what not",
        "{mentor} does not list {what}, which {mentee} wants to learn",
    ),
    "skills level": Said(
        "Is not ahead of you in {what}; you may learn it side by side",
        "Hopes to learn {what}, and already knows it as well as you do",
        "{mentor} is not ahead of {mentee} in {what}",
    ),
    "move": Said(
        "Has gone from {from} to {to}, the step you want",
        "Wants to go from {from} to {to}, a step you have made",
        "{mentor} has gone from {from} to {to}, the step {mentee} wants",
    ),
    "move both": Said(
        "Has left {from} and has come to {to}, as you hope to",
        "Wants to go from {from} to {to}: you have left the one and reached the other",
        "{mentor} has left {from} and has come to {to}, as {mentee} hopes to",
    ),
    "move to": Said(
        "Has come to {to}, where you want to go",
        "Wants to come to {to}, where you have come before",
        "{mentor} has come to {to}, where {mentee} wants to go",
    ),
    "move from": Said(
        "Once set out from {from}, where you are now",
        "Sets out from {from}, as you once did",
        "{mentor} once set out from {from}, where {mentee} is now",
    ),
    "move missing": Said(
        "Does not list the step you want, from {from} to {to}",
        "Wants to go from {from} to {to}, a step you do not list",
        "{mentor} does not list the step from {from} to {to} that {mentee} wants",
    ),
    "move not to": Said(
        "Knows what it is to leave {from}, but does not list {to}",
        "Wants to come to {to}, a place you do not list",
        "{mentor} has left {from}, but does not list {to}, where {mentee} wants to go",
    ),
    "goals": _all("You both name {what} in your own words", "Both name {what} in their own words"),
    "goals near": Said(
        "Names {near}, which is close to {what} in your goals",
        "Names {what} as a goal, which is close to {near} in your words",
        "{mentor} names {near}, which is close to {what} in the goals of {mentee}",
    ),
    "goals alike": _all("You both write about much the same things", "Both write about much the same things"),
    "goals missing": Said(
        "Does not mention {what}, which you name in your goals; bring it up when you first meet",
        "Names {what} as a goal, which your own words do not mention; ask what is behind it",
        "{mentor} does not mention {what}, which is in the goals of {mentee}",
    ),
    "goals other": _all(
        "You write about different things; begin with what you hope for",
        "They write about different things",
    ),
    "values": _all("You both value {what}", "Both value {what}"),
    "values few": _all(
        "You share {what}, and differ in what else matters to you; that is worth a talk",
        "They share {what}, and differ in what else matters to them",
    ),
    "values none": _all(
        "You chose different values; tell each other early what matters to you",
        "They chose different values",
    ),
    "style": _all("{question} You both say: {pole}", "{question} Both say: {pole}"),
    "style alike": _all("You like to work in much the same way", "Both like to work in much the same way"),
    "style apart": Said(
        "{question} You say: {ours}; {mentor} says: {theirs}. Agree early on what suits you both",
        "{question} You say: {theirs}; {mentee} says: {ours}. Agree early on what suits you both",
        "{question} {mentee} says: {ours}; {mentor} says: {theirs}",
    ),
    "style other": _all(
        "You like to work in different ways; agree early on what suits you both",
        "They like to work in different ways",
    ),
    "work": _all(
        "You share a field and a function: {field}, and {function}", "Both work in {field}, and in {function}"
    ),
    "field": _all("You both work in {what}", "Both work in {what}"),
    "function": _all("You both work in {what}", "Both work in {what}"),
    "work other": _all(
        "You work in different fields and functions; explain your world to each other first",
        "They work in different fields and functions",
    ),
    "field other": _all(
        "You work in different fields; explain your world to each other first",
        "They work in different fields",
    ),
    "function other": _all(
        "You work in different functions; explain your work to each other first",
        "They work in different functions",
    ),
    "stage": Said(
        "Is {steps} ahead of you, near enough to remember the way",
        "Is {steps} earlier on a way that you remember",
        "{mentor} is {steps} ahead of {mentee}",
    ),
    "stage far": Said(
        "Is {steps} ahead of you and has seen far along the way",
        "Is {steps} earlier, at the start of a way that you know",
        "{mentor} is {steps} ahead of {mentee}",
    ),
    "stage same": _all(
        "You are at the same stage of working life", "Both are at the same stage of working life"
    ),
    "stage fresh": Said(
        "Comes from an earlier stage of working life, with a fresh eye",
        "Is further on in working life, and hopes for your fresh eye",
        "{mentor} comes from an earlier stage of working life than {mentee}",
    ),
    "stage other": _all(
        "Your stages of working life differ from what this program looks for",
        "Their stages differ from what this program looks for",
    ),
    "time": _all(
        "You share {hours} a week in which you can meet", "They share {hours} a week in which they can meet"
    ),
    "time short": _all("You share only {hours} a week; book early", "They share only {hours} a week"),
    "time none": _all(
        "You have named no hour in common; look for one together", "They have named no hour in common"
    ),
    "outside": Said(
        "Works at another site and in another function, and sees things from outside",
        "Works at another site and in another function, so you see things from outside",
        "{mentor} works at another site and in another function than {mentee}",
    ),
    "outside site": Said(
        "Works at another site, and sees things from outside",
        "Works at another site, so you see things from outside",
        "{mentor} works at another site than {mentee}",
    ),
    "outside function": Said(
        "Works in another function, and sees things from outside",
        "Works in another function, so you see things from outside",
        "{mentor} works in another function than {mentee}",
    ),
    "inside": _all(
        "You work at the same site and in the same function; look further afield together",
        "Both work at the same site and in the same function",
    ),
    "inside site": _all(
        "You work at the same site; look further afield together", "Both work at the same site"
    ),
    "inside function": _all(
        "You work in the same function; look further afield together", "Both work in the same function"
    ),
    "list both": _all("You put each other on your lists", "Each is on the list of the other"),
    "list wished": Said(
        "Is on your list", "Put you on the list of mentors to hope for", "{mentor} is on the list of {mentee}"
    ),
    "list chosen": Said(
        "Put you on the list of people to help", "Is on your list", "{mentee} is on the list of {mentor}"
    ),
    # Whom somebody did not list stays with the one who made the list, and the manager.
    "list not wished": Said("Was not on your list", "", "{mentor} is not on the list of {mentee}"),
    "list not chosen": Said("", "Was not on your list", "{mentee} is not on the list of {mentor}"),
}
"""Every fact in the words of its three readers."""


def say(fact: Fact, reader: Reader, mentee: str, mentor: str) -> str:
    """A fact as one line for a reader; empty if it is not for that reader."""
    return SENTENCES[fact.key].to(reader).format(**fact.words, mentee=mentee, mentor=mentor)
