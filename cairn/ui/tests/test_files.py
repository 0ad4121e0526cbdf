"""What the browser loads: small, own, without anything inline."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.template import engines

from cairn.ui import assets
from cairn.ui.pieces.marks import icon_names

ROOMS = Path(__file__).parent.parent.parent
LIMIT = 40 * 1024
INLINE = re.compile(
    r"<style[\s>]|<script(?![^>]*\bsrc=)[\s>]|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)
DRAWN = re.compile(r'{%\s*icon\s+"([a-z0-9-]+)"|\b(?:icon|sign)="([a-z0-9-]+)"')


def page_templates() -> Iterator[Path]:
    """All templates of pages; letters are styled inline, since mail programs ask for it."""
    for path in sorted(ROOMS.glob("*/templates/**/*.html")):
        if "letters" not in path.parts and path.name not in ("letter.html", "mailbox_letter.html"):
            yield path


def names(paths: Iterator[Path]) -> list[str]:
    return [str(path.relative_to(ROOMS)) for path in paths]


def test_own_css_and_script_stay_within_forty_kilobytes() -> None:
    own = [
        path
        for kind in ("css", "js")
        for path in ROOMS.glob(f"*/static/**/*.{kind}")
        if ".min." not in path.name
    ]
    packed = sum(len(gzip.compress(path.read_bytes(), 9)) for path in own)
    assert len(own) > 5
    assert packed <= LIMIT


@pytest.mark.parametrize("name", names(page_templates()))
def test_no_page_has_style_or_script_inline(name: str) -> None:
    assert INLINE.findall((ROOMS / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        '<p style="x">',
        "<style>p{}</style>",
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_something_inline_would_be_found(line: str) -> None:
    assert INLINE.findall(line) != []


@pytest.mark.parametrize("name", names(page_templates()))
def test_every_icon_of_a_page_is_in_the_sprite(name: str) -> None:
    drawn = {one or other for one, other in DRAWN.findall((ROOMS / name).read_text("utf-8"))}
    assert drawn - icon_names() == set()


@pytest.mark.parametrize("name", names(page_templates()))
def test_every_template_can_be_read(name: str) -> None:
    room, _, rest = name.partition("/templates/")
    assert apps.is_installed(f"cairn.{room}")
    engines["django"].get_template(rest)


@pytest.mark.parametrize(
    "name", [*assets.STYLES, *assets.SCRIPTS, *assets.FONTS, "ui/icons.svg", "ui/contours.svg"]
)
def test_every_file_that_a_page_names_is_there(name: str) -> None:
    assert finders.find(name) is not None


def test_styles_name_only_files_that_are_there() -> None:
    folder = ROOMS / "ui" / "static" / "ui" / "css"
    named = {
        (folder / address).resolve()
        for path in folder.glob("*.css")
        for address in re.findall(r'url\("([^"]+)"\)', path.read_text("utf-8"))
    }
    assert [path for path in named if not path.is_file()] == []
    assert len(named) > 8


def test_nothing_comes_from_another_host() -> None:
    found = [
        path.name
        for path in (ROOMS / "ui" / "static").rglob("*")
        if path.suffix in (".css", ".js") and re.search(r"https?://|@import", path.read_text("utf-8"))
    ]
    assert found == []


def test_fonts_and_icons_stand_beside_their_licenses() -> None:
    static = ROOMS / "ui" / "static" / "ui"
    fonts = {path.name.split("-")[0] for path in static.glob("fonts/*.woff2")}
    licenses = {path.name.split("-")[0] for path in static.glob("fonts/*-LICENSE.txt")}
    assert fonts == licenses == {"vollkorn", "hanken"}
    assert "ISC License" in (static / "icons-LICENSE.txt").read_text("utf-8")
