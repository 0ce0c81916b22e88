"""Every pair of colours that meets on a page, computed by the formula of WCAG 2.2 in both themes."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

import sapere.web

TOKENS = Path(sapere.web.__file__).parent / "static/web/tokens.css"
PAPERS = ("paper", "card", "sunk")
TEXT = [
    *[(ink, paper) for ink in ("ink", "ink-2", "ink-3", "accent", "accent-strong") for paper in PAPERS],
    *[(ink, paper) for ink in ("wrong", "right", "inferred", "supported") for paper in ("paper", "card")],
    *[("ink", soft) for soft in ("accent-soft", "mark", "mark-strong", "wrong-soft")],
    ("accent", "accent-soft"),
    ("supported", "supported-soft"),
    ("inferred", "inferred-soft"),
    ("wrong", "wrong-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]
CONTROLS = [
    *[("edge", paper) for paper in PAPERS],
    *[("accent", paper) for paper in PAPERS],
    ("wrong", "card"),
]


def test_there_are_about_sixty_tokens() -> None:
    assert 50 <= len(re.findall(r"^\s+--[\w-]+:", TOKENS.read_text(), re.MULTILINE)) <= 70


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read(front: str, back: str, theme: str) -> None:
    assert contrast(front, back, theme) >= 4.5


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize(("front", "back"), CONTROLS)
def test_controls_can_be_seen(front: str, back: str, theme: str) -> None:
    assert contrast(front, back, theme) >= 3


def contrast(front: str, back: str, theme: str) -> float:
    high, low = sorted((luminance(front, theme), luminance(back, theme)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(name: str, theme: str) -> float:
    """Relative luminance of a token: OKLCH to OKLab to linear sRGB, cut to the gamut."""
    found = re.search(rf"--{name}: light-dark\(oklch\(([^)]*)\), oklch\(([^)]*)\)\)", TOKENS.read_text())
    assert found, f"no colour --{name} with a day and a night side"
    lightness, chroma, hue = (float(part.rstrip("%")) for part in found[1 if theme == "day" else 2].split())
    a, b = (chroma * turn(math.radians(hue)) for turn in (math.cos, math.sin))
    light = lightness / 100
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(max(part, 0), 1) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
