"""Buttons, and the key that makes a form act once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, Literal

from django.middleware.csrf import get_token
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from cairn.ui.pieces.library import register
from cairn.ui.pieces.marks import icon as draw_icon

Kind = Literal["primary", "second", "text", "ending"]
KINDS: dict[str, str] = {
    "primary": "button primary",
    "second": "button outline",
    "text": "button-text",
    "ending": "button ending",
}


@register.simple_tag
def once_key() -> SafeString:
    """The one-time key of a form, so that a second post gets the first answer: `{% once_key %}`."""
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(24))


@register.simple_tag
def button(
    label: Any,
    kind: Kind = "primary",
    href: str = "",
    icon: str = "",
    small: bool = False,
    working: Any = "",
    is_working: bool = False,
    disabled: Any = "",
    wide: bool = False,
    **attributes: Any,
) -> SafeString:
    """A button, or a link that looks like one: `{% button "Continue" %}`.

    Args:
        label: what it does, verb first.
        kind: `primary` (one a page), `second`, `text`, or `ending` for what ends something.
        href: makes it a link.
        icon: an icon before the words.
        small: 36 instead of 44 pixels high.
        working: what it says while the form is on its way, such as "Saving".
        is_working: show it at work.
        disabled: why it cannot be used now; the reason stands beside it.
        wide: as wide as its column.
        attributes: any further attribute, such as `name="step" value="2"`; `_` becomes `-`.
    """
    marks = _marks(kind, {"small": small, "wide": wide, "is-working": is_working})
    if working:
        marks.append(format_html('data-working="{}"', working))
    marks += [
        format_html('{}="{}"', name.replace("_", "-"), value)
        for name, value in attributes.items()
        if value not in ("", None)
    ]
    inside = format_html(
        "{}{}{}",
        mark_safe('<span class="spinner" aria-hidden="true"></span>') if is_working else "",
        draw_icon(icon) if icon else "",
        conditional_escape(label),
    )
    if href and not disabled:
        return format_html('<a href="{}" {}>{}</a>', href, mark_safe(" ".join(marks)), inside)
    if "type" not in attributes:
        marks.append(mark_safe('type="submit"'))
    if not disabled:
        return format_html("<button {}>{}</button>", mark_safe(" ".join(marks)), inside)
    why = f"why-{slugify(str(label)) or 'not'}"
    return format_html(
        '<span class="not-yet"><button {} disabled aria-describedby="{}">{}</button>'
        '<span class="why" id="{}">{}</span></span>',
        mark_safe(" ".join(marks)),
        why,
        inside,
        why,
        disabled,
    )


def _marks(kind: Kind, wanted: Mapping[str, bool]) -> list[SafeString]:
    """The class of a button: its kind, and what else is wanted of it."""
    classes = " ".join([KINDS[kind], *(name for name, is_wanted in wanted.items() if is_wanted)])
    return [format_html('class="{}"', classes)]


@register.simple_tag(takes_context=True)
def act(
    context: Context,
    label: Any,
    url: str,
    kind: Kind = "text",
    icon: str = "",
    small: bool = False,
    **values: Any,
) -> SafeString:
    """A form of one button that posts: `{% act "Not now" url kind="text" %}`.

    Args:
        label: what the button does.
        url: where it posts.
        kind: as for `button`.
        icon: as for `button`.
        small: as for `button`.
        values: hidden values that go along.
    """
    request = context.get("request")
    hidden = [
        format_html('<input type="hidden" name="{}" value="{}">', name, value)
        for name, value in values.items()
    ]
    token = get_token(request) if request is not None else ""
    return format_html(
        '<form class="act" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}{}{}</form>',
        url,
        token,
        once_key(),
        mark_safe("".join(hidden)),
        button(label, kind=kind, icon=icon, small=small),
    )
