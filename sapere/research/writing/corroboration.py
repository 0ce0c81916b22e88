"""A second source that says the same of a sentence, cited with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sapere.research.shapes import Citation, Sentence
from sapere.research.writing.choice import shingles
from sapere.research.writing.statements import Statement
from sapere.research.writing.weight import Floats, bag

_ALIKE = 0.75  # of two sentences' words, by their rarity
_OTHER_ORDER = 0.25  # share of the shorter one's runs of three words: the same words may say the opposite
_MOST_LOOKED_AT = 8
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NOT = re.compile(
    r"\b(?:not|no|never|cannot|without|nor|neither|nicht|kein\w*|nie|pas|jamais|sans|nunca|sin|non|mai|não|sem|не|нет|без)\b|n['’]t\b"
    r"|[不没沒無无]|ない|ません|لا|ليس|لم|لن",
    re.IGNORECASE,
)


def with_second(at: int, rows: Sequence[Statement], alike: Floats, language: str) -> tuple[Sentence, ...]:
    """The statement's sentences; the first, where it is a prose sentence by itself, cites one other source as well
    when that says the same: all its words and few others, in nearly the same order, with the same figures and
    negations."""
    row = rows[at]
    second = _second(at, rows, alike, language) if row.size == 1 else None
    if second is None:
        return row.sentences
    return (replace(row.sentences[0], citations=(*row.sentences[0].citations, second)),)


def _second(at: int, rows: Sequence[Statement], alike: Floats, language: str) -> Citation | None:
    near: list[int] = np.argsort(-alike[at], kind="stable")[:_MOST_LOOKED_AT].tolist()
    for other in near:
        if alike[at, other] < _ALIKE:
            return None
        one, two = rows[at], rows[other]
        if two.source != one.source and two.usable and not two.leans and _same(one.text, two.text, language):
            return two.sentences[0].citations[0]
    return None


def _same(one: str, other: str, language: str) -> bool:
    """Whether ``other`` says all that ``one`` says: a word in place of another may turn it round."""
    if not set(bag(one, language)) <= set(bag(other, language)):
        return False
    if sorted(_FIGURE.findall(one)) != sorted(_FIGURE.findall(other)):
        return False
    if len(_NOT.findall(one)) != len(_NOT.findall(other)):
        return False
    mine, theirs = shingles(one, language), shingles(other, language)
    return len(mine & theirs) >= _OTHER_ORDER * max(1, min(len(mine), len(theirs)))
