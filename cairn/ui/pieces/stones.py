"""Stones: the shape, and the cairn in which each stands for a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cairn.ui.pieces.library import register

Step = Literal["held", "next", "ahead"]

OUTLINE: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("M", (8, 30)),
    ("C", (4, 16, 20, 4, 44, 3)),
    ("C", (70, 2, 96, 12, 97, 28)),
    ("C", (98, 42, 78, 49, 50, 49)),
    ("C", (26, 49, 11, 42, 8, 30)),
)
"""One stone in a box of 100 × 50."""

LICHEN: tuple[tuple[float, float, float], ...] = (
    (0.27, 0.34, 0.035),
    (0.37, 0.22, 0.024),
    (0.22, 0.24, 0.02),
)
"""Spots of lichen: where in the stone (share of width and height), and how large (share of width)."""

COLORS = (3, 1, 0, 2)
"""The colors of a cairn from the ground up; after the first, the other three repeat."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a drawing, in its own units."""

    x: float
    y: float
    width: float
    height: float


def color_of(index: int) -> int:
    """Which of four colors the stone at this height has."""
    return COLORS[0] if index == 0 else COLORS[1:][(index - 1) % 3]


def has_lichen(index: int) -> bool:
    """Whether lichen grows on the stone at this height."""
    return index % 3 == 1


def short(number: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")


def outline_in(box: Box) -> str:
    """The path of a stone that fills a box."""
    parts = []
    for command, numbers in OUTLINE:
        placed = [
            box.x + (n - 3) / 95 * box.width if i % 2 == 0 else box.y + (n - 3) / 46 * box.height
            for i, n in enumerate(numbers)
        ]
        parts.append(command + " ".join(short(n) for n in placed))
    return "".join(parts) + "Z"


def stone(box: Box, step: Step, color: int = 0, lichen: bool = False) -> SafeString:
    """One stone: held filled, the next outlined, those ahead dashed."""
    if step != "held":
        return format_html('<path class="stone-{}" d="{}"/>', step, outline_in(box))
    top = Box(box.x + box.width * 0.05, box.y + box.height * 0.03, box.width * 0.9, box.height * 0.78)
    spots = format_html_join(
        "",
        '<circle class="lichen" cx="{}" cy="{}" r="{}"/>',
        (
            (short(box.x + box.width * x), short(box.y + box.height * y), short(max(0.7, box.width * r)))
            for x, y, r in LICHEN
        ),
    )
    return format_html(
        '<g class="stone-{}"><path d="{}"/><path class="top" d="{}"/>{}</g>',
        color,
        outline_in(box),
        outline_in(top),
        spots if lichen else "",
    )


def cairn_boxes(count: int, width: float) -> list[Box]:
    """Where the stones of a cairn lie: from the ground up, each smaller, some to the left, some to the right.

    The widest stone is `width`; the ground is at y = 0 and the stones have negative y.
    """
    boxes: list[Box] = []
    foot = 0.0
    for index in range(count):
        up = index / max(count - 1, 7)
        share = 1 - 0.5 * up
        if index:
            share += -0.035 if index % 2 else 0.06
        wide = width * share
        high = width * (0.3 - 0.14 * up)
        aside = 0.0 if index == 0 else (0.022 if index % 2 else -0.062) * (1 - up * 0.6)
        boxes.append(Box(width * aside - wide / 2, foot - high, wide, high))
        foot -= high * 0.93
    return boxes


def steps_of(held: int, ahead: int, has_next: bool) -> list[Step]:
    """Held, then the next one, then those ahead."""
    steps: list[Step] = ["held"] * held
    if has_next and ahead:
        steps.append("next")
        ahead -= 1
    return [*steps, *(["ahead"] * ahead)]  # type: ignore[list-item]


@register.simple_tag
def cairn(
    held: int,
    ahead: int = 0,
    size: str = "m",
    has_next: bool = True,
    newest: bool = False,
    label: str = "",
    spoken: bool = True,
) -> SafeString:
    """A cairn: one stone a meeting. `{% cairn 5 3 %}` has five held, one next and two ahead.

    Args:
        held: how many meetings were held.
        ahead: how many are to come, the next one among them.
        size: `s` (62 pixels wide), `m` (104), `l` (128) or `xl` (196).
        has_next: whether the first of those ahead is arranged, and outlined in moss.
        newest: let the highest stone settle; once, after a meeting was held.
        label: what is read aloud; "5 of 8 meetings held" unless told.
        spoken: no, when the words beside it already say so.
    """
    count = max(1, held + ahead)
    width = 95.0
    boxes = cairn_boxes(count, width)
    highest = max(-box.y for box in boxes)
    half = 62.0
    steps = steps_of(held, ahead, has_next)
    drawn = []
    for index, (box, step) in enumerate(zip(boxes, steps, strict=False)):
        shape = stone(box, step, color_of(index), has_lichen(index))
        settles = newest and step == "held" and index == held - 1
        drawn.append(format_html('<g class="settles">{}</g>', shape) if settles else shape)
    label = label or _("%(held)s of %(all)s meetings held") % {"held": held, "all": held + ahead}
    pixels = {"s": 62, "m": 104, "l": 128, "xl": 196}[size]
    tall = highest + 10
    return format_html(
        '<svg class="cairn size-{}" {} width="{}" height="{}" viewBox="{} {} {} {}">'
        '<path class="ground" d="M-60 1.5C-30 -2 -5 -1 20 1.5S50 1 60 0"/>{}</svg>',
        size,
        format_html('role="img" aria-label="{}"', label) if spoken else mark_safe('aria-hidden="true"'),
        pixels,
        round(pixels * tall / (2 * half)),
        short(-half),
        short(-highest - 4),
        short(2 * half),
        short(tall),
        mark_safe("".join(drawn)),
    )
