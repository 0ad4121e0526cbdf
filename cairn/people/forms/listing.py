"""What the address of the people list asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from cairn.foundation.actors import Actor
from cairn.people.queries.listing import FurtherFilter, Wanted
from cairn.people.rules.choices import language_names, stage_name, word_name
from cairn.people.rules.skills import skill_name

STANDINGS = ("active", "closed", "all")


def _plain(typed: str) -> str:
    """Without what no database keeps."""
    return typed.replace("\0", "")


def wanted_of(data: QueryDict, further: Iterable[FurtherFilter]) -> Wanted:
    """What the address asks for; whatever makes no sense is left out."""

    def typed(name: str, longest: int = 60) -> str:
        return _plain(data.get(name, ""))[:longest]

    stage = data.get("stage", "")
    language = data.get("language", "")
    standing = data.get("standing", "active")
    return Wanted(
        words=" ".join(typed("q", 200).split())[:120],
        skill=typed("skill"),
        functions=tuple(_plain(key) for key in data.getlist("function")[:40]),
        fields=tuple(_plain(key) for key in data.getlist("field")[:40]),
        language=language if language in language_names() else "",
        stage=int(stage) if stage in set("0123456789") else None,
        standing=standing if standing in STANDINGS else "active",
        further={one.name: typed(one.name) for one in further if typed(one.name)},
    )


def in_use(
    data: QueryDict, wanted: Wanted, by: Actor, further: Iterable[FurtherFilter]
) -> list[tuple[str, str]]:
    """The filters in use, each in words and with the address that takes it away."""
    found = [(_("“{words}”").format(words=wanted.words), _without(data, "q"))] if wanted.words else []
    if wanted.skill:
        found.append((skill_name(wanted.skill), _without(data, "skill")))
    found += [(word_name("function", key), _without(data, "function", key)) for key in wanted.functions]
    found += [(word_name("field", key), _without(data, "field", key)) for key in wanted.fields]
    if wanted.language:
        found.append((language_names()[wanted.language], _without(data, "language")))
    if wanted.stage is not None:
        words = _("{stage} or further on").format(stage=stage_name(wanted.stage))
        found.append((words, _without(data, "stage")))
    if wanted.standing != "active":
        words = _("Closed accounts") if wanted.standing == "closed" else _("Closed accounts too")
        found.append((words, _without(data, "standing")))
    for one in further:
        if one.name in wanted.further:
            labels: Mapping[str, str] = dict(one.choices(by))
            found.append((labels.get(wanted.further[one.name], one.label), _without(data, one.name)))
    return found


def _without(data: QueryDict, name: str, value: str | None = None) -> str:
    left = data.copy()
    left.pop("page", None)
    kept = [one for one in left.getlist(name) if value is not None and one != value]
    left.setlist(name, kept) if kept else left.pop(name, None)
    return f"?{left.urlencode()}"
