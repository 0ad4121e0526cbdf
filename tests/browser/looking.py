"""What must be true of every page, looked at as it stands in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request

Theme = Literal["light", "dark"]

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}

_AXE: dict[str, Any] = {
    "resultTypes": ["violations"],
    "preload": False,
    "rules": {"target-size": {"enabled": True}},
}
_AXE_COLORS: dict[str, Any] = {"resultTypes": ["violations"], "preload": False, "runOnly": ["color-contrast"]}

_AXE_RUN = """async (options) => (await axe.run(document, options)).violations.flatMap((rule) =>
    rule.nodes.map((node) => {
        const why = [...node.any, ...node.all, ...node.none][0];
        return `${rule.id}: ${node.target.join(" ")} ${why ? why.message : rule.help}`;
    }))"""

_SHAPE = """() => {
    const visible = (one) => one.checkVisibility({ visibilityProperty: true });
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    return {
        headings: [...document.querySelectorAll("h1")].filter(visible).length,
        twice: ids.filter((id, at) => ids.indexOf(id) !== at),
        title: document.title,
        left: [...document.querySelectorAll("[style], style, script:not([src], [type='application/json'])")]
            .map((one) => one.outerHTML.slice(0, 80)),
    };
}"""

_SIDEWAYS = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const over = [...document.body.querySelectorAll("*")]
        .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1)
        .map((one) => `${one.tagName.toLowerCase()}.${one.className}`);
    return [`to ${root.scrollWidth}: ${over.slice(0, 4).join(", ")}`];
}"""


@dataclass
class Watcher:
    """Hears what a page complains of, and what it asks other hosts for."""

    page: Page
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.heard.append(f"script error: {error}"))
        self.page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        parts, here = urlsplit(request.url), urlsplit(self.page.url)
        if parts.scheme in ("data", "blob") or not here.netloc or here.scheme == "about":
            return
        if parts.hostname != "localhost":
            self.heard.append(f"asked another host: {parts.scheme}://{parts.netloc}")

    def take(self) -> list[str]:
        """What was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard


def faults(page: Page) -> Iterator[str]:
    """What is wrong with the page that is open: on a desk and on a phone, light and dark."""
    yield from shape_faults(page)
    page.evaluate(AXE_SCRIPT)
    for size, name in ((DESK, "1280"), (PHONE, "360")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        yield from (f"{name} light: {found}" for found in axe(page))
        page.emulate_media(color_scheme="dark")
        yield from (f"{name} dark: {found}" for found in axe(page, colors_only=True))
        page.emulate_media(color_scheme="light")
    yield from sideways(page)


def shape_faults(page: Page) -> Iterator[str]:
    """What is wrong with a page at any size: headings, ids, words in the tab, inline style."""
    shape = page.evaluate(_SHAPE)
    if shape["headings"] != 1:
        yield f"{shape['headings']} h1"
    if shape["twice"]:
        yield f"ids that stand twice: {sorted(set(shape['twice']))}"
    if not shape["title"].strip():
        yield "no title"
    yield from (f"inline: {one}" for one in shape["left"])


def axe(page: Page, *, colors_only: bool = False) -> list[str]:
    """What axe finds, a line each; its script must be there already."""
    found: list[str] = page.evaluate(_AXE_RUN, _AXE_COLORS if colors_only else _AXE)
    return found


def sideways(page: Page) -> Iterator[str]:
    """Whether the page scrolls sideways on the narrowest screen, and what sticks out."""
    page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    for found in page.evaluate(_SIDEWAYS):
        yield f"320 scrolls sideways: {found}"
    page.set_viewport_size(DESK)  # type: ignore[arg-type]


def told(found: dict[str, list[str]]) -> str:
    """Faults by page, ready to be read."""
    return json.dumps(found, indent=1, ensure_ascii=False)
