"""Persons: a pebble with initials, two touching, and the pebble with name and line."""

from __future__ import annotations

from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString

from cairn.ui.pieces.library import register


class Drawn(Protocol):
    """What a person needs to have for a pebble."""

    @property
    def name(self) -> str:
        """The whole name."""

    @property
    def initials(self) -> str:
        """One or two letters."""

    @property
    def tint(self) -> int:
        """Which of eight tints."""

    @property
    def outline(self) -> int:
        """Which of six outlines."""


@register.simple_tag
def pebble(person: Drawn, size: str = "m", named: bool = False) -> SafeString:
    """A person as a pebble with initials: `{% pebble person size="l" %}`.

    Args:
        person: anything with `name`, `initials`, `tint` and `outline`.
        size: `s` (28), `m` (40) or `l` (64 pixels).
        named: read the name aloud; needed where no name stands beside the pebble.
    """
    classes = f"pebble size-{size} tint-{person.tint} outline-{person.outline}"
    if named:
        return format_html(
            '<span class="{}" role="img" aria-label="{}">{}</span>', classes, person.name, person.initials
        )
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, person.initials)


@register.simple_tag
def pair(a: Drawn, b: Drawn, size: str = "m", named: bool = False) -> SafeString:
    """Two persons as pebbles that touch. The arguments are those of `pebble`."""
    return format_html(
        '<span class="pair size-{}">{}{}</span>', size, pebble(a, size, named), pebble(b, size, named)
    )


@register.simple_tag
def chip(person: Drawn, line: str = "", href: str = "", size: str = "m") -> SafeString:
    """A pebble with the name and a line below it: `{% chip person "Care quality, Leeds" %}`.

    Args:
        person: as for `pebble`.
        line: what the person does and where; may be empty.
        href: where the name leads; may be empty.
        size: as for `pebble`.
    """
    name = format_html('<a href="{}">{}</a>', href, person.name) if href else person.name
    below = format_html('<span class="chip-line">{}</span>', line) if line else ""
    return format_html(
        '<span class="chip size-{}">{}<span class="chip-words">'
        '<span class="chip-name">{}</span>{}</span></span>',
        size,
        pebble(person, size),
        name,
        below,
    )
