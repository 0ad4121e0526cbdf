"""Which files of style and script a page loads, in order.

There is no build: what stands here is what the browser gets. A handful of files, each in its cascade
layer, is few enough to load at once and small enough to read.
"""

from __future__ import annotations

STYLES = (
    "ui/css/tokens.css",
    "ui/css/base.css",
    "ui/css/layout.css",
    "ui/css/controls.css",
    "ui/css/people.css",
    "ui/css/ways.css",
    "ui/css/notes.css",
    "ui/css/sheets.css",
    "ui/css/data.css",
    "ui/css/print.css",
)
"""On every page. `tokens.css` comes first, because it says in which order the layers count."""

SCRIPTS = ("ui/js/cairn.js",)
"""On every page, deferred. Pages work without them."""

FONTS = (
    "ui/fonts/hanken-grotesk-latin-wght-normal.woff2",
    "ui/fonts/vollkorn-latin-wght-normal.woff2",
)
"""Loaded ahead of need, since every page has words in both."""
