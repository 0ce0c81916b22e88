"""Captions of made lectures in the forms in which services hand them out."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence

from tests.fakes.pages import sentences

EACH = 4  # seconds a caption stands; a sentence takes two
Line = tuple[int, str]
"""The second it begins at, and its words."""


def lecture(topic: str, label: str, language: str = "en") -> list[Line]:
    """Nine sentences of our own, each in two captions; in other languages than English one is enough."""
    told = sentences(topic, label) if language == "en" else [f"{topic}: {label}, {language}."]
    halves = [half for sentence in told for half in _halves(sentence)]
    return [(EACH * place, half) for place, half in enumerate(halves)]


def _halves(sentence: str) -> list[str]:
    words = sentence.split()
    return [" ".join(words[: len(words) // 2 + 1]), " ".join(words[len(words) // 2 + 1 :])]


def webvtt(lines: Sequence[Line]) -> bytes:
    cues = "".join(f"{_clock(start)} --> {_clock(start + EACH)}\n{text}\n\n" for start, text in lines)
    return f"WEBVTT\n\n{cues}".encode()


def json3(lines: Sequence[Line]) -> bytes:
    events = [
        {"tStartMs": 1000 * start, "dDurationMs": 1000 * EACH, "segs": [{"utf8": text}]}
        for start, text in lines
    ]
    return json.dumps({"wireMagic": "pb3", "pens": [{}], "events": events}).encode()


def timedtext(lines: Sequence[Line]) -> bytes:
    told = "".join(
        f'<text start="{start}" dur="{EACH}">{html.escape(html.escape(text))}</text>' for start, text in lines
    )
    return f'<?xml version="1.0" encoding="utf-8" ?><transcript>{told}</transcript>'.encode()


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000"
