"""Who may do what. Deny by default: what no room's `policy.py` has allowed is refused, and a person who was
deactivated may nothing, whatever a policy says.

A *verb* is something a person may want to do, such as `person.edit`. A room's `policy.py` answers for it:

    @verb("person.edit", Person, "change a profile")
    def edit(by: Actor, person: Person) -> Decision: ...

A verb that *sees* things has a second answer, the query set of all things it would allow, where lists start:

    @sees("person.see", Person)
    def seen_by(by: Actor) -> QuerySet[Person]: ...

Rooms further up may add *grounds*: reasons to allow which the room of the verb cannot know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from cairn.foundation.actors import Actor, may_act

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with the reason in words for the person who asked.

    `hidden` says that not even the existence of the thing may show: the page answers 404.
    """

    allowed: bool
    reason: str = ""
    hidden: bool = False

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(True)


def no(reason: str) -> Decision:
    """A refusal that may be explained."""
    return Decision(False, reason)


HIDDEN = Decision(False, "This page does not exist, or is not for you.", hidden=True)


class Refused(Exception):
    """The policy said no. Pages answer 404 when it is hidden, otherwise 403 with the reason."""

    def __init__(self, verb: str, decision: Decision) -> None:
        super().__init__(decision.reason)
        self.verb = verb
        self.decision = decision


class UnknownVerb(LookupError):
    """A verb that no room has declared: a mistake in the code, not a refusal."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A declared verb: its name, the model of the thing (or None), what it means, and who answers."""

    name: str
    model: type[Model] | None
    meaning: str
    answer: Callable[..., Decision]


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason from a higher room to allow a verb: all things that an actor may do it to.

    The query set joins no table that could give a row twice: `filter(pk__in=…)`, not `filter(places__…)`.
    """

    name: str
    things: Callable[[Actor], QuerySet[Any]]


_verbs: dict[str, Verb] = {}
_sights: dict[type[Model], tuple[str, Callable[[Actor], QuerySet[Any]]]] = {}
_grounds: dict[str, list[Ground]] = {}


def verb(
    name: str, model: type[Model] | None, meaning: str
) -> Callable[[Callable[..., Decision]], Callable[..., Decision]]:
    """Declares who answers for a verb. `meaning` completes 'This person may …'."""

    def declare(answer: Callable[..., Decision]) -> Callable[..., Decision]:
        if name in _verbs:
            raise ValueError(f"{name} is declared twice")
        _verbs[name] = Verb(name, model, meaning, answer)
        return answer

    return declare


def sees(
    name: str, model: type[M]
) -> Callable[[Callable[[Actor], QuerySet[M]]], Callable[[Actor], QuerySet[M]]]:
    """Declares the query set of all things that a verb allows; `visible_to` starts there."""

    def declare(things: Callable[[Actor], QuerySet[M]]) -> Callable[[Actor], QuerySet[M]]:
        if model in _sights:
            raise ValueError(f"{model.__name__} has two verbs of seeing")
        _sights[model] = (name, things)
        return things

    return declare


def add_ground(name: str, ground: Ground) -> None:
    """Lets a higher room allow a verb for reasons of its own; called when Django starts."""
    grounds = _grounds.setdefault(name, [])
    grounds[:] = [known for known in grounds if known.name != ground.name] + [ground]


def decide(by: Actor, name: str, thing: Model | None = None) -> Decision:
    """Whether an actor may do this to that thing, with the reason if not.

    Raises `UnknownVerb` for a verb that nobody declared, and `TypeError` for a thing of another kind.
    """
    try:
        declared = _verbs[name]
    except KeyError:
        raise UnknownVerb(name) from None
    if thing is not None and declared.model is not None and not isinstance(thing, declared.model):
        raise TypeError(f"{name} is about {declared.model.__name__}, not {type(thing).__name__}")
    if not may_act(by):
        return HIDDEN
    decision = declared.answer(by) if thing is None else declared.answer(by, thing)
    if decision.allowed or thing is None:
        return decision
    for ground in _grounds.get(name, ()):
        if ground.things(by).filter(pk=thing.pk).exists():
            return YES
    return decision


def require(by: Actor, name: str, thing: Model | None = None) -> None:
    """Raises `Refused` unless the actor may."""
    decision = decide(by, name, thing)
    if not decision.allowed:
        raise Refused(name, decision)


def visible_to(by: Actor, model: type[M]) -> QuerySet[M]:
    """All things of a kind that an actor may see: where every list starts.

    Raises `UnknownVerb` for a model that no room has declared.
    """
    try:
        name, things = _sights[model]
    except KeyError:
        raise UnknownVerb(f"see {model.__name__}") from None
    if not may_act(by):
        return model._default_manager.none()
    found = things(by)
    for ground in _grounds.get(name, ()):
        found = found | ground.things(by)
    return found


def verbs() -> Iterable[Verb]:
    """Every declared verb, by name."""
    return (declared for _, declared in sorted(_verbs.items()))


def sights() -> dict[type[Model], str]:
    """For each model with a list: the verb that sees one of it."""
    return {model: name for model, (name, _) in _sights.items()}


def grounds(name: str) -> tuple[Ground, ...]:
    """The grounds that higher rooms have added to a verb."""
    return tuple(_grounds.get(name, ()))
