"""What the tests of the video agent ask."""

from __future__ import annotations

from sapere.research.shapes import Brief, Depth, Level

TOPIC = "photosynthesis"


def brief(language: str = "en") -> Brief:
    return Brief(TOPIC, language, Depth.QUICK, Level.NEW, scope="", questions=(), queries={})
