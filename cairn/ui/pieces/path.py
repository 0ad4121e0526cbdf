"""The path of a mentorship: its meetings as stones on a hill, and on a phone as a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cairn.ui.pieces.library import register
from cairn.ui.pieces.stones import Box, Step, color_of, has_lichen, short, stone

WIDTH, HEIGHT = 1120, 268
FOOTHOLD = 72.0
"""How far the first and the last stone stand from the edges."""

RIDGE: tuple[tuple[float, float], ...] = (
    (0, 175),
    (72, 168),
    (210, 151),
    (350, 139),
    (490, 132),
    (630, 127),
    (769, 117),
    (910, 100),
    (1049, 82),
    (1120, 73),
)
FAR_HILL = (
    "M0 150C95 98 205 66 300 66C395 66 440 97 490 97C560 97 640 28 790 23C930 18 1000 28 1120 17V268H0Z"
)
NARROWEST = 92.0
"""Pixels between stones below which titles would run into each other."""


@dataclass(frozen=True, slots=True)
class PathStone:
    """A meeting: `when` and `title` in words, `line` for the list, `url` of its page or nothing."""

    when: str
    title: str
    step: Step
    url: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class PathFlag:
    """A flag: over the stone with this number (from 0), or at the end of the path."""

    label: str
    at: int | None = None


def ridge_at(x: float) -> float:
    """The height of the hill at x, between the measured points."""
    for (x0, y0), (x1, y1) in pairwise(RIDGE):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return RIDGE[-1][1]


def ridge_path(start: float, end: float, below: float = 0) -> str:
    """The line of the hill between two places, smoothed; `below` moves it down."""
    inside = [x for x, _y in RIDGE if start < x < end]
    points = [(x, ridge_at(x) + below) for x in (start, *inside, end)]
    parts = [f"M{short(points[0][0])} {short(points[0][1])}"]
    for index in range(len(points) - 1):
        before, here = points[max(0, index - 1)], points[index]
        there, after = points[index + 1], points[min(len(points) - 1, index + 2)]
        parts.append(
            "C"
            + " ".join(
                short(number)
                for number in (
                    here[0] + (there[0] - before[0]) / 6,
                    here[1] + (there[1] - before[1]) / 6,
                    there[0] - (after[0] - here[0]) / 6,
                    there[1] - (after[1] - here[1]) / 6,
                    there[0],
                    there[1],
                )
            )
        )
    return "".join(parts)


def two_lines(words: str, room: int) -> list[str]:
    """A title in at most two lines of about `room` characters, of like length; what is over is cut off."""
    if len(words) <= room:
        return [words]
    spaces = [index for index, letter in enumerate(words) if letter == " "]
    if not spaces:
        return [words[: room - 1] + "…"]
    middle = min(spaces, key=lambda index: abs(index - len(words) / 2))
    lines = [words[:middle], words[middle + 1 :]]
    return [line if len(line) <= room + 2 else line[:room].rstrip() + "…" for line in lines]


def places(count: int) -> list[float]:
    """Where the stones stand, from left to right."""
    if count == 1:
        return [WIDTH / 2]
    step = (WIDTH - 2 * FOOTHOLD + 1) / (count - 1)
    return [FOOTHOLD + index * step for index in range(count)]


def _label(x: float, y: float, item: PathStone, room: int) -> SafeString:
    """Date and title under a stone; a link if the meeting has a page."""
    lines = two_lines(item.title, room) if room else []
    titles = format_html_join("", '<tspan x="{}" dy="19">{}</tspan>', ((short(x), line) for line in lines))
    text = format_html(
        '<text x="{}" y="{}" class="path-label is-{}"><tspan class="path-when">{}</tspan>{}</text>',
        short(x),
        short(y),
        item.step,
        item.when,
        titles,
    )
    return format_html('<a href="{}">{}</a>', item.url, text) if item.url else text


def _flag(x: float, foot: float, label: str, to_the_left: bool) -> SafeString:
    """A flag with its word beside it."""
    top = foot - 34
    return format_html(
        '<g class="path-flag"><path class="pole" d="M{x} {foot}V{top}"/>'
        '<path class="cloth" d="M{x} {top}h15l-4 4.5 4 4.5h-15Z"/>'
        '<text x="{word}" y="{line}" text-anchor="{anchor}">{label}</text></g>',
        x=short(x),
        foot=short(foot),
        top=short(top),
        word=short(x - 6 if to_the_left else x + 20),
        line=short(top + 9),
        anchor="end" if to_the_left else "start",
        label=label,
    )


def _meetings(items: Sequence[PathStone]) -> tuple[list[SafeString], list[SafeString], float]:
    """Stones, labels, and how far the walked line goes."""
    xs = places(len(items))
    gap = xs[1] - xs[0] if len(xs) > 1 else WIDTH
    room = int(gap / 8.4) if gap >= NARROWEST else 0
    stones, labels, walked = [], [], 0.0
    for index, (x, item) in enumerate(zip(xs, items, strict=True)):
        wide, high = {"held": (46 + 6 * (index % 3 == 0), 30), "next": (51, 28), "ahead": (47, 26)}[item.step]
        y = ridge_at(x) - high * 0.72
        stones.append(stone(Box(x - wide / 2, y, wide, high), item.step, color_of(index), has_lichen(index)))
        labels.append(_label(x, y + high + 18, item, room))
        if item.step in ("held", "next"):
            walked = x
    return stones, labels, walked


@register.inclusion_tag("ui/pieces/path.html")
def path(items: Iterable[PathStone], flags: Iterable[PathFlag] = (), label: str = "") -> dict[str, Any]:
    """The meetings of a mentorship on a hill; below 880 pixels a list: `{% path stones flags %}`.

    Args:
        items: `PathStone`s in order of time.
        flags: `PathFlag`s for midpoint and close.
        label: what the drawing is called for those who do not see it.
    """
    listed = list(items)
    stones, labels, walked = _meetings(listed)
    xs = places(len(listed)) if listed else []
    drawn_flags = []
    for flag in flags:
        at_end = flag.at is None or flag.at >= len(xs)
        x = WIDTH - 28.0 if at_end else xs[flag.at or 0]
        drawn_flags.append(
            _flag(x, ridge_at(x) - (2 if at_end else 15), flag.label, to_the_left=x > WIDTH * 0.8)
        )
    held = sum(item.step == "held" for item in listed)
    contours = [ridge_path(0, WIDTH, below) for below in range(15, 106, 15)]
    return {
        "items": [{"stone": item, "index": index} for index, item in enumerate(listed)],
        "label": label or _("%(held)s of %(all)s meetings held") % {"held": held, "all": len(listed)},
        "far_hill": FAR_HILL,
        "near_hill": ridge_path(0, WIDTH) + f"V{HEIGHT}H0Z",
        "contours": contours,
        "walked": ridge_path(0, walked) if walked else "",
        "ahead": ridge_path(walked, WIDTH) if walked < WIDTH else "",
        "stones": mark_safe("".join(stones)),
        "labels": mark_safe("".join(labels)),
        "flags": mark_safe("".join(drawn_flags)),
    }
