"""A quote inside the passage it was taken from."""

from __future__ import annotations

import re
from dataclasses import dataclass

AROUND = 260  # characters shown on each side of a quote, at most
_SENTENCE_END = re.compile(r"[.!?。！？؟]['\"”’)\]]*\s")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``before`` and ``after`` stay within the quote's paragraph; ``cut_*`` where more of it follows."""

    before: str
    quote: str
    after: str
    cut_before: bool
    cut_after: bool


def excerpt(text: str, start: int, end: int, around: int = AROUND) -> Excerpt:
    """The quote ``text[start:end]`` with what stands around it. Raises ``ValueError`` outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage {start}-{end} in a text of {len(text)} characters")
    left, cut_before = _left(text, start, around)
    right, cut_after = _right(text, end, around)
    return Excerpt(text[left:start], text[start:end], text[end:right], cut_before, cut_after)


def _left(text: str, start: int, around: int) -> tuple[int, bool]:
    paragraph = text.rfind("\n", 0, start) + 1
    if start - paragraph <= around:
        return paragraph, False
    window = text[start - around : start]
    ends = [found.end() for found in _SENTENCE_END.finditer(window)]
    word = window.find(" ") + 1
    return start - around + (ends[0] if ends else word), True


def _right(text: str, end: int, around: int) -> tuple[int, bool]:
    paragraph = text.find("\n", end)
    paragraph = len(text) if paragraph == -1 else paragraph
    if paragraph - end <= around:
        return paragraph, False
    window = text[end : end + around]
    ends = [found.end() for found in _SENTENCE_END.finditer(window)]
    word = window.rfind(" ")
    return end + (ends[-1] if ends else word if word > 0 else around), True
