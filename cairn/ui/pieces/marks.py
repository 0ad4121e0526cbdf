"""Icons, the sign, and contour lines."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cairn.ui.pieces.library import register
from cairn.ui.pieces.stones import Box, outline_in

SIGN = (Box(9.6, 0.8, 6.6, 4.2), Box(7.2, 6, 11.2, 5), Box(4.6, 12, 15.4, 5.6), Box(1.6, 18.4, 22.6, 7))
"""The four stones of the sign, from the top."""

SPRITE = Path(__file__).parent.parent / "static" / "ui" / "icons.svg"


@cache
def icon_names() -> frozenset[str]:
    """All icons that the sprite holds."""
    return frozenset(re.findall(r'<symbol id="([a-z0-9-]+)"', SPRITE.read_text("utf-8")))


@register.simple_tag
def icon(name: str, size: int = 18, label: str = "") -> SafeString:
    """An icon beside a word: `{% icon "lock" %}`.

    Args:
        name: a symbol of `static/ui/icons.svg`; another name is a `ValueError`.
        size: width and height in pixels, 16 to 22.
        label: read aloud in place of the icon; only for a button that has no word.
    """
    if name not in icon_names():
        raise ValueError(f"No icon is called {name}")
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" {1}><use href="{2}#{3}"/></svg>',
        size,
        spoken,
        static("ui/icons.svg"),
        name,
    )


@register.simple_tag
def sign(size: int = 26) -> SafeString:
    """Cairn's own sign: four stones. `size` is in pixels."""
    return format_html(
        '<svg class="sign" width="{0}" height="{0}" viewBox="0 0 26 26" aria-hidden="true">{1}</svg>',
        size,
        format_html_join("", '<path d="{}"/>', ((outline_in(box),) for box in SIGN)),
    )


@register.simple_tag
def contours() -> SafeString:
    """Contour lines that fade out before the text of a sheet; the sheet needs the class `has-contours`."""
    return mark_safe('<span class="contours" aria-hidden="true"></span>')
