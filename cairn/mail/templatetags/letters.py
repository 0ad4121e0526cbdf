"""The pieces that a letter is made of. Each draws itself as HTML or as text, whichever is being made."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cairn.mail.layout import look

register = template.Library()

_BLANK_LINE = re.compile(r"\n\s*\n")
_TAGS = {"heading": "h1", "after-heading": "h2"}


def _drawn(part: str) -> SafeString:
    return mark_safe(look.attributes(part))


@register.simple_tag
def style(part: str) -> SafeString:
    """The class and inline style of a part, such as `sheet`."""
    return _drawn(part)


@register.simple_tag
def dark_style() -> SafeString:
    """The rules of the dark look."""
    return mark_safe(look.dark_rules())


class _Paragraphs(template.Node):
    """What stands between the tags, one element for each part between blank lines; nothing if empty."""

    def __init__(self, part: FilterExpression, nodes: NodeList) -> None:
        self.part = part
        self.nodelist = nodes

    def render(self, context: Context) -> SafeString:
        """The paragraphs."""
        inside = self.nodelist.render(context)
        pieces = [piece.strip() for piece in _BLANK_LINE.split(inside) if piece.strip()]
        if context.get("is_text"):
            return mark_safe("\n\n".join(pieces))
        part = str(self.part.resolve(context))
        tag = mark_safe(_TAGS.get(part, "p"))
        safe = ((tag, _drawn(part), mark_safe(piece), tag) for piece in pieces)
        return format_html_join("\n", "<{} {}>{}</{}>", safe)


@register.tag
def paragraphs(parser: Parser, token: Token) -> template.Node:
    """`{% paragraphs "text" %}…{% endparagraphs %}`: paragraphs in the style of a part."""
    part = parser.compile_filter(token.split_contents()[1])
    inside = parser.parse(("endparagraphs",))
    parser.delete_first_token()
    return _Paragraphs(part, inside)


def _button(context: Context, url: str, label: str, part: str) -> str:
    if context.get("is_text"):
        return f"{label}:\n{url}\n\n"
    return format_html(
        '<tr><td {}><a href="{}" {}>{}</a></td></tr>'
        '<tr><td height="8" style="height:8px;font-size:0">&nbsp;</td></tr>',
        _drawn(f"{part}-cell"),
        url,
        _drawn(part),
        label,
    )


@register.simple_tag(takes_context=True)
def answer(context: Context, url: str, label: str) -> str:
    """One of several answers of equal weight: its link and what it says."""
    return _button(context, url, label, "answer")


@register.simple_tag(takes_context=True)
def act(context: Context, url: str, label: str) -> str:
    """The one thing to do in a letter that has one: its link and what it says."""
    return _button(context, url, label, "act")


@register.simple_tag(takes_context=True)
def link(context: Context, url: str, label: str) -> str:
    """A link within a sentence."""
    if context.get("is_text"):
        return f"{label} ({url})"
    return format_html('<a href="{}" {}>{}</a>', url, _drawn("link"), label)


@register.simple_tag(takes_context=True)
def lines(context: Context, words: str) -> str:
    """What somebody wrote, with their own line breaks."""
    return words if context.get("is_text") else linebreaksbr(words)


@register.simple_tag(takes_context=True)
def code(context: Context, value: str) -> str:
    """A code to be typed elsewhere, on a line of its own."""
    if context.get("is_text"):
        return f"    {value}"
    return format_html("<p {}>{}</p>", _drawn("code"), value)


@register.simple_tag(takes_context=True)
def progress(context: Context, done: int, of: int) -> str:
    """How far something is: walked is solid, ahead is dashed."""
    if context.get("is_text") or of <= 0:
        return ""
    walked = max(0, min(100, round(100 * done / of)))
    cells: list[tuple[Any, ...]] = [
        (width, _drawn(part)) for width, part in ((walked, "walked"), (100 - walked, "ahead")) if width
    ]
    return format_html(
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">'
        "<tr>{}</tr></table>",
        format_html_join("", '<td width="{}%" {}>&nbsp;</td>', cells),
    )
