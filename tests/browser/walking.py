"""What people do at a browser, in their words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

both_ways = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with-javascript", "without-javascript"]
)


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    """Waits until the page with this title is there."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def press(page: Page, words: str) -> None:
    """Presses a button."""
    page.get_by_role("button", name=words, exact=True).click()


def tab_to(page: Page, wanted: Locator, most: int = 200) -> None:
    """Walks with the Tab key until something has the focus, which must be seen to have it."""
    expect(wanted).to_have_count(1)
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            assert is_focus_seen(page), f"the focus on {wanted} cannot be seen"
            return
    raise AssertionError(f"{wanted} is not reached within {most} steps")


def is_focus_seen(page: Page) -> bool:
    """Whether what has the focus has a ring of at least two pixels and lies within the window."""
    return bool(
        page.evaluate(
            """() => {
                const one = document.activeElement;
                const near = [one, ...one.querySelectorAll("*"), one.closest("label"), one.parentElement];
                const rings = near.filter(Boolean);
                const box = one.getBoundingClientRect();
                const over = document.elementFromPoint(
                    Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1), box.y + box.height / 2);
                return box.bottom > 0 && box.top < innerHeight && Boolean(over)
                    && (one.contains(over) || over.contains(one))
                    && rings.some((ring) => {
                        const look = getComputedStyle(ring);
                        return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
                    });
            }"""
        )
    )
