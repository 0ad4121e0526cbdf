"""Ways: what was walked is solid, what lies ahead is dashed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cairn.ui.pieces.library import register
from cairn.ui.pieces.stones import Box, color_of, has_lichen, short, stone


@register.simple_tag
def trail(done: int, total: int, label: str = "", wide: bool = True) -> SafeString:
    """Milestones or steps: `{% trail 3 6 "Question 4 of 6" %}` has three walked, three ahead.

    Args:
        done: how many steps are walked.
        total: how many there are.
        label: words beside the trail; without them "3 of 6" is read aloud.
        wide: as wide as its column, else 140 pixels.
    """
    done = max(0, min(done, total))
    steps = []
    for number in range(1, total + 1):
        walked = number <= done
        here = " here" if number == done else (" start" if number == 1 and done == 0 else "")
        steps.append(f'<i class="{"walked" if walked else "ahead"}{here}"></i>')
    line = mark_safe("".join(steps))
    classes = "trail" if wide else "trail narrow"
    if label:
        return format_html(
            '<div class="{}"><span class="trail-line" aria-hidden="true">{}</span>'
            '<span class="trail-label">{}</span></div>',
            classes,
            line,
            label,
        )
    return format_html(
        '<div class="{}" role="img" aria-label="{}"><span class="trail-line">{}</span></div>',
        classes,
        _("%(done)s of %(total)s") % {"done": done, "total": total},
        line,
    )


@register.inclusion_tag("ui/pieces/timeline.html")
def timeline(phases: Iterable[Sequence[Any]], here: float = 0, summary: str = "") -> dict[str, Any]:
    """The phases of a program: `{% timeline phases here=3.6 %}`.

    Args:
        phases: pairs of name and line, such as ("Kick-off", "8 June").
        here: how many phases have passed; 3.6 is a little after the middle of the fourth.
        summary: one sentence that stands for the drawing on a phone.
    """
    listed = [tuple(phase) for phase in phases]
    count = max(1, len(listed))
    here = max(0.0, min(float(here), float(count)))
    walked = f"{here / count * 100:.2f}%"
    spans = [
        {
            "name": name,
            "line": line,
            "state": "done" if index + 1 <= here else ("here" if index <= here else "ahead"),
        }
        for index, (name, line) in enumerate(listed)
    ]
    return {
        "phases": spans,
        "walked": walked,
        "summary": summary,
        "ends": [f"{i / count * 100:.2f}%" for i in range(count)],
    }


@register.inclusion_tag("ui/pieces/steps.html")
def steps(items: Iterable[Sequence[Any]], held: int = 0) -> dict[str, Any]:
    """How it goes, in three or four steps: `{% steps items held=1 %}`.

    Args:
        items: pairs of title and text.
        held: how many of them are behind the reader; the one after is outlined in moss.
    """
    drawn = []
    for index, (title, text) in enumerate(items):
        step = "held" if index < held else ("next" if index == held else "ahead")
        drawn.append({"title": title, "text": text, "step": step})
    return {"items": drawn}


def small_stone(step: str, index: int = 0) -> SafeString:
    """A stone of 32 by 20 pixels, for lists."""
    shape = stone(Box(2, 2, 28, 16), step, color_of(index), has_lichen(index))  # type: ignore[arg-type]
    return format_html(
        '<svg class="small-stone" width="32" height="20" viewBox="0 0 32 20" aria-hidden="true">{}</svg>',
        shape,
    )


register.simple_tag(small_stone)


@register.simple_tag
def seats(taken: int, total: int) -> SafeString:
    """Seats of a mentor: taken solid, free dashed. `{% seats 1 2 %}`."""
    shapes = []
    for number in range(total):
        box = Box(1 + number * 13, 1, 10, 7)
        shapes.append(
            format_html(
                '<g class="{}">{}</g>', "seat-taken" if number < taken else "seat-free", stone(box, "ahead")
            )
        )
    return format_html(
        '<svg class="seats" role="img" aria-label="{}" width="{}" height="9" viewBox="0 0 {} 9">{}</svg>',
        _("%(free)s of %(total)s seats free") % {"free": total - taken, "total": total},
        short(total * 13),
        short(total * 13),
        mark_safe("".join(shapes)),
    )
