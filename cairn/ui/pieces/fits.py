"""How well two people fit, why, and how a mentorship is doing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.ui.pieces.library import register
from cairn.ui.pieces.marks import icon

StateName = Literal["on_path", "slowing", "could_use_you", "not_met", "paused", "completed"]

STATES: dict[str, tuple[Any, str]] = {
    "on_path": (gettext_lazy("On the path"), '<circle cx="6" cy="6" r="5"/>'),
    "slowing": (
        gettext_lazy("Slowing"),
        '<path d="M6 1.75a4.25 4.25 0 0 1 0 8.5Z"/><circle class="line" cx="6" cy="6" r="4.25"/>',
    ),
    "could_use_you": (gettext_lazy("Could use you"), '<path d="M6 .5 11.5 6 6 11.5.5 6Z"/>'),
    "not_met": (gettext_lazy("Not met yet"), '<circle class="line dashed" cx="6" cy="6" r="4.75"/>'),
    "paused": (gettext_lazy("Paused"), '<path d="M2 1h2.5v10H2ZM7.5 1H10v10H7.5Z"/>'),
    "completed": (gettext_lazy("Completed"), '<path class="line" d="m1.5 6.5 3 3 6-6.5"/>'),
}
GAP = 1.2
"""Percent of the width between two strata."""


class Stratum(NamedTuple):
    """One criterion: its name, its weight, and how far it is met, from 0 to 1."""

    name: Any
    weight: float
    score: float


class Reason(NamedTuple):
    """A sentence that speaks for two people, limits it, warns, or tells what was before."""

    kind: Literal["for", "limit", "caution", "before"]
    words: Any


def strata(items: Sequence[Sequence[Any]], label: str) -> SafeString:
    """One segment a criterion, as wide as its weight, as full as its score."""
    listed = [Stratum(*item) for item in items]
    total = sum(item.weight for item in listed) or 1
    room = 100 - GAP * max(0, len(listed) - 1)
    shapes, left = [], 0.0
    for item in listed:
        width = room * item.weight / total
        score = max(0.0, min(1.0, item.score))
        if score < 1:
            shapes.append(
                format_html(
                    '<rect class="rest" x="{}%" y="1" width="{}%" height="8" rx="2"/>',
                    f"{left:.2f}",
                    f"{width:.2f}",
                )
            )
        if score > 0:
            shapes.append(
                format_html(
                    '<rect class="full" x="{}%" width="{}%" height="10" rx="2"/>',
                    f"{left:.2f}",
                    f"{width * score:.2f}",
                )
            )
        left += width + GAP
    return format_html(
        '<svg class="strata" role="img" aria-label="{}" width="100%" height="10">{}</svg>',
        label,
        mark_safe("".join(shapes)),
    )


def _spoken(items: Sequence[Sequence[Any]], in_numbers: bool) -> str:
    """The strata in words: for a manager in numbers, for the two people never."""
    listed = [Stratum(*item) for item in items]
    if in_numbers:
        return ", ".join(f"{item.name} {round(item.score * 100)}" for item in listed)
    words = ((0.75, _("much in common")), (0.4, _("some in common")), (-1.0, _("little in common")))
    return ", ".join(
        f"{item.name}: {next(word for least, word in words if item.score >= least)}" for item in listed
    )


@register.simple_tag
def fit(answer: Any, criteria: Iterable[Sequence[Any]], is_low: bool = False) -> SafeString:
    """How well two people fit: `{% fit 82 criteria %}` or `{% fit "Close, from another field" criteria %}`.

    Args:
        answer: a number from 0 to 100 for a manager; words for a mentee or a mentor, who never see a number.
        criteria: triples of name, weight and score from 0 to 1.
        is_low: the number asks for attention.
    """
    items = list(criteria)
    if isinstance(answer, (int, float)):
        number = format_html(
            '<span class="fit-number{}">{}</span>', " is-low" if is_low else "", round(answer)
        )
        return format_html(
            '<div class="fit">{}{}</div>', number, strata(items, _spoken(items, in_numbers=True))
        )
    return format_html(
        '<div class="fit in-words"><p class="fit-words">{}</p>{}</div>',
        answer,
        strata(items, _spoken(items, in_numbers=False)),
    )


REASON_ICONS = {"for": "check", "limit": "minus", "caution": "triangle-alert", "before": "history"}


@register.simple_tag
def reasons(items: Iterable[Sequence[Any]]) -> SafeString:
    """Why two people fit, and why not quite: `{% reasons items %}`.

    Args:
        items: pairs of kind and sentence; the kind is `for` (a check), `limit` (a dash), `caution` (gorse) or
            `before` (what it was until now).
    """
    listed = [Reason(*item) for item in items]
    return format_html(
        '<ul class="reasons">{}</ul>',
        format_html_join(
            "",
            '<li class="is-{}">{}<span>{}</span></li>',
            ((item.kind, icon(REASON_ICONS[item.kind], 16), item.words) for item in listed),
        ),
    )


@register.simple_tag
def state(name: StateName, label: Any = "", count: int | None = None) -> SafeString:
    """How a mentorship is doing, as a shape and a word: `{% state "on_path" %}`.

    Args:
        name: `on_path`, `slowing`, `could_use_you`, `not_met`, `paused` or `completed`.
        label: other words than the state's own.
        count: how many are in this state; shown at the end of the row.
    """
    words, shape = STATES[name]
    mark = format_html(
        '<svg class="state-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">{}</svg>',
        mark_safe(shape),
    )
    number = "" if count is None else format_html('<span class="state-count">{}</span>', count)
    return format_html(
        '<span class="state is-{}">{}<span>{}</span>{}</span>',
        name.replace("_", "-"),
        mark,
        label or words,
        number,
    )
