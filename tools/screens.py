"""Pictures of the demo for README and docs: `make screens` writes them into `docs/pictures/`.

They show what the demo shows today, light, on a desk and on a phone. Look at them before they are kept.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools import served_demo
from tools.served_demo import ROOT

PICTURES = ROOT / "docs" / "pictures"
DESK = (1280, 800)
PHONE = (360, 740)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--lang=en-US",
)
"""How the browser is started: it asks nobody anything, and runs as root too."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: what it is called, through whose door one goes, and which page it shows."""

    name: str
    door: str
    address: str
    size: tuple[int, int] = DESK


ALL = (
    Picture("today", "Marisol Quispe", "/"),
    Picture("people", "Marisol Quispe", "/people/"),
    Picture("hours-on-a-phone", "Ifeoma Nwosu", "/me/profile/hours/", PHONE),
)


def browser_path() -> str:
    """Where the browser is. Raises `SystemExit` if there is none; what to type was said then."""
    found = os.environ.get("CAIRN_TEST_BROWSER", "")
    if not found:
        looked = subprocess.run([ROOT / "tools/browser"], check=False, stdout=subprocess.PIPE, text=True)
        found = looked.stdout.strip()
    if not found:
        raise SystemExit(1)
    return found


def take(picture: Picture, address: str, browser: Browser) -> Path:
    """Takes a picture of the demo at an address; returns its file."""
    width, height = picture.size
    file = PICTURES / f"{picture.name}.png"
    with browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto("/sign-in/")
        page.get_by_role("button", name=re.compile(picture.door)).click()
        page.goto(picture.address)
        page.evaluate("() => document.fonts.ready")
        page.screenshot(path=file)
    return file


def main() -> int:
    """Builds and serves a demo of its own, and takes every picture."""
    path = browser_path()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made, "demo")
        served_demo.build(folder)
        with served_demo.served(folder) as address:
            browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
            for picture in ALL:
                file = take(picture, address, browser)
                print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} KB")
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
