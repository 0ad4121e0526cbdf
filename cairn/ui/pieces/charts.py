"""Charts, each drawn twice: 500 units wide for a desk, 300 for a phone, so that words stay legible."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cairn.ui import charts
from cairn.ui.charts import shown
from cairn.ui.pieces.library import register
from cairn.ui.pieces.stones import Box, outline_in, short, stone

WIDE, NARROW = 500, 300
Drawing = tuple[list[SafeString], float]
"""Shapes, and how high they are together."""


@register.inclusion_tag("ui/pieces/chart.html")
def chart(data: charts.Chart, heading_level: int = 2) -> dict[str, Any]:
    """A chart with its finding as heading and its numbers "As a table": `{% chart data %}`.

    Args:
        data: a `Change`, `Course`, `Groups`, `Bars` or `Tally` of `cairn.ui.charts`.
        heading_level: 2, or 3 under another heading.
    """
    head, rows = data.table()  # type: ignore[attr-defined]
    return {
        "chart": data,
        "level": heading_level,
        "wide": svg(data, WIDE),
        "narrow": svg(data, NARROW),
        "head": head,
        "rows": rows,
    }


def svg(data: charts.Chart, width: int) -> SafeString:
    """The drawing of a chart at one width."""
    shapes, height = draw(data, width)
    return format_html(
        '<svg class="chart-drawing is-{}" role="img" aria-label="{}" viewBox="0 0 {} {}"'
        ' width="{}" height="{}">{}</svg>',
        "wide" if width == WIDE else "narrow",
        data.heading,
        width,
        short(height),
        width,
        short(height),
        mark_safe("".join(shapes)),
    )


@singledispatch
def draw(data: charts.Chart, width: int) -> Drawing:
    """The shapes of a chart. Raises `TypeError` for a kind that nobody draws."""
    raise TypeError(f"No drawing for {type(data).__name__} at {width}")


def words(x: float, y: float, text: Any, classes: str = "", anchor: str = "start") -> SafeString:
    """A piece of text."""
    return format_html(
        '<text x="{}" y="{}" class="{}" text-anchor="{}">{}</text>', short(x), short(y), classes, anchor, text
    )


def line(x1: float, y1: float, x2: float, y2: float, classes: str) -> SafeString:
    """A straight line."""
    return format_html(
        '<path class="{}" d="M{} {}L{} {}"/>', classes, short(x1), short(y1), short(x2), short(y2)
    )


def dot(x: float, y: float, radius: float, classes: str) -> SafeString:
    """A dot or a ring."""
    return format_html(
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>', classes, short(x), short(y), short(radius)
    )


def diamond(x: float, y: float) -> SafeString:
    """The mark of an exception."""
    return format_html(
        '<path class="exception" d="M{} {}l6.5 6.5-6.5 6.5-6.5-6.5Z"/>', short(x), short(y - 6.5)
    )


def scale(value: float, low: float, high: float, start: float, end: float) -> float:
    """Where a value lies between two places."""
    return start + (value - low) / ((high - low) or 1) * (end - start)


def ticks(low: float, high: float, at_most: int) -> list[float]:
    """Round numbers from low to high, a few."""
    span = high - low
    for step in (0.5, 1, 2, 5, 10, 20, 25, 50, 100, 250, 500, 1000):
        if span / step <= at_most:
            count = int(span / step + 1e-9)
            return [low + index * step for index in range(count + 1)]
    return [low, high]


@draw.register
def draw_change(data: charts.Change, width: int) -> Drawing:
    """Ring, line, dot; names at the left on a desk, above the line on a phone."""
    narrow = width == NARROW
    start, end = (8.0, width - 70.0) if narrow else (150.0, width - 96.0)
    shapes: list[SafeString] = []
    top = 8.0
    if not narrow:
        top = 26.0
        shapes += [
            words(scale(tick, data.low, data.high, start, end), 12, shown(tick), "", "middle")
            for tick in ticks(data.low, data.high, 5)
        ]
    step = 46.0 if narrow else 32.0
    for index, row in enumerate(data.rows):
        y = top + index * step + (28 if narrow else 12)
        plain = "" if row.is_strong else " is-plain"
        before, now = (scale(v, data.low, data.high, start, end) for v in (row.before, row.now))
        shapes.append(
            words(0, y - 16 if narrow else y + 4, row.label, "name is-strong" if row.is_strong else "name")
        )
        shapes.append(line(start, y, end, y, "axis"))
        shapes.append(line(before, y, now, y, "way" + plain))
        shapes.append(dot(before, y, 5, "before" + plain))
        shapes.append(dot(now, y, 5.5, "now" + plain))
        shapes.append(words(width - 44, y + 4, shown(row.now, "", data.decimals), "is-strong", "end"))
        shapes.append(
            words(
                width,
                y + 4,
                shown(row.now - row.before, "", data.decimals, signed=True),
                "is-gain" if row.is_strong else "",
                "end",
            )
        )
    return shapes, top + len(data.rows) * step + (6 if narrow else 0)


@draw.register
def draw_course(data: charts.Course, width: int) -> Drawing:
    """Lines over time, named at their ends; what is to come and what was hoped for dashed."""
    height = 210.0
    many = len(data.lines) > 1
    start, end = 16.0, width - (92.0 if many else 24.0)
    top, bottom = 22.0, height - 48.0
    count = max(1, len(data.moments) - 1)

    def x_of(index: int) -> float:
        return start + index / count * (end - start)

    def y_of(value: float) -> float:
        return scale(value, data.low, data.high, bottom, top)

    shapes = [words(x_of(i), height - 8, moment, "", "middle") for i, moment in enumerate(data.moments)]
    if data.hoped is not None:
        shapes.append(line(start, y_of(data.hoped), end + 12, y_of(data.hoped), "goal"))
        shapes.append(words(end + 12, y_of(data.hoped) - 7, data.hoped_words, "", "end"))
    for drawn in data.lines:
        plain = "" if drawn.is_strong else " is-plain"
        points = " ".join(f"{short(x_of(i))},{short(y_of(v))}" for i, v in enumerate(drawn.values))
        last = len(drawn.values) - 1
        x, y = x_of(last), y_of(drawn.values[last])
        if last < count:
            shapes.append(line(x, y, end, y, "to-come"))
        shapes.append(format_html('<polyline class="way{}" points="{}"/>', plain, points))
        if drawn.is_strong and not many:
            shapes += [dot(x_of(i), y_of(v), 3, "now") for i, v in enumerate(drawn.values[:-1])]
        shapes.append(dot(x, y, 5, "now" + plain))
        number = shown(drawn.values[last], data.unit, data.decimals)
        if many:
            shapes.append(words(x + 12, y - 2, number, "is-strong"))
            shapes.append(words(x + 12, y + 14, drawn.label))
        else:
            shapes.append(words(x, y - 13, number, "is-strong", "middle"))
    if data.remark_at is not None:
        value = data.lines[0].values[data.remark_at]
        shapes.append(words(x_of(data.remark_at), y_of(value) + 22, data.remark, "", "middle"))
    return shapes, height


@draw.register
def draw_groups(data: charts.Groups, width: int) -> Drawing:
    """A row a group, over the band of the whole: a dot and a ring, a diamond for an exception."""
    narrow = width == NARROW
    start, end = (128.0, width - 18.0) if narrow else (170.0, width - 20.0)
    step, top = 26.0, 26.0
    shapes: list[SafeString] = []
    height = top + step * len(data.rows) + 4
    if data.band:
        left, right = (scale(v, data.low, data.high, start, end) for v in data.band)
        counted = [index for index, row in enumerate(data.rows) if row.people is not None]
        rows = (max(counted) + 1) if counted else 0
        shapes.append(
            format_html(
                '<rect class="band" x="{}" y="{}" width="{}" height="{}" rx="3"/>',
                short(left), short(top - 6), short(right - left), short(rows * step + 2),
            )
        )  # fmt: skip
    shapes += [
        words(scale(tick, data.low, data.high, start, end), 12, shown(tick, data.unit), "", "middle")
        for tick in ticks(data.low, data.high, 2)
    ]
    for index, row in enumerate(data.rows):
        y = top + index * step + 8
        strong = " is-strong" if row.is_exception else ""
        shapes.append(words(0, y + 4, row.label, "name" + strong))
        if row.people is None:
            shapes.append(
                format_html(
                    '<rect class="few" x="{}" y="{}" width="{}" height="18" rx="4"/>',
                    short(start), short(y - 9), short(end - start),
                )
            )  # fmt: skip
            shapes.append(words((start + end) / 2, y + 4, data.too_few, "", "middle"))
            continue
        shapes.append(line(start, y, end, y, "axis"))
        if not narrow:
            shapes.append(words(start - 12, y + 4, row.people, strong.strip(), "end"))
        if row.second is not None:
            shapes.append(dot(scale(row.second, data.low, data.high, start, end), y, 7.5, "before is-open"))
        if row.first is None:
            continue
        x = scale(row.first, data.low, data.high, start, end)
        shapes.append(diamond(x, y) if row.is_exception else dot(x, y, 5, "now"))
        if row.is_exception and not narrow:
            shapes.append(words(x - 12, y + 4, shown(row.first, data.unit), "is-strong", "end"))
    return shapes, height


@draw.register
def draw_bars(data: charts.Bars, width: int) -> Drawing:
    """A bar a row, with what is wanted dashed behind it."""
    narrow = width == NARROW
    has_words = any(row.words for row in data.rows)
    start, end = (
        (0.0, width - 4.0) if has_words else ((136.0, width - 44.0) if narrow else (170.0, width - 48.0))
    )
    longest = max((max(row.value, row.wanted or 0) for row in data.rows), default=1) or 1
    step = 44.0 if has_words else 32.0
    shapes: list[SafeString] = []
    for index, row in enumerate(data.rows):
        y = index * step + (24 if has_words else 6)
        name_y = y - 9 if has_words else y + 10
        shapes.append(words(0, name_y, row.label, "name"))
        shapes.append(
            words(width, name_y, row.words or shown(row.value), "" if row.words else "is-strong", "end")
        )
        if row.wanted is not None and row.wanted > row.value:
            wanted = (end - start) * row.wanted / longest
            shapes.append(
                format_html(
                    '<rect class="want" x="{}" y="{}" width="{}" height="9" rx="3"/>',
                    short(start + 1),
                    short(y + 1),
                    short(wanted),
                )
            )
        if row.value:
            long = (end - start) * row.value / longest
            shapes.append(
                format_html(
                    '<rect class="bar" x="{}" y="{}" width="{}" height="11" rx="2"/>',
                    short(start),
                    short(y),
                    short(long),
                )
            )
    return shapes, len(data.rows) * step + 4


SHAPES = {
    "slow": lambda box: format_html(
        '<path d="{0}"/><path class="blank" d="M{1} {2}H{3}V{4}H{1}Z"/><path class="line" d="{0}"/>',
        outline_in(box),
        short(box.x - 0.5),
        short(box.y - 0.5),
        short(box.x + box.width / 2),
        short(box.y + box.height + 0.5),
    ),
    "paused": lambda box: format_html(
        '<path d="{}"/><path d="M{} {}v6M{} {}v6"/>',
        outline_in(box),
        short(box.x + box.width * 0.4),
        short(box.y + box.height / 2 - 3),
        short(box.x + box.width * 0.6),
        short(box.y + box.height / 2 - 3),
    ),
    "attention": lambda box: format_html(
        '<path d="M{} {}l{} {} {} {} {} {}Z"/>',
        short(box.x),
        short(box.y + box.height / 2),
        short(box.width / 2),
        short(-box.height / 2 - 1),
        short(box.width / 2),
        short(box.height / 2 + 1),
        short(-box.width / 2),
        short(box.height / 2 + 1),
    ),
    "done": lambda box: stone(box, "held", 0),
}


def tally_stone(box: Box, shade: str) -> SafeString:
    """One stone of a tally, by its shade."""
    if shade in SHAPES:
        return format_html('<g class="shade-{}">{}</g>', shade, SHAPES[shade](box))
    return format_html('<g class="shade-{}"><path d="{}"/></g>', shade, outline_in(box))


@draw.register
def draw_tally(data: charts.Tally, width: int) -> Drawing:
    """One stone for each, in rows."""
    total = sum(part.count for part in data.parts)
    across = 23 if width == WIDE else 14
    if total <= 60:
        across = 14 if width == WIDE else 9
    step = width / across
    wide, high = step * 0.72, step * 0.44
    shapes: list[SafeString] = []
    number = 0
    for part in data.parts:
        for _ in range(part.count):
            row, column = divmod(number, across)
            box = Box(column * step + (step - wide) / 2, row * step * 0.82 + 4, wide, high)
            shapes.append(tally_stone(box, part.shade))
            number += 1
    rows = -(-total // across) if total else 1
    return shapes, rows * step * 0.82 + 4


@register.simple_tag
def tally_key(shade: str) -> SafeString:
    """The stone that stands for one part of a tally."""
    return format_html(
        '<svg width="18" height="12" viewBox="0 0 18 12" aria-hidden="true">{}</svg>',
        tally_stone(Box(1, 1, 16, 10), shade),
    )
