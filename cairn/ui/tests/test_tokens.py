"""Colors: every pair that the design promises is as legible as it says, in light and dark."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parent.parent / "static" / "ui" / "css" / "tokens.css"
PAIR = re.compile(r"--([a-z0-9-]+): light-dark\(oklch\(([^)/]+)\), oklch\(([^)/]+)\)\)")
Rgb = tuple[float, float, float]


def linear_rgb(oklch: str) -> Rgb:
    """Linear sRGB, cut to what a screen can show."""
    lightness, chroma, hue = (float(number) for number in oklch.split())
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        min(1, max(0, 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short)),
        min(1, max(0, -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short)),
        min(1, max(0, -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short)),
    )


def luminance(color: Rgb) -> float:
    return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(linear_rgb(one)), luminance(linear_rgb(other))), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def tokens() -> dict[str, tuple[str, str]]:
    """The colors for everybody; those for readers who ask for more contrast stand further down."""
    usual = TOKENS.read_text("utf-8").partition("@media (prefers-contrast")[0]
    return {name: (light, dark) for name, light, dark in PAIR.findall(usual)}


PROMISED = [
    ("hair", "paper", 1.4, 1.4),
    ("edge", "paper", 4.0, 3.8),
    ("ink", "paper", 15.5, 13.3),
    ("ink2", "paper", 8.4, 8.4),
    ("ink3", "paper", 6.0, 5.8),
    ("ink3", "mist", 5.4, 6.5),
    ("moss", "paper", 8.2, 8.6),
    ("on-moss", "moss", 8.1, 9.5),
    ("moss-mid", "paper", 4.5, 5.8),
    ("ink", "moss-tint", 13.4, 10.5),
    ("gorse", "paper", 6.8, 9.8),
    ("ink", "gorse-tint", 13.7, 11.3),
    ("rowan", "paper", 6.6, 7.3),
    ("tarn", "paper", 7.2, 8.8),
    ("heather", "paper", 6.9, 8.3),
    ("focus", "paper", 5.4, 8.7),
]


@pytest.mark.parametrize("above, below, light, dark", PROMISED)
def test_a_pair_of_colors_is_as_legible_as_promised(
    above: str, below: str, light: float, dark: float
) -> None:
    known = tokens()
    measured = [contrast(known[above][scheme], known[below][scheme]) for scheme in (0, 1)]
    assert measured == [pytest.approx(light, abs=0.1), pytest.approx(dark, abs=0.1)]


@pytest.mark.parametrize("text", ["ink", "ink2", "ink3", "moss", "rowan", "gorse", "tarn"])
@pytest.mark.parametrize("ground", ["mist", "paper", "raised", "sunk"])
def test_text_can_be_read_on_every_ground(text: str, ground: str) -> None:
    known = tokens()
    assert min(contrast(known[text][scheme], known[ground][scheme]) for scheme in (0, 1)) >= 4.5


def test_black_on_white_measures_twenty_one() -> None:
    assert contrast("0 0 0", "1 0 0") == pytest.approx(21, abs=0.01)


def test_a_color_too_pale_would_be_found() -> None:
    assert contrast("0.80 0.02 120", tokens()["paper"][0]) < 4.5
