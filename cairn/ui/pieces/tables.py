"""Tables and what stands around them: tabs, figures in a row, pages, hours that two people share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cairn.ui.pieces.library import register
from cairn.ui.pieces.marks import icon

Span = tuple[float, float]


@register.simple_tag
def tabs(items: Iterable[Sequence[Any]], label: Any, pills: bool = False) -> SafeString:
    """Parts of one thing, each with its own address: `{% tabs items "Parts of this mentorship" %}`.

    Args:
        items: words, address, count (or an empty string), and whether it is the current one.
        label: what the row is called for those who do not see it.
        pills: filled instead of underlined, for a choice of what a list shows.
    """
    rows = format_html_join(
        "",
        '<li><a href="{}"{}>{}{}</a></li>',
        (
            (
                url,
                mark_safe(' aria-current="page"') if current else "",
                words,
                format_html(' <span class="tab-count">{}</span>', count) if count not in ("", None) else "",
            )
            for words, url, count, current in items
        ),
    )
    return format_html(
        '<nav class="tabs{}" aria-label="{}"><ul>{}</ul></nav>', " pills" if pills else "", label, rows
    )


@register.simple_tag
def stats(items: Iterable[Sequence[Any]]) -> SafeString:
    """Figures in a row, each with what it says: `{% stats items %}`; items are pairs of figure and words."""
    return format_html(
        '<dl class="stats">{}</dl>',
        format_html_join(
            "", "<div><dt>{1}</dt><dd>{0}</dd></div>", ((figure, words) for figure, words in items)
        ),
    )


@register.simple_tag
def facts(items: Iterable[Sequence[Any]]) -> SafeString:
    """Short facts, a word and a value a line: `{% facts items %}`; items are pairs."""
    return format_html(
        '<dl class="facts">{}</dl>',
        format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", ((name, value) for name, value in items)),
    )


@register.simple_tag
def filter_tag(words: Any, href: str) -> SafeString:
    """A filter in use, which a click takes away: `{% filter_tag "A free seat" url %}`."""
    return format_html(
        '<a class="filter-tag" href="{}">{}{}<span class="only-read"> {}</span></a>',
        href,
        words,
        icon("x", 16),
        _("take away"),
    )


@register.inclusion_tag("ui/pieces/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any], words: Any = "") -> dict[str, Any]:
    """Links to the pages of a list, with the address's other words kept: `{% pages page_obj "people" %}`."""
    request = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "words": words,
        "before": address(page.previous_page_number()) if page.has_previous() else "",
        "after": address(page.next_page_number()) if page.has_next() else "",
    }


def _bars(spans: Iterable[Span], first: float, last: float, kind: str) -> SafeString:
    """One bar a span of hours, in percent of the day shown."""
    length = (last - first) or 1
    shown = [(max(first, start), min(last, end)) for start, end in spans]
    return format_html_join(
        "",
        '<rect class="{}" x="{}%" width="{}%" height="16" rx="3"/>',
        (
            (kind, f"{(start - first) / length * 100:.2f}", f"{(end - start) / length * 100:.2f}")
            for start, end in shown
            if end > start
        ),
    )


def _clock(hour: float) -> str:
    return f"{int(hour)}:{round(hour % 1 * 60):02d}"


@register.simple_tag
def hours(days: Iterable[Sequence[Any]], first: float = 8, last: float = 17) -> SafeString:
    """Hours that two people share, a bar a day: `{% hours days 8 17 %}`.

    Args:
        days: the day's word, spans in which one of the two is free, and spans in which both are; a span is a
            pair of hours, such as (9, 12.5).
        first: the hour at the left edge.
        last: the hour at the right edge.
    """
    marks = [hour for hour in range(int(first), int(last) + 1) if (hour - int(first)) % 4 == 0]
    length = (last - first) or 1
    axis = format_html_join(
        "",
        '<text x="{}%" y="14">{}</text>',
        ((f"{(hour - first) / length * 100:.2f}", hour) for hour in marks),
    )
    rows = []
    for word, either, both in days:
        shared = [(start, end) for start, end in both]
        spoken = ", ".join(_("%(from)s to %(to)s") % {"from": _clock(a), "to": _clock(b)} for a, b in shared)
        rows.append(
            format_html(
                '<dt>{}</dt><dd><svg role="img" aria-label="{}" width="100%" height="16">{}{}</svg></dd>',
                word,
                spoken or _("no shared hour"),
                _bars(either, first, last, "either"),
                _bars(shared, first, last, "both"),
            )
        )
    return format_html(
        '<dl class="hours"><dt aria-hidden="true"></dt><dd aria-hidden="true">'
        '<svg width="100%" height="20">{}</svg></dd>{}</dl>',
        axis,
        mark_safe("".join(rows)),
    )
